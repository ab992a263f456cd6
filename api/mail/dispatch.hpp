#pragma once
// The mail process manager: follows the log and brings every sending, every code and every
// set-password link to its mail.
//
// What is to do is read from the log each time (is this still the share's sending, was it revoked,
// how many attempts were there), so following from an old checkpoint, or twice, mails nothing
// twice. Before a hand-over the attempt is recorded; a crash in between leaves its outcome unknown
// and allows one more attempt, then the sending has failed. A code is mailed until it is handed
// over or expires.
//
// A checkpoint whose batch the log does not hold is of a later state of it, before a restore. It is
// not believed, and what the log has open then may have been mailed: it is given up, to be sent
// again by whoever knows. So nothing is mailed twice.
//
// Threads: one of its own, which may block; idle() from any thread.

#include <atomic>
#include <map>
#include <thread>
#include <variant>

#include "api/app/context.hpp"
#include "api/mail/checkpoint.hpp"
#include "api/mail/delivery.hpp"
#include "api/mail/mail.hpp"

namespace rollcall::api::mail {

class Dispatch {
 public:
  Dispatch(Context& context, MailTransport& transport);
  ~Dispatch();  // finishes the mail at hand

  bool idle() const;  // nothing waits to be mailed now

 private:
  struct SendingMail {
    domain::ShareId share;
    domain::SendingId sending;
  };
  struct CodeMail {
    domain::ShareId share;
    domain::CodeId code;
  };
  struct PasswordLinkMail {
    domain::AccountHolder holder;
    domain::PasswordLinkId link;
  };
  // A mail to be brought out.
  struct Job {
    eventstore::OfficeId office{};
    std::variant<SendingMail, CodeMail, PasswordLinkMail> what;
    bool doubtful = false;  // may have gone out, though the log does not say so
    // The batch before it came up: the checkpoint stays there until it is settled.
    eventstore::BatchMark before;
  };
  using Due = std::multimap<domain::Instant, Job>;  // jobs by when to try

  void take_up(const eventstore::BatchMark& mark);
  void run();
  // False at an event that cannot be read: mailing stops there, nothing is skipped.
  bool take_in(const eventstore::CommittedBatch& batch);
  void add(const eventstore::OfficeId& office, const domain::Event& event,
           const eventstore::Batch& batch);
  void work_off();
  std::optional<domain::Instant> deliver(const Job& job);
  void keep_checkpoint();
  std::chrono::milliseconds until_next() const;

  Context& context_;
  MailTransport& transport_;
  Checkpoint checkpoint_;
  eventstore::BatchMark followed_;  // last batch taken in
  eventstore::BatchMark stored_;    // what the checkpoint says
  // Up to here the log may have mails open that went out: see above.
  std::uint64_t doubtful_until_ = 0;
  Due due_;
  std::atomic<std::uint64_t> settled_batch_ = 0;
  std::atomic<bool> stopping_ = false;
  std::thread thread_;
};

}  // namespace rollcall::api::mail
