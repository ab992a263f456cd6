#include "api/accounts/person.hpp"
#include "api/app/waits.hpp"
#include "api/looks/look.hpp"
#include "api/looks/present.hpp"
#include "api/looks/seen.hpp"
#include "api/looks/visiting.hpp"
#include "projections/customer_webs.hpp"

namespace rollcall::api {
namespace {

using ExchangePtr = std::shared_ptr<Exchange>;

domain::ContactId visitor_of(const Exchange& exchange) {
  return {exchange.principal().actor.id};
}

domain::Refusals nothing_there() {
  return {{domain::Reason::not_found, "", {}, "", 0}};
}

void refuse(const ExchangePtr& exchange, const VisitorLook& look,
            const domain::Refusals& refusals) {
  if (look.refused) return look.refused(exchange, refusals);
  exchange->fail(Denied{refusals, false});
}

domain::RecordVisitorLook visit_command(const ExchangePtr& exchange, const VisitorLook& look,
                                        const Seen& seen) {
  return {visitor_of(*exchange), look.list, exchange->principal().session,
          look_of(seen, look.kind, exchange->request())};
}

// Asked before every chunk: whatever ends access stops what is being sent.
std::function<bool()> still_visiting(const ExchangePtr& exchange, const VisitorLook& look,
                                     const Seen& seen) {
  return [&context = exchange->context(), office = exchange->office(), project = look.project,
          signed_in = exchange->still_signed_in(), command = visit_command(exchange, look, seen)] {
    auto facts = context.commands.facts(office);
    const auto visit = load_visit(facts, command.contact, project, command.list);
    return signed_in() && domain::decide(visit, command).has_value() && !facts.failed();
  };
}

void show_visitor(const ExchangePtr& exchange, const VisitorLook& look, const Seen& seen,
                  const Paging& paging) {
  auto response = look.render ? look.render(presented(exchange->context(), seen))
                              : answer_of(exchange->context(), seen, look.kind, paging);
  response.still_allowed = still_visiting(exchange, look, seen);
  if (!response.still_allowed()) return refuse(exchange, look, nothing_there());
  exchange->reply(at_position(std::move(response), seen));
}

// ---- The first page, or all of it ------------------------------------------------------------

bool visit_shows_changes(domain::AccessKind kind) {
  return kind == domain::AccessKind::page || kind == domain::AccessKind::changes;
}

// Since their previous look; nullopt: they saw nothing before.
eventstore::Result<std::optional<TableChanges>> changes_since_previous_visit(
    const ExchangePtr& exchange, const projections::ViewSnapshot& snapshot,
    const ListTable& table) {
  const projections::Visit visit{table.list, visitor_of(*exchange), exchange->principal().session};
  const auto before =
      projections::previous_visit(*snapshot.view, exchange->office(), visit, table.version);
  if (!before) return std::nullopt;
  const auto& access = before->access;
  auto changes = changes_of(exchange->context(), exchange->office(), snapshot, table,
                            {access.list_version, before->at, access.columns});
  if (!changes) return tl::make_unexpected(changes.error());
  return std::move(*changes);
}

// The sign-in is among the facts: a sign-out that comes first leaves no look behind it.
tl::expected<Decided, Denied> decide_visit(const ExchangePtr& exchange, const VisitorLook& look,
                                           Seen& seen, Facts& facts,
                                           const domain::Deciding& deciding) {
  seen.at = deciding.now;
  auto& context = exchange->context();
  const auto visit = load_visit(facts, visitor_of(*exchange), look.project, look.list);
  const bool signed_in = find_signed_in(context, facts, exchange->principal().session).has_value();
  if (!signed_in || !domain::check_visit(visit, visitor_of(*exchange), look.list)) {
    return denied(nothing_there());
  }
  const auto columns =
      domain::shown_columns(visit.web.list(look.list)->columns, *visit.list.definition);
  if (!take_table(context, facts, look.list, visit.list, columns, seen)) {
    return denied(nothing_there());  // `behind` says that it is there
  }
  if (visit_shows_changes(look.kind) &&
      !take_changes(changes_since_previous_visit(exchange, seen.snapshot, *seen.table), seen)) {
    return denied(nothing_there());  // `unreadable` says why
  }
  return decided(domain::decide(visit, visit_command(exchange, look, seen)));
}

void visit_first(const ExchangePtr& exchange, const VisitorLook& look, const Paging& paging) {
  auto seen = std::make_shared<Seen>();
  seen->access = {exchange->context().new_id()};
  auto command = exchange->command([=](Facts& facts, const domain::Deciding& deciding) {
    return decide_visit(exchange, look, *seen, facts, deciding);
  });
  exchange->context().commands.run_here(std::move(command), [=](const CommandOutcome& outcome) {
    if (const auto* failure = std::get_if<Failure>(&outcome)) return exchange->fail(*failure);
    if (seen->behind) {
      return after_views(*exchange, *seen->behind, [=] { visit_first(exchange, look, paging); });
    }
    if (seen->unreadable) return exchange->fail(Failure::unreadable);
    if (const auto* no = std::get_if<Denied>(&outcome)) return refuse(exchange, look, no->refusals);
    seen->recorded_at = std::get<Done>(outcome).last;
    // The office sees the look as soon as the visitor does.
    exchange->context().waits.until_projected(exchange->office(), seen->recorded_at, {}, [=](bool) {
      render(exchange, look.kind, [=] { show_visitor(exchange, look, *seen, paging); });
    });
  });
}

// ---- Later pages -----------------------------------------------------------------------------

// As of receivers' looks.
void mark_visit_again(const ExchangePtr& exchange, Seen& seen) {
  const auto snapshot = unchanged_since(exchange->context(), exchange->office(), seen);
  if (!snapshot) return;
  auto changes = changes_since_previous_visit(exchange, *snapshot, *seen.table);
  if (changes) seen.changes = std::move(*changes);
}

// The access is on record; whether it still stands is asked as strictly.
void visit_on(const ExchangePtr& exchange, const VisitorLook& look, const Paging& paging) {
  auto& context = exchange->context();
  auto facts = context.commands.facts(exchange->office());
  const auto contact = visitor_of(*exchange);
  const auto visit = load_visit(facts, contact, look.project, look.list);
  if (facts.failed()) return exchange->fail(Failure::unreadable);
  if (!domain::check_visit(visit, contact, look.list)) {
    return refuse(exchange, look, nothing_there());
  }
  const auto before = access_gone_on_with(*exchange, *paging.cursor);
  if (!before) return;
  const auto& access = before->access;
  if (access.contact != contact || access.list != look.list ||
      access.session != exchange->principal().session) {
    return look.render ? visit_first(exchange, look, {}) : refuse_cursor(*exchange);
  }
  Seen seen;
  seen.at = before->at;
  seen.access = access.access;
  seen.recorded_at = paging.cursor->recorded_at;
  seen.own_version = paging.cursor->own_version;
  seen.snapshot.position = paging.cursor->position;
  const auto ticked =
      domain::shown_columns(visit.web.list(look.list)->columns, *visit.list.definition);
  seen.table = table_again(context, exchange->office(), *paging.cursor, access,
                           still_shown(access.columns, ticked));
  if (!seen.table) return exchange->fail(Failure::unreadable);
  if (look.render) mark_visit_again(exchange, seen);
  show_visitor(exchange, look, seen, paging);
}

}  // namespace

// An offer's link never opens a list.
void look_as_visitor(const ExchangePtr& exchange, VisitorLook look) {
  if (exchange->principal().only_project) return refuse(exchange, look, nothing_there());
  if (look.kind == domain::AccessKind::changes) return visit_first(exchange, look, {});
  const auto paging = look.render ? cursor_of(*exchange) : paging_of(*exchange);
  if (!paging) return;
  const bool goes_on = paging->cursor && !domain::is_download(look.kind);
  goes_on ? visit_on(exchange, look, *paging) : visit_first(exchange, look, *paging);
}

}  // namespace rollcall::api
