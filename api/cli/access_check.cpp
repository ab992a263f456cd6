#include "api/cli/access_check.hpp"

#include <fmt/core.h>

#include "eventstore/rocksdb_log.hpp"
#include "replay/access/check.hpp"

namespace rollcall::api::cli {
namespace {

std::string viewer_text(const domain::Actor& viewer) {
  if (viewer.kind == domain::ActorKind::system) return "the system";
  return domain::to_string(domain::tag_of_principal(viewer));
}

std::string violation_text(const replay::Violation& violation) {
  return fmt::format("office {}, event {} at {}: a look at list {} by {}: {}\n",
                     projections::from_log(violation.office).to_string(), violation.position,
                     violation.at.to_string(), violation.list.uuid.to_string(),
                     viewer_text(violation.viewer), replay::to_string(violation.why));
}

}  // namespace

CliResult<AccessCheckReport> check_accesses(const DataFolder& folder) {
  std::error_code error;
  if (!std::filesystem::is_directory(folder.log(), error)) {
    return tl::make_unexpected(std::string("there is no log in that folder"));
  }
  const auto log = eventstore::open_rocksdb_log(folder.log());
  if (!log) return tl::make_unexpected(std::string("cannot open the log (does a server have it?)"));
  // Without keys everything personal is read as erased: no access hangs on it.
  const auto no_keys = eventstore::make_memory_vault(eventstore::MasterKey::from_seed("none"));
  const projections::LogCodec codec(*no_keys);
  const auto checked = replay::check_accesses(**log, codec);
  if (!checked) return tl::make_unexpected(std::string("cannot read the log"));
  AccessCheckReport report;
  report.is_allowed = checked->violations == 0;
  for (const auto& violation : checked->named) report.text += violation_text(violation);
  const auto unnamed = checked->violations - checked->named.size();
  if (unnamed > 0) report.text += fmt::format("and {} more\n", unnamed);
  const auto of_all = fmt::format("{} offices, {} lists, {} looks", checked->offices,
                                  checked->lists, checked->looks);
  report.text += report.is_allowed
                     ? fmt::format("every look was allowed: {}\n", of_all)
                     : fmt::format("NOT ALLOWED: {} looks; {}\n", checked->violations, of_all);
  return report;
}

}  // namespace rollcall::api::cli
