#include "api/app/router.hpp"

#include "api/app/denials.hpp"
#include "api/app/exchange.hpp"
#include "api/app/in_flight.hpp"
#include "api/app/traffic.hpp"
#include "api/opening/below_link.hpp"
#include "api/opening/link.hpp"
#include "api/wire/csv.hpp"

namespace rollcall::api {
namespace {

constexpr std::size_t kMaxIdempotencyKey = 255;
constexpr std::uint64_t kMaxForm = 4'096;

std::string_view next_segment(std::string_view& path) {
  const auto end = path.find('/', 1);
  const auto segment = path.substr(0, end);
  path.remove_prefix(segment.size());
  return segment;  // with its leading slash
}

bool is_name(std::string_view segment) {
  return segment.starts_with("/{");
}

// Segment by segment, without looking into the names: most routes fail here, at no cost.
bool has_shape(std::string_view pattern, std::string_view path) {
  while (!pattern.empty() && !path.empty()) {
    const auto wanted = next_segment(pattern);
    const auto given = next_segment(path);
    if (!is_name(wanted) && wanted != given) return false;
  }
  return pattern.empty() && path.empty();
}

std::optional<std::vector<std::string>> match_path(std::string_view pattern,
                                                   std::string_view path) {
  if (!has_shape(pattern, path)) return std::nullopt;
  std::vector<std::string> params;
  while (!pattern.empty()) {
    const auto wanted = next_segment(pattern);
    const auto given = next_segment(path);
    if (!is_name(wanted)) continue;
    bool ok = true;
    params.push_back(wire::percent_decode(given.substr(1), ok));
    if (!ok || params.back().empty()) return std::nullopt;
  }
  return params;
}

// Literal segments win over names: "/v1/sessions/current" before "/v1/sessions/{sessionId}".
std::size_t literalness(std::string_view pattern) {
  std::size_t names = 0;
  for (const char c : pattern) names += c == '{';
  return 100 - names;
}

http::Response finished(http::Response response) {
  response.with("X-Content-Type-Options", "nosniff").with("Referrer-Policy", "no-referrer");
  if (!response.header("Cache-Control")) response.with("Cache-Control", "no-store");
  return response;
}

http::Response unauthorised() {
  return wire::problem(401, "unauthorized", "A valid credential is needed.");
}

std::string_view media_type_of(BodyKind kind) {
  switch (kind) {
    case BodyKind::none:
      return "";
    case BodyKind::json:
      return "application/json";
    case BodyKind::csv:
      return "text/csv";
    case BodyKind::form:
      return "application/x-www-form-urlencoded";
    case BodyKind::file:
      return "";
  }
  return "";
}

bool content_type_fits(BodyKind kind, const http::RequestHead& head) {
  const auto* given = head.header("content-type");
  // What a file is, its content says.
  if (kind == BodyKind::none || kind == BodyKind::file) return true;
  if (!given)
    return kind == BodyKind::json && head.content_length.value_or(0) == 0 &&
           !head.header("transfer-encoding");
  return wire::media_type(*given) == media_type_of(kind);
}

std::uint64_t body_limit(BodyKind kind) {
  switch (kind) {
    case BodyKind::none:
      return 0;
    case BodyKind::json:
      return json::kMaxBytes;
    case BodyKind::csv:
      return wire::kMaxImportBytes;
    case BodyKind::form:
      return kMaxForm;
    case BodyKind::file:
      return domain::kMaxFileBytes;
  }
  return 0;
}

// The bearer token; else what a browser holds as cookie: on routes for receivers its one viewing
// session, on others who is signed in.
std::string credential(const Context& context, const Route& route, const http::RequestHead& head) {
  auto token = bearer_token(head);
  if (!token.empty()) return token;
  if (includes(route.who, Who::receiver)) return only_session_cookie(context.settings, head);
  return wire::cookie(head, signed_in_cookie_name(context.settings));
}

// A cookie comes along with whatever another site makes a browser send.
bool is_forged(const Context& context, const Route& route, const http::RequestHead& head) {
  return route.method != http::Method::get && bearer_token(head).empty() &&
         site_of(context, head) != Site::ours;
}

// Nothing is written in the past.
bool writes_as_of(const Route& route, const http::RequestHead& head) {
  return route.method != http::Method::get && head.query_value("asOf") != nullptr;
}

http::Response only_reads_take_as_of() {
  constexpr std::string_view kDetail = "Only reads take asOf.";
  return wire::problem(400, "invalid_query", kDetail,
                       {{"/query/asOf", "unknown_parameter", std::string(kDetail)}});
}

std::string idempotency_lock(const Exchange::Parts& parts) {
  const auto* key = parts.request.header("idempotency-key");
  if (!key || parts.route.method != http::Method::post) return "";
  const auto who = parts.principal ? parts.principal->actor.id.to_string() : "";
  return who + '\n' + parts.request.path + '\n' + *key;
}

}  // namespace

Match match_route(std::span<const std::span<const Route>> tables, http::Method method,
                  std::string_view path) {
  Match best;
  std::size_t best_literalness = 0;
  std::vector<std::string_view> methods;
  for (const auto& table : tables) {
    for (const auto& route : table) {
      auto params = match_path(route.pattern, path);
      if (!params || literalness(route.pattern) < best_literalness) continue;
      if (literalness(route.pattern) > best_literalness) best = {}, methods.clear();
      best_literalness = literalness(route.pattern);
      methods.push_back(to_string(route.method));
      if (route.method == http::Method::get) methods.push_back("HEAD");
      if (route.method == method) best.route = &route, best.params = std::move(*params);
    }
  }
  for (const auto& name : methods) {
    best.allowed += (best.allowed.empty() ? "" : ", ") + std::string(name);
  }
  return best;
}

struct Router::Incoming {
  http::Request request;
  http::Reply reply;
  std::unique_ptr<Match> match;
};

std::optional<http::Response> Router::refuse(const http::RequestHead& head,
                                             const Match& match) const {
  if (match.allowed.empty()) return not_found_response();
  if (!match.route) {
    return wire::problem(405, "method_not_allowed", "Not with this method.")
        .with("Allow", match.allowed);
  }
  const auto& route = *match.route;
  if (route.who != Who::anyone && credential(context_, route, head).empty()) return unauthorised();
  if (!content_type_fits(route.body, head)) {
    return wire::problem(415, "unsupported_media_type",
                         "The Content-Type is not one of this route.");
  }
  const auto* key = head.header("idempotency-key");
  if (key && (key->empty() || key->size() > kMaxIdempotencyKey)) {
    return wire::problem(400, "invalid_idempotency_key", "1 to 255 characters.");
  }
  return std::nullopt;
}

Router::Application::Admission Router::admit(const http::RequestHead& head) {
  auto found = std::make_unique<Match>(match_route(route_tables(), head.method, head.path));
  const Match& match = *found;
  Admission admission;
  admission.found = std::move(found);
  if (auto refusal = refuse(head, match)) {
    // Whether the link lives is looked up first, and not on this thread.
    admission.body_limit = json::kMaxBytes;
    if (lies_below_link(head.path)) return admission;
    admission.refusal = finished(std::move(*refusal));
    return admission;
  }
  admission.body_limit = body_limit(match.route->body);
  // What is large is taken from known clients only; the rest is checked with its body at hand.
  if (admission.body_limit > json::kMaxBytes) {
    admission.deadline = std::chrono::minutes(5);
    if (!authenticate(context_, credential(context_, *match.route, head)))
      admission.refusal = finished(unauthorised());
  }
  return admission;
}

void Router::handle(http::Request request, std::unique_ptr<Found> found, http::Reply reply) {
  auto incoming = std::make_shared<Incoming>();
  incoming->match.reset(static_cast<Match*>(found.release()));
  incoming->request = std::move(request);
  incoming->reply = [reply = std::move(reply),
                     &traffic = context_.traffic](http::Response response) {
    traffic.count(response.status);
    reply(finished(std::move(response)));
  };
  const auto* route = incoming->match->route;
  if (route && route->inline_) return dispatch(incoming);
  if (context_.pool.post([this, incoming] { receive(incoming); })) return;
  incoming->reply(wire::problem(503, "busy", "Too much at once.").with("Retry-After", "1"));
}

// What was refused is here only if it lies below a mailed link.
void Router::receive(const std::shared_ptr<Incoming>& incoming) {
  auto refusal = refuse(incoming->request, *incoming->match);
  if (!refusal) return dispatch(incoming);
  static constexpr Route kNoRoute{http::Method::get, "", Who::anyone, BodyKind::none, nullptr};
  const auto exchange = std::make_shared<Exchange>(Exchange::Parts{
      context_, kNoRoute, std::move(incoming->request), {}, std::nullopt, incoming->reply, "", ""});
  refuse_below_link(exchange, std::move(*refusal));
}

// The answer waits for the record, which is not made twice an hour for the same.
void Router::deny(const std::shared_ptr<Incoming>& incoming, const Principal& principal) {
  if (!stands(context_, principal)) return incoming->reply(unauthorised());
  const auto& route = *incoming->match->route;
  const auto exchange = std::make_shared<Exchange>(Exchange::Parts{
      context_, route, std::move(incoming->request), {}, principal, incoming->reply, "", ""});
  record_denial(context_, principal, route, [exchange] {
    exchange->reply(wire::problem(403, "forbidden", "This credential may not do that."));
  });
}

void Router::dispatch(const std::shared_ptr<Incoming>& incoming) {
  const auto& route = *incoming->match->route;
  std::optional<Principal> principal;
  std::string by;
  if (route.who != Who::anyone) {
    by = credential(context_, route, incoming->request);
    principal = authenticate(context_, by);
    if (!principal) return incoming->reply(unauthorised());
    if (is_forged(context_, route, incoming->request)) {
      return incoming->reply(wire::problem(403, "cross_site", "Not from another site."));
    }
    if (!includes(route.who, principal->role)) return deny(incoming, *principal);
    if (writes_as_of(route, incoming->request)) return incoming->reply(only_reads_take_as_of());
  }
  Exchange::Parts parts{context_,
                        route,
                        std::move(incoming->request),
                        std::move(incoming->match->params),
                        std::move(principal),
                        incoming->reply,
                        "",
                        std::move(by)};
  parts.idempotency_lock = idempotency_lock(parts);
  if (!parts.idempotency_lock.empty() && !context_.in_flight.acquire(parts.idempotency_lock)) {
    return incoming->reply(wire::problem(409, "request_in_progress",
                                         "The first request with this key is still running."));
  }
  const auto exchange = std::make_shared<Exchange>(std::move(parts));
  route.handle(exchange);
}

}  // namespace rollcall::api
