// Pages of accounts: what a browser does, without scripts.
#include "tests/api/accounts/accounts.hpp"

namespace rollcall::api::pages_test {
namespace {

Headers form(Headers more = {}) {
  more.insert(more.end(),
              {{"authorization", ""}, {"content-type", "application/x-www-form-urlencoded"}});
  return more;
}

std::string cookie_of(const Answer& answer) {
  const auto cookie = answer.header("Set-Cookie");
  return cookie.substr(0, cookie.find(';'));
}

bool says(const Answer& answer, std::string_view text) {
  return answer.body.find(text) != std::string::npos;
}

TEST(AccountPages, lead_from_a_forgotten_password_to_signing_out) {
  Accounts office;
  const auto asked = office.api.post("/forgot", "email=per%40nordlys.example", form());
  EXPECT_EQ(asked.status, 202u);
  EXPECT_EQ(office.api.post("/forgot", "email=nobody%40x.example", form()).body, asked.body);
  office.until([&] { return office.mails_to(kPer) == 1; });
  office.settle();
  const auto page = "/password/" + office.newest_link(kPer);
  EXPECT_EQ(office.api.get(page, kNobody).status, 200u);
  const auto refused = office.api.post(page, "password=password1", form());
  EXPECT_EQ(refused.status, 422u);
  EXPECT_TRUE(says(refused, "easy to guess"));
  EXPECT_EQ(office.api.post(page, "password=tulip-harbour-42", form()).status, 200u);
  EXPECT_EQ(office.api.post(page, "password=tulip-harbour-42", form()).status, 404u);
  const std::string right = "email=per%40nordlys.example&password=tulip-harbour-42";
  const auto opened = office.api.post("/sign-in", right, form());
  EXPECT_EQ(opened.status, 303u);
  EXPECT_EQ(opened.header("Location"), "/sign-in");
  const Headers browser{{"authorization", ""}, {"cookie", cookie_of(opened)}};
  EXPECT_EQ(office.api.get("/sign-in", browser).header("Location"), "/customer-web");
  const auto out = office.api.post("/sign-in", "step=sign-out", form({browser[1]}));
  EXPECT_EQ(out.status, 303u);
  EXPECT_TRUE(says(office.api.get("/sign-in", browser), "autocomplete=\"current-password\""));
}

TEST(AccountPages, refuse_in_words_and_show_what_was_typed) {
  Accounts office;
  const auto refused =
      office.api.post("/sign-in", "email=%22%3E%3Cb%3E&password=wrong-password", form());
  EXPECT_EQ(refused.status, 401u);
  EXPECT_TRUE(says(refused, "is not right"));
  EXPECT_TRUE(says(refused, "&quot;&gt;&lt;b&gt;"));
  EXPECT_FALSE(says(refused, "wrong-password"));
}

TEST(AccountPages, are_inert_when_they_are_looked_at) {
  Accounts office;
  const auto link = office.link_for(kPer);
  const auto before = office.api.position();
  for (int i = 0; i < 50; ++i) {
    for (const auto& path :
         {std::string("/sign-in"), std::string("/forgot"), "/password/" + link}) {
      EXPECT_EQ(office.api.get(path, kNobody).status, 200u);
      EXPECT_EQ(office.api.head(path, kNobody).status, 200u);
    }
  }
  EXPECT_EQ(office.api.position(), before);
  EXPECT_EQ(office.set(link).status, 204u);
}

TEST(AccountPages, take_no_forms_from_other_sites) {
  Accounts office;
  const auto link = office.link_for(kPer);
  const Headers foreign{{"origin", "https://evil.example"}};
  for (const auto& path : {std::string("/sign-in"), std::string("/forgot"), "/password/" + link}) {
    EXPECT_EQ(office.api.post(path, "x=y", form(foreign)).status, 403u) << path;
  }
}

// As browsers say it of our own forms too, by plain HTTP.
TEST(AccountPages, take_forms_whose_site_is_unsaid_but_sign_out_by_their_own_only) {
  Accounts office;
  office.set_password_of(kAdmin);
  const Headers unsaid{{"origin", "null"}};
  const std::string right = "email=admin%40fjord-fest.example&password=tulip-harbour-42";
  const auto opened = office.api.post("/sign-in", right, form(unsaid));
  EXPECT_EQ(opened.status, 303u);
  const std::pair<std::string, std::string> cookie{"cookie", cookie_of(opened)};
  const auto out = [&](const std::string& more) {
    return office.api.post("/sign-in", "step=sign-out" + more, form({unsaid[0], cookie})).status;
  };
  EXPECT_EQ(out(""), 403u);
  EXPECT_EQ(out("&key=x"), 403u);
  const auto page = office.api.get("/sign-in", {{"authorization", ""}, cookie}).body;
  const std::string mark = "name=\"key\" value=\"";
  const auto at = page.find(mark);
  ASSERT_NE(at, std::string::npos);
  const auto key = page.substr(at + mark.size(), 43);
  EXPECT_EQ(out("&key=" + key), 303u);
  EXPECT_EQ(office.status_of(cookie.second.substr(cookie.second.find('=') + 1)), 401u);
}

TEST(AccountPages, let_nothing_in_but_their_own) {
  Accounts office;
  const auto page = office.api.get("/sign-in", kNobody);
  const auto policy = page.header("Content-Security-Policy");
  EXPECT_NE(policy.find("default-src 'none'"), std::string::npos);
  EXPECT_NE(policy.find("frame-ancestors 'none'"), std::string::npos);
  EXPECT_EQ(page.header("Cache-Control"), "no-store");
  EXPECT_FALSE(says(page, "name=\"office\""));
  office.api.add_office("Other", "other");
  EXPECT_TRUE(says(office.api.get("/sign-in?office=other", kNobody), "value=\"other\""));
}

TEST(DeadPasswordLinks, answer_alike_on_every_route) {
  Accounts office;
  const auto used = office.link_for(kPer);
  ASSERT_EQ(office.set(used).status, 204u);
  const std::string unknown(43, 'A');
  for (const auto& token : {used, unknown, std::string("short")}) {
    const auto api = office.set(token, "x");
    EXPECT_EQ(api.status, 404u);
    EXPECT_EQ(api.body, office.set(unknown).body);
    EXPECT_EQ(office.api.get("/v1/password-resets/" + token, kNobody).status, 404u);
    EXPECT_EQ(office.api.get("/password/" + token, kNobody).status, 404u);
    EXPECT_EQ(office.api.patch("/password/" + token, "{}", kNobody).status, 404u);
  }
}

}  // namespace
}  // namespace rollcall::api::pages_test
