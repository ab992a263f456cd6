#include "api/accounts/offer_links.hpp"

#include "api/app/principal.hpp"
#include "api/app/waits.hpp"
#include "projections/links.hpp"

namespace rollcall::api {
namespace {

using ExchangePtr = std::shared_ptr<Exchange>;

domain::OfferMailState load_mail(Facts& facts, const domain::LinkHash& hash) {
  return *facts.load<domain::OfferMailState>(domain::facts_of_offer_link(hash));
}

// Runs it as that person; `done` is given the refusal, or nullopt once a link that it made is
// found.
void run_as(const ExchangePtr& exchange, const FoundOfferLink& link, const Attempt& attempt,
            const std::function<void(std::optional<Refused>)>& done) {
  exchange->become({link.office, domain::actor_of(link.holder()), Who::anyone, {}, {}});
  auto command = exchange->command(attempt);
  command.idempotency.reset();  // what it gives is a secret; asking again is harmless
  auto& context = exchange->context();
  context.commands.run_here(std::move(command), [=, &context](const CommandOutcome& outcome) {
    if (const auto* denied = std::get_if<Denied>(&outcome)) return done(Refused{*denied});
    if (const auto* failure = std::get_if<Failure>(&outcome)) return done(Refused{*failure});
    context.waits.until_projected(
        exchange->office(), std::get<Done>(outcome).last, {projections::KeySpace::links},
        [=, &context](bool) { context.pool.resume([done] { done(std::nullopt); }); });
  });
}

}  // namespace

domain::OfferFacts load_offer(Facts& facts, domain::ProjectId project) {
  const domain::OfficeId office{projections::from_log(facts.office())};
  return {*facts.load<domain::OfficeState>(domain::facts_of_office(office)),
          *facts.load<domain::ProjectState>(domain::facts_of_project(project)),
          *facts.load<domain::CustomerWebState>(domain::facts_of_customer_web(project))};
}

domain::OfferLinkFacts load_offer_link(Facts& facts, domain::OfferMailState mail) {
  domain::OfferLinkFacts known;
  if (mail.queued) {
    known.about = load_offer(facts, mail.queued->project);
    known.contact =
        *facts.load<domain::ContactState>(domain::facts_of_contact(mail.queued->contact));
  }
  known.mail = std::move(mail);
  return known;
}

std::string_view name_of(OfferStep step) {
  switch (step) {
    case OfferStep::open:
      return "open";
    case OfferStep::choose_password:
      return "choosePassword";
    case OfferStep::sign_in:
      return "signIn";
  }
  return "";
}

OfferStep FoundOfferLink::next() const {
  if (facts.about.office.settings->automatic_offer_login) return OfferStep::open;
  return has_password ? OfferStep::sign_in : OfferStep::choose_password;
}

std::optional<FoundOfferLink> find_offer_link(const Context& context, const std::string& token) {
  const auto hash = link_hash(token);
  if (!hash) return std::nullopt;
  const auto row = projections::find_link(*context.projector.snapshot({}).view, *hash);
  if (!row) return std::nullopt;
  auto facts = context.commands.facts(row->office);
  FoundOfferLink link{row->office, *hash, load_offer_link(facts, load_mail(facts, *hash))};
  if (facts.failed() || !domain::check_offer_link(link.facts, *hash)) return std::nullopt;
  const auto account = facts.load<domain::AccountState>(domain::facts_of_account(link.holder()));
  link.has_password = account->password.has_value();
  return facts.failed() ? std::nullopt : std::optional(std::move(link));
}

void open_offer(const ExchangePtr& exchange, const FoundOfferLink& link, SignInDone done) {
  auto& context = exchange->context();
  if (auto refused = refused_by_rates(*exchange, link.office)) return done(std::move(*refused));
  SignedInText text{link.office, {context.new_id()}, std::string(32, '\0')};
  context.randomness.fill(text.secret.data(), text.secret.size());
  const auto session = std::make_shared<SignedInSession>(
      SignedInSession{text.to_string(), link.holder(), text.session, {}, {}});
  const domain::OpenOffer open{link.hash, text.session, context.settings.account_limits};
  const NewSecret secret{secret_name(SecretKind::signed_in, text.session.uuid),
                         secret_hash(text.secret)};
  const Attempt attempt = [=](Facts& facts, const domain::Deciding& deciding) {
    session->opened_at = deciding.now;
    session->expires_at = deciding.now.plus(open.limits.contact_session);
    const auto known = load_offer_link(facts, load_mail(facts, open.link));
    return decided(domain::decide(known, open, deciding), {}, {secret});
  };
  run_as(exchange, link, attempt,
         [=](const std::optional<Refused>& refused) { refused ? done(*refused) : done(*session); });
}

void issue_link_by_offer(const ExchangePtr& exchange, const FoundOfferLink& link,
                         PasswordLinkMade done) {
  auto& context = exchange->context();
  if (auto refused = refused_by_rates(*exchange, link.office)) return done(std::move(*refused));
  const auto made = make_password_link(context);
  const domain::IssueLinkByOffer issue{
      link.hash, {link.holder(), made.id, made.hash, false, context.settings.account_limits}};
  const Attempt attempt = [=](Facts& facts, const domain::Deciding& deciding) {
    const auto known = load_offer_link(facts, load_mail(facts, issue.offer_link));
    return decided(
        domain::decide(known, load_person(facts, issue.link.holder).facts, issue, deciding));
  };
  run_as(exchange, link, attempt,
         [=](const std::optional<Refused>& refused) { refused ? done(*refused) : done(made); });
}

}  // namespace rollcall::api
