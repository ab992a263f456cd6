#include "api/mail/checkpoint.hpp"

#include <array>
#include <fstream>
#include <string>

#include <sodium.h>

namespace rollcall::api::mail {

std::optional<eventstore::BatchMark> Checkpoint::load() const {
  std::ifstream in(file_);
  eventstore::BatchMark mark;
  std::string hash;
  if (!(in >> mark.sequence >> hash) || hash.size() != 2 * mark.hash.size()) return std::nullopt;
  std::size_t size = 0;
  const bool is_hash = sodium_hex2bin(mark.hash.data(), mark.hash.size(), hash.data(), hash.size(),
                                      nullptr, &size, nullptr) == 0;
  return is_hash && size == mark.hash.size() ? std::optional(mark) : std::nullopt;
}

// Not synced: after a power loss an older checkpoint only means looking again at what is settled.
bool Checkpoint::store(const eventstore::BatchMark& mark) const {
  if (file_.empty()) return true;
  const auto draft = file_.string() + ".tmp";
  {
    std::ofstream out(draft, std::ios::trunc);
    std::array<char, 2 * sizeof mark.hash + 1> hash{};
    sodium_bin2hex(hash.data(), hash.size(), mark.hash.data(), mark.hash.size());
    out << mark.sequence << ' ' << hash.data() << '\n';
    if (!out.flush()) return false;
  }
  std::error_code error;
  std::filesystem::rename(draft, file_, error);
  return !error;
}

}  // namespace rollcall::api::mail
