#include "domain/list.hpp"

#include <set>
#include <utility>

#include "domain/event.hpp"

namespace rollcall::domain {
namespace {

constexpr std::string_view kFieldsPrefix = "fields.";

bool is_custom(std::string_view key) {
  return key.starts_with(kFieldsPrefix);
}

std::string at(std::string_view pointer, std::size_t index) {
  return std::string(pointer) + "/" + std::to_string(index);
}

Refusals check_columns(const std::vector<Column>& columns) {
  Refusals faults;
  if (columns.empty()) add(faults, Reason::required, "/columns");
  if (columns.size() > kMaxColumns) add(faults, Reason::too_long, "/columns");
  std::set<Column> seen;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (!seen.insert(columns[i]).second) add(faults, Reason::duplicate, at("/columns", i));
  }
  return faults;
}

Refusals check_sort(const std::vector<SortKey>& sort) {
  Refusals faults;
  if (sort.size() > kMaxSortKeys) add(faults, Reason::too_long, "/sort");
  std::set<Column> seen;
  for (std::size_t i = 0; i < sort.size(); ++i) {
    if (!seen.insert(sort[i].field).second) {
      add(faults, Reason::duplicate, at("/sort", i) + "/field");
    }
  }
  return faults;
}

struct ValueCount {
  std::size_t fewest;
  std::size_t most;
};

ValueCount wanted_values(FilterOp op) {
  switch (op) {
    case FilterOp::eq:
    case FilterOp::ne:
    case FilterOp::contains:
    case FilterOp::starts_with:
      return {1, 1};
    case FilterOp::in:
      return {0, kMaxInValues};
    case FilterOp::is_empty:
    case FilterOp::is_not_empty:
      return {0, 0};
  }
  return {0, 0};
}

// Surrounding white space goes where whole values are compared, as values have none; it counts
// where a part of a value is looked for.
bool compares_whole_values(FilterOp op) {
  return op == FilterOp::eq || op == FilterOp::ne || op == FilterOp::in;
}

// Faults below "/value", and the values as they are to be kept.
Refusals check_values(FilterCondition& condition) {
  const auto [fewest, most] = wanted_values(condition.op);
  if (condition.values.size() < fewest) return {{Reason::required, "/value", {}, "", 0}};
  if (condition.values.size() > most) {
    const auto reason = most == 0 ? Reason::unknown_value : Reason::too_long;
    return {{reason, "/value", {}, "", 0}};
  }
  Refusals faults;
  for (std::size_t i = 0; i < condition.values.size(); ++i) {
    const auto checked = FieldValue::parse(condition.values[i]);
    const auto field = condition.op == FilterOp::in ? at("/value", i) : "/value";
    if (!checked) {
      add(faults, below(field, checked.error()));
    } else if (compares_whole_values(condition.op)) {
      condition.values[i] = checked->str();
    }
  }
  return faults;
}

Refusals check_filter(std::vector<FilterCondition>& filter) {
  Refusals faults;
  if (filter.size() > kMaxConditions) add(faults, Reason::too_long, "/filter");
  for (std::size_t i = 0; i < filter.size() && i < kMaxConditions; ++i) {
    add(faults, below(at("/filter", i), check_values(filter[i])));
  }
  return faults;
}

// More than an event needs for it, whatever the text: a pointer, and zeros up to a whole word.
std::size_t bytes_of(const std::string& text) {
  return text.size() + 16;
}

std::size_t bytes_of(const ListDefinition& list) {
  constexpr std::size_t kCondition = 24;
  constexpr std::size_t kSortKey = 16;
  std::size_t bytes = bytes_of(list.name.str());
  for (const Column& column : list.columns) bytes += bytes_of(column.key());
  for (const FilterCondition& condition : list.filter) {
    bytes += kCondition + bytes_of(condition.field.key());
    for (const std::string& value : condition.values) bytes += bytes_of(value);
  }
  for (const SortKey& key : list.sort) bytes += kSortKey + bytes_of(key.field.key());
  return bytes;
}

}  // namespace

Result<Column> Column::parse(std::string_view key) {
  if (key.empty()) return refuse(Reason::required);
  if (standard_field(key)) return restore(std::string(key));
  if (!is_custom(key)) return refuse(Reason::unknown_value);
  return FieldName::parse(key.substr(kFieldsPrefix.size())).map([](const FieldName& name) {
    return restore(std::string(kFieldsPrefix) + to_nfc(name.str()));
  });
}

Column Column::restore(std::string key) {
  Column column;
  column.key_ = std::move(key);
  return column;
}

std::string Column::title() const {
  return is_custom(key_) ? key_.substr(kFieldsPrefix.size()) : key_;
}

const std::string& Column::value_of(const ParticipantDetails& details) const {
  static const std::string kNone;
  if (const auto field = standard_field(key_)) return details.at(*field);
  if (!is_custom(key_)) return kNone;
  const auto found = details.fields.find(key_.substr(kFieldsPrefix.size()));
  return found == details.fields.end() ? kNone : found->second;
}

Result<ListDefinition> check_list(ListDefinition definition) {
  Refusals faults = check_columns(definition.columns);
  add(faults, check_filter(definition.filter));
  add(faults, check_sort(definition.sort));
  if (faults.empty() && bytes_of(definition) > kMaxListBytes) {
    add(faults, Reason::too_long, "/filter");
  }
  if (!faults.empty()) return tl::make_unexpected(std::move(faults));
  return definition;
}

FactQueries facts_of_list(ListId list) {
  return {{types_of<ListCreated, ListEdited, ListDeleted>(), {Tag{TagKind::list, list.uuid}}}};
}

ListState evolve(ListState state, const Recorded& recorded) {
  const auto* event = std::get_if<ListEvent>(&recorded.event->of);
  if (event == nullptr) return state;
  std::visit(Overloaded{
                 [&](const ListCreated& created) {
                   state.definition = created.definition;
                   state.project = created.project;
                 },
                 [&](const ListEdited& edited) { state.definition = edited.definition; },
                 [&](const ListDeleted&) { state.definition.reset(); },
             },
             *event);
  state.version = recorded.position;
  return state;
}

Result<Proposals> decide(const ProjectState& project, const CreateList& command) {
  if (!project.details) return refuse(Reason::not_found, "", command.project.uuid);
  return check_list(command.definition).map([&](ListDefinition definition) {
    return Proposals{propose(ListCreated{command.list, command.project, std::move(definition)})};
  });
}

Result<Proposals> decide(const ListState& list, const EditList& command) {
  if (!list.definition) return refuse(Reason::not_found, "", command.list.uuid);
  return check_list(command.definition).map([&](ListDefinition definition) {
    if (definition == *list.definition) return Proposals{};
    return Proposals{propose(ListEdited{command.list, list.project, std::move(definition)})};
  });
}

Result<Proposals> decide(const ListState& list, const std::vector<ShareState>& shares,
                         const CustomerWebState& web, const DeleteList& command) {
  if (!list.definition) return refuse(Reason::not_found, "", command.list.uuid);
  Proposals proposals = {propose(ListDeleted{command.list, list.project})};
  withdraw(web, command.list, list.project, WithdrawalCause::list_deleted, proposals);
  revoke_all(shares, RevocationCause::list_deleted, proposals);
  return proposals;
}

}  // namespace rollcall::domain
