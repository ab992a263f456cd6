#include "tests/domain/codec/samples.hpp"

namespace rollcall::codec::test {
namespace {

using namespace domain;

OfficeSettings settings() {
  return {Name::restore("Fjord & Fest AS"),
          Slug::restore("fjord-fest-as"),
          TimeZone::restore("Europe/Oslo"),
          LanguageTag::restore("nb-NO"),
          24,
          false,
          true,
          5};
}

std::vector<Column> columns() {
  return {Column::restore("firstName"), Column::restore("lastName"),
          Column::restore("fields.Allergier")};
}

ListDefinition definition() {
  return {Name::restore("Romliste"),
          columns(),
          {{Column::restore("status"), FilterOp::in, {"bekreftet", "venteliste"}},
           {Column::restore("fields.Rom"), FilterOp::is_not_empty, {}}},
          {{Column::restore("fields.Rom"), true}, {Column::restore("lastName"), false}}};
}

ParticipantDetails participant() {
  return {{"E-17", "Åse", "Ødegård", "ase@example.org", "+47 22 33 44 55", "Fjord AS", "bekreftet"},
          {{"Allergier", "nøtter"}, {"Rom", "214"}}};
}

Sending sending() {
  return {id<SendingId>(90), LanguageTag::restore("nn"),
          personal<Addressed>(91, {EmailAddress::restore("resepsjon@hotell.example"),
                                   PersonName::restore("Hotell Utsikt"),
                                   {Subject::restore("Romlista"),
                                    MailBody::restore("Hei!\n\n[resource-link]\n")}})};
}

LinkHash link_hash() {
  LinkHash hash{};
  for (std::size_t i = 0; i < hash.size(); ++i) hash[i] = static_cast<std::uint8_t>(3 * i + 1);
  return hash;
}

using Events = std::vector<Event>;

Events of_people() {
  return {
      {OfficeCreated{id<OfficeId>(1), settings()}},
      {StaffAdded{id<OfficeId>(1), id<StaffId>(2), StaffRole::office_admin,
                  personal<StaffDetails>(
                      2, {EmailAddress::restore("kari@fjordfest.example"),
                          PersonName::restore("Kari"), PersonName::restore("Nordmann")})}},
      {ApiTokenCreated{id<OfficeId>(1), id<ApiTokenId>(3), Name::restore("BI"), TokenRole::analyst,
                       Instant{1'800'000'000'123}}},
      {OrganisationAdded{id<OrganisationId>(4), OrganisationKind::supplier,
                         Name::restore("Hotell Utsikt")}},
      {ContactAdded{id<ContactId>(5), id<OrganisationId>(4), OrganisationKind::supplier,
                    personal<ContactDetails>(
                        5, {EmailAddress::restore("Per.Å@hotell.example"),
                            PersonName::restore("Per"),
                            PersonName::restore("Ås"),
                            {{Label::restore("mobil"), PhoneNumber::restore("+47 999 88 777")},
                             {Label::restore(""), PhoneNumber::restore("110")}}})}},
      {OrganisationRenamed{id<OrganisationId>(4), Name::restore("Hotell Innsikt")}},
      {OrganisationDeleted{id<OrganisationId>(4), OrganisationKind::supplier}},
      {ContactLinked{id<ContactId>(5), id<OrganisationId>(6), OrganisationKind::customer}},
      {ContactEdited{id<ContactId>(5), true,
                     personal<ContactDetails>(5, {EmailAddress::restore("per.aas@hotell.example"),
                                                  PersonName::restore("Per"),
                                                  PersonName::restore("Aas"),
                                                  {{Label::restore("sentralbord"),
                                                    PhoneNumber::restore("+47 22 33 44 55")}}})}},
      {ContactUnlinked{id<ContactId>(5), id<OrganisationId>(6)}},
      {ContactDeactivated{id<ContactId>(5)}},
      {ContactReactivated{id<ContactId>(5)}},
      {ContactDeleted{id<ContactId>(5)}},
  };
}

Events of_offices() {
  const auto office = id<OfficeId>(1);
  const auto staff = id<StaffId>(2);
  return {
      {OfficeSettingsChanged{office, settings()}},
      {StaffEdited{
          office, staff,
          personal<StaffDetails>(2, {EmailAddress::restore("kari.n@fjordfest.example"),
                                     PersonName::restore("Kari"), PersonName::restore("Nilsen")})}},
      {StaffRoleChanged{office, staff, StaffRole::project_manager}},
      {StaffDeactivated{office, staff}},
      {StaffReactivated{office, staff}},
      {ApiTokenWithdrawn{office, id<ApiTokenId>(3)}},
      {AccessDenied{{ActorKind::api_token, uuid(3)}, "PATCH /v1/staff/{staffId}"}},
  };
}

Events of_projects() {
  const auto project = id<ProjectId>(7);
  return {
      {ProjectCreated{project,
                      {Name::restore("Sommerfest 2027"),
                       id<OrganisationId>(6),
                       Date{20'990},
                       Date{20'993},
                       {id<StaffId>(2), id<StaffId>(8)},
                       ProjectStatus::confirmed,
                       36}}},
      {ProjectEdited{project,
                     {Name::restore("Vinterfest 2027"),
                      id<OrganisationId>(6),
                      Date{20'990},
                      std::nullopt,
                      {id<StaffId>(2)},
                      ProjectStatus::confirmed,
                      12}}},
      {ProjectStatusChanged{project, ProjectStatus::cancelled,
                            StatusReason::restore("The storm.\nNo ferry.")}},
      {ContactAddedToProject{project, id<ContactId>(5), id<OrganisationId>(4),
                             OrganisationKind::supplier}},
      {ContactRemovedFromProject{project, id<ContactId>(5)}},
      {ParticipantAdded{id<ParticipantId>(10), project, personal(10, participant())}},
      {ParticipantEdited{id<ParticipantId>(10), project, personal(10, participant())}},
      {ParticipantRemoved{id<ParticipantId>(10), project}},
      {ParticipantsImported{project, 600, 31, 7}},
      {ListCreated{id<ListId>(11), project, definition()}},
      {ListEdited{id<ListId>(11), project, definition()}},
      {ListDeleted{id<ListId>(11), project}},
  };
}

Events of_sendings() {
  const auto share = id<ShareId>(12);
  const auto mail = id<SendingId>(90);
  return {
      {ListShared{share, id<ListId>(11), id<ProjectId>(7), id<ContactId>(5), Date{20'993},
                  columns(), true, sending()}},
      {ShareResent{share, Date{20'994}, columns(), true, sending()}},
      {ShareReceiverIdentified{share, id<ListId>(11), id<ProjectId>(7), id<ContactId>(5)}},
      {ShareEmailAttempted{share, mail, 2, link_hash()}},
      {ShareEmailSent{share, mail, 2, "<1@rollcall.example>"}},
      {ShareEmailDeferred{share, mail, 1, "greylisted", Instant{1'800'000'060'000}}},
      {ShareEmailFailed{share, mail, 5, "mailbox_unknown"}},
  };
}

Events of_shares() {
  const auto share = id<ShareId>(12);
  const auto code = id<CodeId>(13);
  const auto session = id<SessionId>(14);
  return {
      {ShareValidityChanged{share, Date{21'000}}},
      {ShareColumnsChanged{share, columns()}},
      {ShareDownloadChanged{share, true}},
      {ShareRevoked{share, RevocationCause::list_deleted}},
      {ShareCodeIssued{share, code, Instant{1'800'000'600'000}}},
      {ShareCodeSent{share, code, "<2@rollcall.example>"}},
      {ShareCodeFailed{share, code, "no_route"}},
      {ShareCodeTried{share, code}},
      {ShareCodeRefused{share, code, true}},
      {ViewingSessionOpened{share, code, session, Instant{1'800'086'400'000}}},
      {ViewingSessionEnded{share, session}},
      {ListAccessed{id<AccessId>(15), id<ListId>(11), id<ProjectId>(7), share, session,
                    AccessKind::csv, 4'711, 612, columns(),
                    personal<ClientDetails>(91, {"2001:db8::17", "Mozilla/5.0 (X11; Linux)"})}},
  };
}

// Fields that came with version 2.
Events of_version_2() {
  ListAccessed changes{id<AccessId>(15),
                       id<ListId>(11),
                       id<ProjectId>(7),
                       id<ShareId>(12),
                       id<SessionId>(14),
                       AccessKind::changes,
                       4'711,
                       3,
                       columns(),
                       personal<ClientDetails>(91, {"2001:db8::17", "Mozilla/5.0 (X11; Linux)"})};
  changes.since = 4'005;
  return {{changes}};
}

Events of_accounts() {
  const AccountHolder staff{AccountKind::staff, uuid(2)};
  const AccountHolder contact{AccountKind::contact, uuid(5)};
  const auto link = id<PasswordLinkId>(16);
  const auto session = id<SessionId>(18);
  return {
      {PasswordLinkIssued{staff, link, link_hash(), Instant{1'800'003'600'000}, true}},
      {PasswordLinkAttempted{staff, link, 3}},
      {PasswordLinkEmailed{staff, link, 3, "<3@rollcall.example>"}},
      {PasswordLinkDeferred{contact, link, 1, "greylisted", Instant{1'800'000'060'000}}},
      {PasswordLinkFailed{contact, link, 2, "mailbox_unknown"}},
      {PasswordSet{contact, link, id<PasswordId>(17)}},
      {SignedIn{contact, session, Instant{1'800'086'400'000}}},
      {SignedInByOffer{contact, session, Instant{1'800'086'400'000}, id<ProjectId>(7)}},
      {SignInRefused{contact}},
      {SignedOut{staff, session}},
      {SignedOutEverywhere{staff}},
  };
}

Events of_mails() {
  const auto office = id<OfficeId>(1);
  const auto mailing = id<MailingId>(19);
  const MailText mail{Subject::restore("Romliste"),
                      MailBody::restore("Hei [receiver-name]!\n\n[resource-link]\n")};
  return {
      {ShareEmailTemplateSaved{office, LanguageTag::restore("nb-NO"), mail}},
      {ShareEmailTemplateRemoved{office, LanguageTag::restore("de")}},
      {ExpiryReminderQueued{mailing, id<StaffId>(2)}},
      {ShareExpiryReminded{id<ShareId>(12), Date{20'993}, mailing}},
      {MailingAttempted{mailing, 2}},
      {MailingSent{mailing, 2, "<4@rollcall.example>"}},
      {MailingDeferred{mailing, 1, "greylisted", Instant{1'800'000'060'000}}},
      {MailingFailed{mailing, 5, "mailbox_unknown"}},
      {OfferMailQueued{mailing, id<ProjectId>(7), id<MenuItemId>(20), id<ContactId>(5), link_hash(),
                       LanguageTag::restore("nb"),
                       personal<Addressed>(5, {EmailAddress::restore("per.aas@kunde.example"),
                                               PersonName::restore("Per Aas"), mail})}},
  };
}

Events of_customer_web() {
  const auto project = id<ProjectId>(7);
  const auto item = id<MenuItemId>(19);
  const MenuItemDetails offer{MenuItemKind::offer, Name::restore("Tilbud"), 30,
                              MenuText{link_hash(), 4'711}, std::nullopt};
  const MenuItemDetails link{MenuItemKind::link, Name::restore("Været"), 40, std::nullopt,
                             WebAddress::restore("https://www.yr.example/?sted=Oslo")};
  return {
      {ListPublishedOnCustomerWeb{id<ListId>(11), project, columns(), Name::restore("Rom"), 20}},
      {ListWithdrawnFromCustomerWeb{id<ListId>(11), project, WithdrawalCause::project_cancelled}},
      {MenuItemAdded{item, project, offer}},
      {MenuItemEdited{item, project, link}},
      {MenuItemPublished{item, project}},
      {MenuItemWithdrawn{item, project}},
      {MenuItemDeleted{item, project}},
      {MenuFileUploaded{
          item, project, {link_hash(), 26'214'400, FileType::csv, FileName::restore("Rom.csv")}}},
  };
}

Events of_history() {
  const auto office = id<OfficeId>(1);
  const HistorySubject list{HistorySubjectKind::list, uuid(11)};
  return {{HistoryRead{office, HistoryKind::list_audience, list,
                       HistorySpan{Instant{1'800'000'000'000}, HistoryMoment{4'711ull}}, 51}}};
}

// One that goes on after it was recorded.
Event stream() {
  const HistorySubject list{HistorySubjectKind::list, uuid(11)};
  return {HistoryRead{id<OfficeId>(1), HistoryKind::exported_history, list, {}, std::nullopt}};
}

Events of_erasure() {
  return {
      {PersonErased{id<PersonId>(10), PersonKind::participant, ErasureCause::retention,
                    id<ProjectId>(7), std::nullopt}},
      {RetentionPassed{id<ProjectId>(7)}},
  };
}

// A look on customer web.
Event visit() {
  ListAccessed look{id<AccessId>(15),
                    id<ListId>(11),
                    id<ProjectId>(7),
                    std::nullopt,
                    id<SessionId>(14),
                    AccessKind::xlsx,
                    4'712,
                    613,
                    columns(),
                    personal<ClientDetails>(5, {"2001:db8::18", "Mozilla/5.0 (X11; Linux)"})};
  look.contact = id<ContactId>(5);
  return {look};
}

}  // namespace

std::vector<Sample> samples() {
  std::vector<Sample> all;
  for (auto&& events : {of_people(), of_offices(), of_projects(), of_sendings(), of_accounts(),
                        of_mails(), of_shares(), of_customer_web(), of_history(), of_erasure()}) {
    for (const auto& event : events) all.push_back({"v1", event});
  }
  for (const auto& event : of_version_2()) all.push_back({"v2", event});
  all.push_back({"v2", stream()});
  all.push_back({"v3", visit()});
  return all;
}

Uuid event_id_of(const Event& event) {
  return uuid(1'000u + type_of(event));
}

Uuid uuid(unsigned number) {
  Uuid result;
  result.bytes[6] = 0x70;
  result.bytes[8] = 0x80;
  result.bytes[14] = static_cast<std::uint8_t>(number >> 8);
  result.bytes[15] = static_cast<std::uint8_t>(number);
  return result;
}

}  // namespace rollcall::codec::test
