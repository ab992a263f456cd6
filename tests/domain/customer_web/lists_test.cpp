// The checkbox: when a list can be ticked, what it carries, and what takes it away.
#include "domain/customer_web/menu.hpp"
#include "tests/domain/customer_web/web_given.hpp"

namespace rollcall::domain::given::lists_test {
namespace {

using namespace web_given;

PublishList tick() {
  return {kList, kProject, std::nullopt, std::nullopt, false, std::nullopt};
}
When publish(const PublishList& command) {
  return [command](const History& history) {
    return decide(web_facts(history), list_of(history), command);
  };
}
When withdraw_it(ProjectId project = kProject) {
  return [project](const History& history) {
    return decide(web_of(history), list_of(history), WithdrawList{kList, project});
  };
}
template <class Change>
PublishList tick_with(Change change) {
  PublishList command = tick();
  change(command);
  return command;
}
template <class Change>
ListPublishedOnCustomerWeb ticked_with(Change change) {
  ListPublishedOnCustomerWeb event = ticked();
  change(event);
  return event;
}

TEST(TickingAList, publishes_it_with_the_columns_it_has) {
  const Then not_found = refused(Reason::not_found, "", kList.uuid);
  const auto elsewhere = tick_with([](auto& command) { command.project = id<ProjectId>(9); });
  check({
      {"for the first time", project_with(), publish(tick()), events(ticked())},
      {"again", project_with(ticked()), publish(tick()), nothing()},
      {"after unticking", project_with(ticked(), unticked()), publish(tick()), events(ticked())},
      {"of another project", project_with(), publish(elsewhere), not_found},
      {"a deleted list", project_with(ListDeleted{kList, kProject}), publish(tick()), not_found},
      {"no project", {}, publish(tick()), not_found},
  });
}

TEST(TickingAList, is_not_possible_while_offers_log_in_by_themselves) {
  const Then no = refused(Reason::automatic_offer_login);
  check({
      {"setting on", project_with(automatic_login(true)), publish(tick()), no},
      {"ticked before", project_with(ticked(), automatic_login(true)), publish(tick()), no},
      {"setting off again", project_with(automatic_login(true), automatic_login(false)),
       publish(tick()), events(ticked())},
      {"unticking is", project_with(ticked(), automatic_login(true)), withdraw_it(),
       events(unticked())},
      {"project cancelled", project_with(cancelled()), publish(tick()),
       refused(Reason::project_cancelled)},
  });
}

TEST(TickingAList, never_widens_its_columns_by_itself) {
  const ListEdited wider{kList, kProject, definition({"lastName", "email", "phone"})};
  const auto with_phone = columns({"phone", "lastName"});
  const auto narrow = tick_with([&](auto& command) { command.columns = columns({"lastName"}); });
  const auto told = tick_with([&](auto& command) { command.columns = with_phone; });
  const auto wrong = tick_with([](auto& command) {
    command.columns = columns({"phone", "lastName", "lastName"});
    command.order = -1;
  });
  const auto none = tick_with([](auto& command) { command.columns.emplace(); });
  check({
      {"the list does", project_with(ticked(), wider), publish(tick()), nothing()},
      {"it is told to", project_with(ticked(), wider), publish(told),
       events(ticked_with([&](auto& event) { event.columns = with_phone; }))},
      {"fewer than the list has", project_with(), publish(narrow),
       events(ticked_with([](auto& event) { event.columns = columns({"lastName"}); }))},
      {"every fault", project_with(), publish(wrong),
       refused({{Reason::column_not_in_list, "/columns/0", {}, "", 0},
                {Reason::duplicate, "/columns/2", {}, "", 0},
                {Reason::out_of_range, "/order", {}, "", 0}})},
      {"none at all", project_with(), publish(none), refused(Reason::required, "/columns")},
  });
}

TEST(TickingAList, says_how_it_stands_in_the_menu) {
  const auto title = valid<Name>("Who sleeps where");
  const auto named = tick_with([&](auto& command) {
    command.title = title;
    command.order = 5;
  });
  const auto as_named = ticked_with([&](auto& event) {
    event.title = title;
    event.order = 5;
  });
  const auto unnamed = tick_with([](auto& command) { command.clears_title = true; });
  const MenuItemAdded link{kItem, kProject, {MenuItemKind::link, title, 37, std::nullopt, {}}};
  check({
      {"under another name", project_with(ticked()), publish(named), events(as_named)},
      {"as it was", project_with(as_named), publish(tick()), nothing()},
      {"under its own again", project_with(as_named), publish(unnamed), events(ticked(5))},
      {"else last", project_with(link), publish(tick()), events(ticked(40))},
  });
}

TEST(UntickingAList, withdraws_it) {
  check({
      {"ticked", project_with(ticked()), withdraw_it(), events(unticked())},
      {"not ticked", project_with(), withdraw_it(), nothing()},
      {"of another project", project_with(ticked()), withdraw_it(id<ProjectId>(9)),
       refused(Reason::not_found, "", kList.uuid)},
  });
}

When delete_it() {
  return [](const History& history) {
    return decide(list_of(history), {}, web_of(history), DeleteList{kList});
  };
}
When cancel() {
  return [](const History& history) {
    EditProjectFacts facts;
    facts.project = history.fold<ProjectState>(facts_of_project(kProject));
    facts.customer = {true, OrganisationKind::customer, {}, 0};
    facts.managers.resize(1);  // who stays
    facts.ticked = web_of(history).ticked();
    EditProject command{kProject, *facts.project.details, valid<StatusReason>("The storm.")};
    command.details.status = ProjectStatus::cancelled;
    return decide(facts, command);
  };
}

TEST(ATickedList, goes_with_what_it_hangs_on) {
  check({{"its list", project_with(ticked()), delete_it(),
          events(ListDeleted{kList, kProject}, unticked(WithdrawalCause::list_deleted))},
         {"unticked before", project_with(ticked(), unticked()), delete_it(),
          events(ListDeleted{kList, kProject})}});
  const auto decided = cancel()(project_with(ticked()));
  ASSERT_TRUE(decided.has_value()) << ::testing::PrintToString(decided.error());
  EXPECT_EQ(events_of(*decided).back(), Event{unticked(WithdrawalCause::project_cancelled)});
}

}  // namespace
}  // namespace rollcall::domain::given::lists_test
