// What accounts are made from: their events, folded; and which events those are.
#include "domain/account.hpp"

#include <algorithm>

#include "domain/event.hpp"

namespace rollcall::domain {
namespace {

// One event's change to an account.
class Change {
 public:
  Change(AccountState& account, const Recorded& recorded)
      : account_(account), now_(recorded.decided_at), position_(recorded.position) {}

  void operator()(const PasswordLinkIssued& event) {
    drop_links("expired", [&](const auto& link) { return link.expires_at <= now_; });
    account_.links.push_back(
        {event.link, event.link_hash, now_, event.expires_at, event.by_mail, {}});
    account_.links.back().delivery.at = now_;
    std::erase_if(account_.links_issued,
                  [&](Instant at) { return at.plus(kLinkMailMemory) <= now_; });
    if (event.by_mail) account_.links_issued.push_back(now_);
  }
  void operator()(const PasswordLinkAttempted& event) {
    if (auto* delivery = delivery_of(event.link)) {
      delivery->attempts = event.attempt;
      ++delivery->unsettled;
    }
  }
  void operator()(const PasswordLinkEmailed& event) {
    deliver(event.link, DeliveryState::sent, "", std::nullopt);
  }
  void operator()(const PasswordLinkDeferred& event) {
    deliver(event.link, DeliveryState::deferred, event.reason, event.retry_at);
  }
  void operator()(const PasswordLinkFailed& event) {
    deliver(event.link, DeliveryState::failed, event.reason, std::nullopt);
  }

  void operator()(const PasswordSet& event) {
    account_.password = event.password;
    drop_links("password set");
    account_.sessions.clear();
  }
  void operator()(const SignedIn& event) {
    open({event.session, now_, event.expires_at, std::nullopt, position_});
  }
  void operator()(const SignedInByOffer& event) {
    open({event.session, now_, event.expires_at, event.project, position_});
  }
  void operator()(const SignInRefused&) {}
  void operator()(const SignedOut& event) {
    std::erase_if(account_.sessions, [&](const auto& open) { return open.id == event.session; });
  }
  void operator()(const SignedOutEverywhere&) { account_.sessions.clear(); }

  // What happens to the person happens to the account.
  void operator()(const StaffAdded& event) { account_.staff_address = address_of(event.details); }
  void operator()(const StaffEdited& event) {
    auto address = address_of(event.details);
    if (address != account_.staff_address) drop_links("address changed");
    account_.staff_address = std::move(address);
  }
  void operator()(const StaffDeactivated&) { end("deactivated"); }
  void operator()(const ContactEdited& event) {
    if (event.email_changed) drop_links("address changed");
  }
  void operator()(const ContactDeactivated&) { end("deactivated"); }
  void operator()(const ContactDeleted&) { end("deleted"); }
  void operator()(const auto&) {}  // not of accounts, or not asked for by facts_of_account

 private:
  static std::string address_of(const Personal<StaffDetails>& details) {
    return details.known ? details.known->email.canonical() : "";
  }
  void open(const AccountSession& session) {
    auto& sessions = account_.sessions;
    std::erase_if(sessions,
                  [&](const auto& open) { return open.expires_at <= now_ && open.expires_at; });
    if (sessions.size() >= kMaxAccountSessions) sessions.erase(sessions.begin());
    sessions.push_back(session);
  }
  void end(const char* reason) {
    drop_links(reason);
    account_.sessions.clear();
  }
  // Links that die: what was to be mailed is withdrawn.
  template <class IsDropped>
  void drop_links(const char* reason, const IsDropped& is_dropped) {
    std::erase_if(account_.links, [&](const PasswordLink& link) {
      const bool dropped = is_dropped(link);
      if (dropped && link.by_mail && !is_settled(link.delivery))
        account_.withdrawn.push_back({link.id, link.delivery.attempts, reason});
      return dropped;
    });
  }
  void drop_links(const char* reason) {
    drop_links(reason, [](const PasswordLink&) { return true; });
  }
  Delivery* delivery_of(PasswordLinkId id) {
    const auto found = std::find_if(account_.links.begin(), account_.links.end(),
                                    [&](const auto& link) { return link.id == id; });
    return found == account_.links.end() ? nullptr : &found->delivery;
  }
  void deliver(PasswordLinkId id, DeliveryState state, std::string reason,
               std::optional<Instant> retry_at) {
    if (auto* delivery = delivery_of(id))
      *delivery = Delivery{state, now_, std::move(reason), retry_at, delivery->attempts};
    if (state == DeliveryState::deferred) return;
    std::erase_if(account_.withdrawn, [&](const auto& link) { return link.id == id; });
  }

  AccountState& account_;
  const Instant now_;
  const std::uint64_t position_;
};

template <class List, class Is>
auto find_in(const List& list, const Is& is) -> decltype(list.data()) {
  const auto found = std::find_if(list.begin(), list.end(), is);
  return found == list.end() ? nullptr : &*found;
}

}  // namespace

Tag tag_of(const AccountHolder& holder) {
  return {holder.kind == AccountKind::staff ? TagKind::staff : TagKind::contact, holder.person};
}

Actor actor_of(const AccountHolder& holder) {
  return {holder.kind == AccountKind::staff ? ActorKind::staff : ActorKind::contact, holder.person};
}

const PasswordLink* AccountState::link(PasswordLinkId link) const {
  return find_in(links, [&](const auto& each) { return each.id == link; });
}
const PasswordLink* AccountState::link(const LinkHash& hash) const {
  return find_in(links, [&](const auto& each) { return each.hash == hash; });
}
const WithdrawnLink* AccountState::withdrawn_link(PasswordLinkId link) const {
  return find_in(withdrawn, [&](const auto& each) { return each.id == link; });
}
const AccountSession* AccountState::session(SessionId session) const {
  return find_in(sessions, [&](const auto& each) { return each.id == session; });
}

FactQueries facts_of_account(const AccountHolder& holder) {
  return {
      {types_of<PasswordLinkIssued, PasswordLinkAttempted, PasswordLinkEmailed,
                PasswordLinkDeferred, PasswordLinkFailed, PasswordSet, SignedIn, SignedInByOffer,
                SignInRefused, SignedOut, SignedOutEverywhere, StaffAdded, StaffEdited,
                StaffDeactivated, ContactEdited, ContactDeactivated, ContactDeleted>(),
       {tag_of(holder)}}};
}

AccountState evolve(AccountState state, const Recorded& recorded) {
  visit_event(Change(state, recorded), *recorded.event);
  return state;
}

FactQueries facts_of_link_holder(const LinkHash& hash) {
  return {{types_of<PasswordLinkIssued>(), {link_tag(hash)}}};
}

FactQueries facts_of_session_holder(SessionId session) {
  return {{types_of<SignedIn, SignedInByOffer>(), {Tag{TagKind::session, session.uuid}}}};
}

HolderState evolve(HolderState state, const Recorded& recorded) {
  const auto* event = std::get_if<AccountEvent>(&recorded.event->of);
  if (event) std::visit([&](const auto& any) { state.holder = any.holder; }, *event);
  return state;
}

}  // namespace rollcall::domain
