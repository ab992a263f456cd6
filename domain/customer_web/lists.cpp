// The checkbox: which lists are on a project's customer web.
#include <set>
#include <utility>

#include "domain/customer_web/menu.hpp"
#include "domain/customer_web/order.hpp"
#include "domain/event.hpp"

namespace rollcall::domain {
namespace {

Refusals faults_of_columns(const std::optional<std::vector<Column>>& columns,
                           const ListDefinition& list) {
  Refusals faults;
  if (columns && columns->empty()) add(faults, Reason::required, "/columns");
  const std::set<Column> known(list.columns.begin(), list.columns.end());
  std::set<Column> seen;
  for (std::size_t i = 0; columns && i < columns->size(); ++i) {
    const Column& column = (*columns)[i];
    const std::string field = "/columns/" + std::to_string(i);
    if (!known.contains(column)) {
      add(faults, Reason::column_not_in_list, field);
    } else if (!seen.insert(column).second) {
      add(faults, Reason::duplicate, field);
    }
  }
  return faults;
}

bool is_of(const ListState& list, ProjectId project) {
  return list.definition && list.project == project;
}

ListPublishedOnCustomerWeb published(const CustomerWebState& web, const ListDefinition& definition,
                                     const PublishList& command) {
  ListPublishedOnCustomerWeb event{command.list, command.project, definition.columns, std::nullopt,
                                   0};
  const PublishedList* before = web.list(command.list);
  if (before != nullptr) {
    event.columns = before->columns;
    event.title = before->title;
    event.order = before->order;
  } else {
    event.order = last_order(web);
  }
  if (command.columns) event.columns = *command.columns;
  if (command.title || command.clears_title) event.title = command.title;
  if (command.order) event.order = *command.order;
  return event;
}

bool is_as_before(const PublishedList* before, const ListPublishedOnCustomerWeb& event) {
  return before != nullptr && before->columns == event.columns && before->title == event.title &&
         before->order == event.order;
}

}  // namespace

Result<Proposals> decide(const CustomerWebFacts& facts, const ListState& list,
                         const PublishList& command) {
  const bool is_there = facts.office.settings && facts.project.details;
  if (!is_there || !is_of(list, command.project)) {
    return refuse(Reason::not_found, "", command.list.uuid);
  }
  const auto unavailable = lists_unavailable(*facts.office.settings, facts.project.details->status);
  if (unavailable) return refuse(*unavailable);
  Refusals faults = faults_of_columns(command.columns, *list.definition);
  add(faults, faults_of_order(command.order));
  if (!faults.empty()) return tl::make_unexpected(std::move(faults));
  auto event = published(facts.web, *list.definition, command);
  if (is_as_before(facts.web.list(command.list), event)) return Proposals{};
  return Proposals{propose(std::move(event))};
}

Result<Proposals> decide(const CustomerWebState& web, const ListState& list,
                         const WithdrawList& command) {
  if (!is_of(list, command.project)) return refuse(Reason::not_found, "", command.list.uuid);
  Proposals proposals;
  withdraw(web, command.list, command.project, WithdrawalCause::unticked, proposals);
  return proposals;
}

void withdraw(const CustomerWebState& web, ListId list, ProjectId project, WithdrawalCause cause,
              Proposals& proposals) {
  if (web.list(list) == nullptr) return;
  proposals.push_back(propose(ListWithdrawnFromCustomerWeb{list, project, cause}));
}

void withdraw_all(const std::vector<ListId>& ticked, ProjectId project, WithdrawalCause cause,
                  Proposals& proposals) {
  for (const ListId list : ticked) {
    proposals.push_back(propose(ListWithdrawnFromCustomerWeb{list, project, cause}));
  }
}

}  // namespace rollcall::domain
