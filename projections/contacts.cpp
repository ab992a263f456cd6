// Tables and indexes, all of them pointing to 'c':
//   'c' contact                       → ContactRow
//   'e' address \0 contact            → nothing; in order of canonical address, for the look-up
//   'i' address \0 contact            → nothing; of 'e', those who are inactive
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
inline constexpr std::size_t kMembers<ContactRow> = 2;
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
  return row.state.details ? row.state.details->email.canonical() : std::string();
}

std::vector<std::string> search_words(const ContactRow& row) {
  if (!row.state.details) return {};
  return words_of({row.state.details->first_name.str(), row.state.details->last_name.str(),
                   row.state.details->email.str(), row.state.details->email.canonical()});
}

// The keys by which a row is found; `use(key, value)` puts or erases.
template <class Use>
void for_each_index(const OfficeId& office, const ContactRow& row, const Use& use) {
  const std::string email = canonical_email(row);
  if (row.state.details) use(in_contacts(office, 'e').add_text(email).add(row.id), "");
  const bool is_inactive = row.state.details && !row.state.standing.active;
  if (is_inactive) use(in_contacts(office, 'i').add_text(email).add(row.id), "");
  for (const domain::ContactOrganisation& at : row.state.organisations) {
    use(in_contacts(office, 'o').add(at.organisation).add_text(email).add(row.id), "");
  }
  const ContactSearchEntry entry{search_words(row), row.state.organisations};
  const std::string value = pack(entry);
  for (const std::string& word : entry.words) {
    use(in_contacts(office, 'w').add_text(word).add(row.id), value);
  }
}

class ContactsProjection final : public Projection {
 public:
  std::string_view name() const override { return "contacts"; }
  std::uint32_t version() const override { return 2; }
  KeySpace key_space() const override { return KeySpace::contacts; }

  bool apply(const OfficeId& office, const LoggedEvent& logged, ViewWriter& view,
             std::string& reason) const override {
    const auto contact = contact_of(logged.event);
    if (!contact) return true;
    const ViewKey key = contact_key(office, *contact);
    auto row = read_row<ContactRow>(view, key);
    if (!row && !is_added(logged.event)) return fails(reason, "no such contact");
    if (row) {
      for_each_index(office, *row,
                     [&](std::string_view index, std::string_view) { view.erase(index); });
    } else {
      row = ContactRow{*contact, {}};
    }
    row->state = domain::evolve(std::move(row->state), logged.recorded());
    if (row->state.exists) {
      for_each_index(office, *row, [&](std::string_view index, std::string_view value) {
        view.put(index, value);
      });
      write_row(view, key, *row);
    } else {
      view.erase(key);
    }
    return true;
  }

 private:
  // Whom an event changes.
  static std::optional<domain::ContactId> contact_of(const domain::Event& event) {
    using Found = std::optional<domain::ContactId>;
    return domain::visit_event(
        [](const auto& e) -> Found {
          using E = std::remove_cvref_t<decltype(e)>;
          constexpr bool kIsMembership = std::is_same_v<E, domain::ContactAddedToProject> ||
                                         std::is_same_v<E, domain::ContactRemovedFromProject>;
          if constexpr (kIsMembership || std::is_constructible_v<domain::ContactEvent, E>) {
            return e.contact;
          } else {
            return std::nullopt;
          }
        },
        event);
  }
  static bool is_added(const domain::Event& event) {
    const auto* of_contact = std::get_if<domain::ContactEvent>(&event.of);
    return of_contact != nullptr && std::holds_alternative<domain::ContactAdded>(*of_contact);
  }
};

bool fits(const std::optional<ContactRow>& row, std::optional<bool> active) {
  return row && active.value_or(row->state.standing.active) == row->state.standing.active;
}

// A page of an index whose keys end with the contact.
Page<ContactRow> page_of_index(const ViewReader& view, const OfficeId& office,
                               const ViewKey& prefix, std::size_t fixed, const PageRequest& page,
                               std::optional<bool> active = std::nullopt) {
  return scan_page<ContactRow>(
      view, prefix, fixed, page,
      [&](std::string_view key, std::string_view) -> std::optional<ContactRow> {
        auto row = find_contact(view, office, {last_id(key)});
        if (!fits(row, active)) return std::nullopt;
        return row;
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
                                   std::string_view email_prefix, const PageRequest& page,
                                   std::optional<bool> active) {
  const char index = active.value_or(true) ? 'e' : 'i';
  const ViewKey prefix = in_contacts(office, index).add_bytes(fold_email_prefix(email_prefix));
  return page_of_index(view, office, prefix, kTablePrefixBytes, page, active);
}

Page<ContactRow> contacts_of_organisation(const ViewReader& view, const OfficeId& office,
                                          domain::OrganisationId organisation,
                                          const PageRequest& page) {
  const ViewKey prefix = in_contacts(office, 'o').add(organisation);
  return page_of_index(view, office, prefix, prefix.str().size(), page);
}

Page<ContactRow> search_contacts(const ViewReader& view, const OfficeId& office,
                                 std::string_view query, const PageRequest& page,
                                 std::optional<bool> active) {
  const ContactSearch search(query);
  if (search.finds_all()) return contacts_by_email(view, office, "", page, active);
  return scan_page<ContactRow>(
      view, search.prefix(office), kTablePrefixBytes, page,
      [&](std::string_view key, std::string_view value) -> std::optional<ContactRow> {
        if (!search.match(key, value)) return std::nullopt;
        auto row = find_contact(view, office, {last_id(key)});
        if (!fits(row, active)) return std::nullopt;
        return row;
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
