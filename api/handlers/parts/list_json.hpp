#pragma once
// Lists as JSON.

#include <optional>
#include <string>
#include <vector>

#include "api/app/exchange.hpp"
#include "api/json/writer.hpp"
#include "projections/lists.hpp"

namespace rollcall::api::handlers {

// What a body says of a list: what is not given stays. null takes filter and sort away.
struct ListChange {
  std::optional<domain::Name> name;
  std::optional<std::vector<domain::Column>> columns;
  std::optional<std::vector<domain::FilterCondition>> filter;
  std::optional<std::vector<domain::SortKey>> sort;

  domain::ListDefinition applied_to(domain::ListDefinition definition) const;
};
// What could not be read has a fault, and a stand-in that breaks no rule. `all`: of a new list,
// name and columns are needed.
ListChange read_list(const json::Object& from, bool all);
// What the rules that need no state say of it.
domain::Refusals stateless_refusals(const ListChange& change);

// Columns as a body gives them; nullopt: not given.
std::optional<std::vector<domain::Column>> read_columns(const std::optional<json::Value>& value);

// What a project's lists have in common on its customer web.
struct ListsOnCustomerWeb {
  domain::CustomerWebState web;
  std::optional<domain::Reason> unavailable;
};
ListsOnCustomerWeb lists_on_customer_web(const Shown& shown, domain::ProjectId project);
// Members of the object at hand: shared, available, reason.
void write_tick(json::Writer& out, const ListsOnCustomerWeb& lists, domain::ListId list);

void write_list(json::Writer& out, const ListsOnCustomerWeb& lists,
                const projections::ListRecord& row);
std::string list_json(const Shown& shown, const projections::ListRecord& row);

}  // namespace rollcall::api::handlers
