#include "api/accounts/person.hpp"

#include "api/accounts/session_uses.hpp"
#include "domain/mails/offer.hpp"

namespace rollcall::api {
namespace {

template <class Details>
void introduce(Person& person, const std::optional<Details>& details) {
  if (!details) return;
  person.email = details->email;
  person.first_name = details->first_name.str();
  person.last_name = details->last_name.str();
}

Who role_of(domain::StaffRole role) {
  return role == domain::StaffRole::office_admin ? Who::office_admin : Who::project_manager;
}

// Of one that an offer's link opened; others are not ended by what happens to offers.
bool stands_by_offer(Facts& facts, const Person& person, const domain::AccountSession& session) {
  if (!session.only_project) return true;
  const domain::OfficeId office{projections::from_log(facts.office())};
  const domain::ContactId contact{person.holder.person};
  const auto login = facts.load<domain::OfferLoginState>(domain::facts_of_offer_login(office));
  const auto project =
      facts.load<domain::ProjectState>(domain::facts_of_project(*session.only_project));
  const auto state = facts.load<domain::ContactState>(domain::facts_of_contact(contact));
  return domain::stands(session, *login, *project, contact, state->standing);
}

}  // namespace

std::string Person::name() const {
  return first_name + (first_name.empty() || last_name.empty() ? "" : " ") + last_name;
}

std::optional<domain::AccountHolder> find_holder(Facts& facts, const domain::EmailKey& email) {
  const auto holder = facts.load<domain::EmailHolder>(domain::facts_of_email(email));
  switch (holder->kind) {
    case domain::EmailHolder::Kind::nobody:
      return std::nullopt;
    case domain::EmailHolder::Kind::contact:
      return domain::AccountHolder{domain::AccountKind::contact, holder->id};
    case domain::EmailHolder::Kind::staff:
      return domain::AccountHolder{domain::AccountKind::staff, holder->id};
  }
  return std::nullopt;
}

Person load_person(Facts& facts, const domain::AccountHolder& holder) {
  Person person;
  person.holder = holder;
  person.facts.account = *facts.load<domain::AccountState>(domain::facts_of_account(holder));
  if (holder.kind == domain::AccountKind::staff) {
    const auto staff = facts.load<domain::StaffState>(domain::facts_of_staff({holder.person}));
    person.role = role_of(staff->role);
    person.facts.standing = domain::standing_of(*staff);
    introduce(person, staff->details);
  } else {
    const auto contact =
        facts.load<domain::ContactState>(domain::facts_of_contact({holder.person}));
    person.role = Who::contact;
    person.facts.standing = domain::standing_of(*contact);
    introduce(person, contact->details);
  }
  return person;
}

std::optional<OpenSession> find_signed_in(Context& context, Facts& facts,
                                          domain::SessionId session) {
  const auto owner = facts.load<domain::HolderState>(domain::facts_of_session_holder(session));
  if (!owner->holder) return std::nullopt;
  auto person = load_person(facts, *owner->holder);
  const auto* open = person.facts.account.session(session);
  if (facts.failed() || !open || !person.facts.standing.may_sign_in) return std::nullopt;
  if (!stands_by_offer(facts, person, *open) || facts.failed()) return std::nullopt;
  const auto& limits = context.settings.account_limits;
  const auto used_at = context.session_uses.last(facts.office(), session, open->opened_at);
  const auto now = context.commands.now(facts.office());
  if (!domain::stands(*open, used_at, limits, now)) return std::nullopt;
  const auto expires_at = open->expires_at.value_or(now.plus(limits.staff_idle));
  const auto only_project = open->only_project;
  return OpenSession{std::move(person), session, expires_at, only_project};
}

}  // namespace rollcall::api
