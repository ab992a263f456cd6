#pragma once
// `rollcall verify` and `rollcall prove`: work on a data folder or a copy of one, without a server;
// the former on an export for an auditor as well.

#include <string>
#include <vector>

#include "api/cli/data_folder.hpp"

namespace rollcall::api::cli {

struct VerifyOptions {
  DataFolder folder;
  std::string exported;                  // folder of an export, instead of `folder`
  std::vector<std::string> checkpoints;  // files, kept from earlier
  std::string log_key;                   // whose they are: name+hash+key, or a file with it
};
struct VerifyReport {
  std::string text;  // a line an office, and a line a finding
  bool whole = false;
};
// Needs neither vault nor master key.
CliResult<VerifyReport> verify(const VerifyOptions& options);

struct ProveOptions {
  DataFolder folder;
  std::string office;       // id; "": the only one
  std::uint64_t event = 0;  // position that is to be proved; 0: that `from` begins `size`
  std::uint64_t from = 0;
  std::uint64_t size = 0;  // of the tree; 0: all there is
};
// The proof as JSON, hashes in base64.
CliResult<std::string> prove(const ProveOptions& options);

}  // namespace rollcall::api::cli
