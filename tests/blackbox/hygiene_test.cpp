// Marked values go through the whole flow; then everything that was written is searched for them.

#include "tests/support/flow.hpp"
#include "tests/support/words.hpp"

namespace rollcall::tests::hygiene_test {
namespace {

namespace fs = std::filesystem;

class Hygiene : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    server.start();
    wording.contact_first = people.next();
    wording.contact_last = people.next();
    wording.contact_email = people.next() + "@hotel.example";
    wording.receiver_name = people.next();
    wording.receiver_email = people.next() + "@hotel.example";
    wording.participants = "externalId,firstName,lastName,email,phone,company,Dietary,Room\n";
    for (int row = 0; row < 20; ++row) {
      wording.participants += std::to_string(row);
      for (const auto* end : {"", "", "@firma.example", "", "", "", ""}) {
        wording.participants += ',' + people.next() + end;
      }
      wording.participants += '\n';
    }
    wording.customer = office_words.next();
    wording.supplier = office_words.next();
    wording.project = office_words.next();
    wording.list = office_words.next();
  }

  // The flow, with refusals on its way: faults name values easily.
  void run() {
    auto admin = server.admin();
    flow = share_with_hotel(admin, wording);
    viewing = open_link(server, wording.contact_email);
    auto hotel = server.stranger();
    const auto link = "/v1/shared/" + viewing.link_token;
    EXPECT_EQ(hotel.post(link + "/sessions", R"({"code":"AAAA-AAAA"})").status, 403);
    EXPECT_EQ(hotel.post(link + "/codes").status, 429);
    EXPECT_EQ(hotel.get(link + "/list", bearer(viewing.session_token)).status, 200);
    EXPECT_EQ(hotel.get("/v1/viewing/list", wanting_csv(viewing.session_token)).status, 200);
    EXPECT_EQ(hotel.get("/l/" + flow.share, bearer(viewing.session_token)).status, 200);
    refuse(admin);
    sent_share(admin, flow.typed_share);
  }

  void refuse(HttpClient& admin) {
    const auto bad = people.next();
    const auto participants = "/v1/projects/" + flow.project + "/participants";
    EXPECT_EQ(admin.post(participants, R"({"email":")" + bad + R"("})").status, 422);
    EXPECT_EQ(admin.post(participants, R"({")" + bad + R"(":1})").status, 422);
    EXPECT_EQ(admin.post(participants, "{" + bad).status, 400);
    EXPECT_EQ(admin
                  .post(participants + "/import", "firstName,email\n" + bad + "," + bad + "\n",
                        {{"Content-Type", "text/csv"}})
                  .status,
              422);
    EXPECT_EQ(admin.get("/v1/contacts?email=" + bad).status, 200);
    EXPECT_EQ(admin.get("/v1/customers/" + bad).status, 404);
    EXPECT_EQ(admin.get("/v1/office", bearer(bad)).status, 401);
    const auto known = R"({"email":")" + wording.contact_email + R"("})";
    EXPECT_EQ(admin.post("/v1/suppliers/" + flow.supplier + "/contacts", known).status, 409);
  }

  std::vector<std::string> secrets() const {
    const Json founded(server.init_line());
    const auto password_link = founded.text("/passwordLink");
    return {viewing.link_token, viewing.code, viewing.session_token, server.admin_token(),
            password_link.substr(password_link.rfind('/') + 1)};
  }

  ServerProcess server{{"--log-format", GetParam()}};
  Words people;        // belong to persons
  Words office_words;  // names of organisations, projects, lists
  Wording wording;
  SharedList flow;
  Viewing viewing;
};

std::vector<std::string> joined(std::vector<std::string> a, const std::vector<std::string>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

const std::vector<std::string> kNothing;

TEST_P(Hygiene, nothing_marked_is_logged_measured_or_described) {
  run();
  auto stranger = server.stranger();
  const auto metrics = stranger.get("/metrics").body;
  const auto described = stranger.get("/openapi.json").body;
  EXPECT_NE(metrics, "");
  EXPECT_NE(described, "");
  EXPECT_EQ(server.stop(), 0);
  server.start();  // what a start says counts too
  server.kill();
  const auto words = joined(joined(people.all(), office_words.all()), secrets());
  EXPECT_NE(server.logged(), "");
  EXPECT_EQ(findings("standard error", server.logged(), words), kNothing);
  EXPECT_EQ(findings("metrics", metrics, words), kNothing);
  EXPECT_EQ(findings("openapi.json", described, words), kNothing);
}

TEST_P(Hygiene, persons_values_and_secrets_lie_sealed_in_log_and_vault) {
  run();
  // While it runs, the newest of it is in the WAL; after a stop, in tables.
  for (const bool stopped : {false, true}) {
    if (stopped) EXPECT_EQ(server.stop(), 0);
    for (const auto* folder : {"log", "vault"}) {
      ASSERT_TRUE(fs::exists(server.data() / folder));
      EXPECT_EQ(findings(server.data() / folder, joined(people.all(), secrets())), kNothing);
    }
  }
  // The search does find what is there.
  EXPECT_NE(findings(server.data() / "log", office_words.all()), kNothing);
  EXPECT_NE(findings(server.data() / "outbox", {viewing.link_token}), kNothing);
}

TEST_P(Hygiene, the_master_key_and_mails_are_the_owners_alone) {
  run();
  EXPECT_EQ(server.stop(), 0);
  const auto others = fs::perms::group_all | fs::perms::others_all;
  EXPECT_EQ(fs::status(server.data()).permissions() & others, fs::perms::none);
  EXPECT_EQ(fs::status(server.data() / "master.key").permissions() & others, fs::perms::none);
  for (const auto& mail : fs::directory_iterator(server.data() / "outbox")) {
    EXPECT_EQ(mail.status().permissions() & others, fs::perms::none) << mail.path();
  }
}

INSTANTIATE_TEST_SUITE_P(Logs, Hygiene, testing::Values("text", "json"),
                         [](const auto& info) { return info.param; });

}  // namespace
}  // namespace rollcall::tests::hygiene_test
