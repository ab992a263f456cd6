#pragma once
// How far mail delivery has come in the log, in a file of its own: a line with a batch's sequence
// and its hash in hexadecimal.

#include <filesystem>
#include <optional>

#include "eventstore/log.hpp"

namespace rollcall::api::mail {

// Written under another name, then renamed. Losing it is safe: every mail is decided anew from
// what the log says of it, so what was sent is not sent again.
class Checkpoint {
 public:
  explicit Checkpoint(std::filesystem::path file) : file_(std::move(file)) {}
  // nullopt if there is none or it is unreadable.
  std::optional<eventstore::BatchMark> load() const;
  bool store(const eventstore::BatchMark& mark) const;

 private:
  const std::filesystem::path file_;
};

}  // namespace rollcall::api::mail
