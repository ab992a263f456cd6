#pragma once
// The mail process manager: follows the log and brings every sending, every code, every
// set-password link and every mailing to its mail. What the clock makes due, reminders, it queues
// in the log.
//
// What is to do is read from the log each time (is this still the share's sending, was it revoked,
// how many attempts were there), so following from an old checkpoint, or twice, mails nothing
// twice. Before a hand-over the attempt is recorded; a crash in between leaves its outcome unknown
// and allows one more attempt, then the sending has failed. So does a transport that took the whole
// mail and never answered. A code is mailed until it is handed over or expires.
//
// A checkpoint whose batch the log does not hold is of a later state of it, before a restore. It is
// not believed, and what the log has open then may have been mailed: it is given up, to be sent
// again by whoever knows. So nothing is mailed twice.
//
// Threads: one that follows, and a pool of so many that deliver, a mail each; idle() from any.

#include <stop_token>
#include <thread>

#include "api/app/context.hpp"
#include "api/commands/work_pool.hpp"
#include "api/mail/backlog.hpp"
#include "api/mail/checkpoint.hpp"
#include "api/mail/mail.hpp"
#include "api/mail/mailings/reminders.hpp"

namespace rollcall::api::mail {

class Dispatch {
 public:
  Dispatch(Context& context, MailTransport& transport, unsigned threads);
  ~Dispatch();  // finishes the mails at hand, or breaks them off; see MailTransport::stop

  bool idle() const;  // nothing waits to be mailed now

 private:
  void take_up(const eventstore::BatchMark& mark);
  void run();
  // False at an event that cannot be read: mailing stops there, nothing is skipped.
  bool take_in(const eventstore::CommittedBatch& batch);
  void add(const eventstore::OfficeId& office, const domain::Event& event,
           const eventstore::Batch& batch);
  // Gives the pool what is due. Threads: any.
  void hand_over();
  TryAgain deliver(const Job& job);
  void keep_checkpoint();
  std::chrono::milliseconds until_next() const;

  Context& context_;
  MailTransport& transport_;
  Checkpoint checkpoint_;
  eventstore::BatchMark followed_;  // last batch taken in
  eventstore::BatchMark stored_;    // what the checkpoint says
  // Up to here the log may have mails open that went out: see above.
  std::uint64_t doubtful_until_ = 0;
  Backlog backlog_;
  Reminders reminders_;
  std::stop_source stopping_;
  WorkPool pool_;
  std::thread thread_;
};

}  // namespace rollcall::api::mail
