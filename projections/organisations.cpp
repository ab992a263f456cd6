// Tables: 'o' organisation → OrganisationRow; 'n' kind collation key of the name \0 organisation →
// NameEntry, so that a search scans one index in the order it answers in.

#include "projections/organisations.hpp"

#include <map>

#include "projections/rows/domain_members.hpp"
#include "projections/rows/keys.hpp"
#include "projections/rows/paged_scan.hpp"
#include "projections/rows/rows.hpp"
#include "projections/search/contact_search.hpp"
#include "projections/search/text_index.hpp"

namespace rollcall::projections {

template <>
inline constexpr std::size_t kMembers<OrganisationRow> = 4;

namespace {

constexpr std::size_t kMaxMatchedContacts = 10;

using NameEntry = std::vector<std::string>;  // the name's words

ViewKey organisation_key(const OfficeId& office, domain::OrganisationId id) {
  return ViewKey(KeySpace::organisations, office, 'o').add(id);
}
ViewKey names_of_kind(const OfficeId& office, domain::OrganisationKind kind) {
  return ViewKey(KeySpace::organisations, office, 'n').add_byte(static_cast<char>(kind));
}

ViewKey name_key(const OfficeId& office, const OrganisationRow& row) {
  return names_of_kind(office, row.kind).add_text(collation_key(row.name.str())).add(row.id);
}

class OrganisationsProjection final : public Projection {
 public:
  std::string_view name() const override { return "organisations"; }
  std::uint32_t version() const override { return 3; }
  KeySpace key_space() const override { return KeySpace::organisations; }

  bool apply(const OfficeId& office, const LoggedEvent& logged, ViewWriter& view,
             std::string& reason) const override {
    const auto* event = std::get_if<domain::OrganisationEvent>(&logged.event.of);
    if (event == nullptr) return true;
    return std::visit([&](const auto& e) { return show(office, e, logged, view, reason); }, *event);
  }

 private:
  static bool show(const OfficeId& office, const domain::OrganisationAdded& event,
                   const LoggedEvent& logged, ViewWriter& view, std::string&) {
    write(office, {event.organisation, event.kind, event.name, logged.position}, view);
    return true;
  }
  static bool show(const OfficeId& office, const domain::OrganisationRenamed& event,
                   const LoggedEvent& logged, ViewWriter& view, std::string& reason) {
    auto row = find_organisation(view, office, event.organisation);
    if (!row) return fails(reason, "no such organisation");
    view.erase(name_key(office, *row));
    row->name = event.name;
    row->version = logged.position;
    write(office, *row, view);
    return true;
  }

  static bool show(const OfficeId& office, const domain::OrganisationDeleted& event,
                   const LoggedEvent&, ViewWriter& view, std::string& reason) {
    const auto row = find_organisation(view, office, event.organisation);
    if (!row) return fails(reason, "no such organisation");
    view.erase(name_key(office, *row));
    view.erase(organisation_key(office, row->id));
    return true;
  }

  static void write(const OfficeId& office, const OrganisationRow& row, ViewWriter& view) {
    write_row(view, organisation_key(office, row.id), row);
    write_row(view, name_key(office, row), NameEntry(words_of(row.name.str())));
  }
};

// Which organisations have a contact person who matches, and the first few of these.
std::map<domain::OrganisationId, std::vector<domain::ContactId>> match_contacts(
    const ViewReader& view, const OfficeId& office, domain::OrganisationKind kind,
    std::string_view query) {
  std::map<domain::OrganisationId, std::vector<domain::ContactId>> matches;
  const ContactSearch search(query);
  view.scan(search.prefix(office), "", [&](std::string_view key, std::string_view value) {
    const auto entry = search.match(key, value);
    if (!entry) return true;
    for (const domain::ContactOrganisation& at : entry->organisations) {
      if (at.kind != kind) continue;
      auto& contacts = matches[at.organisation];
      if (contacts.size() < kMaxMatchedContacts) contacts.push_back({last_id(key)});
    }
    return true;
  });
  return matches;
}

}  // namespace

std::unique_ptr<Projection> make_organisations_projection() {
  return std::make_unique<OrganisationsProjection>();
}

std::optional<OrganisationRow> find_organisation(const ViewReader& view, const OfficeId& office,
                                                 domain::OrganisationId id) {
  return read_row<OrganisationRow>(view, organisation_key(office, id));
}

Page<OrganisationRow> list_organisations(const ViewReader& view, const OfficeId& office,
                                         domain::OrganisationKind kind, const PageRequest& page) {
  const ViewKey prefix = names_of_kind(office, kind);
  return scan_page<OrganisationRow>(view, prefix, prefix.str().size(), page,
                                    [&](std::string_view key, std::string_view) {
                                      return find_organisation(view, office, {last_id(key)});
                                    });
}

Page<OrganisationMatch> search_organisations(const ViewReader& view, const OfficeId& office,
                                             domain::OrganisationKind kind, std::string_view query,
                                             const PageRequest& page) {
  const std::vector<std::string> wanted = words_of(query);
  const auto matches = wanted.empty() ? decltype(match_contacts(view, office, kind, query)){}
                                      : match_contacts(view, office, kind, query);
  const ViewKey prefix = names_of_kind(office, kind);
  const auto load = [&](std::string_view key,
                        std::string_view value) -> std::optional<OrganisationMatch> {
    const domain::OrganisationId id{last_id(key)};
    const auto by_contacts = matches.find(id);
    const auto words = unpack<NameEntry>(value);
    if (by_contacts == matches.end() && (!words || !hold_all(*words, wanted))) return std::nullopt;
    auto row = find_organisation(view, office, id);
    if (!row) return std::nullopt;
    OrganisationMatch match{std::move(*row), {}};
    if (by_contacts == matches.end()) return match;
    for (const domain::ContactId contact : by_contacts->second) {
      if (auto found = find_contact(view, office, contact)) {
        match.matched_contacts.push_back(std::move(*found));
      }
    }
    return match;
  };
  return scan_page<OrganisationMatch>(view, prefix, prefix.str().size(), page, load);
}

}  // namespace rollcall::projections
