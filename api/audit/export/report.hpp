#pragma once
// An export to be read and printed: one HTML file that needs nothing else, and runs nothing.

#include <string>

#include "api/audit/export/contents.hpp"

namespace rollcall::api::audit_export {

// Newest first; the rest is in the table's file, and the report says so.
inline constexpr std::size_t kMaxLooksInReport = 10'000;

// `people`: as people.csv has them, or empty. The same arguments give the same bytes. Of the
// manifest its files do not matter: the report is one of them.
std::string report_html(const Manifest& manifest, const Contents& contents, const Table& people);

}  // namespace rollcall::api::audit_export
