#include "api/opening/link.hpp"

#include <algorithm>
#include <array>
#include <sstream>

#include <sodium.h>

#include "api/app/client_limits.hpp"
#include "api/looks/opening.hpp"
#include "projections/links.hpp"

namespace rollcall::api {
namespace {

using ExchangePtr = std::shared_ptr<Exchange>;

constexpr std::size_t kCodeLength = 8;

// How many bytes of `text` are a space or a dash, of whatever kind a mail program makes of them: at
// its start. 0: none.
std::size_t separator(std::string_view text) {
  constexpr std::array<std::string_view, 16> kSeparators = {
      " ",      "\t",     "\r",     "\n",     "-",      "\u00a0", "\u00ad", "\u200b",
      "\u202f", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212", "\ufeff"};
  for (const auto known : kSeparators) {
    if (text.starts_with(known)) return known.size();
  }
  return 0;
}

// Upper case without hyphens and spaces; "" if it cannot be a code.
std::string normalised(std::string_view code) {
  std::string symbols;
  while (!code.empty() && symbols.size() <= kCodeLength) {
    if (const auto size = separator(code)) {
      code.remove_prefix(size);
      continue;
    }
    const auto symbol = static_cast<unsigned char>(code.front());
    if (!std::isalnum(symbol)) return "";
    symbols += static_cast<char>(std::toupper(symbol));
    code.remove_prefix(1);
  }
  return symbols.size() == kCodeLength ? symbols : "";
}

// Bound to the code's id, so that equal codes have different hashes.
std::string code_hash(const Context& context, const eventstore::OfficeId& office,
                      domain::CodeId code, const std::string& symbols) {
  const auto hash =
      context.vault.keyed_hash(office, "code", code.uuid.to_string() + '\n' + symbols);
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

bool code_is_right(const Context& context, const eventstore::OfficeId& office, domain::CodeId code,
                   const std::string& symbols) {
  const auto kept = context.vault.secret(office, secret_name(SecretKind::code_hash, code.uuid));
  const auto given = code_hash(context, office, code, symbols);
  return kept && *kept && !symbols.empty() && (*kept)->size() == given.size() &&
         sodium_memcmp((*kept)->data(), given.data(), given.size()) == 0;
}

domain::Refusals code_refused() {
  return {{domain::Reason::code_refused, "", {}, "", 0}};
}

template <class Success>
std::optional<std::variant<Success, Refused>> refusal_of(const CommandOutcome& outcome) {
  if (const auto* denied = std::get_if<Denied>(&outcome)) return Refused{*denied};
  if (const auto* failure = std::get_if<Failure>(&outcome)) return Refused{*failure};
  return std::nullopt;
}

SessionText new_session(const Context& context, const eventstore::OfficeId& office,
                        domain::ShareId share) {
  SessionText session{office, share, {context.new_id()}, std::string(32, '\0')};
  context.randomness.fill(session.secret.data(), session.secret.size());
  return session;
}

// What is kept, sealed, beside an Idempotency-Key: token, opened at, expires at.
std::string kept_session(const SessionOpened& opened) {
  return opened.token + ' ' + std::to_string(opened.opened_at.ms) + ' ' +
         std::to_string(opened.expires_at.ms);
}

std::optional<SessionOpened> read_kept_session(const std::string& kept) {
  std::istringstream in(kept);
  SessionOpened opened;
  in >> opened.token >> opened.opened_at.ms >> opened.expires_at.ms;
  const auto text = SessionText::parse(opened.token);
  if (!in || !text) return std::nullopt;
  opened.session = text->session;
  opened.share = text->share;
  return opened;
}

// When the session that a proposal opens ends; nullopt if none is opened.
std::optional<domain::Instant> opened_until(const domain::Proposals& proposals) {
  for (const auto& proposal : proposals) {
    const auto* event = std::get_if<domain::ShareEvent>(&proposal.event->of);
    const auto* opened = event ? std::get_if<domain::ViewingSessionOpened>(event) : nullptr;
    if (opened) return opened->expires_at;
  }
  return std::nullopt;
}

std::string cookie(const Context& context, domain::ShareId share, const std::string& token,
                   std::int64_t seconds) {
  auto text = session_cookie_name(context.settings, share) + '=' + token +
              "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + std::to_string(seconds);
  return context.settings.secure_cookies ? text + "; Secure" : text;
}

// The second step of a try as an attempt; `opened` gets the session, if it opens one.
Attempt second_step(const ExchangePtr& exchange, domain::LinkHash link, domain::CodeId code,
                    bool right, const SessionText& session,
                    const std::shared_ptr<std::optional<SessionOpened>>& opened) {
  return [=](Facts& facts, const domain::Deciding& deciding) -> tl::expected<Decided, Denied> {
    const auto& limits = exchange->context().settings.share_limits;
    const auto opening = load_opening(facts, session.share);
    auto proposals = domain::decide(
        opening, domain::FinishCodeTry{link, code, right, session.session, limits}, deciding);
    if (!proposals || !right) return decided(std::move(proposals));
    const auto until = opened_until(*proposals);
    if (!until) return denied(code_refused());
    *opened =
        SessionOpened{session.to_string(), session.session, session.share, deciding.now, *until};
    auto what = decided(std::move(proposals), {},
                        {{secret_name(SecretKind::viewing_session, session.session.uuid),
                          secret_hash(session.secret)}});
    what->shown_once = kept_session(**opened);
    return what;
  };
}

void finish_try(const ExchangePtr& exchange, const OpenLink& link, domain::CodeId code, bool right,
                const SessionDone& done) {
  const auto session = new_session(exchange->context(), exchange->office(), link.facts.share.id);
  auto opened = std::make_shared<std::optional<SessionOpened>>();
  auto command = exchange->command(second_step(exchange, link.hash, code, right, session, opened));
  if (!right) command.idempotency.reset();  // a refusal is no answer to be repeated
  exchange->context().commands.run_here(std::move(command), [=](const CommandOutcome& outcome) {
    if (auto refused = refusal_of<SessionOpened>(outcome)) return done(std::move(*refused));
    if (!right || !*opened) return done(Refused{Denied{code_refused(), false}});
    done(**opened);
  });
}

}  // namespace

std::optional<OpenLink> find_open_link(Exchange& exchange, const std::string& token) {
  auto& context = exchange.context();
  const auto hash = link_hash(token);
  if (!hash) return std::nullopt;
  const auto row = projections::find_link(*context.projector.snapshot({}).view, *hash);
  if (!row) return std::nullopt;
  auto facts = context.commands.facts(row->office);
  OpenLink link{*hash, load_opening(facts, row->share)};
  if (facts.failed() ||
      !domain::check_link(link.facts, link.hash, context.commands.now(row->office))) {
    return std::nullopt;
  }
  exchange.become(
      {row->office, {domain::ActorKind::receiver, row->share.uuid}, Who::receiver, row->share, {}});
  return link;
}

void request_code(const ExchangePtr& exchange, const OpenLink& link,
                  std::function<void(std::variant<CodeSent, Refused>)> done) {
  auto& context = exchange->context();
  const auto now = context.commands.now(exchange->office());
  const bool again = context.commands.repeated(exchange->command({})).has_value();
  if (!again && !context.code_requests.admit(exchange->request().client_address, now)) {
    constexpr long kHour = 3'600;
    return done(Refused{Denied{{{domain::Reason::too_many_codes, "", {}, "", kHour}}, false}});
  }
  const domain::CodeId id{context.new_id()};
  const auto code = make_code(context.randomness);
  auto command = exchange->command([=, &context, hash = link.hash, share = link.facts.share.id](
                                       Facts& facts, const domain::Deciding& deciding) {
    const auto opening = load_opening(facts, share);
    const domain::RequestCode wanted{hash, id, context.settings.share_limits};
    return decided(domain::decide(opening, wanted, deciding),
                   {{domain::TagKind::share, share.uuid}},
                   {{secret_name(SecretKind::code_hash, id.uuid),
                     code_hash(context, facts.office(), id, code)},
                    {secret_name(SecretKind::code, id.uuid), code}});
  });
  context.commands.run_here(std::move(command), [done](const CommandOutcome& outcome) {
    if (auto refused = refusal_of<CodeSent>(outcome)) return done(std::move(*refused));
    done(CodeSent{});
  });
}

void try_code(const ExchangePtr& exchange, const OpenLink& link, const std::string& code,
              SessionDone done) {
  if (!link.facts.share.code) return done(Refused{Denied{code_refused(), false}});
  const auto id = link.facts.share.code->id;
  auto command = exchange->command([=, hash = link.hash, share = link.facts.share.id](
                                       Facts& facts, const domain::Deciding& deciding) {
    const auto& limits = exchange->context().settings.share_limits;
    const auto opening = load_opening(facts, share);
    return decided(domain::decide(opening, domain::BeginCodeTry{hash, id, limits}, deciding));
  });
  command.idempotency.reset();  // every try counts; the answer is kept with the second step
  exchange->context().commands.run_here(std::move(command), [=](const CommandOutcome& outcome) {
    if (auto refused = refusal_of<SessionOpened>(outcome)) return done(std::move(*refused));
    exchange->context().pool.resume([=] {
      const bool right =
          code_is_right(exchange->context(), exchange->office(), id, normalised(code));
      finish_try(exchange, link, id, right, done);
    });
  });
}

std::optional<std::variant<SessionOpened, Refused>> opened_before(const Exchange& exchange) {
  using Opened = std::variant<SessionOpened, Refused>;
  const auto before = exchange.context().commands.repeated(exchange.command({}));
  if (!before) return std::nullopt;
  if (const auto* failure = std::get_if<Failure>(&*before)) return Opened{Refused{*failure}};
  if (auto kept = read_kept_session(std::get<Done>(*before).shown_once)) return Opened{*kept};
  return Opened{Refused{Failure::unreadable}};
}

std::string session_cookie(const Context& context, const SessionOpened& session) {
  const auto seconds = (session.expires_at.ms - session.opened_at.ms) / 1000;
  return cookie(context, session.share, session.token, seconds);
}

std::string no_session_cookie(const Context& context, domain::ShareId share) {
  return cookie(context, share, "", 0);
}

std::optional<Principal> viewing_session(Exchange& exchange, domain::ShareId share) {
  auto& context = exchange.context();
  auto token = bearer_token(exchange.request());
  if (token.empty()) {
    token = wire::cookie(exchange.request(), session_cookie_name(context.settings, share));
  }
  const auto principal = authenticate(context, token);
  if (!principal || principal->role != Who::receiver || principal->share != share) {
    return std::nullopt;
  }
  return principal;
}

Site site_of(const Context& context, const http::RequestHead& head) {
  if (const auto* site = head.header("sec-fetch-site")) {
    return *site == "same-origin" || *site == "none" ? Site::ours : Site::other;
  }
  const auto* origin = head.header("origin");
  if (!origin || *origin == context.settings.public_url) return Site::ours;
  return *origin == "null" ? Site::unsaid : Site::other;
}

std::string form_key(const Context& context, const Principal& principal) {
  const auto& session = principal.session.uuid.bytes;
  const auto hash = context.vault.keyed_hash(
      principal.office, "form", {reinterpret_cast<const char*>(session.data()), session.size()});
  return wire::base64url({reinterpret_cast<const char*>(hash.data()), hash.size()});
}

bool is_form_key(const Context& context, const Principal& principal, std::string_view given) {
  const auto right = form_key(context, principal);
  return given.size() == right.size() &&
         sodium_memcmp(given.data(), right.data(), right.size()) == 0;
}

}  // namespace rollcall::api
