// Tables and indexes; the newest project comes first in each index:
//   'p' project                 → StoredProject
//   'n' ~created                → IndexEntry
//   'c' customer ~created       → IndexEntry
//   'm' contact ~created        → IndexEntry
// `created` is the position of ProjectCreated.

#include "projections/projects.hpp"

#include <algorithm>

#include "projections/rows/domain_members.hpp"
#include "projections/rows/keys.hpp"
#include "projections/rows/paged_scan.hpp"
#include "projections/rows/rows.hpp"
#include "projections/search/text_index.hpp"

namespace rollcall::projections {
namespace {

struct StoredProject {
  ProjectRow row;
  Position created = 0;
};
struct IndexEntry {
  domain::ProjectId project;
  std::vector<std::string> words;  // of the name
};

}  // namespace

template <>
inline constexpr std::size_t kMembers<ProjectRow> = 5;
template <>
inline constexpr std::size_t kMembers<StoredProject> = 2;
template <>
inline constexpr std::size_t kMembers<IndexEntry> = 2;

namespace {

ViewKey in_projects(const OfficeId& office, char name) {
  return {KeySpace::projects, office, name};
}
ViewKey project_key(const OfficeId& office, domain::ProjectId id) {
  return in_projects(office, 'p').add(id);
}

template <class Use>
void for_each_index(const OfficeId& office, const StoredProject& stored, const Use& use) {
  const Position created = stored.created;
  use(in_projects(office, 'n').add_descending(created));
  use(in_projects(office, 'c').add(stored.row.details.customer).add_descending(created));
  for (const domain::Membership& member : stored.row.members) {
    use(in_projects(office, 'm').add(member.contact).add_descending(created));
  }
}

class ProjectsProjection final : public Projection {
 public:
  std::string_view name() const override { return "projects"; }
  std::uint32_t version() const override { return 2; }
  KeySpace key_space() const override { return KeySpace::projects; }

  bool apply(const OfficeId& office, const LoggedEvent& logged, ViewWriter& view,
             std::string& reason) const override {
    const auto* event = std::get_if<domain::ProjectEvent>(&logged.event.of);
    if (event == nullptr) return true;
    const domain::ProjectId id = std::visit([](const auto& e) { return e.project; }, *event);
    const bool is_new = std::holds_alternative<domain::ProjectCreated>(*event);
    const ViewKey key = project_key(office, id);
    auto before = read_row<StoredProject>(view, key);
    if (!is_new && !before) return fails(reason, "no such project");
    StoredProject after = evolved(id, before, logged);
    if (before) {
      for_each_index(office, *before, [&](std::string_view index) { view.erase(index); });
    }
    const std::string entry = pack(IndexEntry{id, words_of(after.row.details.name.str())});
    for_each_index(office, after, [&](std::string_view index) { view.put(index, entry); });
    write_row(view, key, after);
    return true;
  }

 private:
  static StoredProject evolved(domain::ProjectId id, const std::optional<StoredProject>& before,
                               const LoggedEvent& logged) {
    StoredProject after{{id, {}, {}, {}, logged.position}, logged.position};
    domain::ProjectState state;
    if (before) {
      after.created = before->created;
      state.details = before->row.details;
      state.status_reason = before->row.status_reason;
      state.members = before->row.members;
    }
    state = domain::evolve(std::move(state), logged.recorded());
    if (state.details) after.row.details = std::move(*state.details);
    after.row.status_reason = std::move(state.status_reason);
    after.row.members = std::move(state.members);
    return after;
  }
};

bool fits(const ProjectFilter& filter, const ProjectRow& row) {
  if (filter.customer && row.details.customer != *filter.customer) return false;
  if (filter.status && row.details.status != *filter.status) return false;
  if (!filter.contact) return true;
  return std::any_of(row.members.begin(), row.members.end(), [&](const domain::Membership& member) {
    return member.contact == *filter.contact;
  });
}

// The narrowest index for a filter.
ViewKey index_for(const OfficeId& office, const ProjectFilter& filter) {
  if (filter.contact) return in_projects(office, 'm').add(*filter.contact);
  if (filter.customer) return in_projects(office, 'c').add(*filter.customer);
  return in_projects(office, 'n');
}

}  // namespace

std::unique_ptr<Projection> make_projects_projection() {
  return std::make_unique<ProjectsProjection>();
}

std::optional<ProjectRow> find_project(const ViewReader& view, const OfficeId& office,
                                       domain::ProjectId id) {
  auto stored = read_row<StoredProject>(view, project_key(office, id));
  if (!stored) return std::nullopt;
  return std::move(stored->row);
}

Page<ProjectRow> list_projects(const ViewReader& view, const OfficeId& office,
                               const ProjectFilter& filter, const PageRequest& page) {
  const std::vector<std::string> wanted = words_of(filter.query);
  const ViewKey prefix = index_for(office, filter);
  return scan_page<ProjectRow>(
      view, prefix, prefix.str().size(), page,
      [&](std::string_view, std::string_view value) -> std::optional<ProjectRow> {
        const auto entry = unpack<IndexEntry>(value);
        if (!entry || !hold_all(entry->words, wanted)) return std::nullopt;
        auto row = find_project(view, office, entry->project);
        if (!row || !fits(filter, *row)) return std::nullopt;
        return row;
      });
}

}  // namespace rollcall::projections
