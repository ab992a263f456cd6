// Marked values go through everything that takes data about persons; the persons are erased; then
// every byte that the server keeps is searched for the values and for the keys they were sealed
// with.

#include <algorithm>
#include <set>
#include <thread>

#include "tests/blackbox/erasure/search.hpp"
#include "tests/support/deadline.hpp"
#include "tests/support/flow.hpp"
#include "tests/support/words.hpp"

namespace rollcall::tests::erasure_search_test {
namespace {

const std::vector<std::string> kNothing;

class ErasureSearch : public testing::Test {
 protected:
  void SetUp() override {
    server.start();
    wording.contact_first = words.next();  // in a mail, when it is another already
    wording.contact_last = words.next();
    wording.contact_email = words.next() + "@hotel.example";
    wording.contact_phone = "+47 55 83 91 27 46";
    wording.receiver_name = words.next();
    wording.receiver_email = words.next() + "@hotel.example";
    wording.participants = "externalId,firstName,lastName,email,phone,company,Dietary,Room\n";
    for (int row = 0; row < 5; ++row) {
      for (int column = 0; column < 8; ++column) {
        const auto word = words.next();
        // The one in row 0 gets another last name, the one in row 1 is removed.
        if ((row == 0 && column == 2) || row == 1) past.insert(word);
        wording.participants += (column == 0 ? "" : ",") + word;
        if (column == 3) wording.participants += "@firma.example";
      }
      wording.participants += '\n';
    }
  }

  // Values in contacts, participants, receivers, mails, looks, stored answers and former versions.
  void live() {
    auto admin = server.admin();
    flow = share_with_hotel(admin, wording);
    look("/v1/viewing/list");
    const auto people = "/v1/projects/" + flow.project + "/participants";
    participants = ids(admin.get(people));
    EXPECT_EQ(participants.size(), 5U);
    const Headers key = {{"Idempotency-Key", "an import"}};
    participants.push_back(
        made(admin.post(people, R"({"lastName":")" + words.next() + "\"}", key)));
    EXPECT_EQ(admin.patch(people + "/" + participants[0], R"({"lastName":")" + words.next() + "\"}")
                  .status,
              200);
    EXPECT_EQ(admin.del(people + "/" + participants[1]).status, 204);
    EXPECT_EQ(
        admin.patch("/v1/contacts/" + flow.contact, R"({"firstName":")" + words.next() + "\"}")
            .status,
        200);
    const auto mail =
        R"({"subject":")" + words.next() + R"(","body":")" + words.next() + R"( [resource-link]"})";
    EXPECT_EQ(admin.post("/v1/shares/" + flow.typed_share + "/send", mail).status, 200);
    sent_share(admin, flow.typed_share);
    EXPECT_EQ(admin.post("/v1/contacts/" + flow.contact + "/invite").status, 202);
    all_mails_settled(server);
  }

  // The contact person opens what was shared, with a browser that says who it is.
  void look(const std::string& path) {
    const auto viewing = open_link(server, wording.contact_email);
    auto headers = bearer(viewing.session_token);
    headers.emplace_back("User-Agent", words.next());
    auto hotel = server.stranger();
    EXPECT_EQ(hotel.get(path, headers).status, 200);
    secrets = {viewing.link_token, viewing.code, viewing.session_token};
  }

  static std::vector<std::string> ids(const Reply& reply) {
    std::vector<std::string> found;
    for (int i = 0; i < 5; ++i) {
      found.push_back(reply.text("/items/" + std::to_string(i) + "/id"));
    }
    return found;
  }

  // Shared facts survive, names don't.
  void check_what_stays() {
    auto admin = server.admin();
    const auto share = admin.get("/v1/shares/" + flow.share);
    EXPECT_EQ(share.status, 200);
    EXPECT_EQ(share.text("/state"), "revoked") << share.body;
    EXPECT_NE(share.body.find("\"accessCount\":1"), std::string::npos) << share.body;
    const auto rows = admin.get("/v1/lists/" + flow.list + "/rows");
    EXPECT_EQ(rows.status, 200) << rows.body;
  }

  void erase_everybody() {
    auto admin = server.admin();
    const auto erase = [&](const std::string& field, const std::string& value) {
      const auto erased = admin.post("/v1/erasures", R"({")" + field + R"(":")" + value + R"("})");
      EXPECT_EQ(erased.status, 201) << field << erased.body;
    };
    erase("contactId", flow.contact);
    erase("email", wording.receiver_email);
    for (const auto& participant : participants) erase("participantId", participant);
  }

  // The values of the vault's rows for the persons' keys: what would open their data.
  std::vector<std::string> wrapped_keys() {
    auto persons = participants;
    persons.push_back(flow.contact);
    std::vector<std::string> keys;
    for (const auto& row : rows_of(server.data(), "vault", "keys")) {
      for (const auto& person : persons) {
        if (row.key.substr(16) == bytes_of(person) && row.value.size() > 9) {
          keys.push_back(row.value.substr(9));
        }
      }
    }
    return keys;
  }

  static std::string bytes_of(const std::string& uuid) {
    std::string digits, bytes;
    for (const char c : uuid) {
      if (c != '-') digits += c;
    }
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
      bytes += static_cast<char>(std::stoi(digits.substr(i, 2), nullptr, 16));
    }
    return bytes;
  }

  // Wrapped keys are looked for as bytes; case means nothing there.
  std::vector<std::string> found(const std::vector<std::string>& keys) {
    auto all = words.all();
    all.push_back(wording.contact_phone);
    all.insert(all.end(), secrets.begin(), secrets.end());
    all.insert(all.end(), keys.begin(), keys.end());
    return search(server.data(), all);
  }

  std::string checkpoint() {
    const auto reply = server.admin().get("/v1/log/checkpoint");
    EXPECT_EQ(reply.status, 200) << reply.body;
    const auto file = scratch.path() / "checkpoint";
    write_file(file, reply.body);
    return file.string();
  }

  ServerProcess server;
  ScratchFolder scratch;
  Words words;
  std::set<std::string> past;  // sealed in the log alone already
  Wording wording;
  SharedList flow;
  std::vector<std::string> participants;
  std::vector<std::string> secrets;
};

// Every word is found by the search as long as it may be there.
TEST_F(ErasureSearch, finds_everything_before_and_nothing_after) {
  live();
  const auto before = checkpoint();
  const auto keys = wrapped_keys();
  EXPECT_EQ(keys.size(), participants.size() + 1);
  EXPECT_EQ(server.stop(), 0);
  const auto there = found(keys);
  for (const auto& word : words.all()) {
    const bool is_there = std::any_of(there.begin(), there.end(), [&](const std::string& finding) {
      return finding.find(word) != std::string::npos;
    });
    EXPECT_TRUE(is_there || past.contains(word)) << "the search has no teeth for " << word;
  }
  for (const auto& key : keys) EXPECT_NE(search(server.data(), {key}), kNothing);

  server.start();
  erase_everybody();
  EXPECT_EQ(found(keys), kNothing) << "while it runs";
  EXPECT_EQ(server.stop(), 0);
  EXPECT_EQ(found(keys), kNothing) << "when it has stopped";
  server.start();
  EXPECT_EQ(found(keys), kNothing) << "when it runs again";
  EXPECT_EQ(findings("standard error", server.logged(), words.all()), kNothing);
  check_what_stays();
  EXPECT_EQ(server.stop(), 0);

  const auto log_key = Json(server.init_line()).text("/logKey");
  const auto verified = run_rollcall(
      {"verify", "--data", server.data().string(), "--checkpoint", before, "--log-key", log_key});
  EXPECT_EQ(verified.status, 0) << verified.output << verified.errors;
}

// A copy from before, put back beside the register.
TEST_F(ErasureSearch, finds_nothing_in_a_restored_folder_once_it_may_serve) {
  live();
  const auto keys = wrapped_keys();
  EXPECT_EQ(server.stop(), 0);
  const auto backup = scratch.path() / "backup";
  std::filesystem::copy(server.data(), backup, std::filesystem::copy_options::recursive);
  server.start();
  erase_everybody();
  EXPECT_EQ(server.stop(), 0);
  const auto erasures = read_file(server.data() / "erasures.register");
  EXPECT_EQ(findings("the register", erasures, words.all()), kNothing);

  std::filesystem::remove_all(server.data());
  std::filesystem::copy(backup, server.data(), std::filesystem::copy_options::recursive);
  write_file(server.data() / "erasures.register", erasures);
  EXPECT_NE(found(keys), kNothing) << "a backup has what it had";
  const std::vector<std::string> serve = {"serve", "--data", server.data().string(), "--listen",
                                          "127.0.0.1:0"};
  const auto refused = run_rollcall(serve);
  EXPECT_EQ(refused.status, 1);
  EXPECT_THAT(refused.errors, testing::HasSubstr("8 erasures are missing; run `rollcall erasures"));

  const std::vector<std::string> apply = {"erasures", "apply", "--data", server.data().string()};
  const auto applied = run_rollcall(apply);
  EXPECT_EQ(applied.output, "erased again: 8\n") << applied.errors;
  EXPECT_EQ(run_rollcall(apply).output, "erased again: 0\n");
  EXPECT_EQ(found(keys), kNothing);
  server.start();
  EXPECT_EQ(found(keys), kNothing);
  check_what_stays();
  EXPECT_EQ(read_file(server.data() / "erasures.register"), erasures);
}

// Cut off while it erases, at moments that the kernel picks.
TEST_F(ErasureSearch, finds_nothing_once_a_killed_server_is_up_again) {
  live();
  const auto keys = wrapped_keys();
  std::thread eraser([&] {
    auto admin = server.admin();
    admin.post("/v1/erasures", R"({"contactId":")" + flow.contact + R"("})");
  });
  auto admin = server.admin();
  const Deadline deadline;
  while (admin.get("/v1/contacts/" + flow.contact).status == 200 && !deadline.passed()) {
  }
  server.kill();
  eraser.join();
  server.start();
  erase_everybody();
  EXPECT_EQ(found(keys), kNothing);
}

}  // namespace
}  // namespace rollcall::tests::erasure_search_test
