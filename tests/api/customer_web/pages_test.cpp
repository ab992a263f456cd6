// Customer web in a browser: by cookie, and nothing of it to whom it does not belong.
#include "tests/api/customer_web/web.hpp"

namespace rollcall::api::pages_test {
namespace {

using testing::HasSubstr;
using testing::Not;

class VisitPages : public testing::Test {
 protected:
  Answer page(const std::string& below = "", const std::string& session = "") {
    const auto& token = session.empty() ? web.per : session;
    return api.get("/customer-web" + below,
                   {{"authorization", ""}, {"cookie", "rollcall=" + token}});
  }
  std::size_t looks() { return web.accounts.count<domain::ListAccessed>(); }

  Web web;
  Api& api = web.api;
  const std::string project = "/" + web.accounts.project;
  const std::string list = project + "/lists/" + web.list;
};

TEST_F(VisitPages, lead_to_the_only_project_or_let_one_choose) {
  EXPECT_EQ(page().header("Location"), "/customer-web" + project);
  add_project(api, web.accounts.customer,
              R"(,"contacts":[{"contactId":")" + web.accounts.per + R"("}])");
  const auto choice = page();
  EXPECT_EQ(choice.status, 200u);
  EXPECT_THAT(choice.body, HasSubstr("href=\"/customer-web" + project + '"'));
}

TEST_F(VisitPages, send_to_sign_in_whoever_is_not_signed_in_as_a_contact_person) {
  web.tick();
  for (const auto& below : {std::string(), project, list}) {
    const auto stranger = api.get("/customer-web" + below, kNobody);
    EXPECT_EQ(stranger.status, 303u) << below;
    EXPECT_EQ(stranger.header("Location"), "/sign-in");
    EXPECT_EQ(page(below, "rcu_made-up").header("Location"), "/sign-in");
  }
  EXPECT_EQ(looks(), 0u);
}

TEST_F(VisitPages, show_the_menu_in_order_with_what_it_leads_to) {
  web.tick();
  const auto info = web.add_item(R"("kind":"page","title":"<b>Info","body":"*soon* <i>x</i>")");
  web.add_item(R"("kind":"link","title":"Weather","url":"https://yr.example/","order":1)");
  web.add_item(R"("kind":"page","title":"Draft","body":"","published":false)");
  const auto menu = page(project).body;
  EXPECT_LT(menu.find("https://yr.example/"), menu.find("/lists/" + web.list));
  EXPECT_LT(menu.find("/lists/" + web.list), menu.find("/items/" + info));
  EXPECT_THAT(menu, HasSubstr("&lt;b&gt;Info"));
  EXPECT_THAT(menu, Not(HasSubstr("Draft")));
  const auto item = page(project + "/items/" + info);
  EXPECT_EQ(item.status, 200u);
  EXPECT_THAT(item.body, HasSubstr("<em>soon</em>"));
  EXPECT_THAT(item.body, Not(HasSubstr("<i>")));
  EXPECT_THAT(item.header("Content-Security-Policy"), HasSubstr("default-src 'none'"));
}

TEST_F(VisitPages, record_a_look_once_however_it_is_leafed) {
  web.tick();
  const auto first = page(list);
  ASSERT_EQ(first.status, 200u) << first.body;
  EXPECT_THAT(first.body, HasSubstr("<td>Dahl</td>"));
  EXPECT_EQ(looks(), 1u);
  const std::string mark = "?cursor=";
  const auto at = first.body.find(mark);
  ASSERT_NE(at, std::string::npos);
  const auto cursor = first.body.substr(at, first.body.find_first_of("&\"", at) - at);
  EXPECT_THAT(page(list + cursor + "&query=berg").body, Not(HasSubstr("<td>Dahl</td>")));
  EXPECT_EQ(looks(), 1u);
  EXPECT_EQ(page(list + "?cursor=made-up").status, 200u);
  EXPECT_EQ(looks(), 2u);
  EXPECT_THAT(page(list + "?format=csv").header("Content-Type"), HasSubstr("text/csv"));
  EXPECT_EQ(looks(), 3u);
}

TEST_F(VisitPages, are_gone_with_what_they_hang_on) {
  web.tick();
  EXPECT_EQ(page(list).status, 200u);
  web.log_in_automatically(true);
  EXPECT_EQ(page(list).status, 404u);
  EXPECT_THAT(page(project).body, Not(HasSubstr(web.list)));
  web.log_in_automatically(false);
  EXPECT_EQ(page(list).status, 200u);
  web.untick();
  EXPECT_EQ(page(list).status, 404u);
  const auto nothing = page("/018f0000-0000-7000-8000-000000000000");
  EXPECT_EQ(nothing.status, 404u);
  EXPECT_EQ(page(project + "/items/no-id").body, nothing.body);
  api.del("/v1/projects" + project + "/contacts/" + web.accounts.per);
  EXPECT_EQ(page(project).header("Location"), "/sign-in");  // on no project, nobody signs in
}

}  // namespace
}  // namespace rollcall::api::pages_test
