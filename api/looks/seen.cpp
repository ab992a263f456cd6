#include "api/looks/seen.hpp"

#include <algorithm>
#include <iterator>

#include "api/app/waits.hpp"
#include "api/looks/present.hpp"

namespace rollcall::api {
namespace {

// Whole: the domain cuts it between characters.
domain::ClientDetails client_of(const http::Request& request) {
  const auto* agent = request.header("user-agent");
  return {request.client_address, agent ? *agent : ""};
}

}  // namespace

bool take_table(Context& context, Facts& facts, domain::ListId id, const domain::ListState& list,
                const std::vector<domain::Column>& columns, Seen& seen) {
  seen.snapshot = context.projector.snapshot(facts.office());
  seen.behind.reset();
  const auto shown = projections::find_list(*seen.snapshot.view, facts.office(), id);
  if (!shown || shown->own_version < list.version) {
    seen.behind = facts.head();
    return false;
  }
  seen.own_version = shown->own_version;
  seen.table = table_of(context, *seen.snapshot.view, facts.office(), *shown, columns);
  return true;
}

void after_views(Exchange& exchange, eventstore::Position position,
                 std::function<void()> look_again) {
  exchange.context().waits.until_projected(
      exchange.office(), position, {projections::KeySpace::lists},
      [self = exchange.shared_from_this(), look_again = std::move(look_again)](bool projected) {
        if (!projected) return self->fail(Failure::busy);
        self->context().pool.resume(look_again);
      });
}

domain::Look look_of(const Seen& seen, domain::AccessKind kind, const http::Request& request) {
  const bool only_changes = kind == domain::AccessKind::changes && seen.changes;
  const auto rows = only_changes ? seen.changes->row_count() : seen.table->rows.size();
  return {.access = seen.access,
          .kind = kind,
          .list_version = seen.table->version,
          .row_count = static_cast<std::uint32_t>(rows),
          .columns = seen.table->columns,
          .client = client_of(request),
          .since = seen.changes ? std::optional(seen.changes->since.position) : std::nullopt};
}

std::vector<domain::Column> still_shown(const std::vector<domain::Column>& recorded,
                                        const std::vector<domain::Column>& shown) {
  std::vector<domain::Column> columns;
  std::copy_if(recorded.begin(), recorded.end(), std::back_inserter(columns),
               [&](const auto& column) {
                 return std::find(shown.begin(), shown.end(), column) != shown.end();
               });
  return columns;
}

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
  refuse_cursor(exchange);
  return std::nullopt;
}

std::optional<Paging> cursor_of(const Exchange& exchange) {
  const auto* cursor = exchange.request().query_value("cursor");
  Paging paging;
  if (cursor) paging.cursor = read_look_cursor(exchange.context(), *cursor);
  return paging;
}

void refuse_cursor(Exchange& exchange) {
  exchange.reply(wire::problem(400, "invalid_cursor", "This cursor cannot be gone on with."));
}

void render(const std::shared_ptr<Exchange>& exchange, domain::AccessKind kind,
            std::function<void()> show) {
  auto& context = exchange->context();
  if (!domain::is_download(kind)) return context.pool.resume(std::move(show));
  if (context.files.post(std::move(show))) return;
  exchange->reply(wire::problem(503, "busy", "Too much at once.").with("Retry-After", "1"));
}

std::string cursor_at(const Context& context, const Seen& seen, std::size_t offset) {
  return write_look_cursor(context, {seen.access, seen.recorded_at, seen.snapshot.position,
                                     seen.own_version, offset, seen.as_of});
}

Presented presented(const Context& context, const Seen& seen) {
  const auto* changes = seen.changes ? &*seen.changes : nullptr;
  return {*seen.table, seen.at, cursor_at(context, seen, 0), seen.access, changes};
}

std::optional<projections::ViewSnapshot> unchanged_since(Context& context,
                                                         const eventstore::OfficeId& office,
                                                         const Seen& seen) {
  auto snapshot = context.projector.snapshot(office);
  const auto list = projections::find_list(*snapshot.view, office, seen.table->list);
  if (!list || list->version != seen.table->version) return std::nullopt;
  return snapshot;
}

http::Response answer_of(const Context& context, const Seen& seen, domain::AccessKind kind,
                         const Paging& paging) {
  if (kind == domain::AccessKind::changes) {
    return json_response(200, changes_json(*seen.table, seen.changes));
  }
  if (domain::is_download(kind)) return file_response(*seen.table, kind);
  const auto offset = paging.cursor ? paging.cursor->offset : 0;
  std::optional<std::string> next;
  if (offset + paging.limit < seen.table->rows.size()) {
    next = cursor_at(context, seen, offset + paging.limit);
  }
  return json_response(200, json_page(*seen.table, offset, paging.limit, next));
}

http::Response at_position(http::Response response, const Seen& seen) {
  return response.with("Rollcall-Position", std::to_string(seen.snapshot.position));
}

std::optional<RecordedAccess> access_gone_on_with(Exchange& exchange, const LookCursor& cursor) {
  if (!exchange.context().log.writable()) {
    exchange.fail(Failure::stopped);
    return std::nullopt;
  }
  auto recorded = find_recorded(exchange.context(), exchange.office(), cursor);
  if (recorded && *recorded) return std::move(*recorded);
  recorded ? refuse_cursor(exchange) : exchange.fail(Failure::unreadable);
  return std::nullopt;
}

}  // namespace rollcall::api
