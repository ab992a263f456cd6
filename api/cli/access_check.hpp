#pragma once
// `rollcall audit check`: whoever saw a list, could see it. Works on a data folder or a copy of
// one, without a server.

#include <string>

#include "api/cli/data_folder.hpp"

namespace rollcall::api::cli {

struct AccessCheckReport {
  std::string text;         // a line a violation, then what was checked
  bool is_allowed = false;  // every look
};
// Needs neither vault nor master key. Fails if the log can't be opened or read.
CliResult<AccessCheckReport> check_accesses(const DataFolder& folder);

}  // namespace rollcall::api::cli
