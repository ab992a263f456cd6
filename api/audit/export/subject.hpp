#pragma once
// What an export's events say of whom and what it is about.

#include <string>
#include <string_view>

#include "api/audit/export/tables.hpp"

namespace rollcall::api::audit_export {

struct Headline {
  std::string office;  // its name, as the events have it last
  std::string title;   // of a list or a project: likewise; of a person ""
};
// `kind` and `id` as of Manifest.
Headline headline_of(Events events, std::string_view kind, std::string_view id);

}  // namespace rollcall::api::audit_export
