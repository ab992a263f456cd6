// Tables:
//   'p' participant           → PersonRow
//   'e' address \0 participant → nothing
//   'r' project participant   → nothing

#include "projections/search/people.hpp"

#include <algorithm>

#include "projections/rows/domain_members.hpp"
#include "projections/rows/keys.hpp"
#include "projections/rows/rows.hpp"

namespace rollcall::projections {
namespace {

struct PersonRow {
  domain::ProjectId project;
  std::vector<std::string> emails;
};

}  // namespace

template <>
inline constexpr std::size_t kMembers<PersonRow> = 2;

namespace {

ViewKey in_people(const OfficeId& office, char name) {
  return {KeySpace::people, office, name};
}
ViewKey person_key(const OfficeId& office, domain::ParticipantId id) {
  return in_people(office, 'p').add(id);
}
ViewKey email_table(const OfficeId& office, std::string_view email) {
  return in_people(office, 'e').add_text(email);
}
ViewKey project_table(const OfficeId& office, domain::ProjectId project) {
  return in_people(office, 'r').add(project);
}

struct People {
  const OfficeId& office;
  ViewWriter& view;

  template <class Event>  // ParticipantAdded, ParticipantEdited
  void keep(const Event& event) const {
    auto row = read_row<PersonRow>(view, person_key(office, event.participant));
    const bool is_new = !row;
    if (is_new) {
      row = PersonRow{event.project, {}};
      view.put(project_table(office, event.project).add(event.participant), "");
    }
    const auto email = event.details.known ? domain::email_key_of(*event.details.known) : "";
    const bool is_known =
        std::find(row->emails.begin(), row->emails.end(), email) != row->emails.end();
    if (!email.empty() && !is_known) {
      row->emails.push_back(email);
      view.put(email_table(office, email).add(event.participant), "");
    } else if (!is_new) {
      return;
    }
    write_row(view, person_key(office, event.participant), *row);
  }

  void erase(const domain::PersonErased& event) const {
    const domain::ParticipantId id{event.person.uuid};
    const ViewKey key = person_key(office, id);
    const auto row = event.project ? read_row<PersonRow>(view, key) : std::nullopt;
    if (!row) return;
    for (const auto& email : row->emails) view.erase(email_table(office, email).add(id));
    view.erase(project_table(office, row->project).add(id));
    view.erase(key);
  }
};

class PeopleProjection final : public Projection {
 public:
  std::string_view name() const override { return "people"; }
  std::uint32_t version() const override { return 1; }
  KeySpace key_space() const override { return KeySpace::people; }

  bool apply(const OfficeId& office, const LoggedEvent& logged, ViewWriter& view,
             std::string&) const override {
    const People people{office, view};
    domain::visit_event(domain::Overloaded{
                            [&](const domain::ParticipantAdded& event) { people.keep(event); },
                            [&](const domain::ParticipantEdited& event) { people.keep(event); },
                            [&](const domain::PersonErased& event) { people.erase(event); },
                            [](const auto&) {},  // of nobody here
                        },
                        logged.event);
    return true;
  }
};

std::vector<domain::ParticipantId> ids_in(const ViewReader& view, const ViewKey& table,
                                          std::size_t limit) {
  std::vector<domain::ParticipantId> found;
  view.scan(table, "", [&](std::string_view key, std::string_view) {
    if (found.size() == limit) return false;
    found.push_back({last_id(key)});
    return true;
  });
  return found;
}

}  // namespace

std::unique_ptr<Projection> make_people_projection() {
  return std::make_unique<PeopleProjection>();
}

std::vector<domain::ParticipantId> participants_with_email(const ViewReader& view,
                                                           const OfficeId& office,
                                                           std::string_view email,
                                                           std::size_t limit) {
  return ids_in(view, email_table(office, email), limit);
}

std::vector<domain::ParticipantId> unerased_participants(const ViewReader& view,
                                                         const OfficeId& office,
                                                         domain::ProjectId project,
                                                         std::size_t limit) {
  return ids_in(view, project_table(office, project), limit);
}

}  // namespace rollcall::projections
