// What runs the server asks of it, and its description. No route here needs a credential, and none
// shows personal data.

#include "api/app/exchange.hpp"
#include "api/feed/asyncapi.hpp"
#include "api/handlers/parts/metrics.hpp"
#include "api/handlers/parts/openapi_document.hpp"
#include "api/handlers/tables.hpp"

namespace rollcall::api::handlers::operation {
namespace {

constexpr std::string_view kDocsPage = R"(<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Rollcall API</title></head>
<body>
<h1>Rollcall API, version 1</h1>
<p>Everything lies under <code>/v1</code>. Send an API token:
<code>Authorization: Bearer rct_…</code></p>
<ul>
<li><a href="/openapi.json">The whole API as an OpenAPI 3.1 document</a></li>
<li><a href="/asyncapi.json">Following the log, as an AsyncAPI 3.0 document</a></li>
<li><a href="/healthz">Is the process there?</a></li>
<li><a href="/readyz">Is it ready for work?</a></li>
<li><a href="/metrics">Metrics in Prometheus' text format</a></li>
</ul>
</body>
</html>
)";

http::Response plain(std::string content_type, std::string body) {
  http::Response response;
  response.body = std::move(body);
  return response.with("Content-Type", std::move(content_type));
}

void get_health(const std::shared_ptr<Exchange>& exchange) {
  exchange->reply(json_response(200, R"({"status":"ok"})"));
}

bool is_ready(const Context& context) {
  for (const auto& projection : context.projector.status()) {
    if (!projection.stopped_reason.empty()) return false;
  }
  return context.log.writable() && context.projector.caught_up();
}

void get_readiness(const std::shared_ptr<Exchange>& exchange) {
  if (is_ready(exchange->context())) {
    return exchange->reply(json_response(200, R"({"status":"ready"})"));
  }
  exchange->reply(wire::problem(503, "not_ready",
                                exchange->context().log.writable()
                                    ? "The views are not up to date with the log."
                                    : "The log takes no writes until a restart.")
                      .with("Retry-After", "1"));
}

void get_metrics(const std::shared_ptr<Exchange>& exchange) {
  exchange->reply(
      plain("text/plain; version=0.0.4; charset=utf-8", metrics_text(exchange->context())));
}

void get_openapi(const std::shared_ptr<Exchange>& exchange) {
  exchange->reply(plain("application/json", std::string(openapi_document())));
}

void get_asyncapi(const std::shared_ptr<Exchange>& exchange) {
  exchange->reply(plain("application/json", feed::asyncapi_document()));
}

void get_docs(const std::shared_ptr<Exchange>& exchange) {
  exchange->reply(plain("text/html; charset=utf-8", std::string(kDocsPage))
                      .with("Content-Security-Policy",
                            "default-src 'none'; base-uri 'none'; form-action 'none'; "
                            "frame-ancestors 'none'"));
}

constexpr Route kRoutes[] = {
    {.method = http::Method::get,
     .pattern = "/healthz",
     .who = Who::anyone,
     .body = BodyKind::none,
     .handle = get_health,
     .inline_ = true},
    {http::Method::get, "/readyz", Who::anyone, BodyKind::none, get_readiness},
    {http::Method::get, "/metrics", Who::anyone, BodyKind::none, get_metrics},
    {http::Method::get, "/openapi.json", Who::anyone, BodyKind::none, get_openapi},
    {http::Method::get, "/asyncapi.json", Who::anyone, BodyKind::none, get_asyncapi},
    {http::Method::get, "/docs", Who::anyone, BodyKind::none, get_docs},
};

}  // namespace

Table routes() {
  return kRoutes;
}

}  // namespace rollcall::api::handlers::operation
