#include "api/accounts/sign_in.hpp"

#include <sstream>

#include <sodium.h>

#include "api/accounts/offices.hpp"
#include "api/accounts/person.hpp"
#include "api/accounts/rates.hpp"
#include "api/accounts/tries.hpp"
#include "api/app/traffic.hpp"
#include "api/commands/email_key.hpp"

namespace rollcall::api {
namespace {

using ExchangePtr = std::shared_ptr<Exchange>;

Refused refusal(domain::Reason reason, long retry_after_s = 0) {
  return Denied{{{reason, "", {}, "", retry_after_s}}, false};
}

// One try on its way.
struct Try {
  ExchangePtr exchange;
  SignInDone done;
  eventstore::OfficeId office{};  // nil: there is no such office
  eventstore::SecretName counter;
  std::string request;  // what it asks for, without the password: of its Idempotency-Key
  std::optional<domain::AccountHolder> holder;  // nullopt: nobody has the address
  std::optional<domain::PasswordId> against;
  std::string password;

  Context& context() const { return exchange->context(); }
};
using TryPtr = std::shared_ptr<Try>;

// An address that is none cannot be anybody's; it counts as it was typed.
std::string address_to_count(const std::string& email) {
  const auto parsed = domain::EmailAddress::parse(email);
  return parsed ? parsed->canonical() : email;
}

std::optional<domain::AccountHolder> holder_of(const Context& context, Facts& facts,
                                               const std::string& email) {
  const auto parsed = domain::EmailAddress::parse(email);
  if (!parsed) return std::nullopt;
  return find_holder(facts, email_key(context.vault, facts.office(), *parsed));
}

// Nobody's account is looked up like anybody's.
const domain::AccountHolder kNobody{domain::AccountKind::contact, {}};

// The hash to compare with; nullopt: there is none. False if it could not be read.
bool load_hash(Try& attempt, std::optional<std::string>& hash) {
  auto facts = attempt.context().commands.facts(attempt.office);
  const auto account =
      facts.load<domain::AccountState>(domain::facts_of_account(attempt.holder.value_or(kNobody)));
  attempt.against = account->password;
  const auto id = attempt.against.value_or(domain::PasswordId{}).uuid;
  auto kept = attempt.context().vault.secret(attempt.office, secret_name(SecretKind::password, id));
  if (facts.failed() || !kept) return false;
  hash = std::move(*kept);
  return true;
}

// What is kept, sealed, beside an Idempotency-Key: token, opened at, expires at.
std::string kept_session(const SignedInSession& opened) {
  return opened.token + ' ' + std::to_string(opened.opened_at.ms) + ' ' +
         std::to_string(opened.expires_at.ms);
}

std::optional<SignedInSession> read_kept_session(const std::string& kept,
                                                 const domain::AccountHolder& holder) {
  std::istringstream in(kept);
  SignedInSession opened;
  opened.holder = holder;
  in >> opened.token >> opened.opened_at.ms >> opened.expires_at.ms;
  const auto text = SignedInText::parse(opened.token);
  if (!in || !text) return std::nullopt;
  opened.session = text->session;
  return opened;
}

// Opens the session or records the refusal.
Attempt second_step(const TryPtr& attempt, bool right, const SignedInText& session) {
  return [=](Facts& facts, const domain::Deciding& deciding) -> tl::expected<Decided, Denied> {
    const auto& limits = attempt->context().settings.account_limits;
    const auto person = load_person(facts, *attempt->holder);
    auto what = decided(domain::decide(
        person.facts,
        domain::FinishSignIn{*attempt->holder, attempt->against, right, session.session, limits},
        deciding));
    const auto* event = std::get_if<domain::AccountEvent>(&what->proposals.front().event->of);
    const auto* opened = event ? std::get_if<domain::SignedIn>(event) : nullptr;
    if (!opened) return what;
    what->secrets = {
        {secret_name(SecretKind::signed_in, session.session.uuid), secret_hash(session.secret)}};
    what->shown_once =
        kept_session({session.to_string(), *attempt->holder, session.session, deciding.now,
                      opened->expires_at.value_or(deciding.now.plus(limits.staff_idle))});
    return what;
  };
}

// Who was refused is not known to be who they say. The password is in no fingerprint: only what
// surely does not lead to it is.
Command second_command(const TryPtr& attempt, bool right) {
  auto& context = attempt->context();
  const auto actor = right ? domain::actor_of(*attempt->holder) : domain::Actor{};
  attempt->exchange->become({attempt->office, actor, Who::anyone, {}, {}});
  SignedInText session{attempt->office, {context.new_id()}, std::string(32, '\0')};
  context.randomness.fill(session.secret.data(), session.secret.size());
  auto command = attempt->exchange->command(second_step(attempt, right, session));
  if (!right) command.idempotency.reset();  // a refusal is no answer to be repeated
  if (command.idempotency) {
    command.idempotency->fingerprint = attempt->exchange->fingerprint(attempt->request);
  }
  return command;
}

void finish(const TryPtr& attempt, const CommandOutcome& outcome) {
  if (const auto* failure = std::get_if<Failure>(&outcome)) return attempt->done(Refused{*failure});
  const auto* done = std::get_if<Done>(&outcome);
  const auto opened = done ? read_kept_session(done->shown_once, *attempt->holder) : std::nullopt;
  auto& traffic = attempt->context().traffic;
  if (!opened) {
    traffic.sign_ins_refused.fetch_add(1, std::memory_order_relaxed);
    return attempt->done(refusal(domain::Reason::sign_in_refused));
  }
  traffic.sign_ins.fetch_add(1, std::memory_order_relaxed);
  attempt->context().sign_in_tries.succeeded(attempt->office, attempt->counter);
  attempt->done(*opened);
}

// Unknown addresses are a number, known ones an event.
void compared(const TryPtr& attempt, bool right) {
  auto& context = attempt->context();
  if (!attempt->holder) {
    context.traffic.sign_ins_unknown.fetch_add(1, std::memory_order_relaxed);
    return attempt->done(refusal(domain::Reason::sign_in_refused));
  }
  auto facts = context.commands.facts(attempt->office);
  const bool admitted = load_person(facts, *attempt->holder).facts.standing.may_sign_in;
  context.commands.run_here(second_command(attempt, right && admitted),
                            [attempt, &context](const CommandOutcome& outcome) {
                              // The counter's write must not block the committer.
                              context.pool.resume([=] { finish(attempt, outcome); });
                            });
}

// A hash that was made with less is replaced while its password is at hand.
void hash_anew(const TryPtr& attempt, const std::string& password) {
  const auto name = secret_name(SecretKind::password, attempt->against->uuid);
  // If there is no room now, the next sign-in will do it.
  (void)attempt->context().hashing.hash(password, [attempt, name](const std::string& hash) {
    if (!hash.empty()) (void)attempt->context().vault.put_secret(attempt->office, name, hash);
  });
}

bool compare(const TryPtr& attempt, std::optional<std::string> hash) {
  const auto password = domain::Password::parse(attempt->password);
  const auto typed = password ? password->str() : std::string();  // nobody's: none is so short
  sodium_memzero(attempt->password.data(), attempt->password.size());
  return attempt->context().hashing.verify(
      std::move(hash), typed, [attempt, typed](PasswordHashing::Verified verified) {
        if (verified.outdated) hash_anew(attempt, typed);
        attempt->context().pool.resume(
            [attempt, right = verified.right] { compared(attempt, right); });
      });
}

long seconds_until(domain::Instant then, domain::Instant now) {
  return static_cast<long>((then.ms - now.ms + 999) / 1000);
}

Refused not_now(const SignInTries::Wait& wait, domain::Instant now) {
  if (const auto* failure = std::get_if<Failure>(&wait)) return *failure;
  return refusal(domain::Reason::too_many_tries,
                 seconds_until(std::get<domain::Instant>(wait), now));
}

// Counted by what was typed, before anything is looked up.
tl::expected<void, Refused> begin(Try& attempt, const std::string& email) {
  auto& context = attempt.context();
  attempt.counter = context.sign_in_tries.counter_of(attempt.office, address_to_count(email));
  const auto now = context.commands.now(attempt.office);
  return context.sign_in_tries
      .begin(attempt.office, attempt.counter, context.settings.account_limits, now)
      .map_error([now](const auto& wait) { return not_now(wait, now); });
}

std::string cookie(const Context& context, const std::string& token, std::int64_t seconds) {
  auto text =
      signed_in_cookie_name(context.settings) + '=' + token + "; Path=/; HttpOnly; SameSite=Lax";
  if (seconds >= 0) text += "; Max-Age=" + std::to_string(seconds);
  return context.settings.secure_cookies ? text + "; Secure" : text;
}

}  // namespace

void sign_in(const ExchangePtr& exchange, const Credentials& credentials, SignInDone done) {
  auto& context = exchange->context();
  if (!context.log.writable()) return done(Refused{Failure::stopped});
  const auto office = find_office(context, credentials.office);
  if (auto refused = refused_by_rates(*exchange, office)) return done(std::move(*refused));
  auto attempt = std::make_shared<Try>();
  attempt->exchange = exchange;
  attempt->done = std::move(done);
  attempt->office = office.value_or(eventstore::OfficeId{});
  attempt->request = credentials.office.value_or("") + '\n' + credentials.email;
  attempt->password = credentials.password;
  if (auto begun = begin(*attempt, credentials.email); !begun) return attempt->done(begun.error());
  auto facts = context.commands.facts(attempt->office);
  attempt->holder = holder_of(context, facts, credentials.email);
  std::optional<std::string> hash;
  const bool readable = !facts.failed() && load_hash(*attempt, hash);
  if (readable && compare(attempt, std::move(hash))) return;
  context.sign_in_tries.take_back(attempt->office, attempt->counter);
  attempt->done(Refused{readable ? Failure::busy : Failure::unreadable});
}

std::optional<Refused> refused_by_rates(Exchange& exchange,
                                        const std::optional<eventstore::OfficeId>& office) {
  auto& context = exchange.context();
  const auto now = context.clock.now();
  constexpr long kMinute = 60;
  const auto id = office.value_or(eventstore::OfficeId{});
  const std::string_view name(reinterpret_cast<const char*>(id.data()), id.size());
  if (context.client_rates.admit(exchange.request().client_address, now) &&
      context.office_rates.admit(name, now)) {
    return std::nullopt;
  }
  return refusal(domain::Reason::too_many_tries, kMinute);
}

std::optional<Person> enter_by_cookie(Exchange& exchange) {
  auto& context = exchange.context();
  const auto cookie = wire::cookie(exchange.request(), signed_in_cookie_name(context.settings));
  const auto text = SignedInText::parse(cookie);
  const auto principal = text ? authenticate(context, cookie) : std::nullopt;
  if (!principal) return std::nullopt;
  auto facts = context.commands.facts(principal->office);
  const auto open = find_signed_in(context, facts, principal->session);
  if (!open) return std::nullopt;
  exchange.become(*principal, cookie);
  return open->person;
}

std::string signed_in_cookie(const Context& context, const SignedInSession& session) {
  const auto seconds = (session.expires_at.ms - session.opened_at.ms) / 1000;
  return cookie(context, session.token, seconds);
}

std::string no_signed_in_cookie(const Context& context) {
  return cookie(context, "", 0);
}

}  // namespace rollcall::api
