#include "replay/access/grants.hpp"

#include <algorithm>
#include <utility>

namespace rollcall::replay {
namespace {

using namespace domain;

Why why_of(const projections::LoggedEvent& logged) {
  Why why{logged.position, logged.recorded_at, name_of(logged.event), logged.actor};
  visit_event(Overloaded{
                  [&](const ShareEmailAttempted& attempt) { why.link_hash = attempt.link_hash; },
                  [&](const ShareRevoked& revoked) { why.revocation = revoked.cause; },
                  [](const auto&) {},
              },
              logged.event);
  return why;
}

// The latest of each kind of event is enough for what begins later.
void put(std::vector<Why>& reasons, const Why& why) {
  std::erase_if(reasons, [&](const Why& each) { return each.event == why.event; });
  reasons.push_back(why);
}

void add(std::vector<Why>& reasons, const std::vector<Why>& more) {
  reasons.insert(reasons.end(), more.begin(), more.end());
}

template <class Id>
Actor viewer(ActorKind kind, Id id) {
  return {kind, id.uuid};
}

bool is_of(const Actor& viewer, ActorKind kind) {
  return viewer.kind == kind;
}

// Does it give access, or say what access there is, to the one viewer whom it names?
template <class E>
concept GivesAccess =
    std::is_same_v<E, ShareReceiverIdentified> || std::is_same_v<E, ShareValidityChanged> ||
    std::is_same_v<E, ShareColumnsChanged> || std::is_same_v<E, ShareDownloadChanged>;

template <class E>
concept StartsSending = std::is_same_v<E, ListShared> || std::is_same_v<E, ShareResent>;

template <class E>
concept MakesStaff = std::is_same_v<E, StaffAdded> || std::is_same_v<E, StaffReactivated> ||
                     std::is_same_v<E, StaffRoleChanged>;

}  // namespace

void Grants::apply(const projections::LoggedEvent& logged) {
  pass_time(logged.recorded_at);
  const Why why = why_of(logged);
  remember(logged, why);
  facts_.apply(logged.recorded());
  for (const Actor& each : concerned(logged.event)) reassess(each, why, logged.recorded_at);
}

void Grants::pass_time(Instant at) {
  for (auto& [who, viewing] : viewers_) {
    if (!viewing.open || !viewing.ends_at || *viewing.ends_at > at) continue;
    const Instant end = *viewing.ends_at;
    const auto why = facts_.refusal(who, list_, end).value_or(NoAccess::share_expired);
    grants_[*std::exchange(viewing.open, std::nullopt)].end = GrantEnd{end, why, std::nullopt};
  }
}

// What will be told as the cause of access that the event gives, or changes. Called with the states
// before it.
void Grants::remember(const projections::LoggedEvent& logged, const Why& why) {
  visit_event(Overloaded{
                  [&](const ListCreated&) { put(of_list_, why); },
                  [&](const ListPublishedOnCustomerWeb&) { remember_of_customer_web(why); },
                  [&](const OfficeSettingsChanged& changed) {
                    const auto& before = facts_.office().settings;
                    const bool was_off = before && before->automatic_offer_login;
                    if (was_off && !changed.settings.automatic_offer_login)
                      remember_of_customer_web(why);
                  },
                  [&](const ContactAddedToProject& added) {
                    remember_of(viewer(ActorKind::contact, added.contact), why);
                  },
                  [&](const ContactReactivated& back) {
                    remember_of(viewer(ActorKind::contact, back.contact), why);
                    for (const Actor& share : shares_of(back.contact)) remember_of(share, why);
                  },
                  [&](const MakesStaff auto& made) {
                    remember_of(viewer(ActorKind::staff, made.staff), why);
                  },
                  [&](const ApiTokenCreated& made) {
                    remember_of(viewer(ActorKind::api_token, made.token), why);
                  },
                  [&](const StartsSending auto& sent) {
                    const Actor share = viewer(ActorKind::receiver, sent.share);
                    viewers_[share].reasons.clear();
                    remember_of(share, why);
                  },
                  [&](const ShareEmailAttempted& attempt) {
                    if (facts_.share(attempt.share).link_hash)
                      return;  // the link works since another
                    remember_of(viewer(ActorKind::receiver, attempt.share), why);
                  },
                  [&](const GivesAccess auto& changed) {
                    remember_of(viewer(ActorKind::receiver, changed.share), why);
                  },
                  [](const auto&) {},
              },
              logged.event);
}

void Grants::remember_of(const Actor& who, const Why& why) {
  Viewing& viewing = viewers_[who];
  put(viewing.reasons, why);
  if (viewing.open) grants_[*viewing.open].because.push_back(why);
}

void Grants::remember_of_customer_web(const Why& why) {
  put(of_customer_web_, why);
  for (const auto& [who, viewing] : viewers_) {
    if (viewing.open && is_of(who, ActorKind::contact)) {
      grants_[*viewing.open].because.push_back(why);
    }
  }
}

std::vector<Actor> Grants::everybody() const {
  std::vector<Actor> all;
  for (const auto& [who, viewing] : viewers_) all.push_back(who);
  return all;
}

std::vector<Actor> Grants::shares_of(ContactId contact) const {
  std::vector<Actor> shares;
  for (const auto& [who, viewing] : viewers_) {
    if (!is_of(who, ActorKind::receiver)) continue;
    if (facts_.share({who.id}).contact == contact) shares.push_back(who);
  }
  return shares;
}

// Whose access the event may give or end; who is erased keeps it or not by other events.
std::vector<Actor> Grants::concerned(const Event& event) const {
  using Actors = std::vector<Actor>;
  return visit_event(
      [&]<class E>(const E& e) -> Actors {
        if constexpr (requires { ShareId{e.share}; }) {
          return {viewer(ActorKind::receiver, e.share)};
        } else if constexpr (requires { ContactId{e.contact}; }) {
          auto theirs = shares_of(e.contact);
          theirs.push_back(viewer(ActorKind::contact, e.contact));
          return theirs;
        } else if constexpr (requires { StaffId{e.staff}; }) {
          return {viewer(ActorKind::staff, e.staff)};
        } else if constexpr (requires { ApiTokenId{e.token}; }) {
          return {viewer(ActorKind::api_token, e.token)};
        } else {
          return everybody();  // the list, its project, the office
        }
      },
      event);
}

void Grants::reassess(const Actor& who, const Why& why, Instant at) {
  Viewing& viewing = viewers_[who];
  if (const auto no = facts_.refusal(who, list_, at)) {
    if (!viewing.open) return;
    grants_[*std::exchange(viewing.open, std::nullopt)].end = GrantEnd{at, *no, why};
    return;
  }
  if (!viewing.open) open(who, viewing, why, at);
  viewing.ends_at = facts_.ends_at(who);
  auto columns = facts_.columns(who, list_);
  if (!columns.empty()) grants_[*viewing.open].columns = std::move(columns);
}

void Grants::open(const Actor& who, Viewing& viewing, const Why& why, Instant at) {
  std::vector<Why> because = of_list_;
  if (is_of(who, ActorKind::contact)) add(because, of_customer_web_);
  add(because, viewing.reasons);
  put(because, why);  // whatever it is, it was what was still missing
  std::ranges::sort(because, {}, &Why::position);
  viewing.open = grants_.size();
  grants_.push_back({who, at, why.position, std::move(because), {}, std::nullopt});
}

Audience Grants::finish() && {
  return {std::move(grants_), std::move(facts_)};
}

}  // namespace rollcall::replay
