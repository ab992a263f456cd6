// What a project's customer web is, from its events; and what of it shows.
#include <algorithm>
#include <utility>

#include "domain/customer_web/menu.hpp"
#include "domain/event.hpp"

namespace rollcall::domain {
namespace {

// One event's change to a menu. A new event of the customer web must get its line to compile.
class MenuChange {
 public:
  MenuChange(CustomerWebState& state, const Recorded& recorded)
      : state_(state), recorded_(recorded) {}

  void operator()(const ListPublishedOnCustomerWeb& published) {
    const PublishedList now{published.list,  published.columns,    published.title,
                            published.order, recorded_.decided_at, recorded_.position};
    for (PublishedList& list : state_.lists) {
      if (list.list != now.list) continue;
      list = now;
      return;
    }
    state_.lists.push_back(now);
  }
  void operator()(const ListWithdrawnFromCustomerWeb& withdrawn) {
    std::erase_if(state_.lists,
                  [&](const PublishedList& list) { return list.list == withdrawn.list; });
  }
  void operator()(const MenuItemAdded& added) {
    state_.items.push_back({added.item, added.details, std::nullopt, false, recorded_.decided_at,
                            recorded_.decided_at, recorded_.position});
  }
  void operator()(const MenuItemEdited& edited) {
    change(edited.item, [&](MenuItem& item) { item.details = edited.details; });
  }
  void operator()(const MenuItemPublished& published) {
    change(published.item, [](MenuItem& item) { item.published = true; });
  }
  void operator()(const MenuItemWithdrawn& withdrawn) {
    change(withdrawn.item, [](MenuItem& item) { item.published = false; });
  }
  void operator()(const MenuItemDeleted& deleted) {
    std::erase_if(state_.items, [&](const MenuItem& item) { return item.id == deleted.item; });
  }
  void operator()(const MenuFileUploaded& uploaded) {
    change(uploaded.item, [&](MenuItem& item) { item.file = uploaded.file; });
  }

 private:
  void change(MenuItemId id, const auto& how) {
    for (MenuItem& item : state_.items) {
      if (item.id != id) continue;
      how(item);
      item.changed_at = recorded_.decided_at;
      item.version = recorded_.position;
    }
  }

  CustomerWebState& state_;
  const Recorded& recorded_;
};

}  // namespace

const PublishedList* CustomerWebState::list(ListId id) const& {
  const auto found = std::find_if(lists.begin(), lists.end(),
                                  [&](const PublishedList& ticked) { return ticked.list == id; });
  return found == lists.end() ? nullptr : &*found;
}

const MenuItem* CustomerWebState::item(MenuItemId id) const& {
  const auto found =
      std::find_if(items.begin(), items.end(), [&](const MenuItem& each) { return each.id == id; });
  return found == items.end() ? nullptr : &*found;
}

std::vector<ListId> CustomerWebState::ticked() const {
  std::vector<ListId> ids;
  for (const PublishedList& list : lists) ids.push_back(list.list);
  return ids;
}

FactQueries facts_of_customer_web(ProjectId project) {
  return {{{}, {Tag{TagKind::customer_web, project.uuid}}}};
}

CustomerWebState evolve(CustomerWebState state, const Recorded& recorded) {
  const auto* event = std::get_if<CustomerWebEvent>(&recorded.event->of);
  if (event != nullptr) std::visit(MenuChange(state, recorded), *event);
  return state;
}

std::optional<Reason> lists_unavailable(const OfficeSettings& office, ProjectStatus status) {
  if (office.automatic_offer_login) return Reason::automatic_offer_login;
  if (status == ProjectStatus::cancelled) return Reason::project_cancelled;
  return std::nullopt;
}

std::vector<MenuEntry> menu_of(const CustomerWebState& web, const OfficeSettings& office,
                               ProjectStatus status) {
  std::vector<MenuEntry> menu;
  const auto take = [&](MenuEntry entry) {  // behind those of the same order
    const auto at =
        std::upper_bound(menu.begin(), menu.end(), entry,
                         [](const auto& a, const auto& b) { return a.order < b.order; });
    menu.insert(at, entry);
  };
  if (!lists_unavailable(office, status)) {
    for (const PublishedList& list : web.lists) take({list.order, &list, nullptr});
  }
  for (const MenuItem& item : web.items) {
    if (item.shows()) take({item.details.order, nullptr, &item});
  }
  return menu;
}

bool may_visit(const ProjectState& project, ContactId contact, const ContactStanding& standing) {
  const Membership* member = project.member(contact);
  return project.details && standing.active && member != nullptr &&
         member->kind == OrganisationKind::customer &&
         member->organisation == project.details->customer;
}

}  // namespace rollcall::domain
