#include "api/looks/look.hpp"
#include "api/looks/present.hpp"
#include "api/looks/seen.hpp"

namespace rollcall::api {
namespace {

using ExchangePtr = std::shared_ptr<Exchange>;

struct StaffLook {
  domain::ListId list;
  domain::AccessKind kind{};
  Paging paging;
  std::optional<Since> since{};  // of a look at changes
};

void show(Exchange& exchange, const StaffLook& look, const Seen& seen) {
  auto response = answer_of(exchange.context(), seen, look.kind, look.paging);
  response.still_allowed = exchange.still_signed_in();
  exchange.reply(at_position(std::move(response), seen));
}

tl::expected<Decided, Denied> decide_look(const ExchangePtr& exchange, const StaffLook& look,
                                          Seen& seen, Facts& facts,
                                          const domain::Deciding& deciding) {
  const auto list = facts.load<domain::ListState>(domain::facts_of_list(look.list));
  const domain::Refusals not_found = {{domain::Reason::not_found, "", {}, "", 0}};
  if (!list->definition) return denied(not_found);
  if (!take_table(exchange->context(), facts, look.list, *list, list->definition->columns, seen)) {
    return denied(not_found);  // `behind` says that it is there
  }
  if (look.since && !take_changes(changes_of(exchange->context(), exchange->office(), seen.snapshot,
                                             *seen.table, *look.since),
                                  seen)) {
    return denied(not_found);  // `unreadable` says why
  }
  const domain::RecordStaffLook command{look.list, look_of(seen, look.kind, exchange->request())};
  return decided(domain::decide(*list, command, deciding));
}

void look_first(const ExchangePtr& exchange, const StaffLook& look) {
  auto seen = std::make_shared<Seen>();
  seen->access = {exchange->context().new_id()};
  auto command = exchange->command([=](Facts& facts, const domain::Deciding& deciding) {
    return decide_look(exchange, look, *seen, facts, deciding);
  });
  exchange->context().commands.run_here(std::move(command), [=](const CommandOutcome& outcome) {
    if (const auto* failure = std::get_if<Failure>(&outcome)) return exchange->fail(*failure);
    if (seen->behind) {
      return after_views(*exchange, *seen->behind, [=] { look_first(exchange, look); });
    }
    if (seen->unreadable) return exchange->fail(Failure::unreadable);
    if (const auto* no = std::get_if<Denied>(&outcome)) return exchange->fail(*no);
    seen->recorded_at = std::get<Done>(outcome).last;
    render(exchange, look.kind, [=] { show(*exchange, look, *seen); });
  });
}

void look_on(Exchange& exchange, const StaffLook& look) {
  const auto list = exchange.context()
                        .commands.facts(exchange.office())
                        .load<domain::ListState>(domain::facts_of_list(look.list));
  if (!list->definition) return exchange.not_found();
  const auto& cursor = *look.paging.cursor;
  const auto before = access_gone_on_with(exchange, cursor);
  if (!before) return;
  const auto& access = before->access;
  if (access.list != look.list || access.share || access.contact ||
      before->by != exchange.principal().actor) {
    return refuse_cursor(exchange);
  }
  Seen seen;
  seen.access = access.access;
  seen.recorded_at = cursor.recorded_at;
  seen.own_version = cursor.own_version;
  seen.snapshot.position = cursor.position;
  seen.table = table_again(exchange.context(), exchange.office(), cursor, access, access.columns);
  if (!seen.table) return exchange.fail(Failure::unreadable);
  show(exchange, look, seen);
}

}  // namespace

void look_as_staff(const ExchangePtr& exchange, domain::ListId list) {
  const auto kind = look_kind(exchange->request());
  if (!kind) return exchange->reply(not_a_look_kind());
  const auto paging = paging_of(*exchange);
  if (!paging) return;
  const StaffLook look{list, *kind, *paging};
  const bool goes_on = paging->cursor && *kind == domain::AccessKind::json;
  goes_on ? look_on(*exchange, look) : look_first(exchange, look);
}

void look_at_changes_as_staff(const ExchangePtr& exchange, domain::ListId list, Since since) {
  look_first(exchange, {list, domain::AccessKind::changes, {}, std::move(since)});
}

}  // namespace rollcall::api
