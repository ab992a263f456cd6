#include "replay/access/disclosures.hpp"

#include <algorithm>
#include <map>

#include "domain/event.hpp"
#include "domain/rows/filter.hpp"
#include "replay/access/gathered_events.hpp"

namespace rollcall::replay {
namespace {

using namespace domain;
using eventstore::Position;
using eventstore::Result;

Disclosure disclosure(const projections::LoggedEvent& logged) {
  const auto& look = std::get<ListAccessed>(std::get<AccessEvent>(logged.event.of));
  return {logged.position, logged.decided_at, logged.actor, look};
}

Result<std::optional<ProjectId>> project_in(const Moment& moment, const FactQuery& query) {
  const auto records = moment.log.read(moment.office, projections::to_log({query}),
                                       {.up_to = moment.position, .limit = 1});
  if (!records) return tl::make_unexpected(records.error());
  if (records->empty()) return std::nullopt;
  const auto logged = moment.codec.decode(moment.office, records->front());
  if (!logged) return tl::make_unexpected(eventstore::Error::corrupt);
  return visit_event(
      [](const auto& event) -> std::optional<ProjectId> {
        if constexpr (requires { ProjectId{event.project}; }) return event.project;
        return std::nullopt;
      },
      logged->event);
}

Result<std::vector<Disclosure>> looks_at(const Moment& moment, const std::vector<ListId>& lists,
                                         const LookRange& range) {
  if (lists.empty()) return std::vector<Disclosure>{};
  FactQueries looks;
  for (const ListId list : lists) {
    looks.push_back({types_of<ListAccessed>(), {{TagKind::disclosure, list.uuid}}});
  }
  const auto records = moment.log.read(moment.office, projections::to_log(looks),
                                       {.after = range.after,
                                        .up_to = std::min(range.up_to, moment.position),
                                        .limit = range.limit});
  if (!records) return tl::make_unexpected(records.error());
  std::vector<Disclosure> found;
  found.reserve(records->size());
  for (const auto& record : *records) {
    const auto logged = moment.codec.decode(moment.office, record);
    if (!logged) return tl::make_unexpected(eventstore::Error::corrupt);
    found.push_back(disclosure(*logged));
  }
  return found;
}

template <class Value>
using OverTime = std::map<Position, std::optional<Value>>;

// What was last said at `position` or before; nullopt: nothing, or that it is no more.
template <class Value>
const Value* as_of(const OverTime<Value>& over_time, Position position) {
  const auto after = over_time.upper_bound(position);
  if (after == over_time.begin()) return nullptr;
  const auto& latest = std::prev(after)->second;
  return latest ? &*latest : nullptr;
}

// A list's rule for its rows.
struct Definition {
  ListDefinition list;
  Filter filter;
  explicit Definition(const ListDefinition& of) : list(of), filter(of.filter) {}
};

// One participant in the lists of their project, as they were.
class Membership {
 public:
  void note(const projections::LoggedEvent& logged) {
    const auto position = logged.position;
    visit_event(
        Overloaded{
            [&](const ParticipantAdded& added) { rows_[position] = Row{added.details.known}; },
            [&](const ParticipantEdited& edited) { rows_[position] = Row{edited.details.known}; },
            [&](const ParticipantRemoved&) { rows_[position] = std::nullopt; },
            [&](const ListCreated& made) {
              lists_[made.list][position] = Definition(made.definition);
            },
            [&](const ListEdited& edited) {
              lists_[edited.list][position] = Definition(edited.definition);
            },
            [&](const ListDeleted& deleted) { lists_[deleted.list][position] = std::nullopt; },
            [](const auto&) {},
        },
        logged.event);
  }
  std::vector<ListId> lists() const {
    std::vector<ListId> ids;
    for (const auto& [list, over_time] : lists_) ids.push_back(list);
    return ids;
  }

  // Did the look show them?
  bool shows(Disclosure& disclosure) const {
    const ListAccessed& look = disclosure.look;
    const auto then = in_list(look.list, look.since.value_or(look.list_version));
    const auto now = in_list(look.list, look.list_version);
    const bool is_shown =
        look.kind == AccessKind::changes ? differ(look, then, now) : then.is_in || now.is_in;
    disclosure.is_possible = is_shown && (then.is_unsure || now.is_unsure);
    return is_shown;
  }

 private:
  struct Row {
    std::optional<ParticipantDetails> details;  // nullopt: erased
  };
  struct InList {
    const Row* row = nullptr;
    const Definition* list = nullptr;
    bool is_in = false;      // or may have been
    bool is_unsure = false;  // by what they were chosen is erased
  };

  InList in_list(ListId list, Position version) const {
    const auto* definition = as_of(lists_.at(list), version);
    const auto* row = as_of(rows_, version);
    if (definition == nullptr || row == nullptr) return {};
    const bool is_unsure = !row->details && !definition->list.filter.empty();
    return {row, definition, is_unsure || definition->filter.matches(row->details), is_unsure};
  }

  // Between what they were and what they are, as far as the look's columns show it.
  static bool differ(const ListAccessed& look, const InList& then, const InList& now) {
    if (then.is_in != now.is_in) return true;
    if (!now.is_in) return false;
    if (!then.row->details || !now.row->details) {
      return then.row != now.row || then.list->list.filter != now.list->list.filter;
    }
    return std::ranges::any_of(look.columns, [&](const Column& column) {
      return column.value_of(*then.row->details) != column.value_of(*now.row->details);
    });
  }

  OverTime<Row> rows_;
  std::map<ListId, OverTime<Definition>> lists_;
};

}  // namespace

Result<std::optional<ProjectId>> project_of(const Moment& moment, ListId list) {
  return project_in(moment, {types_of<ListCreated>(), {{TagKind::list, list.uuid}}});
}

Result<std::optional<ProjectId>> project_of(const Moment& moment, ParticipantId participant) {
  return project_in(moment,
                    {types_of<ParticipantAdded>(), {{TagKind::participant, participant.uuid}}});
}

Result<std::vector<Disclosure>> disclosures_of(const Moment& moment, ListId list,
                                               const LookRange& range) {
  return looks_at(moment, {list}, range);
}

Result<std::vector<Disclosure>> disclosures_of_participant(const Moment& moment, ProjectId project,
                                                           ParticipantId participant,
                                                           const LookRange& range) {
  GatheredEvents gathered(moment);
  const auto made = gathered.add(
      {{types_of<ParticipantAdded, ParticipantEdited, ParticipantRemoved>(),
        {{TagKind::participant, participant.uuid}}},
       {types_of<ListCreated, ListEdited, ListDeleted>(), {{TagKind::project, project.uuid}}}});
  if (!made) return tl::make_unexpected(made.error());
  Membership membership;
  for (const auto& [position, logged] : gathered.events()) membership.note(logged);
  std::vector<Disclosure> shown;
  LookRange next{range.after, range.up_to, kLooksAtOnce};
  while (shown.size() < range.limit) {
    auto looks = looks_at(moment, membership.lists(), next);
    if (!looks) return tl::make_unexpected(looks.error());
    if (looks->empty()) break;
    next.after = looks->back().position;
    for (auto& look : *looks) {
      if (shown.size() < range.limit && membership.shows(look)) shown.push_back(std::move(look));
    }
  }
  return shown;
}

}  // namespace rollcall::replay
