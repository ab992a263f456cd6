// The feed: an office's log as CloudEvents. In pages, whole as NDJSON, or live by server-sent
// events.

#include "api/audit/history_record.hpp"
#include "api/feed/streams.hpp"
#include "api/handlers/parts/query.hpp"
#include "api/handlers/tables.hpp"

namespace rollcall::api::handlers::events {
namespace {

using eventstore::Position;
using ExchangePtr = std::shared_ptr<Exchange>;

constexpr Who kReadsTheLog = Who::office_admin | Who::auditor;
constexpr std::string_view kJson = "application/json";
constexpr std::string_view kLines = "application/x-ndjson";
constexpr std::string_view kLive = "text/event-stream";
constexpr std::string_view kPosition = "Rollcall-Position";

// A page is at most so large, and looks at so much of the log; then it is short.
constexpr std::size_t kMaxPageBytes = std::size_t{4} << 20;
constexpr Position kMaxPageScan = 10 * feed::Reader::kMaxScanned;

// ---- What is asked for ---------------------------------------------------------------------

struct Asked {
  std::string_view form;
  feed::Filter filter;
  Position after = 0;
  Paging paging;  // of pages
};

void add_type(Query& query, std::string_view name, feed::Filter& filter) {
  const auto type = feed::type_named(name);
  if (!type) return query.fault("types", "unknown_value");
  filter.types.push_back(*type);
}

void read_types(Query& query, const Exchange& exchange, feed::Filter& filter) {
  const auto text = query.text("types");
  if (exchange.request().query_value("types") == nullptr) return;
  std::string_view rest = text;
  for (auto comma = rest.find(','); comma != rest.npos; comma = rest.find(',')) {
    add_type(query, rest.substr(0, comma), filter);
    rest.remove_prefix(comma + 1);
  }
  add_type(query, rest, filter);
}

void read_tag(Query& query, const Exchange& exchange, feed::Filter& filter) {
  const auto text = query.text("tag");
  if (exchange.request().query_value("tag") == nullptr) return;
  filter.tag = domain::parse_tag(text);
  if (!filter.tag) return query.fault("tag", "malformed");
  switch (feed::filtering_by(filter.tag->kind)) {
    case feed::Filtering::anyone:
      return;
    case feed::Filtering::admin:
      if (exchange.principal().role == Who::office_admin) return;
      return query.fault("tag", "for_office_admin");
    case feed::Filtering::nobody:
      return query.fault("tag", "unknown_value");
  }
}

// The position after which to begin: Last-Event-ID of who comes back, or a page's cursor, wins over
// the address.
Position read_after(Query& query, const Exchange& exchange, std::string_view form) {
  const auto text = query.text("after");
  const auto* given = exchange.request().query_value("after");
  const auto after = parse_position(text);
  if (given && !after) query.fault("after", "malformed");
  const auto* last = form == kLive ? exchange.request().header("last-event-id") : nullptr;
  if (last == nullptr || last->empty()) return after.value_or(0);
  const auto position = parse_position(*last);
  if (!position) query.header_fault("Last-Event-ID", "malformed");
  return position.value_or(0);
}

// nullopt: answered.
std::optional<Asked> asked_of(Exchange& exchange) {
  const auto form = wire::negotiate(exchange.request(), {kJson, kLines, kLive});
  if (!form) {
    exchange.reply(wire::problem(406, "not_acceptable",
                                 "This is application/json, application/x-ndjson or "
                                 "text/event-stream."));
    return std::nullopt;
  }
  Asked asked{*form, {}, 0, {}};
  Query query(exchange);
  read_types(query, exchange, asked.filter);
  read_tag(query, exchange, asked.filter);
  asked.after = read_after(query, exchange, *form);
  if (*form == kJson) asked.paging = query.paging();
  if (query.refused(422)) return std::nullopt;
  const auto& cursor = asked.paging.request.after;
  if (!cursor.empty()) asked.after = parse_position(cursor).value_or(0);
  if (asked.after > exchange.context().log.head(exchange.office())) {
    exchange.reply(wire::problem(409, "position_unknown", "The log has not come so far."));
    return std::nullopt;
  }
  return asked;
}

feed::Reader reader_of(const Exchange& exchange, const Asked& asked) {
  const auto& office = exchange.office();
  const bool is_admin = exchange.principal().role == Who::office_admin;
  feed::Viewer viewer =
      is_admin ? feed::Viewer(office) : feed::Viewer(office, exchange.context().vault);
  return {exchange.context(), std::move(viewer), asked.filter};
}

// ---- On the record -------------------------------------------------------------------------

domain::HistorySpan span_of(Position after, std::optional<Position> up_to) {
  domain::HistorySpan span{after, std::nullopt};
  if (up_to) span.to = *up_to;
  return span;
}

// A stream is answered when its first name comes to be recorded, so what fails then ends it.
feed::RecordRead recorder_of(const ExchangePtr& exchange, const domain::HistorySpan& span) {
  const domain::ReadHistory read{{projections::from_log(exchange->office())},
                                 domain::HistoryKind::events_feed,
                                 std::nullopt,
                                 span,
                                 std::nullopt,
                                 std::nullopt};
  return [exchange, read](std::function<void(bool)> then) {
    auto command = exchange->command(
        [read](Facts&, const domain::Deciding&) { return decided(domain::decide(read)); });
    exchange->context().commands.run_here(std::move(command),
                                          [then = std::move(then)](const CommandOutcome& outcome) {
                                            then(std::holds_alternative<Done>(outcome));
                                          });
  };
}

// ---- Pages ---------------------------------------------------------------------------------

tl::expected<feed::Step, Failure> page_of(const feed::Reader& reader, const Asked& asked,
                                          Position head) {
  feed::Step page;
  page.next = asked.after;
  feed::StepLimits left{asked.paging.request.limit, kMaxPageBytes};
  const auto up_to = std::min(head, asked.after + kMaxPageScan);
  while (page.next < up_to && left.events > 0 && left.bytes > 0) {
    auto step = reader.step(page.next, up_to, left);
    if (!step) return step;
    for (auto& event : step->events) {
      left.bytes -= std::min(left.bytes, event.json.size());
      page.events.push_back(std::move(event));
    }
    left.events -= step->events.size();
    page.next = step->next;
    page.has_personal = page.has_personal || step->has_personal;
  }
  return page;
}

http::Response page_response(Exchange& exchange, const Asked& asked, const feed::Step& page,
                             Position head) {
  const auto next = std::to_string(page.next);
  json::Writer out;
  out.begin_object().begin_array("items");
  for (const auto& event : page.events) out.raw(event.json);
  out.end_array().key("nextCursor");
  page.next < head ? out.value(next_cursor(exchange, asked.paging, next)) : out.null();
  return json_response(200, out.end_object().finish()).with(std::string(kPosition), next);
}

void answer_page(const ExchangePtr& exchange, const Asked& asked) {
  const auto head = exchange->context().log.head(exchange->office());
  const auto page = page_of(reader_of(*exchange, asked), asked, head);
  if (!page) return exchange->fail(page.error());
  auto response = page_response(*exchange, asked, *page, head);
  response.still_allowed = exchange->still_signed_in();
  const bool leaves = page->has_personal && !exchange->request().head;
  if (!leaves) return exchange->reply(std::move(response));
  HistoryReading reading{domain::HistoryKind::events_feed};
  reading.span = span_of(asked.after, page->next);
  reading.entries = static_cast<std::uint32_t>(page->events.size());
  record_history_read(exchange, std::move(reading),
                      [exchange, response](Position) { exchange->reply(response); });
}

// ---- Streams -------------------------------------------------------------------------------

void reply_stream(const ExchangePtr& exchange, const Asked& asked, Position position,
                  std::shared_ptr<http::BodyStream> stream) {
  http::Response response;
  response.with("Content-Type", std::string(asked.form))
      .with(std::string(kPosition), std::to_string(position));
  if (asked.form == kLive) response.with("X-Accel-Buffering", "no");
  response.stream = std::move(stream);
  response.still_allowed = exchange->still_signed_in();
  exchange->reply(std::move(response));
}

void answer_lines(const ExchangePtr& exchange, const Asked& asked) {
  const auto head = exchange->context().log.head(exchange->office());
  reply_stream(exchange, asked, head,
               feed::stream_whole(exchange->context(), reader_of(*exchange, asked), asked.after,
                                  head, recorder_of(exchange, span_of(asked.after, head))));
}

http::Response full(feed::Live::Full full) {
  const bool own = full == feed::Live::Full::for_credential;
  return wire::problem(own ? 429 : 503, own ? "too_many_streams" : "busy",
                       own ? "This credential follows the log often enough."
                           : "The office's log is followed by as many as may.")
      .with("Retry-After", "15");
}

void answer_live(const ExchangePtr& exchange, const Asked& asked) {
  if (exchange->request().head) return answer_lines(exchange, asked);  // it is not asked, either
  auto place = exchange->context().live.enter(exchange->office(), exchange->principal().actor);
  if (!place) return exchange->reply(full(place.error()));
  reply_stream(exchange, asked, asked.after,
               feed::stream_live(exchange->context(), reader_of(*exchange, asked), asked.after,
                                 recorder_of(exchange, span_of(asked.after, std::nullopt)),
                                 *std::move(place)));
}

void get_events(const ExchangePtr& exchange) {
  exchange->after_min_position([exchange] {
    const auto asked = asked_of(*exchange);
    if (!asked) return;
    if (asked->form == kJson) return answer_page(exchange, *asked);
    asked->form == kLines ? answer_lines(exchange, *asked) : answer_live(exchange, *asked);
  });
}

constexpr Route kRoutes[] = {
    {http::Method::get, "/v1/events", kReadsTheLog, BodyKind::none, get_events},
};

}  // namespace

Table routes() {
  return kRoutes;
}

}  // namespace rollcall::api::handlers::events
