#include "api/handlers/audit/history_page.hpp"

#include <algorithm>
#include <charconv>

#include "replay/position_at.hpp"

namespace rollcall::api::handlers {
namespace {

// "POSITION.MILLIS.AFTER"
std::optional<HistoryPage> resumed(const Paging& paging) {
  HistoryPage page{paging, {}, 0};
  const auto& text = paging.request.after;
  const char* at = text.data();
  const char* end = at + text.size();
  const auto take = [&](auto& number, char separator) {
    const auto [rest, error] = std::from_chars(at, end, number);
    if (error != std::errc{}) return false;
    at = rest;
    return separator == '\0' ? at == end : at != end && *at++ == separator;
  };
  const bool is_whole =
      take(page.until.position, '.') && take(page.until.at.ms, '.') && take(page.after, '\0');
  return is_whole ? std::optional(page) : std::nullopt;
}

}  // namespace

Instance last_instance(const Exchange& exchange) {
  if (const auto& moment = exchange.as_of()) return {moment->position, moment->at};
  const auto& context = exchange.context();
  return {context.log.head(exchange.office()), context.commands.now(exchange.office())};
}

Span read_span(Query& query) {
  return {query.moment("from"), query.moment("to")};
}

domain::HistorySpan asked(const Span& span) {
  return {span.from, span.to};
}

std::optional<Instance> instance_of(Exchange& exchange, const std::optional<Moment>& moment) {
  const auto& context = exchange.context();
  const auto last = last_instance(exchange);
  if (!moment) return last;
  if (const auto* instant = std::get_if<domain::Instant>(&*moment)) {
    const auto at = std::min(*instant, last.at);
    const auto position = replay::position_at(context.log, exchange.office(), at);
    if (position) return Instance{std::min(*position, last.position), at};
  } else {
    const auto position = std::get<eventstore::Position>(*moment);
    if (position > last.position) {
      exchange.reply(wire::problem(409, "position_unknown", "The log has not come so far."));
      return std::nullopt;
    }
    const auto at = replay::recorded_at(context.log, exchange.office(), position);
    if (at) return Instance{position, at->value_or(domain::Instant{})};
  }
  exchange.fail(Failure::unreadable);
  return std::nullopt;
}

std::optional<eventstore::Position> first_position(Exchange& exchange, Moment moment) {
  auto* instant = std::get_if<domain::Instant>(&moment);
  if (instant) --instant->ms;
  const auto instance = instance_of(exchange, moment);
  if (!instance) return std::nullopt;
  return instant ? instance->position + 1 : std::max<eventstore::Position>(instance->position, 1);
}

std::optional<HistoryPage> history_page(Exchange& exchange, const Paging& paging,
                                        const std::optional<Moment>& until) {
  if (paging.request.after.empty()) {
    const auto instance = instance_of(exchange, until);
    if (!instance) return std::nullopt;
    return HistoryPage{paging, *instance, 0};
  }
  auto page = resumed(paging);
  if (!page || page->until.position > exchange.context().log.head(exchange.office())) {
    exchange.reply(wire::problem(400, "invalid_cursor", "This cursor is none of this collection."));
    return std::nullopt;
  }
  return page;
}

replay::Moment moment_of(const Exchange& exchange, const Instance& until) {
  return {exchange.context().log, exchange.context().codec, exchange.office(), until.position};
}

void write_instance(json::Writer& out, const Instance& until) {
  out.field("position", until.position).field("at", until.at.to_string());
}

void write_next(json::Writer& out, Exchange& exchange, const HistoryPage& page,
                const std::optional<std::uint64_t>& after) {
  if (!after) {
    out.null_field("nextCursor");
    return;
  }
  out.field("nextCursor",
            next_cursor(exchange, page.paging,
                        std::to_string(page.until.position) + '.' +
                            std::to_string(page.until.at.ms) + '.' + std::to_string(*after)));
}

void answer_history(const std::shared_ptr<Exchange>& exchange, HistoryWork work) {
  const bool taken = exchange->context().files.post([exchange, work = std::move(work)] {
    auto answer = work(*exchange);
    if (!answer) return exchange->fail_looking_back(answer.error());
    record_history_read(exchange, answer->reading,
                        [exchange, answer = std::move(*answer)](eventstore::Position) {
                          auto response = json_response(200, answer.body);
                          response.with("Rollcall-Position", std::to_string(answer.position));
                          exchange->reply(std::move(response));
                        });
  });
  if (!taken) exchange->fail(Failure::busy);
}

}  // namespace rollcall::api::handlers
