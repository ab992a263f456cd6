// What shares are made from: their events, folded; and which events those are.
#include <algorithm>

#include "domain/event.hpp"
#include "domain/share.hpp"

namespace rollcall::domain {
namespace {

void drop_older(std::vector<Instant>& times, std::chrono::milliseconds memory, Instant now) {
  std::erase_if(times, [&](Instant at) { return at.plus(memory) <= now; });
}

void count(std::vector<Instant>& times, std::chrono::milliseconds memory, Instant now) {
  drop_older(times, memory, now);
  times.push_back(now);
}

// One event's change to a share. A new event type must get its line here to compile.
class Change {
 public:
  Change(ShareState& share, const Recorded& recorded) : share_(share), recorded_(recorded) {}

  void operator()(const ListShared& event) {
    share_ = {};
    share_.id = event.share;
    share_.list = event.list;
    share_.project = event.project;
    share_.contact = event.contact;
    start_sending(event);
  }
  void operator()(const ShareResent& event) { start_sending(event); }
  void operator()(const ShareReceiverIdentified& event) { share_.contact = event.contact; }

  void operator()(const ShareEmailAttempted& event) {
    if (!is_current(event.sending)) return;
    share_.link_hash = event.link_hash;
    share_.delivery.attempts = event.attempt;
    ++share_.delivery.unsettled;
  }
  void operator()(const ShareEmailSent& event) {
    if (is_current(event.sending)) deliver(DeliveryState::sent, "", std::nullopt);
  }
  void operator()(const ShareEmailDeferred& event) {
    if (is_current(event.sending)) deliver(DeliveryState::deferred, event.reason, event.retry_at);
  }
  void operator()(const ShareEmailFailed& event) {
    if (is_current(event.sending)) deliver(DeliveryState::failed, event.reason, std::nullopt);
  }

  void operator()(const ShareValidityChanged& event) {
    share_.valid_until = event.valid_until;
    ++share_.revision;
  }
  void operator()(const ShareColumnsChanged& event) {
    share_.columns = event.columns;
    ++share_.revision;
  }
  void operator()(const ShareDownloadChanged& event) {
    share_.may_download = event.may_download;
    ++share_.revision;
  }
  void operator()(const ShareRevoked& event) {
    share_.revocation = Revocation{now(), recorded_.actor, event.cause};
    if (!is_settled(share_.delivery)) deliver(DeliveryState::failed, "revoked", std::nullopt);
    end_access();
    ++share_.revision;
  }

  void operator()(const ShareCodeIssued& event) {
    share_.code = OneTimeCode{event.code, now(), event.expires_at, 0, false, false};
    count(share_.code_mails, kCodeMailMemory, now());
  }
  void operator()(const ShareCodeSent& event) { settle_mail(event.code); }
  void operator()(const ShareCodeFailed& event) { settle_mail(event.code); }
  void operator()(const ShareCodeTried& event) {
    if (is_newest(event.code)) ++share_.code->tries;
    count(share_.tries, kWrongTryMemory, now());
  }
  void operator()(const ShareCodeRefused& event) {
    count(share_.wrong_tries, kWrongTryMemory, now());
    share_.locked = share_.locked || event.locks_share;
  }
  void operator()(const ViewingSessionOpened& event) {
    if (is_newest(event.code)) share_.code->used = true;
    if (!share_.tries.empty()) share_.tries.pop_back();  // that try was not a wrong one
    std::erase_if(share_.sessions, [&](const auto& open) { return open.expires_at <= now(); });
    if (share_.sessions.size() >= kMaxSessions) share_.sessions.erase(share_.sessions.begin());
    share_.sessions.push_back({event.session, event.expires_at});
  }
  void operator()(const ViewingSessionEnded& event) {
    std::erase_if(share_.sessions, [&](const auto& open) { return open.id == event.session; });
  }

 private:
  Instant now() const { return recorded_.decided_at; }
  bool is_current(SendingId sending) const {
    return share_.sending.id == sending && !share_.revocation;
  }
  bool is_newest(CodeId code) const { return share_.code && share_.code->id == code; }

  template <class Event>  // ListShared, ShareResent
  void start_sending(const Event& event) {
    end_access();
    share_.valid_until = event.valid_until;
    share_.columns = event.columns;
    share_.may_download = event.may_download;
    share_.sending = event.sending;
    share_.sending_since = now();
    share_.sending_position = recorded_.position;
    share_.sent_by = recorded_.actor;
    share_.delivery = Delivery{DeliveryState::queued, now(), "", std::nullopt, 0};
    share_.revocation.reset();
    share_.code_mails.clear();
    share_.tries.clear();
    share_.wrong_tries.clear();
    share_.locked = false;
    ++share_.revision;
  }
  void end_access() {
    share_.link_hash.reset();
    share_.code.reset();
    share_.sessions.clear();
  }
  void deliver(DeliveryState state, std::string reason, std::optional<Instant> retry_at) {
    share_.delivery = Delivery{state, now(), std::move(reason), retry_at, share_.delivery.attempts};
  }
  void settle_mail(CodeId code) {
    if (is_newest(code)) share_.code->mailed = true;
  }

  ShareState& share_;
  const Recorded& recorded_;
};

bool concerns(const ShareState& share, const ShareEvent& event) {
  if (std::holds_alternative<ListShared>(event)) return true;
  return std::visit([&](const auto& any) { return share.exists() && any.share == share.id; },
                    event);
}

FactQueries shared_with(std::vector<Tag> tags) {
  return {FactQuery{types_of<ListShared, ShareReceiverIdentified>(), std::move(tags)}};
}

}  // namespace

const ViewingSession* ShareState::session(SessionId session) const {
  const auto found = std::find_if(sessions.begin(), sessions.end(),
                                  [&](const auto& open) { return open.id == session; });
  return found == sessions.end() ? nullptr : &*found;
}

FactQueries facts_of_share(ShareId share) {
  return {FactQuery{{}, {Tag{TagKind::share, share.uuid}}}};
}

ShareState evolve(ShareState state, const Recorded& recorded) {
  if (const auto* erased = person_erased(recorded)) {
    auto& addressed = state.sending.addressed;
    if (addressed.person == erased->person) addressed.known.reset();
    return state;
  }
  const auto* event = std::get_if<ShareEvent>(&recorded.event->of);
  if (event == nullptr || !concerns(state, *event)) return state;
  std::visit(Change(state, recorded), *event);
  state.version = recorded.position;
  return state;
}

FactQueries facts_of_link(const LinkHash& hash) {
  return {FactQuery{types_of<ShareEmailAttempted>(), {link_tag(hash)}}};
}

LinkState evolve(LinkState state, const Recorded& recorded) {
  const auto* event = std::get_if<ShareEvent>(&recorded.event->of);
  const auto* attempted = event ? std::get_if<ShareEmailAttempted>(event) : nullptr;
  return attempted ? LinkState{attempted->share, attempted->link_hash} : state;
}

FactQueries facts_of_shares_of_project(ProjectId project) {
  return shared_with({Tag{TagKind::project, project.uuid}});
}

FactQueries facts_of_shares_of_list(ListId list) {
  return shared_with({Tag{TagKind::list, list.uuid}});
}

FactQueries facts_of_shares_with_contact(ListId list, ContactId contact) {
  return shared_with({Tag{TagKind::list, list.uuid}, Tag{TagKind::contact, contact.uuid}});
}

FactQueries facts_of_shares_with_email(ListId list, EmailKey email) {
  return shared_with({Tag{TagKind::list, list.uuid}, Tag{TagKind::email, email.hash}});
}

FactQueries facts_of_shares_to_contact(ProjectId project, ContactId contact) {
  return shared_with({Tag{TagKind::project, project.uuid}, Tag{TagKind::contact, contact.uuid}});
}

ShareIndex evolve(ShareIndex state, const Recorded& recorded) {
  const auto* event = std::get_if<ShareEvent>(&recorded.event->of);
  if (event == nullptr) return state;
  std::optional<ShareId> found;
  if (const auto* shared = std::get_if<ListShared>(event)) found = shared->share;
  if (const auto* same = std::get_if<ShareReceiverIdentified>(event)) found = same->share;
  if (found && std::find(state.shares.begin(), state.shares.end(), *found) == state.shares.end())
    state.shares.push_back(*found);
  return state;
}

bool is_expired(Date valid_until, Date today) {
  return valid_until < today;
}

AccessFacts access_facts(const ShareState& share) {
  return {share.contact,     share.sending_position,
          share.valid_until, share.revocation.has_value(),
          share.locked,      share.link_hash.has_value()};
}

std::string_view suspension(const AccessFacts& share, const ContactStanding& receiver) {
  if (!share.contact) return "";
  if (!receiver.active) return "receiver inactive";
  return receiver.address_since > share.sending_position ? "address changed" : "";
}

AccessState access_state(const AccessFacts& share, const ContactStanding& receiver, Date today) {
  if (share.is_revoked) return AccessState::revoked;
  if (!suspension(share, receiver).empty()) return AccessState::suspended;
  if (share.is_locked) return AccessState::locked;
  if (!share.is_handed_over) return AccessState::pending;
  if (is_expired(share.valid_until, today)) return AccessState::expired;
  return AccessState::active;
}

AccessState access_state(const ShareState& share, const ContactStanding& receiver, Date today) {
  return access_state(access_facts(share), receiver, today);
}

}  // namespace rollcall::domain
