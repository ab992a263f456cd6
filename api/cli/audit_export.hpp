#pragma once
// `rollcall audit export`: what happened around a list, a project or a person, as a folder for an
// auditor. Works on a data folder or a copy of one, which it needs for itself: that it was made is
// appended to the log there.

#include <string>

#include "api/cli/data_folder.hpp"

namespace rollcall::api::cli {

struct ExportOptions {
  DataFolder folder;
  std::string master_key;  // file; "": DATA/master.key
  std::string office;      // short name or id; "": the only one
  std::string list;        // one of these three
  std::string project;
  std::string person;  // id of a contact person or a participant, or an address
  std::string out;
  bool without_names = false;
  std::string log_key;  // where there is no master key: whose the kept checkpoints are
};
// Gives what was written, for people. Without the master key there are no names, the manifest is
// not signed, and the export is as of the newest checkpoint in DATA/checkpoints.
CliResult<std::string> export_for_auditor(const ExportOptions& options);

}  // namespace rollcall::api::cli
