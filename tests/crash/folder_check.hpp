#pragma once
// What must hold of a data folder that nobody serves, looked at without the program.

#include <filesystem>

#include "tests/crash/writers.hpp"

namespace rollcall::tests {

enum class Views {
  as_a_crash_left_them,  // behind the log: they catch up first
  as_a_stop_left_them,   // complete as they lie there
};

// Positions dense, batches chained, every ledger's entries at their positions, views equal to a
// rebuild.
struct FolderFacts {
  std::uint64_t events = 0;
  std::uint64_t batches = 0;
};
FolderFacts check_folder(const std::filesystem::path& data, Views views,
                         const std::vector<std::unique_ptr<Writer>>& writers, Tally& tally);

// That every sending has come to exactly one end. A mail whose outcome two crashes left unknown is
// given up; every other is sent.
struct MailFacts {
  std::uint64_t sendings = 0;
  std::uint64_t sent = 0;
  std::uint64_t given_up = 0;
  std::uint64_t tried_again = 0;
};
MailFacts check_mails(const std::filesystem::path& data);

}  // namespace rollcall::tests
