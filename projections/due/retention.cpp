// Tables: 'd' last day, project → nothing; 'p' project → KeptProject.

#include "projections/due/retention.hpp"

#include <limits>

#include "domain/erasure/retention.hpp"
#include "projections/rows/domain_members.hpp"
#include "projections/rows/keys.hpp"
#include "projections/rows/rows.hpp"

namespace rollcall::projections {
namespace {

struct KeptProject {
  domain::Date last_day;
  bool done = false;
};

}  // namespace

template <>
inline constexpr std::size_t kMembers<KeptProject> = 2;

namespace {

ViewKey last_day_table(const OfficeId& office) {
  return {KeySpace::retention, office, 'd'};
}
// Days before 1970 come first, too.
ViewKey last_day_key(const OfficeId& office, domain::Date day) {
  constexpr std::int64_t kFirstDay = std::numeric_limits<std::int32_t>::min();
  return last_day_table(office).add_number(static_cast<std::uint64_t>(day.days - kFirstDay));
}
ViewKey kept_key(const OfficeId& office, domain::ProjectId project) {
  return ViewKey(KeySpace::retention, office, 'p').add(project);
}

struct Kept {
  const OfficeId& office;
  ViewWriter& view;

  std::optional<KeptProject> find(domain::ProjectId project) const {
    return read_row<KeptProject>(view, kept_key(office, project));
  }
  void put(domain::ProjectId project, const KeptProject& kept) const {
    if (const auto before = find(project)) {
      view.erase(last_day_key(office, before->last_day).add(project));
    }
    if (!kept.done) view.put(last_day_key(office, kept.last_day).add(project), "");
    write_row(view, kept_key(office, project), kept);
  }
  void move(domain::ProjectId project, const domain::ProjectDetails& details) const {
    put(project, {domain::last_day_of_retention(details), false});
  }
  void finish(domain::ProjectId project) const {
    const auto kept = find(project);
    if (kept) put(project, {kept->last_day, true});
  }
  // What comes to a project whose retention was done is kept no longer either.
  void take_up_again(domain::ProjectId project) const {
    const auto kept = find(project);
    if (kept && kept->done) put(project, {kept->last_day, false});
  }
};

class RetentionProjection final : public Projection {
 public:
  std::string_view name() const override { return "retention"; }
  std::uint32_t version() const override { return 1; }
  KeySpace key_space() const override { return KeySpace::retention; }

  bool apply(const OfficeId& office, const LoggedEvent& logged, ViewWriter& view,
             std::string&) const override {
    const Kept kept{office, view};
    domain::visit_event(
        domain::Overloaded{
            [&](const domain::ProjectCreated& event) { kept.move(event.project, event.details); },
            [&](const domain::ProjectEdited& event) { kept.move(event.project, event.details); },
            [&](const domain::RetentionPassed& event) { kept.finish(event.project); },
            [&](const domain::ParticipantAdded& event) { kept.take_up_again(event.project); },
            [&](const domain::ListShared& event) { kept.take_up_again(event.project); },
            [](const auto&) {},  // moves no last day
        },
        logged.event);
    return true;
  }
};

}  // namespace

std::unique_ptr<Projection> make_retention_projection() {
  return std::make_unique<RetentionProjection>();
}

std::vector<domain::ProjectId> projects_past_retention(const ViewReader& view,
                                                       const OfficeId& office, domain::Date today,
                                                       std::size_t limit) {
  std::vector<domain::ProjectId> projects;
  const std::string end = last_day_key(office, today).str();
  view.scan(last_day_table(office), "", [&](std::string_view key, std::string_view) {
    if (key >= end || projects.size() == limit) return false;
    projects.push_back({last_id(key)});
    return true;
  });
  return projects;
}

}  // namespace rollcall::projections
