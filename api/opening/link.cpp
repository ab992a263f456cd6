#include "api/opening/link.hpp"

#include <algorithm>

#include <sodium.h>

#include "api/app/client_limits.hpp"
#include "api/looks/opening.hpp"
#include "projections/links.hpp"

namespace rollcall::api {
namespace {

using ExchangePtr = std::shared_ptr<Exchange>;

constexpr std::size_t kCodeLength = 8;

// Upper case without the hyphen and spaces; "" if it cannot be a code.
std::string normalised(const std::string& code) {
  std::string symbols;
  for (const char c : code) {
    if (c == '-' || c == ' ') continue;
    if (!std::isalnum(static_cast<unsigned char>(c))) return "";
    symbols += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
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

using SessionDone = std::function<void(std::variant<SessionOpened, Refused>)>;

// When the session that a proposal opens ends; nullopt if none is opened.
std::optional<domain::Instant> opened_until(const domain::Proposals& proposals) {
  for (const auto& proposal : proposals) {
    const auto* event = std::get_if<domain::ShareEvent>(&proposal.event->of);
    const auto* opened = event ? std::get_if<domain::ViewingSessionOpened>(event) : nullptr;
    if (opened) return opened->expires_at;
  }
  return std::nullopt;
}

void finish_try(const ExchangePtr& exchange, const OpenLink& link, domain::CodeId code, bool right,
                const SessionDone& done) {
  const auto session = new_session(exchange->context(), exchange->office(), link.facts.share.id);
  auto until = std::make_shared<std::optional<domain::Instant>>();
  auto command =
      exchange->command([=, hash = link.hash](Facts& facts, const domain::Deciding& deciding) {
        const auto& limits = exchange->context().settings.share_limits;
        const auto opening = load_opening(facts, session.share);
        auto proposals = domain::decide(
            opening, domain::FinishCodeTry{hash, code, right, session.session, limits}, deciding);
        if (proposals) *until = opened_until(*proposals);
        std::vector<NewSecret> secrets;
        if (right) {
          secrets.push_back({secret_name(SecretKind::viewing_session, session.session.uuid),
                             secret_hash(session.secret)});
        }
        auto what = decided(std::move(proposals),
                            {{domain::TagKind::session, session.session.uuid}}, std::move(secrets));
        if (what) what->shown_once = session.to_string();
        return what;
      });
  if (!right) command.idempotency.reset();  // a refusal is no answer to be repeated
  exchange->context().commands.run_here(std::move(command), [=](const CommandOutcome& outcome) {
    if (auto refused = refusal_of<SessionOpened>(outcome)) return done(std::move(*refused));
    if (!right || !*until) return done(Refused{Denied{code_refused(), false}});
    done(SessionOpened{session.to_string(), session.session, session.share, **until});
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
  if (!context.code_requests.admit(exchange->request().client_address, now)) {
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

std::string session_cookie(const Context& context, domain::ShareId share, const std::string& token,
                           domain::Instant now, domain::Instant expires_at) {
  const auto age = token.empty() ? 0 : std::max<std::int64_t>(0, (expires_at.ms - now.ms) / 1000);
  auto cookie = session_cookie_name(context.settings, share) + '=' + token +
                "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + std::to_string(age);
  return context.settings.secure_cookies ? cookie + "; Secure" : cookie;
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

bool is_cross_site(const Context& context, const http::RequestHead& head) {
  if (const auto* site = head.header("sec-fetch-site")) {
    return *site != "same-origin" && *site != "none";
  }
  const auto* origin = head.header("origin");
  return origin && *origin != context.settings.public_url;
}

}  // namespace rollcall::api
