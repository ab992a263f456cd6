#include "api/accounts/password_links.hpp"

#include "api/accounts/guessable.hpp"
#include "api/accounts/offices.hpp"
#include "api/accounts/sign_in.hpp"
#include "api/app/principal.hpp"
#include "api/commands/email_key.hpp"
#include "projections/links.hpp"

namespace rollcall::api {
namespace {

using ExchangePtr = std::shared_ptr<Exchange>;

Refused refused_password(domain::Refusals refusals) {
  return Denied{domain::below("/password", std::move(refusals)), false};
}

domain::Result<domain::Password> check_password(const std::string& text, const Person& person) {
  auto password = domain::Password::parse(text);
  if (password && is_guessable(password->str(), person.known_words())) {
    return domain::refuse(domain::Reason::guessable);
  }
  return password;
}

// With the hash of the new password at hand.
void store_password(const ExchangePtr& exchange, const FoundPasswordLink& link,
                    const std::string& hash, const PasswordDone& done) {
  const auto holder = link.person.holder;
  exchange->become({link.office, domain::actor_of(holder), Who::anyone, {}, {}});
  const domain::SetPassword wanted{holder, link.hash, {exchange->context().new_id()}};
  auto command = exchange->command([=](Facts& facts, const domain::Deciding& deciding) {
    const auto person = load_person(facts, holder);
    return decided(domain::decide(person.facts, wanted, deciding), {},
                   {{secret_name(SecretKind::password, wanted.password.uuid), hash}});
  });
  command.idempotency.reset();  // a form's: the link itself works only once
  exchange->context().commands.run_here(std::move(command), [done](const CommandOutcome& outcome) {
    if (const auto* denied = std::get_if<Denied>(&outcome)) return done(Refused{*denied});
    if (const auto* failure = std::get_if<Failure>(&outcome)) return done(Refused{*failure});
    done(PasswordChanged{});
  });
}

// A refusal would say that somebody has the address; so would a key that they used for another
// request, since nobody's requests are not kept.
std::optional<Refused> told_of(const CommandOutcome& outcome) {
  const auto* failure = std::get_if<Failure>(&outcome);
  if (!failure || *failure == Failure::key_reused) return std::nullopt;
  return Refused{*failure};
}

void issue_to(const ExchangePtr& exchange, const eventstore::OfficeId& office,
              const domain::AccountHolder& holder, const LinkRequested& done) {
  auto& context = exchange->context();
  exchange->become({office, {}, Who::anyone, {}, {}});  // it could be anybody who asks
  const auto link = make_password_link(context);
  auto command = exchange->command([=, &context](Facts& facts, const domain::Deciding& deciding) {
    return issue_password_link(context, load_person(facts, holder).facts, holder, link, deciding);
  });
  context.commands.run_here(std::move(command),
                            [done](const CommandOutcome& outcome) { done(told_of(outcome)); });
}

}  // namespace

NewPasswordLink make_password_link(const Context& context) {
  NewPasswordLink link{{context.new_id()}, make_link_token(context.randomness), {}};
  link.hash = *link_hash(link.token);
  return link;
}

NewSecret secret_of(const NewPasswordLink& link) {
  return {secret_name(SecretKind::link_token, link.id.uuid), link.token};
}

tl::expected<Decided, Denied> issue_password_link(const Context& context,
                                                  const domain::AccountFacts& facts,
                                                  const domain::AccountHolder& holder,
                                                  const NewPasswordLink& link,
                                                  const domain::Deciding& deciding) {
  const domain::IssuePasswordLink wanted{holder, link.id, link.hash, true,
                                         context.settings.account_limits};
  return decided(domain::decide(facts, wanted, deciding), {}, {secret_of(link)});
}

void request_password_link(const ExchangePtr& exchange, const std::optional<std::string>& slug,
                           const std::string& email, const LinkRequested& done) {
  auto& context = exchange->context();
  if (!context.log.writable()) return done(Refused{Failure::stopped});
  const auto office = find_office(context, slug);
  if (auto refused = refused_by_rates(*exchange, office)) return done(std::move(refused));
  const auto address = domain::EmailAddress::parse(email);
  if (!office || !address) return done(std::nullopt);
  auto facts = context.commands.facts(*office);
  const auto holder = find_holder(facts, email_key(context.vault, *office, *address));
  if (facts.failed()) return done(Refused{Failure::unreadable});
  if (!holder) return done(std::nullopt);
  issue_to(exchange, *office, *holder, done);
}

std::optional<FoundPasswordLink> find_password_link(const Context& context,
                                                    const std::string& token) {
  const auto hash = link_hash(token);
  if (!hash) return std::nullopt;
  const auto row = projections::find_link(*context.projector.snapshot({}).view, *hash);
  if (!row) return std::nullopt;
  auto facts = context.commands.facts(row->office);
  const auto owner = facts.load<domain::HolderState>(domain::facts_of_link_holder(*hash));
  if (!owner->holder) return std::nullopt;
  FoundPasswordLink link{row->office, *hash, load_person(facts, *owner->holder)};
  const auto now = context.commands.now(row->office);
  if (facts.failed() || !domain::check_link(link.person.facts, *hash, now)) return std::nullopt;
  return link;
}

void set_password(const ExchangePtr& exchange, const FoundPasswordLink& link,
                  const std::string& text, PasswordDone done) {
  const auto password = check_password(text, link.person);
  if (!password) return done(refused_password(password.error()));
  const auto hashed = [=](const std::string& hash) {
    exchange->context().pool.resume([=] {
      if (hash.empty()) return done(Refused{Failure::busy});
      store_password(exchange, link, hash, done);
    });
  };
  if (!exchange->context().hashing.hash(password->str(), hashed)) done(Refused{Failure::busy});
}

}  // namespace rollcall::api
