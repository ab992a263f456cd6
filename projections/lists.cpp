// Tables:
//   'p' project participant → ParticipantRow
//   'l' list                → ListHead: what only its own changes change
//   'v' list                → RowsVersion: small, as every change of a participant writes it
//   'o' project             → its lists, sorted by id: a participant's change reads one row, not an
//                             index

#include "projections/lists.hpp"

#include <algorithm>

#include "projections/rows/domain_members.hpp"
#include "projections/rows/keys.hpp"
#include "projections/rows/paged_scan.hpp"
#include "projections/rows/rows.hpp"

namespace rollcall::projections {
namespace {

struct ListHead {
  domain::ProjectId project;
  domain::ListDefinition definition;
  Position own_version = 0;
};
struct RowsVersion {
  Position version = 0;
  domain::Instant changed_at;
};
using ListIds = std::vector<domain::ListId>;

}  // namespace

template <>
inline constexpr std::size_t kMembers<ParticipantRow> = 4;
template <>
inline constexpr std::size_t kMembers<ListHead> = 3;
template <>
inline constexpr std::size_t kMembers<RowsVersion> = 2;

namespace {

ViewKey in_lists(const OfficeId& office, char name) {
  return {KeySpace::lists, office, name};
}
ViewKey participant_key(const OfficeId& office, domain::ProjectId project,
                        domain::ParticipantId id) {
  return in_lists(office, 'p').add(project).add(id);
}
ViewKey head_key(const OfficeId& office, domain::ListId id) {
  return in_lists(office, 'l').add(id);
}
ViewKey version_key(const OfficeId& office, domain::ListId id) {
  return in_lists(office, 'v').add(id);
}
ViewKey lists_key(const OfficeId& office, domain::ProjectId project) {
  return in_lists(office, 'o').add(project);
}

using Details = std::optional<domain::ParticipantDetails>;

// A participant before or after an event: not there, there and erased, or there.
const Details kNone;

struct Presence {
  bool there = false;
  const Details& details;
};

bool touches(const domain::ListDefinition& list, const Presence& before, const Presence& after) {
  if (domain::touches(list, before.details, after.details)) return true;
  if (before.there == after.there) return false;
  // An erased row comes or goes; domain::touches can't tell it from none.
  const Presence& present = before.there ? before : after;
  return !present.details && domain::matches(list, present.details);
}

// Do two definitions show the same rows in the same order? The name is no part of that.
bool same_rows(const domain::ListDefinition& a, const domain::ListDefinition& b) {
  return a.columns == b.columns && a.filter == b.filter && a.sort == b.sort;
}

// One event's work: what all steps need.
struct ListStep {
  const OfficeId& office;
  const LoggedEvent& logged;
  ViewWriter& view;
  std::string& reason;

  bool show(const domain::ParticipantAdded& event) const {
    return keep_participant(event.participant, event.project, {false, kNone}, event.details.known);
  }

  bool show(const domain::ParticipantEdited& event) const {
    const auto row =
        read_row<ParticipantRow>(view, participant_key(office, event.project, event.participant));
    if (!row) return fails(reason, "no such participant");
    return keep_participant(event.participant, event.project, {true, row->details},
                            event.details.known);
  }

  bool show(const domain::ParticipantRemoved& event) const {
    const ViewKey key = participant_key(office, event.project, event.participant);
    const auto row = read_row<ParticipantRow>(view, key);
    if (!row) return fails(reason, "no such participant");
    view.erase(key);
    return touch_lists(event.project, {true, row->details}, {false, kNone});
  }

  bool show(const domain::ParticipantsImported&) const { return true; }

  // Who was removed before has no row.
  bool show(const domain::PersonErased& event) const {
    if (!event.project) return true;
    const domain::ParticipantId id{event.person.uuid};
    const auto row = read_row<ParticipantRow>(view, participant_key(office, *event.project, id));
    if (!row) return true;
    return keep_participant(id, *event.project, {true, row->details}, std::nullopt);
  }

  bool show(const domain::RetentionPassed&) const { return true; }

  bool show(const domain::ListCreated& event) const {
    write_head(event.list, event.project, event.definition);
    touch_rows(event.list);
    const ViewKey key = lists_key(office, event.project);
    ListIds lists = read_row<ListIds>(view, key).value_or(ListIds());
    const auto at = std::lower_bound(lists.begin(), lists.end(), event.list);
    if (at == lists.end() || *at != event.list) lists.insert(at, event.list);
    write_row(view, key, lists);
    return true;
  }

  bool show(const domain::ListEdited& event) const {
    const auto before = read_row<ListHead>(view, head_key(office, event.list));
    if (!before) return fails(reason, "no such list");
    write_head(event.list, event.project, event.definition);
    if (!same_rows(before->definition, event.definition)) touch_rows(event.list);
    return true;
  }

  bool show(const domain::ListDeleted& event) const {
    const ViewKey key = lists_key(office, event.project);
    auto lists = read_row<ListIds>(view, key);
    if (!lists || std::erase(*lists, event.list) == 0) return fails(reason, "no such list");
    write_row(view, key, *lists);
    view.erase(head_key(office, event.list));
    view.erase(version_key(office, event.list));
    return true;
  }

 private:
  bool keep_participant(domain::ParticipantId id, domain::ProjectId project, const Presence& before,
                        const Details& after) const {
    write_row(view, participant_key(office, project, id),
              ParticipantRow{id, project, after, logged.position});
    return touch_lists(project, before, {true, after});
  }

  bool touch_lists(domain::ProjectId project, const Presence& before, const Presence& after) const {
    const auto lists = read_row<ListIds>(view, lists_key(office, project));
    if (!lists) return true;  // the project has none yet
    for (const domain::ListId list : *lists) {
      const auto head = read_row<ListHead>(view, head_key(office, list));
      if (!head) return fails(reason, "a list of the project is missing");
      if (touches(head->definition, before, after)) touch_rows(list);
    }
    return true;
  }

  void write_head(domain::ListId list, domain::ProjectId project,
                  const domain::ListDefinition& definition) const {
    write_row(view, head_key(office, list), ListHead{project, definition, logged.position});
  }

  void touch_rows(domain::ListId list) const {
    write_row(view, version_key(office, list), RowsVersion{logged.position, logged.recorded_at});
  }
};

class ListsProjection final : public Projection {
 public:
  std::string_view name() const override { return "lists"; }
  std::uint32_t version() const override { return 1; }
  KeySpace key_space() const override { return KeySpace::lists; }

  bool apply(const OfficeId& office, const LoggedEvent& logged, ViewWriter& view,
             std::string& reason) const override {
    const ListStep step{office, logged, view, reason};
    const auto show = [&](const auto& event) { return step.show(event); };
    return std::visit(
        domain::Overloaded{
            [&](const domain::ParticipantEvent& event) { return std::visit(show, event); },
            [&](const domain::ListEvent& event) { return std::visit(show, event); },
            [&](const domain::ErasureEvent& event) { return std::visit(show, event); },
            [](const auto&) { return true; },
        },
        logged.event.of);
  }
};

}  // namespace

std::unique_ptr<Projection> make_lists_projection() {
  return std::make_unique<ListsProjection>();
}

std::optional<ParticipantRow> find_participant(const ViewReader& view, const OfficeId& office,
                                               domain::ProjectId project,
                                               domain::ParticipantId id) {
  return read_row<ParticipantRow>(view, participant_key(office, project, id));
}

Page<ParticipantRow> list_participants(const ViewReader& view, const OfficeId& office,
                                       domain::ProjectId project, const PageRequest& page) {
  const ViewKey prefix = in_lists(office, 'p').add(project);
  return scan_page<ParticipantRow>(
      view, prefix, prefix.str().size(), page,
      [](std::string_view, std::string_view value) { return unpack<ParticipantRow>(value); });
}

std::optional<ListRecord> find_list(const ViewReader& view, const OfficeId& office,
                                    domain::ListId id) {
  auto head = read_row<ListHead>(view, head_key(office, id));
  const auto rows = read_row<RowsVersion>(view, version_key(office, id));
  if (!head || !rows) return std::nullopt;
  return ListRecord{id,
                    head->project,
                    std::move(head->definition),
                    head->own_version,
                    rows->version,
                    rows->changed_at};
}

Page<ListRecord> lists_of_project(const ViewReader& view, const OfficeId& office,
                                  domain::ProjectId project, const PageRequest& request) {
  Page<ListRecord> page;
  const auto lists = read_row<ListIds>(view, lists_key(office, project));
  if (!lists) return page;
  const std::size_t limit = std::max<std::size_t>(request.limit, 1);
  auto at = lists->begin();
  if (!request.after.empty()) {
    at = std::upper_bound(lists->begin(), lists->end(), domain::ListId{last_id(request.after)});
  }
  for (; at != lists->end(); ++at) {
    if (page.rows.size() == limit) {
      page.next = raw_id(page.rows.back().id);
      break;
    }
    if (auto list = find_list(view, office, *at)) page.rows.push_back(std::move(*list));
  }
  return page;
}

std::vector<domain::ListRow> rows_of_list(const ViewReader& view, const OfficeId& office,
                                          const ListRecord& list) {
  std::vector<domain::ListRow> rows;
  view.scan(in_lists(office, 'p').add(list.project), "",
            [&](std::string_view, std::string_view value) {
              if (auto row = unpack<ParticipantRow>(value)) {
                rows.push_back({row->id, std::move(row->details)});
              }
              return rows.size() < domain::kMaxParticipants;
            });
  return domain::arrange(list.definition, std::move(rows));
}

}  // namespace rollcall::projections
