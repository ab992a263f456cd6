#pragma once
// Who was put lately, so that no sweep takes away what is on its way into the log.
//
// Threads: one at a time.

#include <map>

#include "eventstore/blobs.hpp"

namespace rollcall::eventstore {

class RecentPuts {
 public:
  void note(const StoredBlob& blob) {
    const auto now = Blobs::Time::clock::now();
    if (times_.size() >= kMaxKnown) {
      std::erase_if(times_, [&](const auto& each) { return now - each.second > kMemory; });
    }
    times_[blob] = now;
  }
  bool has_since(const StoredBlob& blob, Blobs::Time since) const {
    const auto found = times_.find(blob);
    return found != times_.end() && found->second >= since;
  }

 private:
  static constexpr std::size_t kMaxKnown = 10'000;  // beyond it the old ones are forgotten
  static constexpr std::chrono::hours kMemory{24};

  std::map<StoredBlob, Blobs::Time> times_;
};

}  // namespace rollcall::eventstore
