#include "api/looks/look.hpp"

#include "api/app/waits.hpp"
#include "api/looks/opening.hpp"
#include "api/looks/present.hpp"

namespace rollcall::api {
namespace {

using ExchangePtr = std::shared_ptr<Exchange>;

// What one look is about, gathered while it is decided.
struct Seen {
  projections::ViewSnapshot snapshot;
  domain::AccessId access;
  TablePtr table;
  std::uint64_t own_version = 0;
  domain::ShareState share;  // of a receiver's look
};

domain::ClientDetails client_of(const http::Request& request) {
  constexpr std::size_t kMaxUserAgent = 300;
  const auto* agent = request.header("user-agent");
  domain::ClientDetails client{request.client_address, ""};
  if (agent && domain::is_valid_utf8(*agent)) client.user_agent = agent->substr(0, kMaxUserAgent);
  return client;
}

domain::Look look_of(const Seen& seen, domain::AccessKind kind, const http::Request& request) {
  return {.access = seen.access,
          .kind = kind,
          .list_version = seen.table->version,
          .row_count = static_cast<std::uint32_t>(seen.table->rows.size()),
          .columns = seen.table->columns,
          .client = client_of(request)};
}

// The rows as the snapshot has them; false if the list is not there.
bool take_table(
    Context& context, const eventstore::OfficeId& office, domain::ListId id,
    const std::function<std::vector<domain::Column>(const domain::ListDefinition&)>& columns,
    Seen& seen) {
  const auto list = projections::find_list(*seen.snapshot.view, office, id);
  if (!list) return false;
  seen.own_version = list->own_version;
  seen.table = table_of(context, *seen.snapshot.view, office, *list, columns(list->definition));
  return true;
}

http::Response page_response(const Context& context, const Seen& seen, std::size_t offset,
                             std::size_t limit) {
  std::optional<std::string> next;
  if (offset + limit < seen.table->rows.size()) {
    next = write_look_cursor(context, {seen.table->list, seen.snapshot.position, seen.own_version,
                                       seen.table->version, offset + limit});
  }
  return json_response(200, json_page(*seen.table, offset, limit, next));
}

http::Response with_position(http::Response response, eventstore::Position position) {
  return response.with("Rollcall-Position", std::to_string(position));
}

// Limit and cursor of the request; answers what is wrong with them.
struct Paging {
  std::size_t limit = 0;
  std::optional<LookCursor> cursor;
};
std::optional<Paging> paging_of(Exchange& exchange) {
  Paging paging;
  const auto limit = wire::page_limit(exchange.request());
  if (!limit) {
    exchange.reply(wire::problem(400, "invalid_limit", "limit is a number from 1 to 500."));
    return std::nullopt;
  }
  paging.limit = *limit;
  const auto* cursor = exchange.request().query_value("cursor");
  if (!cursor) return paging;
  paging.cursor = read_look_cursor(exchange.context(), *cursor);
  if (paging.cursor) return paging;
  exchange.reply(wire::problem(400, "invalid_cursor", "This cursor is not one of this route."));
  return std::nullopt;
}

void invalid_cursor(Exchange& exchange) {
  exchange.reply(wire::problem(400, "invalid_cursor", "This cursor cannot be gone on with."));
}

domain::Deciding deciding_now(Exchange& exchange) {
  return {exchange.context().commands.now(exchange.office()), exchange.principal().actor};
}

// ---- Receivers ------------------------------------------------------------------------------

domain::RecordReceiverLook command_of(const ExchangePtr& exchange, const ReceiverLook& look,
                                      const Seen& seen) {
  return {exchange->principal().session, look.link, look_of(seen, look.kind, exchange->request())};
}

void refuse(const ExchangePtr& exchange, const ReceiverLook& look,
            const domain::Refusals& refusals) {
  if (look.refused) return look.refused(exchange, refusals);
  if (refusals.front().reason == domain::Reason::link_dead) return exchange->dead_link();
  exchange->reply(wire::refused(refusals));
}

// Asked before every chunk: a revocation, an ended session or an expiry stops what is being sent.
std::function<bool()> still_standing(const ExchangePtr& exchange, const ReceiverLook& look,
                                     const std::shared_ptr<Seen>& seen) {
  return [&context = exchange->context(), office = exchange->office(),
          actor = exchange->principal().actor, share = exchange->principal().share,
          command = command_of(exchange, look, *seen)] {
    auto facts = context.commands.facts(office);
    const auto opening = load_opening(facts, share);
    return !facts.failed() &&
           domain::decide(opening, command, {context.commands.now(office), actor}).has_value();
  };
}

http::Response render(const ExchangePtr& exchange, const ReceiverLook& look, const Seen& seen,
                      const Paging& paging) {
  if (look.render) return look.render(*seen.table, seen.share);
  if (look.kind == domain::AccessKind::csv) return csv_response(*seen.table);
  const auto offset = paging.cursor ? paging.cursor->offset : 0;
  return page_response(exchange->context(), seen, offset, paging.limit);
}

void show(const ExchangePtr& exchange, const ReceiverLook& look, const std::shared_ptr<Seen>& seen,
          const Paging& paging) {
  auto response = render(exchange, look, *seen, paging);
  response.still_allowed = still_standing(exchange, look, seen);
  if (!response.still_allowed())
    return refuse(exchange, look, {{domain::Reason::link_dead, "", {}, "", 0}});
  exchange->reply(with_position(std::move(response), seen->snapshot.position));
}

tl::expected<Decided, Denied> decide_look(const ExchangePtr& exchange, const ReceiverLook& look,
                                          Seen& seen, Facts& facts,
                                          const domain::Deciding& deciding) {
  const auto opening = load_opening(facts, exchange->principal().share);
  seen.share = opening.share;
  const bool there = take_table(
      exchange->context(), exchange->office(), opening.share.list,
      [&](const auto& list) { return domain::shown_columns(opening.share.columns, list); }, seen);
  if (!there) return denied({{domain::Reason::link_dead, "", {}, "", 0}});
  return decided(domain::decide(opening, command_of(exchange, look, seen), deciding));
}

// A later page: the access is on record; whether it still stands is asked as strictly.
void next_page(const ExchangePtr& exchange, const ReceiverLook& look, const Paging& paging) {
  auto facts = exchange->context().commands.facts(exchange->office());
  const auto opening = load_opening(facts, exchange->principal().share);
  if (facts.failed()) return exchange->fail(Failure::unreadable);
  auto seen = std::make_shared<Seen>();
  seen->share = opening.share;
  seen->own_version = paging.cursor->own_version;
  seen->snapshot.position = paging.cursor->position;
  if (opening.share.list != paging.cursor->list || !opening.list.definition) {
    return invalid_cursor(*exchange);
  }
  seen->table =
      table_again(exchange->context(), exchange->office(), *paging.cursor, opening.share.project,
                  domain::shown_columns(opening.share.columns, *opening.list.definition));
  if (!seen->table) return exchange->fail(Failure::unreadable);
  const auto allowed =
      domain::decide(opening, command_of(exchange, look, *seen), deciding_now(*exchange));
  if (!allowed) return refuse(exchange, look, allowed.error());
  show(exchange, look, seen, paging);
}

}  // namespace

void look_as_receiver(const ExchangePtr& exchange, ReceiverLook look) {
  const auto paging = paging_of(*exchange);
  if (!paging) return;
  if (paging->cursor && look.kind == domain::AccessKind::json && !look.render) {
    return next_page(exchange, look, *paging);
  }
  auto seen = std::make_shared<Seen>();
  seen->snapshot = exchange->context().projector.snapshot(exchange->office());
  seen->access = {exchange->context().new_id()};
  auto command =
      exchange->command([exchange, look, seen](Facts& facts, const domain::Deciding& deciding) {
        return decide_look(exchange, look, *seen, facts, deciding);
      });
  const auto answer = [exchange, look, seen, paging = *paging](const CommandOutcome& outcome) {
    if (const auto* no = std::get_if<Denied>(&outcome)) return refuse(exchange, look, no->refusals);
    if (const auto* failure = std::get_if<Failure>(&outcome)) return exchange->fail(*failure);
    // The sender sees the look as soon as the receiver does.
    exchange->context().waits.until_projected(
        exchange->office(), std::get<Done>(outcome).last, {}, [=](bool) {
          exchange->context().pool.resume([=] { show(exchange, look, seen, paging); });
        });
  };
  exchange->context().commands.run_here(std::move(command), answer);
}

// ---- Staff ----------------------------------------------------------------------------------

namespace {

std::vector<domain::Column> all_columns(const domain::ListDefinition& list) {
  return list.columns;
}

http::Response render_for_staff(Exchange& exchange, const Seen& seen, domain::AccessKind kind,
                                const Paging& paging) {
  auto response = kind == domain::AccessKind::csv
                      ? csv_response(*seen.table)
                      : page_response(exchange.context(), seen,
                                      paging.cursor ? paging.cursor->offset : 0, paging.limit);
  return with_position(std::move(response), seen.snapshot.position);
}

void next_page_for_staff(Exchange& exchange, domain::ListId id, const Paging& paging) {
  auto facts = exchange.context().commands.facts(exchange.office());
  const auto list = facts.load<domain::ListState>(domain::facts_of_list(id));
  if (facts.failed()) return exchange.fail(Failure::unreadable);
  if (!list->definition) return exchange.not_found();
  if (paging.cursor->list != id) return invalid_cursor(exchange);
  Seen seen;
  seen.own_version = paging.cursor->own_version;
  seen.snapshot.position = paging.cursor->position;
  seen.table = table_again(exchange.context(), exchange.office(), *paging.cursor, list->project,
                           list->definition->columns);
  if (!seen.table) return exchange.fail(Failure::unreadable);
  exchange.reply(render_for_staff(exchange, seen, domain::AccessKind::json, paging));
}

}  // namespace

void look_as_staff(const ExchangePtr& exchange, domain::ListId id) {
  const auto kind = look_kind(exchange->request());
  if (!kind) {
    return exchange->reply(wire::problem(406, "not_acceptable", "JSON and CSV are served here."));
  }
  const auto paging = paging_of(*exchange);
  if (!paging) return;
  if (paging->cursor && *kind == domain::AccessKind::json) {
    return next_page_for_staff(*exchange, id, *paging);
  }
  auto seen = std::make_shared<Seen>();
  seen->snapshot = exchange->context().projector.snapshot(exchange->office());
  seen->access = {exchange->context().new_id()};
  auto command = exchange->command(
      [=](Facts& facts, const domain::Deciding& deciding) -> tl::expected<Decided, Denied> {
        const auto list = facts.load<domain::ListState>(domain::facts_of_list(id));
        if (!take_table(exchange->context(), exchange->office(), id, all_columns, *seen)) {
          return denied({{domain::Reason::not_found, "", {}, "", 0}});
        }
        return decided(domain::decide(
            *list, domain::RecordStaffLook{id, look_of(*seen, *kind, exchange->request())},
            deciding));
      });
  exchange->context().commands.run_here(
      std::move(command), [=, paging = *paging](const CommandOutcome& outcome) {
        if (const auto* no = std::get_if<Denied>(&outcome)) return exchange->fail(*no);
        if (const auto* failure = std::get_if<Failure>(&outcome)) return exchange->fail(*failure);
        exchange->context().pool.resume(
            [=] { exchange->reply(render_for_staff(*exchange, *seen, *kind, paging)); });
      });
}

}  // namespace rollcall::api
