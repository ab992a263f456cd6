#pragma once
// What of an export is made from its events alone: the same events make the same tables, with keys
// or without.

#include <string_view>
#include <vector>

#include "api/audit/export/manifest.hpp"
#include "api/audit/export/tables.hpp"

namespace rollcall::api::audit_export {

struct Contents {
  Table shares;
  Table looks;
  Table audience;     // empty of a participant, who sees no list
  Table participant;  // what was recorded of them; empty of all others
};
Contents contents_of(Events events, const Manifest& manifest);

struct TableFile {
  std::string_view name;
  Table Contents::* table;
};
// Those that an export about that has.
std::vector<TableFile> table_files(const Manifest& manifest);

}  // namespace rollcall::api::audit_export
