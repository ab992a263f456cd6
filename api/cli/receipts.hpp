#pragma once
// `rollcall receipt verify`: checks a receipt of a look offline.

#include <string>

#include "api/cli/proofs.hpp"
#include "eventstore/proof/note.hpp"

namespace rollcall::api::cli {

struct ReceiptOptions {
  std::string file;
  std::string key;  // the office's log key: name+hash+key, or a file with it
};
CliResult<VerifyReport> verify_receipt(const ReceiptOptions& options);

// All of a small file, such as a key, a checkpoint or a receipt.
CliResult<std::string> read_small_file(const std::string& path, std::size_t max_bytes);
// name+hash+key, or the first line of a file.
CliResult<eventstore::NoteVerifier> read_log_key(const std::string& key);

}  // namespace rollcall::api::cli
