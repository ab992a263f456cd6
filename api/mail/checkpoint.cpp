#include "api/mail/checkpoint.hpp"

#include <charconv>
#include <fstream>
#include <string>

namespace rollcall::api::mail {

std::uint64_t Checkpoint::load() const {
  std::ifstream in(file_);
  std::string text;
  std::uint64_t batch = 0;
  if (!std::getline(in, text)) return 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), batch);
  return error == std::errc{} && end == text.data() + text.size() ? batch : 0;
}

// Not synced: after a power loss an older checkpoint only means looking again at what is settled.
bool Checkpoint::store(std::uint64_t batch) const {
  if (file_.empty()) return true;
  const auto draft = file_.string() + ".tmp";
  {
    std::ofstream out(draft, std::ios::trunc);
    out << batch << '\n';
    if (!out.flush()) return false;
  }
  std::error_code error;
  std::filesystem::rename(draft, file_, error);
  return !error;
}

}  // namespace rollcall::api::mail
