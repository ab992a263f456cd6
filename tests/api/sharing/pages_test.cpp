// The receiver's pages: forms, a cookie, and nothing that a name or a value could start.
#include "tests/api/sharing/sharing.hpp"

namespace rollcall::api::pages_test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Headers form(Headers more = {}) {
  more.emplace_back("authorization", "");
  more.emplace_back("content-type", "application/x-www-form-urlencoded");
  return more;
}
Answer page(Sharing& office, const std::string& id, const std::string& cookie) {
  return office.api.get("/l/" + id, {{"authorization", ""}, {"cookie", cookie}});
}

TEST(ReceiversPages, lead_from_the_link_to_the_list_and_out) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  const auto link = "/s/" + share.token;
  EXPECT_THAT(office.api.get(link, kNobody).body, HasSubstr("Fjord &amp; Fest"));
  const auto asked = office.api.post(link, "step=send", form());
  EXPECT_EQ(asked.status, 303u);
  EXPECT_EQ(asked.header("Location"), link + "?sent=1");
  office.settle();
  const auto text = office.mails().back().text;
  const auto code = text.substr(text.find("\n    ") + 5, 9);
  const auto opened = office.api.post(link, "step=open&code=+" + code + "%20", form());
  ASSERT_EQ(opened.status, 303u) << opened.body;
  EXPECT_EQ(opened.header("Location"), "/l/" + share.id);
  const auto cookie = opened.header("Set-Cookie");
  const auto list = page(office, share.id, cookie.substr(0, cookie.find(';')));
  EXPECT_EQ(list.status, 200u);
  EXPECT_THAT(list.body, HasSubstr("<td>Berg</td>"));
  EXPECT_EQ(office.get_share(share.id).number("/accessCount"), 1);
  const auto out = office.api.post("/l/" + share.id, "step=sign-out",
                                   form({{"cookie", cookie.substr(0, cookie.find(';'))}}));
  EXPECT_EQ(out.status, 200u);
  EXPECT_EQ(page(office, share.id, cookie.substr(0, cookie.find(';'))).status, 404u);
}

TEST(ReceiversPages, ask_for_a_code_only_when_told_to) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  const auto before = office.api.position();
  for (const std::string body : {"", "step=", "step=other", "code=1"}) {
    EXPECT_EQ(office.api.post("/s/" + share.token, body, form()).status, 422u) << body;
  }
  EXPECT_EQ(office.api.position(), before);
}

TEST(ReceiversPages, say_in_words_what_was_wrong) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  const auto link = "/s/" + share.token;
  const auto refused = office.api.post(link, "step=open&code=2222-2222", form());
  EXPECT_EQ(refused.status, 403u);
  EXPECT_THAT(refused.body, HasSubstr("This code does not work"));
  office.api.post(link, "step=send", form());
  const auto early = office.api.post(link, "step=send", form());
  EXPECT_EQ(early.status, 429u);
  EXPECT_EQ(early.header("Retry-After"), "60");
}

TEST(ReceiversPages, refuse_forms_from_other_sites) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  const auto session = office.open(share.token);
  const auto before = office.api.position();
  for (const auto& from : {std::pair<std::string, std::string>{"sec-fetch-site", "cross-site"},
                           {"sec-fetch-site", "same-site"},
                           {"origin", "https://evil.example"}}) {
    EXPECT_EQ(office.api.post("/s/" + share.token, "step=send", form({from})).status, 404u);
    EXPECT_EQ(
        office.api.post("/l/" + share.id, "step=sign-out", form({{"cookie", session.cookie}, from}))
            .status,
        404u);
  }
  EXPECT_EQ(office.api.position(), before);
}

// Over plain HTTP browsers name no site, and with no referrer to be told every form's origin is
// null.
TEST(ReceiversPages, take_forms_that_say_no_site_where_they_prove_it) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  const std::pair<std::string, std::string> unsaid{"origin", "null"};
  const auto link = "/s/" + share.token;
  EXPECT_EQ(office.api.post(link, "step=send", form({unsaid})).status, 303u);
  office.settle();
  const auto text = office.mails().back().text;
  const auto code = text.substr(text.find("\n    ") + 5, 9);
  const auto opened = office.api.post(link, "step=open&code=" + code, form({unsaid}));
  ASSERT_EQ(opened.status, 303u) << opened.body;
  const auto cookie = opened.header("Set-Cookie").substr(0, opened.header("Set-Cookie").find(';'));
  const auto key_of = [](const std::string& html) {
    const std::string before = "name=\"key\" value=\"";
    return html.substr(html.find(before) + before.size(), 43);
  };
  const auto key = key_of(page(office, share.id, cookie).body);
  const auto other = office.share_with("other@coach.example");
  const auto others = key_of(page(office, other.id, office.open(other.token).cookie).body);
  EXPECT_NE(key, others);
  const auto sign_out = [&](const std::string& body, Headers more) {
    more.emplace_back("cookie", cookie);
    return office.api.post("/l/" + share.id, body, form(std::move(more))).status;
  };
  EXPECT_EQ(sign_out("step=sign-out", {unsaid}), 404u);
  EXPECT_EQ(sign_out("step=sign-out&key=" + others, {unsaid}), 404u);
  EXPECT_EQ(sign_out("step=sign-out&key=" + key, {unsaid, {"sec-fetch-site", "cross-site"}}), 404u);
  EXPECT_EQ(sign_out("step=sign-out&key=" + key, {{"origin", "https://evil.example"}}), 404u);
  EXPECT_EQ(page(office, share.id, cookie).status, 200u);
  EXPECT_EQ(sign_out("step=sign-out&key=" + key, {unsaid}), 200u);
  EXPECT_EQ(page(office, share.id, cookie).status, 404u);
}

TEST(ReceiversPages, run_nothing_and_load_nothing_from_elsewhere) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  const auto session = office.open(share.token);
  for (const auto& answer : {office.api.get("/s/" + share.token, kNobody),
                             page(office, share.id, session.cookie), page(office, share.id, "")}) {
    const auto policy = answer.header("Content-Security-Policy");
    EXPECT_THAT(policy, HasSubstr("default-src 'none'"));
    EXPECT_THAT(policy, HasSubstr("frame-ancestors 'none'"));
    EXPECT_THAT(policy, Not(HasSubstr("unsafe")));
    EXPECT_EQ(answer.header("Referrer-Policy"), "no-referrer");
    EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(answer.header("Cache-Control"), "no-store");
    EXPECT_THAT(answer.body, Not(HasSubstr("://")));
    EXPECT_THAT(answer.body, Not(HasSubstr("<script")));
  }
}

TEST(ReceiversPages, show_hostile_names_and_values_as_text) {
  Sharing office;
  const std::string evil = "<script>alert('1')</script>\\\" onload=x &amp;";
  ASSERT_EQ(
      office.api
          .patch("/v1/lists/" + office.list,
                 R"({"name":")" + evil + R"(","columns":["lastName","fields.)" + evil + R"("]})")
          .status,
      200u);
  add_participant(office.api, office.project, R"("lastName":")" + evil + R"(")");
  const auto share = office.share_with("bus@coach.example");
  const auto list = page(office, share.id, office.open(share.token).cookie);
  EXPECT_EQ(list.status, 200u);
  EXPECT_THAT(list.body, Not(HasSubstr("<script")));
  EXPECT_THAT(list.body, Not(HasSubstr("\" onload")));
  EXPECT_THAT(list.body,
              HasSubstr("<td>&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot; onload=x "
                        "&amp;amp;</td>"));
}

TEST(ReceiversPages, of_a_share_without_a_cookie_are_the_dead_page) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  const auto other = office.open(office.share_with("other@coach.example").token);
  const auto dead = office.api.get("/l/018f0000-0000-7000-8000-000000000000", kNobody);
  EXPECT_EQ(dead.status, 404u);
  for (const std::string& cookie :
       {std::string(), other.cookie, "rc-" + share.id + "=" + other.answer.text("/token")}) {
    const auto answer = page(office, share.id, cookie);
    EXPECT_EQ(answer.status, 404u);
    EXPECT_EQ(answer.body, dead.body);
    EXPECT_EQ(answer.header("Rollcall-Position"), "");
  }
  EXPECT_EQ(office.api.get("/l/no-id", kNobody).body, dead.body);
  EXPECT_EQ(office.api.put("/l/" + share.id, "", kNobody).body, dead.body);
}

TEST(ReceiversPages, offer_files_where_it_is_allowed) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  const auto cookie = office.open(share.token).cookie;
  for (const auto& [format, type] : {std::pair<std::string, std::string>{"csv", "text/csv"},
                                     {"xlsx", "application/vnd.openxmlformats"}}) {
    EXPECT_THAT(page(office, share.id, cookie).body, HasSubstr("?format=" + format));
    const auto file = page(office, share.id + "?format=" + format, cookie);
    EXPECT_THAT(file.header("Content-Type"), HasSubstr(type));
  }
  office.api.patch("/v1/shares/" + share.id, R"({"mayDownload":false})");
  EXPECT_THAT(page(office, share.id, cookie).body, Not(HasSubstr("?format=")));
  EXPECT_EQ(page(office, share.id + "?format=xlsx", cookie).status, 403u);
}

TEST(ReceiversPages, speak_the_shares_language_or_else_the_readers) {
  Sharing office;
  struct {
    const char* share;
    const char* reader;
    const char* lang;
  } const rows[] = {{"nb", "en", "nb"},
                    {"nn-NO", "en", "nb"},
                    {"en-GB", "nb", "en"},
                    {"de", "nb-NO, en", "nb"},
                    {"de", "da, en;q=0.5, no;q=0.2", "en"},
                    {"de", "da", "en"}};
  for (const auto& row : rows) {
    const auto share = office.share_with(std::string(row.share) + "@coach.example",
                                         R"(,"language":")" + std::string(row.share) + '"');
    const auto answer = office.api.get("/s/" + share.token,
                                       {{"authorization", ""}, {"accept-language", row.reader}});
    EXPECT_THAT(answer.body, HasSubstr("<html lang=\"" + std::string(row.lang) + '"'));
    EXPECT_EQ(answer.header("Content-Language"), row.lang);
  }
}

// The links of a page keep its cursor: what they lead to is on record already.
std::string cursor_in(const std::string& html) {
  const std::string before = "?cursor=";
  const auto at = html.find(before) + before.size();
  return html.substr(at, html.find_first_of("&\"", at) - at);
}

TEST(ReceiversPages, search_sort_and_leaf_within_one_look_at_one_version) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  const auto cookie = office.open(share.token).cookie;
  const auto first = page(office, share.id, cookie);
  add_participant(office.api, office.project, R"("lastName":"Aas")");
  const auto on = share.id + "?cursor=" + cursor_in(first.body);
  const auto turned = page(office, on + "&sort=lastName&direction=descending", cookie).body;
  EXPECT_LT(turned.find("<td>Moen</td>"), turned.find("<td>Berg</td>"));
  const auto found = page(office, on + "&query=DAHL", cookie).body;
  EXPECT_THAT(found, HasSubstr("<td>Dahl</td>"));
  EXPECT_THAT(found, Not(HasSubstr("<td>Berg</td>")));
  EXPECT_THAT(page(office, on + "&page=all", cookie).body, Not(HasSubstr("<td>Aas</td>")));
  EXPECT_EQ(office.get_share(share.id).number("/accessCount"), 1);
  EXPECT_THAT(page(office, share.id, cookie).body, HasSubstr("New</span> Aas</td>"));
  EXPECT_EQ(office.get_share(share.id).number("/accessCount"), 2);
}

TEST(ReceiversPages, record_a_look_whatever_is_asked_for_with_it) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  const auto other = office.share_with("other@coach.example");
  const auto cookie = office.open(share.token).cookie;
  const auto others = cursor_in(page(office, other.id, office.open(other.token).cookie).body);
  int looks = 0;
  for (const std::string query :
       {"?query=dahl", "?sort=lastName&page=7", "?cursor=made-up", "?page=all"}) {
    EXPECT_EQ(page(office, share.id + query, cookie).status, 200u) << query;
    EXPECT_EQ(office.get_share(share.id).number("/accessCount"), ++looks) << query;
  }
  EXPECT_EQ(page(office, share.id + "?cursor=" + others, cookie).status, 200u);
  EXPECT_EQ(office.get_share(share.id).number("/accessCount"), ++looks);
}

TEST(ReceiversPages, search_and_sort_by_what_shows_only) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example", R"(,"columns":["firstName"])");
  const auto cookie = office.open(share.token).cookie;
  const auto plain = page(office, share.id, cookie).body;
  EXPECT_THAT(plain, Not(HasSubstr("Berg")));
  EXPECT_THAT(page(office, share.id + "?query=berg", cookie).body, HasSubstr("No row holds"));
  const auto sorted = page(office, share.id + "?sort=lastName&direction=descending", cookie).body;
  const auto body_of = [](const std::string& html) { return html.substr(html.find("<tbody>")); };
  EXPECT_EQ(body_of(sorted), body_of(plain));
}

TEST(ReceiversPages, on_a_link_say_where_the_list_is_open_already) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  const auto cookie = office.open(share.token).cookie;
  const auto here =
      office.api.get("/s/" + share.token, {{"authorization", ""}, {"cookie", cookie}});
  EXPECT_THAT(here.body, HasSubstr("href=\"/l/" + share.id));
  EXPECT_THAT(office.api.get("/s/" + share.token, kNobody).body, Not(HasSubstr("/l/")));
}

}  // namespace
}  // namespace rollcall::api::pages_test
