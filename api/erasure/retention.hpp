#pragma once
// Looks at the clock: what is kept of projects no longer than their retention says is erased.
//
// A view finds the projects whose last day is over; `decide` takes their facts from the log and
// appends what is to go, some participants at a time. Whoever looks again finds what is left.
//
// Threads: one of its own.

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include "api/app/context.hpp"

namespace rollcall::api {

class Retention {
 public:
  explicit Retention(Context& context);
  ~Retention();  // finishes the step at hand

 private:
  void run();
  void look();
  void look_at(const eventstore::OfficeId& office);
  // These two let the view go before they return: an erasure waits for all who hold an older one.
  std::vector<domain::ProjectId> past_retention(const eventstore::OfficeId& office) const;
  std::vector<domain::ParticipantId> unerased(const eventstore::OfficeId& office,
                                              domain::ProjectId project) const;
  // Until nothing of the project is left, or a step fails.
  void pass(const eventstore::OfficeId& office, domain::ProjectId project);

  Context& context_;
  domain::Instant next_{};
  std::mutex mutex_;
  std::condition_variable wake_;
  std::atomic<bool> stopping_ = false;
  std::thread thread_;
};

}  // namespace rollcall::api
