#pragma once
// Counts of what was answered and mailed, for /metrics. Threads: any.

#include <array>
#include <atomic>
#include <cstdint>

namespace rollcall::api {

struct Traffic {
  std::array<std::atomic<std::uint64_t>, 6> answers{};  // by hundreds of the status

  std::atomic<std::uint64_t> sign_ins{};
  std::atomic<std::uint64_t> sign_ins_refused{};  // of known addresses; each is an event too
  std::atomic<std::uint64_t> sign_ins_unknown{};  // of addresses that are nobody's

  std::array<std::atomic<std::uint64_t>, 4> mails{};  // by the kind of mail::Delivery
  std::atomic<std::uint64_t> mails_settled{};         // the batch up to which no mail is open

  std::atomic<std::uint64_t> slow_streams{};  // that were cut, as their reader took nothing more

  void count(unsigned status) {
    answers[status / 100 < answers.size() ? status / 100 : 0].fetch_add(1,
                                                                        std::memory_order_relaxed);
  }
};

}  // namespace rollcall::api
