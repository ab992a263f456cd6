// What a browser is shown below an offer's link.
#include "tests/api/mails/offering.hpp"

namespace rollcall::api::offer_pages_test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class AnOffersPage : public AnOffersLink {
 protected:
  Answer page(Headers headers = {}) {
    headers.emplace_back("authorization", "");
    return office.api.get("/offer/" + token, std::move(headers));
  }
  Answer press_page(const std::string& step) {
    return office.api.post(
        "/offer/" + token, "step=" + step,
        {{"authorization", ""}, {"content-type", "application/x-www-form-urlencoded"}});
  }
  Answer as(const Answer& signed_in, const std::string& path) {
    auto headers = holding(signed_in);
    headers.emplace_back("authorization", "");
    return office.api.get(path, std::move(headers));
  }
  const std::string offer_page = "/customer-web/" + office.project + "/items/" + item;
  static Headers holding(const Answer& answer) {
    const auto cookie = answer.header("Set-Cookie");
    return {{"cookie", cookie.substr(0, cookie.find(';'))}};
  }
};

TEST_F(AnOffersPage, opens_by_a_press_with_automatic_login_and_changes_nothing_before) {
  automatic_login(true);
  const auto before = office.api.position();
  for (int n = 0; n < 250; ++n) {
    EXPECT_EQ(page().status, 200u);
    EXPECT_EQ(office.api.head("/offer/" + token, kNobody).status, 200u);
  }
  EXPECT_EQ(office.api.position(), before);
  EXPECT_THAT(page().body, Not(HasSubstr("Dinner")));
  const auto pressed = press_page("open");
  EXPECT_EQ(pressed.status, 303u) << pressed.body;
  EXPECT_EQ(pressed.header("Location"), offer_page);
  const auto offer = as(pressed, offer_page);
  EXPECT_EQ(offer.status, 200u);
  EXPECT_THAT(offer.body, HasSubstr("Dinner"));
  EXPECT_THAT(offer.body, HasSubstr("<em>Fish</em>"));
  EXPECT_EQ(page(holding(pressed)).header("Location"), offer_page);
  automatic_login(false);
  EXPECT_EQ(as(pressed, offer_page).header("Location"), "/sign-in");
  EXPECT_EQ(page(holding(pressed)).status, 200u);
}

TEST_F(AnOffersPage, opens_no_list_and_no_other_project) {
  const auto other = add_project(office.api, customer,
                                 R"(,"contacts":[{"contactId":")" + person + R"("}])", "Other");
  automatic_login(true);
  const auto pressed = press_page("open");
  const auto web = "/customer-web/" + office.project;
  EXPECT_EQ(as(pressed, web).status, 200u);
  EXPECT_EQ(as(pressed, "/customer-web").header("Location"), web);
  EXPECT_EQ(as(pressed, "/customer-web/" + other).status, 404u);
  EXPECT_EQ(as(pressed, web + "/lists/" + office.list).status, 404u);
}

TEST_F(AnOffersPage, leads_to_a_first_password_and_from_signing_in_to_the_offer) {
  const auto pressed = press_page("choose");
  EXPECT_EQ(pressed.status, 303u) << pressed.body;
  const auto path = pressed.header("Location");
  ASSERT_EQ(path.substr(0, 10), "/password/");
  EXPECT_EQ(office.api.get(path, kNobody).status, 200u);
  ASSERT_EQ(office.api
                .put("/v1/password-resets/" + path.substr(10),
                     R"({"password":"lang-vei-til-fjells"})", kNobody)
                .status,
            204u);
  EXPECT_THAT(page().body, HasSubstr("/sign-in?offer=" + token));
  EXPECT_EQ(press_page("choose").status, 409u);
  const auto form = office.api.get("/sign-in?offer=" + token, kNobody);
  EXPECT_THAT(form.body, HasSubstr(token));
  const auto signed_in = office.api.post(
      "/sign-in", "email=per@customer.example&password=lang-vei-til-fjells&offer=" + token,
      {{"authorization", ""}, {"content-type", "application/x-www-form-urlencoded"}});
  EXPECT_EQ(signed_in.status, 303u) << signed_in.body;
  EXPECT_EQ(signed_in.header("Location"), "/offer/" + token);
  EXPECT_EQ(page(holding(signed_in)).header("Location"), offer_page);
  EXPECT_THAT(as(signed_in, offer_page).body, HasSubstr("Dinner"));
}

TEST_F(AnOffersPage, is_one_constant_page_when_the_link_is_dead) {
  const auto unknown = office.api.get("/offer/" + std::string(43, 'A'), kNobody);
  EXPECT_EQ(unknown.status, 404u);
  ASSERT_EQ(office.api.patch(item_path, R"({"published":false})").status, 200u);
  for (const auto& answer : {page(), press_page("open"), press_page("choose")}) {
    EXPECT_EQ(answer.status, 404u);
    EXPECT_EQ(answer.body, unknown.body);
  }
}

TEST_F(AnOffersPage, is_nobody_elses_who_is_signed_in) {
  automatic_login(true);
  const auto kari = join("kari@customer.example");
  ASSERT_EQ(send(ids({kari})).status, 202u);
  office.settle();
  const auto hers = token_for("kari@customer.example");
  const auto pressed = press_page("open");
  const auto other = as(pressed, "/offer/" + hers);
  EXPECT_EQ(other.status, 200u);
  EXPECT_THAT(other.body, Not(HasSubstr("Dinner")));
}

}  // namespace
}  // namespace rollcall::api::offer_pages_test
