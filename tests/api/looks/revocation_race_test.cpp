// Revoking while 64 receivers read: no response begins after the revocation's answer, and those
// that run stop at their next chunk, cut so that none passes for a whole one.
#include "api/http/server.hpp"
#include "tests/api/http/raw_client.hpp"
#include "tests/api/sharing/sharing.hpp"

namespace rollcall::api::revocation_race_test {
namespace {

using tests::End;
using tests::RawClient;

constexpr std::size_t kReceivers = 64;
constexpr std::size_t kFiles = 8;  // of them read the whole list as a file, slowly
constexpr std::size_t kRows = 600;
// More than the sockets' buffers hold of a file (a few MiB), so that it is still being sent.
constexpr std::size_t kColumns = 10;
constexpr std::size_t kCellBytes = 1'500;

Settings with_many_codes() {
  Settings settings;
  settings.code_requests_per_client_per_hour = 10'000;
  return settings;
}

// A server on a real socket, with a big list that is shared with all of them.
class RevocationRace : public ::testing::Test {
 protected:
  RevocationRace() {
    import_rows();
    http::ServerOptions options;
    options.port = 0;
    options.threads = 2;
    options.header_deadline = std::chrono::minutes(5);  // they connect long before they ask
    std::string error;
    server = http::start_server(options, office.api.application().router(), error);
    EXPECT_NE(server, nullptr) << error;
  }

  void import_rows() {
    std::string csv = "lastName";
    std::string columns = R"("lastName")";
    for (std::size_t i = 0; i < kColumns; ++i) {
      csv += ",F" + std::to_string(i);
      columns += R"(,"fields.F)" + std::to_string(i) + '"';
    }
    for (std::size_t row = 0; row < kRows; ++row) {
      csv += "\nName" + std::to_string(row);
      for (std::size_t i = 0; i < kColumns; ++i) {
        csv += ',' + std::string(kCellBytes, static_cast<char>('a' + row % 26));
      }
    }
    const auto imported = office.api.post("/v1/projects/" + office.project + "/participants/import",
                                          csv, {{"content-type", "text/csv"}});
    EXPECT_EQ(imported.status, 201u) << imported.body.substr(0, 500);
    const auto edited =
        office.api.patch("/v1/lists/" + office.list, R"({"columns":[)" + columns + "]}");
    EXPECT_EQ(edited.status, 200u) << edited.body.substr(0, 500);
  }

  // Shares the list with all of them, again if need be, and opens their sessions.
  void open_sessions() {
    std::string receivers;
    for (std::size_t i = 0; i < kReceivers; ++i) {
      receivers += (i == 0 ? "" : ",") + std::string(R"({"email":")") + address(i) + R"("})";
    }
    EXPECT_EQ(office.share(R"({"receivers":[)" + receivers + "]}").status, 201u);
    office.settle();
    readers.clear();
    for (std::size_t i = 0; i < kReceivers; ++i) {
      readers.push_back({std::make_unique<RawClient>(server->port()),
                         office.open(office.token_for(address(i))).token});
    }
  }
  static std::string address(std::size_t i) { return "r" + std::to_string(i) + "@coach.example"; }

  static std::string request(const std::string& line, const std::string& token,
                             const std::string& more = "", const std::string& body = "") {
    return line + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token + "\r\n" + more +
           (body.empty() ? "" : "Content-Length: " + std::to_string(body.size()) + "\r\n") +
           "\r\n" + body;
  }
  std::string page_request(std::size_t i) const {
    return request("GET /v1/viewing/list?limit=20", readers[i].session);
  }

  std::string revocation() const {
    return request("POST /v1/shares/revoke", office.api.office().token,
                   "Content-Type: application/json\r\n", R"({"listId":")" + office.list + R"("})");
  }

  // Who has bytes of an answer that were not read yet.
  std::vector<bool> begun_now() const {
    std::vector<bool> begun;
    for (const auto& reader : readers) begun.push_back(reader.client->has_bytes());
    return begun;
  }
  std::size_t begun_count() const {
    const auto begun = begun_now();
    return static_cast<std::size_t>(std::count(begun.begin(), begun.end(), true));
  }

  struct Reader {
    std::unique_ptr<RawClient> client;
    std::string session;
  };

  Sharing office{{.settings = with_many_codes()}};
  std::unique_ptr<http::Server> server;  // ends before the office
  std::vector<Reader> readers;
};

TEST_F(RevocationRace, lets_nothing_begin_after_its_answer_and_cuts_what_runs) {
  for (int round = 0; round < 2; ++round) {
    open_sessions();
    std::vector<std::size_t> sizes(kReceivers, 0);
    for (std::size_t i = 0; i < kFiles; ++i) {  // begun, and stalled by a reader that stops reading
      readers[i].client->send(
          request("GET /v1/viewing/list", readers[i].session, "Accept: text/csv\r\n"));
      const auto head = readers[i].client->read_answer(true);
      ASSERT_EQ(head.status, 200);
      sizes[i] = std::stoul(head.header("Content-Length"));
    }
    for (std::size_t i = kFiles; i < kReceivers; ++i) {  // kept alive
      readers[i].client->send(page_request(i));
      ASSERT_EQ(readers[i].client->read_answer().status, 200);
    }
    for (std::size_t i = kFiles; i < kReceivers; ++i) readers[i].client->send(page_request(i));
    RawClient sender(server->port());
    while (begun_count() < kFiles + kReceivers / 8) std::this_thread::yield();
    sender.send(revocation());
    ASSERT_EQ(sender.read_answer().status, 200);
    const auto begun = begun_now();
    for (std::size_t i = 0; i < kFiles; ++i) {
      const auto rest = readers[i].client->read_to_end();
      EXPECT_LT(rest.size(), sizes[i]) << "a file went on to its end";
      EXPECT_EQ(readers[i].client->end(), End::reset) << "it must not look like a whole one";
    }
    for (std::size_t i = kFiles; i < kReceivers; ++i) {
      auto& client = *readers[i].client;
      const auto answer = client.read_answer();
      if (!begun[i]) EXPECT_NE(answer.status, 200) << "begun after the revocation's answer";
      const auto length = std::atol(answer.header("Content-Length").c_str());
      const bool whole = answer.body.size() == static_cast<std::size_t>(length);
      if (answer.status == 200 && !whole) EXPECT_EQ(client.end(), End::reset);
      if (client.end() == End::open) {
        EXPECT_EQ(client.ask(page_request(i)).status, 401);
      }
    }
  }
}

// One share after the other, each revoked while its own page is asked for.
TEST_F(RevocationRace, is_lost_by_every_response_that_has_not_begun) {
  open_sessions();
  const auto shares = office.api.get("/v1/lists/" + office.list + "/shares");
  ASSERT_EQ(shares.size("/items"), kReceivers);
  RawClient sender(server->port());
  for (std::size_t i = 0; i < kReceivers; ++i) {
    auto& client = *readers[i].client;
    const auto share = shares.text("/items/" + std::to_string(i) + "/id");
    client.send(page_request(i));
    const auto revoked =
        sender.ask(request("POST /v1/shares/" + share + "/revoke", office.api.office().token));
    ASSERT_EQ(revoked.status, 200) << revoked.body;
    const bool begun = client.has_bytes();
    const auto answer = client.read_answer();
    if (!begun) EXPECT_NE(answer.status, 200);
  }
}

}  // namespace
}  // namespace rollcall::api::revocation_race_test
