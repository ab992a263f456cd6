#pragma once
// The mails that are to be brought out: when to try each, which are at hand, and up to which batch
// of the log everything is settled.
//
// Of what is due, mails that somebody sits waiting for (codes, set-password links) come first, so
// that a code is not held up by a list that goes to two hundred receivers.
//
// Threads: any.

#include <array>
#include <map>
#include <mutex>
#include <optional>
#include <variant>

#include "api/mail/steps.hpp"
#include "domain/account.hpp"
#include "domain/mails/mailing.hpp"
#include "domain/share.hpp"
#include "eventstore/log.hpp"

namespace rollcall::api::mail {

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

struct MailingMail {
  domain::MailingId mailing;
};

struct Job {
  eventstore::OfficeId office{};
  std::variant<SendingMail, CodeMail, PasswordLinkMail, MailingMail> what;
  bool doubtful = false;  // may have gone out, though the log does not say so
  // The batch before it came up: the checkpoint stays there until it is settled.
  eventstore::BatchMark before;
  std::uint32_t tries = 0;  // since this start
};

class Backlog {
 public:
  // So many are at hand at once.
  explicit Backlog(std::size_t max_at_hand) : max_at_hand_(max_at_hand) {}

  void add(Job job, domain::Instant at);
  // The log is taken in up to there.
  void follow_up_to(const eventstore::BatchMark& mark);

  // The next job that is due; it is at hand until it is put back or settled.
  struct Ticket {
    std::uint64_t number = 0;
    Job job;
  };
  std::optional<Ticket> take(domain::Instant now);
  void put_back(const Ticket& ticket, const TryAgain& again);

  // When the next one is due; nullopt: none before one at hand is done.
  std::optional<domain::Instant> next_due() const;

  // The last batch before the oldest open job. `doubtful`: an open job is.
  struct Settled {
    eventstore::BatchMark mark;
    bool doubtful = false;
  };
  Settled settled() const;

 private:
  using Due = std::multimap<domain::Instant, Job>;

  mutable std::mutex mutex_;
  const std::size_t max_at_hand_;
  std::array<Due, 2> due_;  // what somebody waits for, and the rest
  std::map<std::uint64_t, Job> at_hand_;
  std::uint64_t last_ticket_ = 0;
  eventstore::BatchMark followed_;
};

}  // namespace rollcall::api::mail
