#include "api/app/exchange.hpp"
#include "api/app/token_uses.hpp"
#include "api/handlers/parts/answers.hpp"
#include "api/handlers/parts/query.hpp"
#include "api/handlers/parts/read.hpp"
#include "api/handlers/parts/staff_json.hpp"
#include "api/handlers/tables.hpp"

namespace rollcall::api::handlers::api_tokens {
namespace {

std::optional<std::string> text_of(const std::optional<domain::Instant>& instant) {
  return instant ? std::optional(instant->to_string()) : std::nullopt;
}

// Members of the object at hand.
void write_members(json::Writer& out, const Exchange& exchange,
                   const projections::ApiTokenRow& row) {
  out.field("id", row.id.uuid.to_string()).field("name", row.name.str());
  out.field("role", name_of(row.role)).field("createdAt", row.created_at.to_string());
  out.field("expiresAt", text_of(row.expires_at));
  const auto& uses = exchange.context().token_uses;
  out.field("lastUsedAt", text_of(uses.last(exchange.office(), row.id)));
}

// `token`: the token itself, "" but in the answer to its making.
std::string token_json(const Exchange& exchange, const projections::ApiTokenRow& row,
                       const std::string& token) {
  json::Writer out;
  out.begin_object();
  write_members(out, exchange, row);
  if (!token.empty()) out.field("token", token);
  return out.end_object().finish();
}

void list_tokens(const std::shared_ptr<Exchange>& exchange) {
  Query query(*exchange);
  const auto paging = query.paging();
  if (query.refused()) return;
  exchange->read([exchange, paging](const Shown& shown) {
    const auto page = projections::list_api_tokens(shown.view, shown.office, paging.request);
    return page_response(*exchange, paging, page, [&](json::Writer& out, const auto& row) {
      out.begin_object();
      write_members(out, *exchange, row);
      out.end_object();
    });
  });
}

void get_token(const std::shared_ptr<Exchange>& exchange) {
  if (refused_query(*exchange)) return;
  const auto id = exchange->id<domain::ApiTokenId>(0);
  exchange->read([exchange, id](const Shown& shown) {
    const auto row = projections::find_api_token(shown.view, shown.office, id);
    return row ? resource_response(200, token_json(*exchange, *row, ""), row->version)
               : not_found_response();
  });
}

ApiTokenText make_token(Exchange& exchange) {
  auto& context = exchange.context();
  ApiTokenText token{exchange.office(), {context.new_id()}, std::string(32, '\0')};
  context.randomness.fill(token.secret.data(), token.secret.size());
  return token;
}

// Shows the token, once; a repeat with the same Idempotency-Key shows it again.
RenderShown render_created(const std::shared_ptr<Exchange>& exchange) {
  return [exchange](const Shown& shown, const Done& done) -> std::optional<http::Response> {
    const domain::ApiTokenId id{done.shows.front().id};
    const auto row = projections::find_api_token(shown.view, shown.office, id);
    if (!row) return std::nullopt;
    return created(token_json(*exchange, *row, done.shown_once), row->version,
                   "/v1/api-tokens/" + id.uuid.to_string());
  };
}

void create_token(const std::shared_ptr<Exchange>& exchange) {
  json::Body body(exchange->request().body);
  const auto root = body.root();
  const auto token = make_token(*exchange);
  domain::CreateApiToken command;
  command.office = {projections::from_log(exchange->office())};
  command.token = token.token;
  const auto name = root.required("name");
  if (name) command.name = name->parsed<domain::Name>().value_or(domain::Name{});
  if (const auto role = read_token_role(root.required("role"))) command.role = *role;
  command.expires_at = read_instant(root.optional("expiresAt"));
  const auto now = exchange->context().commands.now(exchange->office());
  const auto decide = [&](Facts&) { return domain::decide(command, {now, {}}); };
  if (refused_body(*exchange, body, decide)) return;
  exchange->write(
      {[command, token](Facts&, const domain::Deciding& deciding) {
         auto result = decided(
             domain::decide(command, deciding), {{domain::TagKind::api_token, command.token.uuid}},
             {{secret_name(SecretKind::api_token, command.token.uuid), secret_hash(token.secret)}});
         if (result) result->shown_once = token.to_string();
         return result;
       },
       shown_or_as_left(exchange, render_created(exchange))});
}

void withdraw_token(const std::shared_ptr<Exchange>& exchange) {
  const domain::WithdrawApiToken command{{projections::from_log(exchange->office())},
                                         exchange->id<domain::ApiTokenId>(0)};
  exchange->write(
      {[exchange, command](Facts& facts, const domain::Deciding&) -> tl::expected<Decided, Denied> {
         const auto state =
             facts.load<domain::ApiTokenState>(domain::facts_of_api_token(command.token));
         const bool holds = wire::if_match_holds(exchange->request(), state->version);
         if (state->exists && !holds) return stale();
         return decided(domain::decide(*state, command));
       },
       [](const Shown&, const Done&) { return no_content(); }});
}

constexpr auto kAdmin = Who::office_admin;

constexpr Route kRoutes[] = {
    {http::Method::get, "/v1/api-tokens", kAdmin, BodyKind::none, list_tokens},
    {http::Method::post, "/v1/api-tokens", kAdmin, BodyKind::json, create_token},
    {http::Method::get, "/v1/api-tokens/{tokenId}", kAdmin, BodyKind::none, get_token},
    {http::Method::del, "/v1/api-tokens/{tokenId}", kAdmin, BodyKind::none, withdraw_token},
};

}  // namespace

Table routes() {
  return kRoutes;
}

}  // namespace rollcall::api::handlers::api_tokens
