// The whole way of a shared list, from an empty office to a dead link.

#include "tests/support/flow.hpp"

namespace rollcall::tests::flow_test {
namespace {

class Flow : public testing::Test {
 protected:
  void SetUp() override { server.start(); }

  ServerProcess server;
};

TEST_F(Flow, a_list_is_shared_opened_seen_and_revoked) {
  auto admin = server.admin();
  const auto flow = share_with_hotel(admin);
  EXPECT_EQ(Json(flow.import_answer).number("/created"), 600);
  const auto sent = sent_share(admin, flow.share);
  EXPECT_EQ(sent.text("/state"), "active");
  EXPECT_EQ(sent.text("/validUntil"), "2099-06-14");
  EXPECT_EQ(sent.json("/lastAccessedAt"), "null");

  const auto viewing = open_link(server, "desk@hotel.example");
  auto hotel = server.stranger();
  const auto link = "/v1/shared/" + viewing.link_token;
  const auto rows = hotel.get(link + "/list?limit=500", bearer(viewing.session_token));
  ASSERT_EQ(rows.status, 200) << rows.body;
  EXPECT_EQ(rows.json().size("/items"), 500u);
  EXPECT_EQ(rows.json().number("/list/rowCount"), 600);
  EXPECT_EQ(rows.json().json("/list/columns/2/key"), R"("fields.Room")");
  const auto rest = hotel.get(link + "/list?limit=500&cursor=" + rows.text("/nextCursor"),
                              bearer(viewing.session_token));
  EXPECT_EQ(rest.json().size("/items"), 100u);
  EXPECT_EQ(rest.json().json("/nextCursor"), "null");

  const auto seen = admin.get("/v1/shares/" + flow.share).json();
  EXPECT_EQ(seen.number("/accessCount"), 1);
  EXPECT_GE(seen.text("/lastAccessedAt"), sent.text("/emailSentAt"));

  const auto file = hotel.get(link + "/list", wanting_csv(viewing.session_token));
  ASSERT_EQ(file.status, 200) << file.body;
  EXPECT_EQ(file.body.substr(0, file.body.find("\r\n")), "lastName,firstName,Room,Dietary");
  EXPECT_THAT(file.body, testing::HasSubstr("\r\nHalvorsen,Ida,Double 101,\r\n"));
  const auto accesses = admin.get("/v1/shares/" + flow.share + "/accesses").json();
  EXPECT_EQ(accesses.items("/kind"), (std::vector<std::string>{"csv", "json"}));

  const auto revoked = admin.post("/v1/shares/" + flow.share + "/revoke");
  EXPECT_EQ(revoked.text("/state"), "revoked");
  for (const auto& target : {link, link + "/list", "/s/" + viewing.link_token}) {
    EXPECT_EQ(hotel.get(target, bearer(viewing.session_token)).status, 404) << target;
  }
  EXPECT_EQ(hotel.post(link + "/codes").status, 404);
  EXPECT_EQ(hotel.get("/v1/viewing/list", bearer(viewing.session_token)).status, 401);
  EXPECT_EQ(admin.get("/v1/shares/" + flow.share).json().number("/accessCount"), 2);
}

TEST_F(Flow, a_browser_opens_the_list_with_forms_and_a_cookie) {
  auto admin = server.admin();
  const auto flow = share_with_hotel(admin);
  const auto mail = server.outbox().link_mail("kitchen@hotel.example");
  ASSERT_TRUE(mail);
  auto browser = server.stranger();
  const Headers form = {{"Content-Type", "application/x-www-form-urlencoded"}};
  const auto page = "/s/" + mail->link_token();
  EXPECT_THAT(browser.get(page).body, testing::HasSubstr("Send me a code"));
  EXPECT_EQ(browser.post(page, "step=send", form).status, 303);
  const auto code = server.outbox().code_mail("kitchen@hotel.example");
  ASSERT_TRUE(code);
  const auto opened = browser.post(page, "step=open&code=" + code->code(), form);
  ASSERT_EQ(opened.status, 303) << opened.body;
  EXPECT_EQ(opened.header("Location"), "/l/" + flow.typed_share);
  const auto cookie = opened.header("Set-Cookie");
  const Headers signed_in = {{"Cookie", cookie.substr(0, cookie.find(';'))}};
  const auto list = browser.get(opened.header("Location"), signed_in);
  EXPECT_EQ(list.status, 200);
  EXPECT_THAT(list.body, testing::HasSubstr("<td>Halvorsen</td>"));
  EXPECT_EQ(browser.get(opened.header("Location")).status, 404);
  EXPECT_EQ(admin.get("/v1/shares/" + flow.typed_share).json().number("/accessCount"), 1);
}

TEST_F(Flow, sending_again_makes_a_new_link_and_the_old_one_stays_dead) {
  auto admin = server.admin();
  const auto flow = share_with_hotel(admin);
  sent_share(admin, flow.share);
  const auto first = server.outbox().link_mail("desk@hotel.example")->link_token();
  EXPECT_EQ(admin.post("/v1/shares/" + flow.share + "/revoke").status, 200);
  EXPECT_EQ(admin.post("/v1/shares/" + flow.share + "/send").status, 200);
  const auto second = server.outbox().wait_for([&first](const Mail& mail) {
    return mail.to() == "desk@hotel.example" && mail.link_token() != first;
  });
  ASSERT_TRUE(second);
  auto hotel = server.stranger();
  EXPECT_EQ(hotel.get("/v1/shared/" + second->link_token()).status, 200);
  EXPECT_EQ(hotel.get("/v1/shared/" + first).status, 404);
}

}  // namespace
}  // namespace rollcall::tests::flow_test
