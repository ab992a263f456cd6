#pragma once
// How far mail delivery has come in the log: a batch sequence in a file of its own.

#include <cstdint>
#include <filesystem>

namespace rollcall::api::mail {

// Written under another name, then renamed. Losing it is safe: every mail is decided anew from
// what the log says of it, so what was sent is not sent again.
class Checkpoint {
 public:
  explicit Checkpoint(std::filesystem::path file) : file_(std::move(file)) {}
  std::uint64_t load() const;  // 0 if there is none or it is unreadable
  bool store(std::uint64_t batch) const;

 private:
  const std::filesystem::path file_;
};

}  // namespace rollcall::api::mail
