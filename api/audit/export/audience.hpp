#pragma once
// Who could see which list, from when to when and why, as an export's events say it: replay's own
// grants, made of these events alone.

#include "api/audit/export/manifest.hpp"
#include "api/audit/export/tables.hpp"

namespace rollcall::api::audit_export {

// Of a list: everybody who could see it. Of a project: of each of its lists. Of a person: what they
// could see themselves. By the clock up to when the export was made.
Table audience_table(Events events, const Manifest& manifest);

}  // namespace rollcall::api::audit_export
