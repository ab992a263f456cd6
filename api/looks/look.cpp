#include "api/looks/look.hpp"

#include "api/app/waits.hpp"
#include "api/looks/opening.hpp"
#include "api/looks/present.hpp"
#include "api/looks/seen.hpp"

namespace rollcall::api {
namespace {

using ExchangePtr = std::shared_ptr<Exchange>;
using SeenPtr = std::shared_ptr<Seen>;

domain::Refusals link_dead() {
  return {{domain::Reason::link_dead, "", {}, "", 0}};
}

domain::RecordReceiverLook command_of(const ExchangePtr& exchange, const ReceiverLook& look,
                                      const Seen& seen) {
  return {exchange->principal().session, look.link, look_of(seen, look.kind, exchange->request())};
}

// May this receiver look at all, whatever shows?
domain::Result<domain::Proposals> is_granted(const ExchangePtr& exchange, const ReceiverLook& look,
                                             const domain::OpeningFacts& opening,
                                             const domain::Deciding& deciding) {
  domain::RecordReceiverLook nothing;
  nothing.session = exchange->principal().session;
  nothing.link = look.link;
  nothing.look.kind = look.kind;
  return domain::decide(opening, nothing, deciding);
}

void refuse(const ExchangePtr& exchange, const ReceiverLook& look,
            const domain::Refusals& refusals) {
  if (look.refused) return look.refused(exchange, refusals);
  if (refusals.front().reason == domain::Reason::link_dead) return exchange->dead_link();
  exchange->reply(wire::refused(refusals));
}

// Asked before every chunk: a revocation, an ended session or an expiry stops what is being sent.
std::function<bool()> still_standing(const ExchangePtr& exchange, const ReceiverLook& look,
                                     const Seen& seen) {
  return [&context = exchange->context(), office = exchange->office(),
          actor = exchange->principal().actor, share = exchange->principal().share,
          command = command_of(exchange, look, seen)] {
    auto facts = context.commands.facts(office);
    const auto opening = load_opening(facts, share);
    return !facts.failed() &&
           domain::decide(opening, command, {context.commands.now(office), actor}).has_value();
  };
}

void show(const ExchangePtr& exchange, const ReceiverLook& look, const Seen& seen,
          const Paging& paging) {
  auto response = look.render ? look.render(presented(exchange->context(), seen), seen.share)
                              : answer_of(exchange->context(), seen, look.kind, paging);
  response.still_allowed = still_standing(exchange, look, seen);
  if (!response.still_allowed()) return refuse(exchange, look, link_dead());
  exchange->reply(at_position(std::move(response), seen));
}

// ---- The first page, or all of it ------------------------------------------------------------

bool shows_changes(domain::AccessKind kind) {
  return kind == domain::AccessKind::page || kind == domain::AccessKind::changes;
}

tl::expected<Decided, Denied> decide_look(const ExchangePtr& exchange, const ReceiverLook& look,
                                          Seen& seen, Facts& facts,
                                          const domain::Deciding& deciding) {
  const auto opening = load_opening(facts, exchange->principal().share);
  if (auto granted = is_granted(exchange, look, opening, deciding); !granted) {
    return denied(std::move(granted.error()));
  }
  seen.share = opening.share;
  seen.at = deciding.now;
  const auto columns = domain::shown_columns(opening.share.columns, *opening.list.definition);
  if (!take_table(exchange->context(), facts, opening.share.list, opening.list, columns, seen)) {
    return denied(link_dead());  // `behind` says that it is not
  }
  const auto& who = exchange->principal();
  if (shows_changes(look.kind) &&
      !take_changes(changes_since_previous_look(exchange->context(), exchange->office(),
                                                seen.snapshot, *seen.table, who.share, who.session),
                    seen)) {
    return denied(link_dead());  // `unreadable` says why
  }
  return decided(domain::decide(opening, command_of(exchange, look, seen), deciding));
}

void look_first(const ExchangePtr& exchange, const ReceiverLook& look, const Paging& paging) {
  auto seen = std::make_shared<Seen>();
  seen->access = {exchange->context().new_id()};
  auto command =
      exchange->command([exchange, look, seen](Facts& facts, const domain::Deciding& deciding) {
        return decide_look(exchange, look, *seen, facts, deciding);
      });
  const auto answer = [=](const CommandOutcome& outcome) {
    if (const auto* failure = std::get_if<Failure>(&outcome)) return exchange->fail(*failure);
    if (seen->behind) {
      return after_views(*exchange, *seen->behind, [=] { look_first(exchange, look, paging); });
    }
    if (seen->unreadable) return exchange->fail(Failure::unreadable);
    if (const auto* no = std::get_if<Denied>(&outcome)) return refuse(exchange, look, no->refusals);
    seen->recorded_at = std::get<Done>(outcome).last;
    // The sender sees the look as soon as the receiver does.
    exchange->context().waits.until_projected(exchange->office(), seen->recorded_at, {}, [=](bool) {
      render(exchange, look.kind, [=] { show(exchange, look, *seen, paging); });
    });
  };
  exchange->context().commands.run_here(std::move(command), answer);
}

// ---- Later pages -----------------------------------------------------------------------------

// The marks of the look's first page, as long as the list is as it was then.
void mark_again(const ExchangePtr& exchange, Seen& seen) {
  const auto& who = exchange->principal();
  const auto snapshot = unchanged_since(exchange->context(), exchange->office(), seen);
  if (!snapshot) return;
  auto changes = changes_since_previous_look(exchange->context(), exchange->office(), *snapshot,
                                             *seen.table, who.share, who.session);
  if (changes) seen.changes = std::move(*changes);
}

// The access is on record; whether it still stands is asked as strictly.
void look_on(const ExchangePtr& exchange, const ReceiverLook& look, const Paging& paging) {
  auto& context = exchange->context();
  const auto& who = exchange->principal();
  auto facts = context.commands.facts(exchange->office());
  const auto opening = load_opening(facts, who.share);
  if (facts.failed()) return exchange->fail(Failure::unreadable);
  const auto granted =
      is_granted(exchange, look, opening, {context.commands.now(exchange->office()), who.actor});
  if (!granted) return refuse(exchange, look, granted.error());
  const auto before = access_gone_on_with(*exchange, *paging.cursor);
  if (!before) return;
  const auto& access = before->access;
  if (access.share != who.share || access.session != who.session) {
    return look.render ? look_first(exchange, look, {}) : refuse_cursor(*exchange);
  }
  Seen seen;
  seen.at = before->at;
  seen.share = opening.share;
  seen.access = access.access;
  seen.recorded_at = paging.cursor->recorded_at;
  seen.own_version = paging.cursor->own_version;
  seen.snapshot.position = paging.cursor->position;
  const auto shown = domain::shown_columns(opening.share.columns, *opening.list.definition);
  seen.table = table_again(context, exchange->office(), *paging.cursor, access,
                           still_shown(access.columns, shown));
  if (!seen.table) return exchange->fail(Failure::unreadable);
  if (look.render) mark_again(exchange, seen);
  show(exchange, look, seen, paging);
}

}  // namespace

void look_as_receiver(const ExchangePtr& exchange, ReceiverLook look) {
  if (look.kind == domain::AccessKind::changes) return look_first(exchange, look, {});
  const auto paging = look.render ? cursor_of(*exchange) : paging_of(*exchange);
  if (!paging) return;
  const bool goes_on = paging->cursor && !domain::is_download(look.kind);
  goes_on ? look_on(exchange, look, *paging) : look_first(exchange, look, *paging);
}

}  // namespace rollcall::api
