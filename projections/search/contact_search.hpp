#pragma once
// Searching contact persons by words over the index alone; for the views that need to know who
// matches without the rows. Part of the contacts view (contacts.cpp).

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "projections/contacts.hpp"

namespace rollcall::projections {

struct ContactSearchEntry {
  std::vector<std::string> words;  // of names and address, sorted
  std::vector<domain::ContactOrganisation> organisations;
};

class ContactSearch {
 public:
  explicit ContactSearch(std::string_view query);

  bool finds_all() const { return wanted_.empty(); }
  // Of the index's keys to look at. Each ends with the contact's id.
  std::string prefix(const OfficeId& office) const;
  // Gives each person that matches exactly once.
  std::optional<ContactSearchEntry> match(std::string_view key, std::string_view value) const;

 private:
  std::vector<std::string> wanted_;
  std::string longest_;  // most selective, as a rule
};

}  // namespace rollcall::projections
