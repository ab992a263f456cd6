// Menu items: offers, pages, links and files.
#include <utility>

#include "domain/customer_web/menu.hpp"
#include "domain/customer_web/order.hpp"
#include "domain/event.hpp"

namespace rollcall::domain {
namespace {

// A member that some kinds must have, and others cannot.
template <class T>
void check_member(const std::optional<T>& given, bool belongs, const char* field,
                  Refusals& faults) {
  if (belongs && !given) add(faults, Reason::required, field);
  if (!belongs && given) add(faults, Reason::unknown_value, field);
}

Refusals faults_of(const MenuItemDetails& details) {
  Refusals faults;
  check_member(details.body, has_body(details.kind), "/body", faults);
  check_member(details.url, details.kind == MenuItemKind::link, "/url", faults);
  add(faults, faults_of_order(details.order));
  return faults;
}

MenuItemDetails edited(MenuItemDetails details, const EditMenuItem& command) {
  if (command.title) details.title = *command.title;
  if (command.order) details.order = *command.order;
  if (command.body) details.body = command.body;
  if (command.url) details.url = command.url;
  return details;
}

Proposal published(MenuItemId item, ProjectId project, bool is_published) {
  return is_published ? propose(MenuItemPublished{item, project})
                      : propose(MenuItemWithdrawn{item, project});
}

}  // namespace

Result<Proposals> decide(const ProjectState& project, const CustomerWebState& web,
                         const AddMenuItem& command) {
  if (!project.details) return refuse(Reason::not_found, "", command.project.uuid);
  MenuItemDetails details = command.details;
  details.order = command.order.value_or(last_order(web));
  Refusals faults = faults_of(details);
  if (!faults.empty()) return tl::make_unexpected(std::move(faults));
  if (web.items.size() >= kMaxMenuItems) return refuse(Reason::menu_full);
  Proposals proposals = {propose(MenuItemAdded{command.item, command.project, std::move(details)})};
  if (command.published) proposals.push_back(published(command.item, command.project, true));
  return proposals;
}

Result<Proposals> decide(const CustomerWebState& web, const EditMenuItem& command) {
  const MenuItem* item = web.item(command.item);
  if (item == nullptr) return refuse(Reason::not_found, "", command.item.uuid);
  MenuItemDetails details = edited(item->details, command);
  Refusals faults = faults_of(details);
  if (!faults.empty()) return tl::make_unexpected(std::move(faults));
  Proposals proposals;
  if (details != item->details) {
    proposals.push_back(propose(MenuItemEdited{command.item, command.project, std::move(details)}));
  }
  if (command.published.value_or(item->published) != item->published) {
    proposals.push_back(published(command.item, command.project, *command.published));
  }
  return proposals;
}

Result<Proposals> decide(const CustomerWebState& web, const DeleteMenuItem& command) {
  if (web.item(command.item) == nullptr) return refuse(Reason::not_found, "", command.item.uuid);
  return Proposals{propose(MenuItemDeleted{command.item, command.project})};
}

Result<Proposals> decide(const CustomerWebState& web, const UploadMenuFile& command) {
  const MenuItem* item = web.item(command.item);
  if (item == nullptr) return refuse(Reason::not_found, "", command.item.uuid);
  if (item->details.kind != MenuItemKind::file) return refuse(Reason::not_a_file);
  if (item->file == command.file) return Proposals{};
  return Proposals{propose(MenuFileUploaded{command.item, command.project, command.file})};
}

}  // namespace rollcall::domain
