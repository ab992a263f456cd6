#include "domain/mails/mailing.hpp"

#include "domain/event.hpp"

namespace rollcall::domain {
namespace {

class MailingChange {
 public:
  MailingChange(MailingState& mailing, Instant now) : mailing_(mailing), now_(now) {}

  void operator()(const ExpiryReminderQueued&) { begin(MailingKind::expiry_reminder); }
  void operator()(const OfferMailQueued&) { begin(MailingKind::offer); }
  void operator()(const MailingAttempted& event) {
    mailing_.delivery.attempts = event.attempt;
    ++mailing_.delivery.unsettled;
  }
  void operator()(const MailingSent&) { deliver(DeliveryState::sent, "", std::nullopt); }
  void operator()(const MailingDeferred& event) {
    deliver(DeliveryState::deferred, event.reason, event.retry_at);
  }
  void operator()(const MailingFailed& event) {
    deliver(DeliveryState::failed, event.reason, std::nullopt);
  }
  void operator()(const auto&) {}  // not asked for by facts_of_mailing

 private:
  void begin(MailingKind kind) {
    mailing_ = {kind, now_, {}};
    mailing_.delivery.at = now_;
  }
  void deliver(DeliveryState state, std::string reason, std::optional<Instant> retry_at) {
    mailing_.delivery =
        Delivery{state, now_, std::move(reason), retry_at, mailing_.delivery.attempts};
  }

  MailingState& mailing_;
  const Instant now_;
};

bool is_open(const MailingState& state) {
  return state.kind != MailingKind::none && !is_settled(state.delivery);
}

// What is recorded about an attempt after it was made; 0 of what was given up before any.
bool is_about(const MailingState& state, std::uint32_t attempt) {
  return is_open(state) && attempt <= state.delivery.attempts;
}

}  // namespace

FactQueries facts_of_mailing(MailingId mailing) {
  return {{types_of<ExpiryReminderQueued, OfferMailQueued, MailingAttempted, MailingSent,
                    MailingDeferred, MailingFailed>(),
           {Tag{TagKind::mailing, mailing.uuid}}}};
}

MailingState evolve(MailingState state, const Recorded& recorded) {
  visit_event(MailingChange(state, recorded.decided_at), *recorded.event);
  return state;
}

Result<Proposals> decide(const MailingState& state, const RecordMailingAttempt& command) {
  if (!is_open(state)) return refuse(Reason::not_found);
  if (command.attempt != state.delivery.attempts + 1) return refuse(Reason::not_found, "/attempt");
  return Proposals{propose(MailingAttempted{command.mailing, command.attempt})};
}

Result<Proposals> decide(const MailingState& state, const RecordMailingSent& command) {
  if (!is_about(state, command.attempt) || command.attempt == 0) return refuse(Reason::not_found);
  return Proposals{propose(MailingSent{command.mailing, command.attempt, command.message_id})};
}

Result<Proposals> decide(const MailingState& state, const RecordMailingDeferred& command) {
  if (!is_about(state, command.attempt)) return refuse(Reason::not_found);
  return Proposals{
      propose(MailingDeferred{command.mailing, command.attempt, command.reason, command.retry_at})};
}

Result<Proposals> decide(const MailingState& state, const RecordMailingFailed& command) {
  if (!is_about(state, command.attempt)) return refuse(Reason::not_found);
  return Proposals{propose(MailingFailed{command.mailing, command.attempt, command.reason})};
}

}  // namespace rollcall::domain
