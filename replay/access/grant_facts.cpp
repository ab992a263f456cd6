#include "replay/access/grant_facts.hpp"

#include <utility>

namespace rollcall::replay {
namespace {

using domain::Actor;
using domain::ActorKind;
using domain::Instant;
using domain::Recorded;
using domain::TagKind;
using Refusal = std::optional<NoAccess>;

template <class State>
void advance(State& state, const Recorded& recorded) {
  state = evolve(std::move(state), recorded);
}

// What a share that does not stand is.
Refusal refusal_of(domain::AccessState state) {
  switch (state) {
    case domain::AccessState::pending:
      return NoAccess::share_pending;
    case domain::AccessState::expired:
      return NoAccess::share_expired;
    case domain::AccessState::revoked:
      return NoAccess::share_revoked;
    case domain::AccessState::suspended:
      return NoAccess::share_suspended;
    case domain::AccessState::locked:
      return NoAccess::share_locked;
    case domain::AccessState::active:
      break;
  }
  return std::nullopt;
}

// Of a decision about a look of somebody who may see the list.
Refusal refusal_of(const domain::Result<domain::Proposals>& decided) {
  if (decided) return std::nullopt;
  switch (decided.error().front().reason) {
    case domain::Reason::session_ended:
      return NoAccess::session_not_open;
    case domain::Reason::download_not_allowed:
      return NoAccess::download_not_allowed;
    case domain::Reason::column_not_in_list:
      return NoAccess::column_not_shown;
    default:
      return NoAccess::list_gone;
  }
}

// Whose look it is, by what it says itself.
Actor viewer_of(const domain::ListAccessed& look, const Actor& by) {
  if (look.share) return {ActorKind::receiver, look.share->uuid};
  if (look.contact) return {ActorKind::contact, look.contact->uuid};
  return by;
}

bool was_made(const domain::ListState& list) {
  return !list.project.uuid.is_nil();
}

domain::Look look_again(const domain::ListAccessed& look) {
  domain::Look again;
  again.kind = look.kind;
  again.list_version = look.list_version;
  again.columns = look.columns;
  return again;
}

}  // namespace

std::string_view to_string(NoAccess why) {
  switch (why) {
    case NoAccess::list_gone:
      return "list_gone";
    case NoAccess::share_unknown:
      return "share_unknown";
    case NoAccess::share_pending:
      return "share_pending";
    case NoAccess::share_expired:
      return "share_expired";
    case NoAccess::share_revoked:
      return "share_revoked";
    case NoAccess::share_suspended:
      return "share_suspended";
    case NoAccess::share_locked:
      return "share_locked";
    case NoAccess::customer_web_closed:
      return "customer_web_closed";
    case NoAccess::staff_inactive:
      return "staff_inactive";
    case NoAccess::token_unusable:
      return "token_unusable";
    case NoAccess::role_too_small:
      return "role_too_small";
    case NoAccess::not_a_viewer:
      return "not_a_viewer";
    case NoAccess::session_not_open:
      return "session_not_open";
    case NoAccess::download_not_allowed:
      return "download_not_allowed";
    case NoAccess::column_not_shown:
      return "column_not_shown";
    case NoAccess::viewer_is_not_the_actor:
      return "viewer_is_not_the_actor";
  }
  return "unknown";
}

// By the tags that a decision finds its facts by; what a state does not know, it ignores.
void GrantFacts::apply(const Recorded& recorded) {
  for (const auto& [kind, id] : domain::tags_of(*recorded.event)) {
    switch (kind) {
      case TagKind::office:
        advance(office_, recorded);
        break;
      case TagKind::list:
        advance(lists_[id], recorded);
        break;
      case TagKind::project:
        advance(projects_[id], recorded);
        break;
      case TagKind::customer_web:
        advance(webs_[id], recorded);
        break;
      case TagKind::share:
        advance(shares_[id], recorded);
        break;
      case TagKind::contact:
        advance(contacts_[id], recorded);
        advance(accounts_[id], recorded);
        break;
      case TagKind::staff:
        advance(staff_[id], recorded);
        break;
      case TagKind::api_token:
        advance(tokens_[id], recorded);
        break;
      default:
        break;
    }
  }
}

domain::OpeningFacts GrantFacts::opening(domain::ShareId id) const {
  const auto& made = share(id);
  domain::OpeningFacts facts{office_, list(made.list), project(made.project), made, {}};
  if (made.contact) facts.receiver = contact(*made.contact).standing;
  return facts;
}

domain::VisitFacts GrantFacts::visit(domain::ContactId id, domain::ListId list_id) const {
  const auto& state = list(list_id);
  return {office_, project(state.project), of(webs_, state.project.uuid), state,
          contact(id).standing};
}

Refusal GrantFacts::refusal_of_share(domain::ShareId id, domain::ListId list_id,
                                     Instant now) const {
  const auto facts = opening(id);
  if (!facts.share.exists() || facts.share.list != list_id) return NoAccess::share_unknown;
  if (domain::stands(facts, now)) return std::nullopt;
  if (!facts.office.settings) return NoAccess::list_gone;
  const auto today = domain::local_date(now, facts.office.settings->time_zone);
  const auto state = domain::access_state(facts.share, facts.receiver, today);
  return replay::refusal_of(state).value_or(NoAccess::list_gone);
}

Refusal GrantFacts::refusal_of_token(domain::ApiTokenId id, Instant now) const {
  const auto& state = token(id);
  if (!state.usable(now)) return NoAccess::token_unusable;
  if (!domain::looks_at_lists(state.role)) return NoAccess::role_too_small;
  return std::nullopt;
}

Refusal GrantFacts::refusal(const Actor& viewer, domain::ListId list_id, Instant now) const {
  const auto& state = list(list_id);
  const bool is_the_offices =
      viewer.kind == ActorKind::staff || viewer.kind == ActorKind::api_token;
  // What is deleted shows nothing any more, but the office looks back at what it was.
  const bool is_there = is_the_offices ? was_made(state) : state.definition.has_value();
  if (!is_there) return NoAccess::list_gone;
  switch (viewer.kind) {
    case ActorKind::receiver:
      return refusal_of_share({viewer.id}, list_id, now);
    case ActorKind::contact: {
      const domain::ContactId id{viewer.id};
      const bool opens = domain::check_visit(visit(id, list_id), id, list_id).has_value();
      return opens ? Refusal() : NoAccess::customer_web_closed;
    }
    case ActorKind::staff:
      return staff({viewer.id}).active ? Refusal() : NoAccess::staff_inactive;
    case ActorKind::api_token:
      return refusal_of_token({viewer.id}, now);
    case ActorKind::system:
      break;
  }
  return NoAccess::not_a_viewer;
}

std::optional<Instant> GrantFacts::ends_at(const Actor& viewer) const {
  if (viewer.kind == ActorKind::api_token) return token({viewer.id}).expires_at;
  if (viewer.kind != ActorKind::receiver || !office_.settings) return std::nullopt;
  return domain::end_of_day(share({viewer.id}).valid_until, office_.settings->time_zone);
}

std::vector<domain::Column> GrantFacts::columns(const Actor& viewer, domain::ListId list_id) const {
  const auto& state = list(list_id);
  if (!state.definition) return {};
  if (viewer.kind == ActorKind::receiver) {
    return domain::shown_columns(share({viewer.id}).columns, *state.definition);
  }
  if (viewer.kind == ActorKind::contact) {
    const auto* ticked = of(webs_, state.project.uuid).list(list_id);
    return ticked ? domain::shown_columns(ticked->columns, *state.definition)
                  : std::vector<domain::Column>{};
  }
  return state.definition->columns;
}

// A sign-in of theirs that an offer's link did not open. How long it lay idle is not in the log.
bool GrantFacts::has_open_session(const domain::ListAccessed& look, Instant now) const {
  if (!look.session) return false;
  const auto* session = of(accounts_, look.contact->uuid).session(*look.session);
  return session && !session->only_project && (!session->expires_at || now < *session->expires_at);
}

Refusal GrantFacts::refusal_of(const domain::ListAccessed& look, const Actor& by,
                               Instant now) const {
  const auto viewer = viewer_of(look, by);
  if (viewer != by) return NoAccess::viewer_is_not_the_actor;
  if (const auto no = refusal(viewer, look.list, now)) return no;
  if (look.share) {
    const auto session = look.session.value_or(domain::SessionId{});
    return replay::refusal_of(domain::decide(
        opening(*look.share), domain::RecordReceiverLook{session, std::nullopt, look_again(look)},
        {now, by}));
  }
  if (look.contact) {
    if (!has_open_session(look, now)) return NoAccess::session_not_open;
    return replay::refusal_of(domain::decide(
        visit(*look.contact, look.list),
        domain::RecordVisitorLook{*look.contact, look.list, *look.session, look_again(look)}));
  }
  const auto& state = list(look.list);
  if (!state.definition && look.list_version < state.version) return std::nullopt;  // looks back
  return replay::refusal_of(
      domain::decide(state, domain::RecordStaffLook{look.list, look_again(look)}, {now, by}));
}

}  // namespace rollcall::replay
