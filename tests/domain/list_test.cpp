// Lists: their definitions, and how they are made, edited and deleted. Rows: rows_test.cpp.
#include "domain/list.hpp"

#include "domain/share.hpp"
#include "tests/domain/given.hpp"

namespace rollcall::domain::given::list_test {
namespace {

constexpr auto kProject = id<ProjectId>(1);
constexpr auto kList = id<ListId>(2);

Column column(std::string_view key) {
  return valid<Column>(key);
}
ListDefinition definition() {
  return {valid<Name>("Rooms"),
          {column("lastName"), column("fields.Room")},
          {{column("status"), FilterOp::eq, {"attending"}}},
          {{column("fields.Room"), false}}};
}
template <class Change>
ListDefinition changed(Change change) {
  ListDefinition list = definition();
  change(list);
  return list;
}
Refusal fault(Reason reason, std::string field) {
  return {reason, std::move(field), {}, "", 0};
}

TEST(Column, is_a_standard_field_or_a_named_one) {
  EXPECT_EQ(column("externalId").title(), "externalId");
  EXPECT_EQ(column("fields.Arrival flight").title(), "Arrival flight");
  EXPECT_EQ(column("fields.fields.x").title(), "fields.x");
  EXPECT_EQ(column("fields. Room ").key(), "fields.Room");
  EXPECT_EQ(column("fields.Cafe\u0301"), column("fields.Café"));
  EXPECT_NE(column("email"), column("fields.email"));
}

TEST(Column, is_nothing_else) {
  struct {
    std::string key;
    Reason reason;
  } const rows[] = {{"", Reason::required},
                    {"room", Reason::unknown_value},
                    {"firstname", Reason::unknown_value},
                    {"fields", Reason::unknown_value},
                    {"Fields.Room", Reason::unknown_value},
                    {"fields.", Reason::required},
                    {"fields.a\nb", Reason::malformed},
                    {"fields." + std::string(101, 'x'), Reason::too_long}};
  for (const auto& row : rows) {
    ASSERT_FALSE(Column::parse(row.key).has_value()) << row.key;
    EXPECT_EQ(Column::parse(row.key).error().front().reason, row.reason) << row.key;
  }
}

TEST(Column, has_the_participants_value) {
  ParticipantDetails details;
  details.at(StandardField::email) = "ida@x.example";
  details.fields["Room"] = "101";
  EXPECT_EQ(column("email").value_of(details), "ida@x.example");
  EXPECT_EQ(column("fields.Room").value_of(details), "101");
  EXPECT_EQ(column("fields.Diet").value_of(details), "");
  EXPECT_EQ(column("fields.email").value_of(details), "");
  EXPECT_EQ(column("phone").value_of(details), "");
  EXPECT_EQ(Column::restore("of another age").value_of(details), "");
}

TEST(ListDefinition, tells_all_faults_together) {
  const auto checked = check_list(changed([](auto& list) {
    list.columns = {column("email"), column("lastName"), column("email")};
    list.filter = {{column("status"), FilterOp::eq, {}},
                   {column("status"), FilterOp::is_empty, {"x"}},
                   {column("status"), FilterOp::contains, {"a", "b"}},
                   {column("status"), FilterOp::in, {"a", "\xff"}},
                   {column("status"), FilterOp::starts_with, {std::string(4'001, 'x')}}};
    list.sort = {{column("email"), false}, {column("email"), true}};
  }));
  ASSERT_FALSE(checked.has_value());
  EXPECT_EQ(
      checked.error(),
      (Refusals{
          fault(Reason::duplicate, "/columns/2"), fault(Reason::required, "/filter/0/value"),
          fault(Reason::unknown_value, "/filter/1/value"),
          fault(Reason::too_long, "/filter/2/value"), fault(Reason::malformed, "/filter/3/value/1"),
          fault(Reason::too_long, "/filter/4/value"), fault(Reason::duplicate, "/sort/1/field")}));
}

TEST(ListDefinition, has_limits) {
  const auto fields = [](std::size_t count) {
    std::vector<Column> columns;
    for (std::size_t i = 0; i < count; ++i)
      columns.push_back(column("fields.f" + std::to_string(i)));
    return columns;
  };
  const auto full = changed([&](auto& list) {
    list.columns = fields(kMaxColumns);
    list.filter.assign(kMaxConditions, {column("status"), FilterOp::eq, {"x"}});
    list.filter.back() = {column("status"), FilterOp::in,
                          std::vector<std::string>(kMaxInValues, "x")};
    list.sort.clear();
    for (const Column& field : fields(kMaxSortKeys)) list.sort.push_back({field, true});
  });
  EXPECT_TRUE(check_list(full).has_value());
  EXPECT_EQ(check_list(changed([](auto& l) { l.columns.clear(); })).error(),
            (Refusals{fault(Reason::required, "/columns")}));
  EXPECT_EQ(check_list(changed([&](auto& l) { l.columns = fields(kMaxColumns + 1); })).error(),
            (Refusals{fault(Reason::too_long, "/columns")}));
  EXPECT_EQ(check_list(changed([&](auto& l) {
              l.filter = full.filter;
              l.filter.push_back(full.filter.front());
            })).error(),
            (Refusals{fault(Reason::too_long, "/filter")}));
  EXPECT_EQ(check_list(changed([](auto& l) {
              l.filter = {{column("status"), FilterOp::in,
                           std::vector<std::string>(kMaxInValues + 1, "x")}};
            })).error(),
            (Refusals{fault(Reason::too_long, "/filter/0/value")}));
  EXPECT_EQ(check_list(changed([&](auto& l) {
              for (const Column& field : fields(kMaxSortKeys)) l.sort.push_back({field, false});
            })).error(),
            (Refusals{fault(Reason::too_long, "/sort")}));
}

TEST(ListDefinition, is_no_larger_than_an_event_can_hold) {
  const auto with_values = [](std::size_t count, const std::string& value) {
    return changed([&](auto& list) {
      list.filter.assign(kMaxConditions, {column("status"), FilterOp::in, {}});
      for (std::size_t i = 0; i < count; ++i) list.filter[i / kMaxInValues].values.push_back(value);
    });
  };
  const Refusals too_large{fault(Reason::too_long, "/filter")};
  EXPECT_TRUE(check_list(with_values(3'600, "")).has_value());
  EXPECT_EQ(check_list(with_values(4'000, "")).error(), too_large);
  EXPECT_TRUE(check_list(with_values(14, std::string(4'000, 'x'))).has_value());
  EXPECT_EQ(check_list(with_values(15, std::string(4'000, 'x'))).error(), too_large);
  // Whatever name, columns and sort are, they leave room for a filter.
  std::string letters;
  for (int i = 0; i < 98; ++i) letters += "\U00020000";
  const auto wide = changed([&](auto& list) {
    std::string name;
    for (int i = 0; i < 200; ++i) name += "\U00020000";
    list.name = valid<Name>(name);
    list.columns.clear();
    for (std::size_t i = 0; i < kMaxColumns; ++i)
      list.columns.push_back(column("fields." + letters + std::to_string(i + 10)));
    list.sort.clear();
    for (std::size_t i = 0; i < kMaxSortKeys; ++i) list.sort.push_back({list.columns[i], false});
  });
  EXPECT_TRUE(check_list(wide).has_value());
}

TEST(ListDefinition, trims_values_that_are_compared_whole) {
  const auto checked = check_list(changed([](auto& list) {
    list.filter = {{column("status"), FilterOp::eq, {" attending "}},
                   {column("status"), FilterOp::in, {" a", "b "}},
                   {column("fields.Room"), FilterOp::starts_with, {"Double "}}};
  }));
  ASSERT_TRUE(checked.has_value());
  EXPECT_EQ(checked->filter[0].values, (std::vector<std::string>{"attending"}));
  EXPECT_EQ(checked->filter[1].values, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(checked->filter[2].values, (std::vector<std::string>{"Double "}));
}

ListCreated created() {
  return {kList, kProject, definition()};
}
ListEdited edited(ListDefinition to) {
  return {kList, kProject, std::move(to)};
}
ListDeleted deleted() {
  return {kList, kProject};
}
ListState state_of(const History& history) {
  return history.fold<ListState>(facts_of_list(kList));
}

When create(ListDefinition wanted) {
  return [wanted](const History& history) {
    return decide(history.fold<ProjectState>(facts_of_project(kProject)),
                  CreateList{kList, kProject, wanted});
  };
}
When edit(ListDefinition wanted) {
  return [wanted](const History& history) {
    return decide(state_of(history), EditList{kList, wanted});
  };
}
When remove(std::vector<ShareState> shares = {}) {
  return [shares](const History& history) {
    return decide(state_of(history), shares,
                  history.fold<CustomerWebState>(facts_of_customer_web(kProject)),
                  DeleteList{kList});
  };
}

TEST(List, is_made_on_a_project) {
  const auto empty = changed([](auto& list) { list.columns.clear(); });
  check({
      {"on a project", {ProjectCreated{kProject, {}}}, create(definition()), events(created())},
      {"no project", {}, create(definition()), refused(Reason::not_found, "", kProject.uuid)},
      {"without columns",
       {ProjectCreated{kProject, {}}},
       create(empty),
       refused(Reason::required, "/columns")},
  });
}

TEST(List, is_edited) {
  const auto other = changed([](auto& list) { list.name = valid<Name>("Beds"); });
  const auto empty = changed([](auto& list) { list.columns.clear(); });
  const auto spaced = changed([](auto& list) { list.filter[0].values = {" attending"}; });
  check({
      {"to another definition", {created()}, edit(other), events(edited(other))},
      {"to the same", {created()}, edit(definition()), nothing()},
      {"to the same but for white space", {created()}, edit(spaced), nothing()},
      {"to a wrong one", {created()}, edit(empty), refused(Reason::required, "/columns")},
      {"no list", {}, edit(other), refused(Reason::not_found, "", kList.uuid)},
      {"a deleted list",
       {created(), deleted()},
       edit(other),
       refused(Reason::not_found, "", kList.uuid)},
  });
}

ShareState share(std::uint16_t number, bool is_revoked = false) {
  ShareState share;
  share.id = id<ShareId>(number);
  if (is_revoked) share.revocation = Revocation{};
  return share;
}
ShareRevoked revoked(std::uint16_t number) {
  return {id<ShareId>(number), RevocationCause::list_deleted};
}

TEST(List, takes_its_shares_along_when_deleted) {
  check({
      {"without shares", {created()}, remove(), events(deleted())},
      {"with standing ones",
       {created()},
       remove({share(5), share(6)}),
       events(deleted(), revoked(5), revoked(6))},
      {"revoked and missing ones are left alone",
       {created()},
       remove({share(5, true), ShareState{}, share(6)}),
       events(deleted(), revoked(6))},
      {"no list", {}, remove({share(5)}), refused(Reason::not_found, "", kList.uuid)},
      {"again", {created(), deleted()}, remove(), refused(Reason::not_found, "", kList.uuid)},
  });
}

TEST(List, state_has_the_version_of_its_own_last_change) {
  const auto other = changed([](auto& list) { list.sort.clear(); });
  ListShared shared;
  shared.list = kList;
  const History history{ProjectCreated{kProject, {}}, created(), edited(other), shared};
  EXPECT_EQ(state_of(history).definition, other);
  EXPECT_EQ(state_of(history).project, kProject);
  EXPECT_EQ(state_of(history).version, 3u);
  EXPECT_EQ(state_of(History{created(), deleted()}).definition, std::nullopt);
  EXPECT_EQ(state_of(History{}).version, 0u);
}

}  // namespace
}  // namespace rollcall::domain::given::list_test
