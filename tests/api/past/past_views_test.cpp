#include "api/past/past_views.hpp"

#include <set>

#include "api/app/route.hpp"
#include "api/past/as_of.hpp"
#include "api/past/subjects.hpp"
#include "tests/api/past/past.hpp"

namespace rollcall::api::past_views_test {
namespace {

bool concerns_what_has_a_past(std::string_view pattern) {
  for (const std::string_view resource : {"/v1/customers", "/v1/suppliers", "/v1/contacts",
                                          "/v1/projects", "/v1/lists", "/v1/shares"}) {
    if (pattern.starts_with(resource)) return true;
  }
  return false;
}

class ViewsOfThen : public ::testing::Test {
 protected:
  Api api;
  const std::string project = add_project(api, add_customer(api));
  const domain::ListId list{*domain::Uuid::parse(add_list(api, project))};
  const domain::ListId other{*domain::Uuid::parse(add_list(api, project))};

  auto view(PastViews& views, domain::ListId of, eventstore::Position up_to) {
    auto found = views.view(api.office().id, subjects::of_list(of), up_to);
    EXPECT_TRUE(found.has_value());
    return *found;
  }
};

TEST_F(ViewsOfThen, are_kept_by_subjects_and_position_until_they_are_to_be_forgotten) {
  auto& views = api.context().past_views;
  const auto head = api.position();
  const auto first = view(views, list, head);
  EXPECT_EQ(view(views, list, head), first);
  EXPECT_NE(view(views, list, head - 1), first);
  EXPECT_NE(view(views, other, head), first);
  views.forget();
  EXPECT_NE(view(views, list, head), first);
}

TEST_F(ViewsOfThen, are_kept_within_bounds) {
  PastViews views(api.context().log, api.context().codec, {.events_kept = 1});
  const auto head = api.position();
  const auto first = view(views, list, head);
  EXPECT_EQ(view(views, list, head), first);
  view(views, other, head);
  EXPECT_NE(view(views, list, head), first);
}

// Of two that differ only in what else is to be shown, neither is the other's.
TEST_F(ViewsOfThen, are_kept_apart_by_what_they_show) {
  auto& views = api.context().past_views;
  const auto of_list = domain::facts_of_list(list);
  const replay::Subjects several[] = {{.facts = of_list},
                                      {.facts = of_list, .whole_shares = true},
                                      {.facts = of_list, .whole_contacts = true},
                                      {.facts = of_list, .whole_projects = true},
                                      {.facts = of_list, .rosters = true}};
  std::set<std::shared_ptr<const projections::ViewReader>> found;
  for (const auto& subjects : several) {
    found.insert(*views.view(api.office().id, subjects, api.position()));
  }
  EXPECT_EQ(found.size(), std::size(several));
}

TEST(ViewsOfMuch, are_refused_beyond_a_limit) {
  Api::Options options;
  options.adjust = [](ApplicationParts& parts) { parts.past_views.events_of_view = 8; };
  Api api(options);
  const auto project = add_project(api, add_customer(api));
  const auto list = "/v1/lists/" + add_list(api, project);
  const auto then = api.position();
  for (int i = 0; i < 8; ++i) add_participant(api, project, R"("lastName":"Berg")");
  for (const auto& path :
       {list, list + "/rows", list + "/changes?since=1", list + "/stale-receivers?since=1"}) {
    EXPECT_EQ(api.get(as_of(path, then)).status, 200u);
    const auto answer = api.get(as_of(path, api.position()));
    EXPECT_EQ(answer.status, 422u);
    EXPECT_EQ(answer.code(), "as_of_too_large");
    EXPECT_THAT(answer.faults(), testing::ElementsAre("/query/asOf as_of_too_large"));
  }
}

TEST(ReadsOfLists, and_of_shares_contacts_and_projects_take_a_moment) {
  for (const auto& table : route_tables()) {
    for (const auto& route : table) {
      const bool is_read = route.method == http::Method::get && route.who == kOffice;
      if (!is_read || !concerns_what_has_a_past(route.pattern)) continue;
      EXPECT_NE(route.subjects, nullptr) << route.pattern;
    }
  }
}

TEST(Moments, are_positions_and_instants) {
  EXPECT_EQ(parse_moment("42"), Moment(eventstore::Position{42}));
  EXPECT_EQ(parse_moment("1970-01-01T00:00:01Z"), Moment(domain::Instant{1'000}));
  for (const auto* text : {"", "x", "-1", "4 2", "1970-01-01"}) {
    EXPECT_FALSE(parse_moment(text)) << text;
  }
}

TEST(Moments, go_in_cursors) {
  const auto text = write_as_of({42, {1'780'000'000'000}}) + "rest";
  std::string_view left = text;
  const auto read = read_as_of(left);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->position, 42u);
  EXPECT_EQ(read->at.ms, 1'780'000'000'000);
  EXPECT_EQ(left, "rest");
  for (std::string_view bad : {"", "42", "42 ", "42 x ", "x 1 "}) EXPECT_FALSE(read_as_of(bad));
}

TEST(Moments, go_on_where_they_are_asked_for_again) {
  const AsOf begun{42, {1'000}};
  EXPECT_TRUE(goes_on(begun, {42, {1'000}}));
  EXPECT_FALSE(goes_on(begun, {43, {1'000}}));
  EXPECT_FALSE(goes_on(begun, {42, {1'001}}));
  EXPECT_TRUE(goes_on(begun, {43, {1'000}, true}));
}

}  // namespace
}  // namespace rollcall::api::past_views_test
