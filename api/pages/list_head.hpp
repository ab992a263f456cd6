#pragma once
// What stands above a list: of when it is, for how long, as what it can be taken along.

#include <optional>
#include <string>

#include "api/pages/html.hpp"
#include "api/pages/language.hpp"
#include "domain/office.hpp"

namespace rollcall::api::pages {

struct ListHead {
  Words words;
  std::string path;  // of the list's page
  const domain::OfficeSettings& office;
  domain::Instant as_of;
  domain::Instant changed_at;
  std::optional<domain::Date> valid_until;
  bool may_download = false;
  std::string receipt;  // path of the receipt of this look
};
Html list_head(const ListHead& of);

}  // namespace rollcall::api::pages
