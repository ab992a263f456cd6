#pragma once
// A list of a project with return date 2026-06-30, in an office in Oslo, and its one share, for the
// tests of sharing. Today is 2026-05-01.

#include "domain/access.hpp"
#include "domain/share.hpp"
#include "tests/domain/given.hpp"

namespace rollcall::domain::given::share_given {

inline constexpr auto kShare = id<ShareId>(100);
inline constexpr auto kList = id<ListId>(101);
inline constexpr auto kProject = id<ProjectId>(102);
inline constexpr auto kAnna = id<ContactId>(103);  // on the project
inline constexpr auto kOle = id<ContactId>(104);   // a contact person, not on the project
inline constexpr auto kHotelPerson = id<PersonId>(105);
inline constexpr auto kSending = id<SendingId>(106);
inline constexpr auto kSecondSending = id<SendingId>(107);
inline constexpr auto kCode = id<CodeId>(108);
inline constexpr auto kSecondCode = id<CodeId>(109);
inline constexpr auto kSession = id<SessionId>(110);
inline constexpr auto kCustomer = id<OrganisationId>(111);
inline constexpr Actor kReceiver{ActorKind::receiver, uuid(100)};

inline LinkHash link(std::uint8_t number) {
  LinkHash hash{};
  hash.fill(number);
  return hash;
}

inline std::vector<Column> columns(std::initializer_list<const char*> keys) {
  std::vector<Column> result;
  for (const char* key : keys) result.push_back(Column::restore(key));
  return result;
}

inline OfficeState office() {
  OfficeSettings settings;
  settings.name = Name::restore("Fjord & Fest");
  settings.time_zone = TimeZone::restore("Europe/Oslo");
  settings.default_language = LanguageTag::restore("nb");
  return {settings};
}

inline ListState list() {
  ListDefinition definition;
  definition.name = Name::restore("Rooms");
  definition.columns = columns({"firstName", "lastName", "fields.Room"});
  return {definition, kProject, 1};
}

inline ProjectState project() {
  ProjectDetails details;
  details.name = Name::restore("Summer Kick-off");
  details.start_date = day("2026-06-28");
  details.return_date = day("2026-06-30");
  return {details, {{kAnna, kCustomer, OrganisationKind::customer}}};
}

inline ContactState contact(const char* email, const char* first, const char* last) {
  return {
      true,
      ContactDetails{
          EmailAddress::restore(email), PersonName::restore(first), PersonName::restore(last), {}},
      {}};
}
inline ContactState anna() {
  return contact("anna@customer.example", "Anna", "Berg");
}

inline const MailText& built_in(const char* language) {
  return built_in_share_mails().at(LanguageTag::restore(language));
}
inline ShareTemplates templates() {
  return evolve(ShareTemplates(), Recorded{propose(OfficeCreated{}).event.get(), 1, {}, {}});
}

inline Addressed to_hotel(MailText mail = built_in("nb")) {
  return {EmailAddress::restore("desk@hotel.example"), PersonName::restore("Front desk"),
          std::move(mail)};
}
inline Sending sending(SendingId id = kSending) {
  return {id, LanguageTag::restore("nb"), {kHotelPerson, to_hotel()}};
}

inline ListShared shared() {
  return {kShare,
          kList,
          kProject,
          std::nullopt,
          day("2026-06-30"),
          columns({"firstName", "lastName", "fields.Room"}),
          true,
          sending()};
}
inline ListShared shared_until(const char* valid_until) {
  ListShared event = shared();
  event.valid_until = day(valid_until);
  return event;
}
inline ShareResent resent() {
  const ListShared first = shared();
  return {kShare, first.valid_until, first.columns, true, sending(kSecondSending)};
}
inline ShareEmailAttempted attempted(SendingId id = kSending, std::uint8_t number = 1) {
  return {kShare, id, 1, link(number)};
}
inline ShareRevoked revoked() {
  return {kShare, RevocationCause::by_sender};
}
inline ShareCodeIssued issued(CodeId code = kCode, Instant at = kNow) {
  return {kShare, code, at.plus(std::chrono::minutes(10))};
}
inline ViewingSessionOpened opened(Instant expires_at = kNow.plus(std::chrono::hours(24))) {
  return {kShare, kCode, kSession, expires_at};
}

inline ShareState share_of(const History& history) {
  return history.fold<ShareState>(facts_of_share(kShare));
}
inline OpeningFacts opening_facts(const History& history) {
  return {office(), list(), project(), share_of(history)};
}
inline ShareFacts share_facts(const History& history) {
  return {office(), list(), project(), share_of(history), templates()};
}

}  // namespace rollcall::domain::given::share_given
