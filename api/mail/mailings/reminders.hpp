#pragma once
// Looks by the clock which shares are to be reminded of, and queues their mails. What was queued is
// in the log, so whoever looks twice, or again after days, reminds of nothing twice.
//
// Threads: one; may block (commits).

#include <vector>

#include "api/app/context.hpp"

namespace rollcall::api::mail {

class Reminders {
 public:
  explicit Reminders(Context& context) : context_(context) {}
  // Looks if it is time to; else nothing.
  void look();

 private:
  void look_at(const eventstore::OfficeId& office) const;

  Context& context_;
  domain::Instant next_{};
};

}  // namespace rollcall::api::mail
