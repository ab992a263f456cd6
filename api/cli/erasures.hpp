#pragma once
// The erasure register as subcommands know it: made with a folder, held by whoever may erase, and
// asked before anything is served.

#include <memory>
#include <string>

#include "api/cli/data_folder.hpp"
#include "api/erasure/register.hpp"

namespace rollcall::api::cli {

// Of the log's own; it must have its first office.
CliResult<void> create_register(const std::filesystem::path& file, const eventstore::Log& log);
// Opens both; the register is to outlive what is made of the parts, which refer to it.
struct OpenedFolder {
  std::unique_ptr<ErasureRegister> erasures;
  ApplicationParts parts;
};
CliResult<OpenedFolder> open_with_register(const DataFolder& folder, const OpenOptions& options);

// Refuses a folder that is older than its register, and a register that is older than its folder.
CliResult<void> check_register(Application& application, const ErasureRegister& erasures);

// `rollcall erasures apply`: erases again whom an older folder has brought back. Gives what was
// done, for people.
CliResult<std::string> apply_erasures(const DataFolder& folder, const OpenOptions& options);
// `rollcall erasures new`: a register of whom this folder's log says are erased, for a folder that
// has none.
CliResult<std::string> new_register(const DataFolder& folder, const OpenOptions& options);

}  // namespace rollcall::api::cli
