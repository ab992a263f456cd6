#pragma once
// Who may see which list, asked of the domain's own states as they were: fed event by event, in the
// log's order, they are at each moment what a decision at that moment read. No rule is written here
// a second time; every answer is the domain's.
//
// A viewer is an actor: a receiver (by the share's id) looks through a share, a contact person on
// customer web, staff and programs by their role.
//
// Threads: an instance belongs to one thread.

#include <optional>
#include <string_view>
#include <unordered_map>

#include "domain/event.hpp"

namespace rollcall::replay {

// Why somebody may not see a list.
enum class NoAccess {
  list_gone,               // never made, deleted, or of no project
  share_unknown,           // or another list's
  share_pending,           // nothing was handed over yet
  share_expired,           // by the office's calendar
  share_revoked,           // for good, as far as this sending goes
  share_suspended,         // the receiver is inactive, or has another address now
  share_locked,            // too many wrong codes
  customer_web_closed,     // to this person, or to lists, or this one is not ticked
  staff_inactive,          // or nobody's
  token_unusable,          // withdrawn, past its time, or nobody's
  role_too_small,          // programs of that role look at no list
  not_a_viewer,            // the system looks at nothing
  session_not_open,        // ended, past its time, or an offer's
  download_not_allowed,    // a file, where the share allows none
  column_not_shown,        // more columns than the share or the tick shows
  viewer_is_not_the_actor  // recorded as somebody else's look
};
std::string_view to_string(NoAccess why);  // "share_expired"

class GrantFacts {
 public:
  // The next event of the office's log; which other events are left out is the caller's to know.
  void apply(const domain::Recorded& recorded);

  // nullopt: they may see it at `now`. A share must be the list's.
  std::optional<NoAccess> refusal(const domain::Actor& viewer, domain::ListId list,
                                  domain::Instant now) const;
  // When that ends by the clock, if nothing happens before; nullopt: not by the clock.
  std::optional<domain::Instant> ends_at(const domain::Actor& viewer) const;
  // What it shows them now.
  std::vector<domain::Column> columns(const domain::Actor& viewer, domain::ListId list) const;

  // nullopt: the look was allowed when it was decided, with its session, kind and columns. `by` and
  // `now` are what was recorded with it; the states are those before it.
  std::optional<NoAccess> refusal_of(const domain::ListAccessed& look, const domain::Actor& by,
                                     domain::Instant now) const;

  const domain::OfficeState& office() const { return office_; }
  // An empty state of what there is not.
  const domain::ListState& list(domain::ListId id) const { return of(lists_, id.uuid); }
  const domain::ProjectState& project(domain::ProjectId id) const { return of(projects_, id.uuid); }
  const domain::ShareState& share(domain::ShareId id) const { return of(shares_, id.uuid); }
  const domain::ContactState& contact(domain::ContactId id) const { return of(contacts_, id.uuid); }
  const domain::StaffState& staff(domain::StaffId id) const { return of(staff_, id.uuid); }
  const domain::ApiTokenState& token(domain::ApiTokenId id) const { return of(tokens_, id.uuid); }

 private:
  template <class State>
  using ById = std::unordered_map<domain::Uuid, State>;
  template <class State>
  static const State& of(const ById<State>& states, const domain::Uuid& id) {
    static const State kNone{};
    const auto found = states.find(id);
    return found == states.end() ? kNone : found->second;
  }

  domain::OpeningFacts opening(domain::ShareId share) const;
  domain::VisitFacts visit(domain::ContactId contact, domain::ListId list) const;
  std::optional<NoAccess> refusal_of_share(domain::ShareId share, domain::ListId list,
                                           domain::Instant now) const;
  std::optional<NoAccess> refusal_of_token(domain::ApiTokenId token, domain::Instant now) const;
  bool has_open_session(const domain::ListAccessed& look, domain::Instant now) const;

  domain::OfficeState office_;
  ById<domain::ListState> lists_;
  ById<domain::ProjectState> projects_;
  ById<domain::CustomerWebState> webs_;
  ById<domain::ShareState> shares_;
  ById<domain::ContactState> contacts_;
  ById<domain::AccountState> accounts_;  // of contact persons
  ById<domain::StaffState> staff_;
  ById<domain::ApiTokenState> tokens_;
};

}  // namespace rollcall::replay
