// Menu items as the office makes, changes and takes them down.
#include "tests/api/made.hpp"

namespace rollcall::api::items_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class MenuItems : public testing::Test {
 protected:
  std::string add(const std::string& members) {
    return made(api, api.post(path, "{" + members + "}"));
  }

  Api api;
  const std::string project = add_project(api, add_customer(api));
  const std::string path = "/v1/projects/" + project + "/customer-web/items";
};

TEST_F(MenuItems, are_answered_whole) {
  const auto page = api.post(
      path,
      R"({"kind":"page","title":"Plan","body":"# Day 1\n\nSee [a map](https://a.example/m)."})");
  ASSERT_EQ(page.status, 201u) << page.body;
  const auto at = path + "/" + page.text("/id");
  EXPECT_EQ(page.header("Location"), at);
  EXPECT_EQ(page.text("/kind"), "page");
  EXPECT_EQ(page.text("/projectId"), project);
  EXPECT_EQ(page.number("/order"), 10);
  EXPECT_TRUE(page.flag("/published"));
  EXPECT_EQ(page.text("/body"), "# Day 1\n\nSee [a map](https://a.example/m).");
  EXPECT_EQ(page.text("/html"),
            "<h2>Day 1</h2>\n<p>See <a href=\"https://a.example/m\" "
            "rel=\"noopener noreferrer nofollow\">a map</a>.</p>\n");
  EXPECT_EQ(page.json("/url"), "null");
  EXPECT_EQ(page.json("/file"), "null");
  EXPECT_EQ(api.get(at).body, page.body);
  EXPECT_EQ(api.get(at).header("ETag"), page.header("ETag"));
  const auto link =
      api.post(path, R"({"kind":"link","title":"Weather","url":"https://yr.example/"})");
  EXPECT_EQ(link.text("/url"), "https://yr.example/");
  EXPECT_EQ(link.json("/body"), "null");
  EXPECT_EQ(link.number("/order"), 20);
  const auto draft =
      api.post(path, R"({"kind":"offer","title":"Bus","body":"","order":5,"published":false})");
  EXPECT_FALSE(draft.flag("/published"));
  EXPECT_THAT(api.get(path).items("/title"), ElementsAre("Bus", "Plan", "Weather"));
  EXPECT_FALSE(api.get(path).has("/items/0/body"));
}

TEST_F(MenuItems, are_refused_with_every_fault) {
  struct {
    std::string body;
    std::vector<std::string> faults;
  } const cases[] = {
      {"{}", {"/kind required", "/title required"}},
      {R"({"kind":"list","title":""})", {"/kind unknown_value", "/title required"}},
      {R"({"kind":"page","title":"x"})", {"/body required"}},
      {R"({"kind":"page","title":"x","body":7,"order":"1","published":"no","also":1})",
       {"/also unknown_field", "/body type", "/order type", "/published type"}},
      {R"({"kind":"link","title":"x","body":"y"})", {"/body unknown_value", "/url required"}},
      {R"({"kind":"link","title":"x","url":"javascript:alert"})", {"/url malformed"}},
      {R"({"kind":"link","title":"x","url":"https://bank.example@evil.example/"})",
       {"/url malformed"}},
      {R"({"kind":"file","title":"x","url":"https://a.example/","order":-1})",
       {"/order out_of_range", "/url unknown_value"}},
      {R"({"kind":"page","title":"x","body":")" + std::string(100'001, 'x') + R"("})",
       {"/body too_long"}},
  };
  const auto before = api.position();
  for (const auto& each : cases) {
    const auto answer = api.post(path, each.body);
    EXPECT_EQ(answer.status, 422u) << each.body.substr(0, 100);
    EXPECT_EQ(answer.faults(), each.faults) << answer.body;
  }
  EXPECT_EQ(api.position(), before);
}

TEST_F(MenuItems, change_in_what_is_given) {
  const auto at = path + "/" + add(R"("kind":"page","title":"Programme","body":"one")");
  const auto first = api.get(at);
  const auto changed = api.patch(at, R"({"title":"Plan","body":"*two*","order":3})",
                                 {{"if-match", first.header("ETag")}});
  ASSERT_EQ(changed.status, 200u) << changed.body;
  EXPECT_EQ(changed.text("/title"), "Plan");
  EXPECT_EQ(changed.text("/html"), "<p><em>two</em></p>\n");
  EXPECT_EQ(api.get(at).body, changed.body);
  EXPECT_EQ(api.patch(at, R"({"title":"x"})", {{"if-match", first.header("ETag")}}).status, 412u);
  const auto position = api.position();
  EXPECT_EQ(api.patch(at, R"({"body":"*two*","published":true})").body, changed.body);
  EXPECT_EQ(api.position(), position);
  EXPECT_FALSE(api.patch(at, R"({"published":false})").flag("/published"));
  EXPECT_THAT(
      api.patch(at, R"({"kind":"link","title":null,"body":null,"url":"https://a.example"})")
          .faults(),
      ElementsAre("/body type", "/kind unknown_field", "/title type", "/url unknown_value"));
}

TEST_F(MenuItems, are_gone_when_they_are_deleted) {
  const auto at = path + "/" + add(R"("kind":"page","title":"x","body":"y")");
  EXPECT_EQ(api.del(at, {{"if-match", "\"0\""}}).status, 412u);
  EXPECT_EQ(api.del(at).status, 204u);
  EXPECT_THAT(api.get(path).items("/id"), IsEmpty());
  for (const auto& answer : {api.get(at), api.patch(at, R"({"title":"x"})"), api.del(at)}) {
    EXPECT_EQ(answer.status, 404u);
  }
}

TEST_F(MenuItems, are_made_once_with_an_idempotency_key) {
  const Headers key = {{"idempotency-key", "one"}};
  const std::string body = R"({"kind":"page","title":"x","body":"y"})";
  const auto first = api.post(path, body, key);
  EXPECT_EQ(first.status, 201u) << first.body;
  add(R"("kind":"page","title":"another","body":"z")");
  const auto again = api.post(path, body, key);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(again.header("Location"), first.header("Location"));
  EXPECT_EQ(api.get(path).size("/items"), 2u);
}

TEST_F(MenuItems, come_in_pages) {
  for (const std::string order : {"30", "10", "20"}) {
    add(R"("kind":"file","title":")" + order + R"(","order":)" + order);
  }
  const auto first = api.get(path + "?limit=2");
  EXPECT_THAT(first.items("/title"), ElementsAre("10", "20"));
  EXPECT_THAT(api.get(path + "?limit=2&cursor=" + first.text("/nextCursor")).items("/title"),
              ElementsAre("30"));
}

TEST_F(MenuItems, are_their_projects_own) {
  const auto id = add(R"("kind":"page","title":"x","body":"y")");
  const auto elsewhere =
      "/v1/projects/" + add_project(api, add_customer(api, "Sol")) + "/customer-web/items/" + id;
  for (const auto& answer : {api.get(elsewhere), api.patch(elsewhere, R"({"title":"z"})"),
                             api.del(elsewhere), api.get(elsewhere + "/content")}) {
    EXPECT_EQ(answer.status, 404u);
  }
  EXPECT_EQ(api.get("/v1/projects/" + id + "/customer-web/items").status, 404u);
  EXPECT_EQ(api.post("/v1/projects/" + id + "/customer-web/items",
                     R"({"kind":"page","title":"x","body":"y"})")
                .status,
            404u);
}

}  // namespace
}  // namespace rollcall::api::items_test
