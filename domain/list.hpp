#pragma once
// Lists: chosen columns, filter and sort over a project's participants. Rows are always the
// participants as they are now.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/participant.hpp"
#include "domain/project.hpp"
#include "domain/proposal.hpp"
#include "domain/values/text.hpp"

namespace rollcall::domain {

struct CustomerWebState;

// A standard field, or "fields." and the name as imported (in NFC); it need not exist yet.
class Column {
 public:
  Column() = default;
  static Result<Column> parse(std::string_view key);
  static Column restore(std::string key);
  const std::string& key() const { return key_; }
  std::string title() const;  // the bare name of a custom field, else the standard field's key
  // The participant's value; "" if none.
  const std::string& value_of(const ParticipantDetails& details) const;
  auto operator<=>(const Column&) const = default;

 private:
  std::string key_;
};
inline constexpr std::size_t kMaxColumns = 50;
inline constexpr std::size_t kMaxConditions = 20;
inline constexpr std::size_t kMaxInValues = 200;
inline constexpr std::size_t kMaxSortKeys = 5;
// Of all texts together, each with what an event spends on it besides: a list must fit one event.
inline constexpr std::size_t kMaxListBytes = 60'000;

enum class FilterOp : std::uint8_t {
  eq = 1,
  ne = 2,
  contains = 3,
  starts_with = 4,
  in = 5,
  is_empty = 6,
  is_not_empty = 7
};
struct FilterCondition {
  Column field;
  FilterOp op{};
  std::vector<std::string> values;  // none for is_empty, any number for `in`, else one
  bool operator==(const FilterCondition&) const = default;
};
struct SortKey {
  Column field;
  bool descending = false;
  bool operator==(const SortKey&) const = default;
};
struct ListDefinition {
  Name name;
  std::vector<Column> columns;          // 1 to kMaxColumns, no two alike
  std::vector<FilterCondition> filter;  // all must hold
  std::vector<SortKey> sort;            // empty: last name, first name
  bool operator==(const ListDefinition&) const = default;
};
// Counts, duplicates, and that every condition has the values its op wants. Refusals name
// /columns/N, /filter/N/value (of `in`: /filter/N/value/M), /sort/N/field; /filter if it makes the
// list too large (kMaxListBytes: name, columns and sort never do). Values that are compared
// whole are trimmed, as participants' values are.
Result<ListDefinition> check_list(ListDefinition definition);

// Text comparisons ignore case (Unicode default case folding); an erased row never matches a
// filter, but is in a list that has none.
bool matches(const ListDefinition& list, const std::optional<ParticipantDetails>& details);

struct ListRow {
  ParticipantId participant;
  std::optional<ParticipantDetails> details;  // nullopt: erased
};
// Keeps the rows that match, sorted: Unicode root collation (ICU), empty last in either direction,
// ties by participant id.
std::vector<ListRow> arrange(const ListDefinition& list, std::vector<ListRow> rows);

// Does a participant's change (absent = not there) touch the list's rows: what is shown, its order
// or membership?
bool touches(const ListDefinition& list, const std::optional<ParticipantDetails>& before,
             const std::optional<ParticipantDetails>& after);

struct ListCreated {
  static constexpr EventType kType = 60;
  static constexpr std::string_view kName = "ListCreated";
  ListId list;
  ProjectId project;
  ListDefinition definition;
  bool operator==(const ListCreated&) const = default;
};
struct ListEdited {
  static constexpr EventType kType = 61;
  static constexpr std::string_view kName = "ListEdited";
  ListId list;
  ProjectId project;
  ListDefinition definition;
  bool operator==(const ListEdited&) const = default;
};
struct ListDeleted {
  static constexpr EventType kType = 62;
  static constexpr std::string_view kName = "ListDeleted";
  ListId list;
  ProjectId project;
  bool operator==(const ListDeleted&) const = default;
};
using ListEvent = std::variant<ListCreated, ListEdited, ListDeleted>;

struct ListState {
  std::optional<ListDefinition> definition;  // nullopt: never made, or deleted
  ProjectId project;
  std::uint64_t version = 0;  // position of its last own change
};
FactQueries facts_of_list(ListId list);
ListState evolve(ListState state, const Recorded& recorded);

struct CreateList {
  ListId list;
  ProjectId project;
  ListDefinition definition;
};
struct EditList {
  ListId list;
  ListDefinition definition;
};
struct DeleteList {
  ListId list;
};
Result<Proposals> decide(const ProjectState& project, const CreateList& command);
Result<Proposals> decide(const ListState& list, const EditList& command);  // same: no event
// Revokes its shares too, and takes it off its project's customer web.
Result<Proposals> decide(const ListState& list, const std::vector<ShareState>& shares,
                         const CustomerWebState& web, const DeleteList& command);

}  // namespace rollcall::domain
