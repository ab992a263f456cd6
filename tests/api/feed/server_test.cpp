// Live streams over real connections: how they end.

#include "api/http/server.hpp"

#include <gmock/gmock.h>

#include "api/app/traffic.hpp"
#include "tests/api/accounts/accounts.hpp"
#include "tests/api/http/raw_client.hpp"

namespace rollcall::api::server_test {
namespace {

using testing::HasSubstr;
using tests::End;
using tests::RawClient;

constexpr std::chrono::seconds kLong{20};

struct Served : testing::Test {
  static Settings settings() {
    Settings settings;
    settings.heartbeat = std::chrono::milliseconds(20);
    return settings;
  }
  static std::unique_ptr<http::Server> serve(Application& application) {
    http::ServerOptions options;
    options.port = 0;
    options.threads = 2;
    options.write_deadline = std::chrono::milliseconds(200);
    std::string error;
    auto server = http::start_server(options, application.router(), error);
    EXPECT_NE(server, nullptr) << error;
    return server;
  }

  static void follow(const RawClient& client, const std::string& token,
                     const std::string& accept = "text/event-stream") {
    client.send("GET /v1/events HTTP/1.1\r\nHost: x\r\nAccept: " + accept +
                "\r\nAuthorization: Bearer " + token + "\r\n\r\n");
  }
  void until_followed() {
    office.until([this] { return office.api.context().live.count() > 0; });
  }

  Accounts office{{.settings = settings()}};
  std::unique_ptr<http::Server> server = serve(office.api.application());
};

TEST_F(Served, ends_with_the_session_that_follows) {
  office.set_password_of(kAdmin);
  const auto session = office.session_of(kAdmin);
  RawClient client(server->port());
  follow(client, session);
  until_followed();
  EXPECT_EQ(client.read_answer(true).status, 200u);  // a reset may take what was not read
  EXPECT_EQ(office.api.del("/v1/sessions/current", {Api::bearer(session)}).status, 204u);
  client.read_to_end();
  EXPECT_EQ(client.end(), End::reset) << "never as if it were whole";
  office.until([this] { return office.api.context().live.count() == 0; });
}

TEST_F(Served, ends_with_the_role_that_may_follow) {
  const auto staff = office.api.post("/v1/staff", R"({"email":"eva@fjord-fest.example",)"
                                                  R"("firstName":"Eva","lastName":"Lie",)"
                                                  R"("role":"officeAdmin"})");
  office.set_password_of("eva@fjord-fest.example");
  const auto session = office.session_of("eva@fjord-fest.example");
  RawClient client(server->port());
  follow(client, session);
  until_followed();
  EXPECT_EQ(
      office.api.patch("/v1/staff/" + staff.text("/id"), R"({"role":"projectManager"})").status,
      200u);
  client.read_to_end();
  EXPECT_EQ(client.end(), End::reset);
}

TEST_F(Served, ends_cleanly_at_a_stop) {
  RawClient client(server->port());
  follow(client, office.api.office().token);
  until_followed();
  server->stop(kLong);
  EXPECT_TRUE(client.read_to_end().ends_with("\r\n0\r\n\r\n"));
}

TEST_F(Served, is_given_back_when_the_reader_leaves) {
  {
    RawClient client(server->port());
    follow(client, office.api.office().token);
    until_followed();
  }
  office.until([this] { return office.api.context().live.count() == 0; });
}

// More than connections hold on their way.
void add_megabytes(Api& api, const std::string& project) {
  std::string csv = "externalId";
  for (int column = 0; column < 9; ++column) csv += ",c" + std::to_string(column);
  csv += "\n";
  const std::string value(3'900, 'x');
  for (int row = 0; row < 500; ++row) {
    csv += std::to_string(row);
    for (int column = 0; column < 9; ++column) csv += "," + value;
    csv += "\n";
  }
  EXPECT_EQ(api.post("/v1/projects/" + project + "/participants/import", csv,
                     {{"content-type", "text/csv"}})
                .status,
            201u);
}

TEST_F(Served, cuts_who_reads_nothing) {
  add_megabytes(office.api, office.project);
  RawClient client(server->port());
  follow(client, office.api.office().token);
  const auto& cut = office.api.context().traffic.slow_streams;
  office.until([&] { return cut.load() == 1; });
  EXPECT_EQ(office.api.context().live.count(), 0u);
}

// The whole log, to who does read.
TEST_F(Served, sends_the_whole_log_in_chunks) {
  add_megabytes(office.api, office.project);
  RawClient client(server->port());
  follow(client, office.api.office().token, "application/x-ndjson\r\nConnection: close");
  const auto answer = client.read_to_end();
  EXPECT_THAT(answer.substr(0, 2'000), HasSubstr("Transfer-Encoding: chunked"));
  EXPECT_GT(answer.size(), std::size_t{500} * 9 * 3'900);
  EXPECT_TRUE(answer.ends_with("\r\n0\r\n\r\n"));
  EXPECT_EQ(client.end(), End::closed);
}

}  // namespace
}  // namespace rollcall::api::server_test
