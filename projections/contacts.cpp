// Tables and indexes, all of them pointing to 'c':
//   'c' contact                       → ContactRow
//   'e' address \0 contact            → nothing; in order of canonical address, for the look-up
//   'o' organisation address \0 contact → nothing
//   'w' word \0 contact               → SearchEntry: a search with several words needs no other row
// An erased person has the address "" and no words.

#include "projections/contacts.hpp"

#include <algorithm>

#include "projections/rows/domain_members.hpp"
#include "projections/rows/keys.hpp"
#include "projections/rows/paged_scan.hpp"
#include "projections/rows/rows.hpp"
#include "projections/search/contact_search.hpp"
#include "projections/search/text_index.hpp"

namespace rollcall::projections {

template <>
inline constexpr std::size_t kMembers<ContactRow> = 5;
template <>
inline constexpr std::size_t kMembers<ContactSearchEntry> = 2;

namespace {

ViewKey in_contacts(const OfficeId& office, char name) {
  return {KeySpace::contacts, office, name};
}
ViewKey contact_key(const OfficeId& office, domain::ContactId id) {
  return in_contacts(office, 'c').add(id);
}

std::string canonical_email(const ContactRow& row) {
  return row.details ? row.details->email.canonical() : std::string();
}

std::vector<std::string> search_words(const ContactRow& row) {
  if (!row.details) return {};
  return words_of({row.details->first_name.str(), row.details->last_name.str(),
                   row.details->email.str(), row.details->email.canonical()});
}

// The keys by which a row is found; `use(key, value)` puts or erases.
template <class Use>
void for_each_index(const OfficeId& office, const ContactRow& row, const Use& use) {
  const std::string email = canonical_email(row);
  if (row.details) use(in_contacts(office, 'e').add_text(email).add(row.id), "");
  for (const domain::ContactOrganisation& at : row.organisations) {
    use(in_contacts(office, 'o').add(at.organisation).add_text(email).add(row.id), "");
  }
  const ContactSearchEntry entry{search_words(row), row.organisations};
  const std::string value = pack(entry);
  for (const std::string& word : entry.words) {
    use(in_contacts(office, 'w').add_text(word).add(row.id), value);
  }
}

class ContactsProjection final : public Projection {
 public:
  std::string_view name() const override { return "contacts"; }
  std::uint32_t version() const override { return 1; }
  KeySpace key_space() const override { return KeySpace::contacts; }

  bool apply(const OfficeId& office, const LoggedEvent& logged, ViewWriter& view,
             std::string& reason) const override {
    const auto apply_to = [&](const auto& e) { return show(office, e, logged, view, reason); };
    return std::visit(
        domain::Overloaded{
            [&](const domain::ContactEvent& event) { return std::visit(apply_to, event); },
            [&](const domain::ProjectEvent& event) { return std::visit(apply_to, event); },
            [](const auto&) { return true; },
        },
        logged.event.of);
  }

 private:
  template <class E>
    requires std::is_same_v<E, domain::ContactAdded> || std::is_same_v<E, domain::ContactLinked>
  static bool show(const OfficeId& office, const E& event, const LoggedEvent& logged,
                   ViewWriter& view, std::string& reason) {
    const ViewKey key = contact_key(office, event.contact);
    constexpr bool kIsNew = std::is_same_v<E, domain::ContactAdded>;
    auto before = kIsNew ? std::nullopt : read_row<ContactRow>(view, key);
    if (!kIsNew && !before) return fails(reason, "no such contact");
    ContactRow row = before.value_or(ContactRow{event.contact, {}, {}, {}, 0});
    domain::ContactState state{before.has_value(), std::move(row.details),
                               std::move(row.organisations)};
    state = domain::evolve(std::move(state), logged.recorded());
    row.details = std::move(state.details);
    row.organisations = std::move(state.organisations);
    row.version = logged.position;
    if (before) {
      for_each_index(office, *before,
                     [&](std::string_view index, std::string_view) { view.erase(index); });
    }
    for_each_index(office, row,
                   [&](std::string_view index, std::string_view value) { view.put(index, value); });
    write_row(view, key, row);
    return true;
  }

  // A project's own changes are none of a person's.
  template <class E>
    requires std::is_same_v<E, domain::ProjectCreated> ||
             std::is_same_v<E, domain::ProjectEdited> ||
             std::is_same_v<E, domain::ProjectStatusChanged>
  static bool show(const OfficeId&, const E&, const LoggedEvent&, ViewWriter&, std::string&) {
    return true;
  }
  static bool show(const OfficeId& office, const domain::ContactAddedToProject& event,
                   const LoggedEvent& logged, ViewWriter& view, std::string& reason) {
    return change_projects(office, event.contact, logged, view, reason, [&](auto& projects) {
      if (std::find(projects.begin(), projects.end(), event.project) == projects.end()) {
        projects.push_back(event.project);
      }
    });
  }
  static bool show(const OfficeId& office, const domain::ContactRemovedFromProject& event,
                   const LoggedEvent& logged, ViewWriter& view, std::string& reason) {
    return change_projects(office, event.contact, logged, view, reason,
                           [&](auto& projects) { std::erase(projects, event.project); });
  }

  template <class Change>
  static bool change_projects(const OfficeId& office, domain::ContactId id,
                              const LoggedEvent& logged, ViewWriter& view, std::string& reason,
                              const Change& change) {
    const ViewKey key = contact_key(office, id);
    auto row = read_row<ContactRow>(view, key);
    if (!row) return fails(reason, "no such contact");
    change(row->projects);
    row->version = logged.position;
    write_row(view, key, *row);
    return true;
  }
};

// A page of an index whose keys end with the contact.
Page<ContactRow> page_of_index(const ViewReader& view, const OfficeId& office,
                               const ViewKey& prefix, std::size_t fixed, const PageRequest& page) {
  return scan_page<ContactRow>(view, prefix, fixed, page,
                               [&](std::string_view key, std::string_view) {
                                 return find_contact(view, office, {last_id(key)});
                               });
}

// An address's beginning as canonical addresses have it. Of an internationalised domain only the
// whole is found: its ASCII form's beginning is another.
std::string fold_email_prefix(std::string_view prefix) {
  const std::size_t at = prefix.rfind('@');
  const bool is_ascii = std::all_of(prefix.begin() + (at == prefix.npos ? prefix.size() : at),
                                    prefix.end(), [](char c) { return (c & 0x80) == 0; });
  if (is_ascii) return domain::fold_case(prefix);
  return domain::EmailAddress::restore(std::string(prefix)).canonical();
}

}  // namespace

std::unique_ptr<Projection> make_contacts_projection() {
  return std::make_unique<ContactsProjection>();
}

std::optional<ContactRow> find_contact(const ViewReader& view, const OfficeId& office,
                                       domain::ContactId id) {
  return read_row<ContactRow>(view, contact_key(office, id));
}

Page<ContactRow> contacts_by_email(const ViewReader& view, const OfficeId& office,
                                   std::string_view email_prefix, const PageRequest& page) {
  const ViewKey prefix = in_contacts(office, 'e').add_bytes(fold_email_prefix(email_prefix));
  return page_of_index(view, office, prefix, kTablePrefixBytes, page);
}

Page<ContactRow> contacts_of_organisation(const ViewReader& view, const OfficeId& office,
                                          domain::OrganisationId organisation,
                                          const PageRequest& page) {
  const ViewKey prefix = in_contacts(office, 'o').add(organisation);
  return page_of_index(view, office, prefix, prefix.str().size(), page);
}

Page<ContactRow> search_contacts(const ViewReader& view, const OfficeId& office,
                                 std::string_view query, const PageRequest& page) {
  const ContactSearch search(query);
  if (search.finds_all()) return contacts_by_email(view, office, "", page);
  return scan_page<ContactRow>(
      view, search.prefix(office), kTablePrefixBytes, page,
      [&](std::string_view key, std::string_view value) -> std::optional<ContactRow> {
        if (!search.match(key, value)) return std::nullopt;
        return find_contact(view, office, {last_id(key)});
      });
}

ContactSearch::ContactSearch(std::string_view query) : wanted_(words_of(query)) {
  const auto longest = std::max_element(
      wanted_.begin(), wanted_.end(),
      [](const std::string& a, const std::string& b) { return a.size() < b.size(); });
  if (longest != wanted_.end()) longest_ = *longest;
}

std::string ContactSearch::prefix(const OfficeId& office) const {
  return in_contacts(office, 'w').add_bytes(longest_).str();
}

std::optional<ContactSearchEntry> ContactSearch::match(std::string_view key,
                                                       std::string_view value) const {
  auto entry = unpack<ContactSearchEntry>(value);
  if (!entry || !hold_all(entry->words, wanted_)) return std::nullopt;
  const std::string_view word =
      key.substr(kTablePrefixBytes, key.size() - kTablePrefixBytes - sizeof(domain::Uuid) - 1);
  // Of a person's words that begin alike only the first counts: nobody is found twice.
  if (*first_with(entry->words, longest_) != word) return std::nullopt;
  return entry;
}

}  // namespace rollcall::projections
