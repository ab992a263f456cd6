// What every event is found by. Stands here for the samples: one of each event.

#include <map>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/event.hpp"
#include "tests/domain/codec/samples.hpp"

namespace rollcall::codec::test::tags_test {
namespace {

using domain::Tag;
using domain::TagKind;
using Tags = std::vector<Tag>;

Tag tag(TagKind kind, unsigned number) {
  return {kind, uuid(number)};
}

std::map<std::string, Tags> expected_tags_of_mails() {
  using enum TagKind;
  domain::Uuid link_id;
  for (std::size_t i = 0; i < 16; ++i) link_id.bytes[i] = static_cast<std::uint8_t>(3 * i + 1);
  return {
      {"ShareEmailTemplateSaved", {tag(office, 1)}},
      {"ShareEmailTemplateRemoved", {tag(office, 1)}},
      {"ExpiryReminderQueued", {tag(mailing, 19), tag(staff, 2)}},
      {"ShareExpiryReminded", {tag(mailing, 19), tag(share, 12)}},
      {"MailingAttempted", {tag(mailing, 19)}},
      {"MailingSent", {tag(mailing, 19)}},
      {"MailingDeferred", {tag(mailing, 19)}},
      {"MailingFailed", {tag(mailing, 19)}},
      {"OfferMailQueued", {tag(mailing, 19), tag(project, 7), tag(contact, 5), {link, link_id}}},
  };
}

std::map<std::string, Tags> expected_tags() {
  using enum TagKind;
  const Tags of_staff = {tag(office, 1), tag(staff, 2)};
  const Tags of_share = {tag(share, 12)};
  const Tags of_list = {tag(list, 11), tag(project, 7)};
  const Tags of_participant = {tag(participant, 10), tag(roster, 7)};
  const Tags of_session = {tag(share, 12), tag(session, 14)};
  domain::Uuid link_id;
  for (std::size_t i = 0; i < 16; ++i) link_id.bytes[i] = static_cast<std::uint8_t>(3 * i + 1);
  return {
      {"OfficeCreated", {tag(office, 1)}},
      {"OfficeSettingsChanged", {tag(office, 1)}},
      {"StaffAdded", of_staff},
      {"StaffEdited", of_staff},
      {"StaffRoleChanged", of_staff},
      {"StaffDeactivated", of_staff},
      {"StaffReactivated", of_staff},
      {"ApiTokenCreated", {tag(office, 1), tag(api_token, 3)}},
      {"ApiTokenWithdrawn", {tag(office, 1), tag(api_token, 3)}},
      {"OrganisationAdded", {tag(organisation, 4)}},
      {"OrganisationRenamed", {tag(organisation, 4)}},
      {"OrganisationDeleted", {tag(organisation, 4)}},
      {"ContactAdded", {tag(contact, 5), tag(organisation, 4)}},
      {"ContactLinked", {tag(contact, 5), tag(organisation, 6)}},
      {"ContactEdited", {tag(contact, 5)}},
      {"ContactUnlinked", {tag(contact, 5), tag(organisation, 6)}},
      {"ContactDeactivated", {tag(contact, 5)}},
      {"ContactReactivated", {tag(contact, 5)}},
      {"ContactDeleted", {tag(contact, 5)}},
      {"ProjectCreated", {tag(project, 7), tag(organisation, 6)}},
      {"ProjectEdited", {tag(project, 7), tag(organisation, 6)}},
      {"ProjectStatusChanged", {tag(project, 7)}},
      {"ContactAddedToProject", {tag(project, 7), tag(contact, 5)}},
      {"ContactRemovedFromProject", {tag(project, 7), tag(contact, 5)}},
      {"ParticipantAdded", of_participant},
      {"ParticipantEdited", of_participant},
      {"ParticipantRemoved", of_participant},
      {"ParticipantsImported", {tag(roster, 7)}},
      {"ListCreated", of_list},
      {"ListEdited", of_list},
      {"ListDeleted", of_list},
      {"ListShared", {tag(share, 12), tag(list, 11), tag(project, 7), tag(contact, 5)}},
      {"ShareResent", of_share},
      {"ShareReceiverIdentified",
       {tag(share, 12), tag(list, 11), tag(project, 7), tag(contact, 5)}},
      {"ShareEmailAttempted", {tag(share, 12), {link, link_id}}},
      {"ShareEmailSent", of_share},
      {"ShareEmailDeferred", of_share},
      {"ShareEmailFailed", of_share},
      {"ShareValidityChanged", of_share},
      {"ShareColumnsChanged", of_share},
      {"ShareDownloadChanged", of_share},
      {"ShareRevoked", of_share},
      {"ShareCodeIssued", of_share},
      {"ShareCodeSent", of_share},
      {"ShareCodeFailed", of_share},
      {"ShareCodeTried", of_share},
      {"ShareCodeRefused", of_share},
      {"ViewingSessionOpened", of_session},
      {"ViewingSessionEnded", of_session},
      {"ListAccessed", {tag(access, 12), tag(disclosure, 11)}},
      {"AccessDenied", {tag(api_token, 3)}},
      {"HistoryRead", {tag(history, 1), tag(history, 11)}},
  };
}

std::map<std::string, Tags> expected_tags_of_accounts() {
  using enum TagKind;
  domain::Uuid link_id;
  for (std::size_t i = 0; i < 16; ++i) link_id.bytes[i] = static_cast<std::uint8_t>(3 * i + 1);
  const Tags of_staff = {tag(staff, 2)};
  const Tags of_contact = {tag(contact, 5)};
  return {
      {"PasswordLinkIssued", {tag(staff, 2), {link, link_id}}},
      {"PasswordLinkAttempted", of_staff},
      {"PasswordLinkEmailed", of_staff},
      {"PasswordLinkDeferred", of_contact},
      {"PasswordLinkFailed", of_contact},
      {"PasswordSet", of_contact},
      {"SignedIn", {tag(contact, 5), tag(session, 18)}},
      {"SignedInByOffer", {tag(contact, 5), tag(session, 18)}},
      {"SignInRefused", of_contact},
      {"SignedOut", {tag(staff, 2), tag(session, 18)}},
      {"SignedOutEverywhere", of_staff},
  };
}

std::map<std::string, Tags> expected_tags_of_customer_web() {
  using enum TagKind;
  domain::Uuid blob_id;
  for (std::size_t i = 0; i < 16; ++i) blob_id.bytes[i] = static_cast<std::uint8_t>(3 * i + 1);
  const Tags of_list = {tag(customer_web, 7), tag(list, 11)};
  const Tags of_item = {tag(customer_web, 7)};
  const Tags of_content = {tag(customer_web, 7), {blob, blob_id}};
  return {
      {"ListPublishedOnCustomerWeb", of_list},
      {"ListWithdrawnFromCustomerWeb", of_list},
      {"MenuItemAdded", of_content},
      {"MenuItemEdited", of_item},  // into a link
      {"MenuItemPublished", of_item},
      {"MenuItemWithdrawn", of_item},
      {"MenuItemDeleted", of_item},
      {"MenuFileUploaded", of_content},
      {"PersonErased", {{erasure, {}}, tag(participant, 10), tag(roster, 7)}},
      {"RetentionPassed", {tag(project, 7)}},
  };
}

TEST(Tags, of_every_event_are_what_its_rules_look_it_up_by) {
  auto expected = expected_tags();
  expected.merge(expected_tags_of_accounts());
  expected.merge(expected_tags_of_mails());
  expected.merge(expected_tags_of_customer_web());
  for (const auto& sample : samples()) {
    if (sample.version == "v3") continue;  // a look on customer web has others, see below
    const std::string name(name_of(sample.event));
    ASSERT_TRUE(expected.contains(name)) << name;
    EXPECT_THAT(tags_of(sample.event), testing::UnorderedElementsAreArray(expected[name])) << name;
  }
}

TEST(Tags, of_a_share_with_no_contact_person_name_none) {
  const domain::Event event{domain::ListShared{
      id<domain::ShareId>(1), id<domain::ListId>(2), id<domain::ProjectId>(3), {}, {}, {}, {}, {}}};
  EXPECT_THAT(tags_of(event),
              testing::UnorderedElementsAre(tag(TagKind::share, 1), tag(TagKind::list, 2),
                                            tag(TagKind::project, 3)));
}

// Staff looks are found by the list; no share counts them.
TEST(Tags, of_a_look_by_staff_are_its_own) {
  domain::ListAccessed look;
  look.access = id<domain::AccessId>(1);
  look.list = id<domain::ListId>(2);
  EXPECT_THAT(tags_of(domain::Event{look}),
              testing::UnorderedElementsAre(tag(TagKind::access, 1), tag(TagKind::disclosure, 2)));
}

// Found by the person: their key must outlive them then.
TEST(Tags, of_a_look_on_customer_web_name_the_contact_person) {
  domain::ListAccessed look;
  look.access = id<domain::AccessId>(1);
  look.list = id<domain::ListId>(2);
  look.contact = id<domain::ContactId>(3);
  EXPECT_THAT(tags_of(domain::Event{look}),
              testing::UnorderedElementsAre(tag(TagKind::access, 3), tag(TagKind::disclosure, 2)));
}

TEST(Tags, of_a_denial_name_the_principal) {
  using domain::ActorKind;
  const std::vector<std::pair<ActorKind, TagKind>> kinds = {
      {ActorKind::staff, TagKind::staff},
      {ActorKind::api_token, TagKind::api_token},
      {ActorKind::contact, TagKind::contact},
      {ActorKind::receiver, TagKind::share},
  };
  for (const auto& [actor, kind] : kinds) {
    const domain::Event event{domain::AccessDenied{{actor, uuid(1)}, "GET /v1/staff"}};
    EXPECT_THAT(tags_of(event), testing::ElementsAre(tag(kind, 1)));
  }
}

TEST(Tags, are_written_with_kind_and_id) {
  EXPECT_EQ(to_string(tag(TagKind::api_token, 3)), "apiToken:00000000-0000-7000-8000-000000000003");
  std::set<std::string> kinds;
  for (std::uint8_t kind = 1; kind <= 19; ++kind) kinds.insert(to_string(Tag{TagKind{kind}, {}}));
  EXPECT_EQ(kinds.size(), 19u);
}

TEST(EventTypes, have_a_number_and_a_name_each) {
  std::map<domain::EventType, std::string> names;
  std::set<std::string> distinct;
  for (const auto& sample : samples()) {
    const std::string name(name_of(sample.event));
    const auto [known, added] = names.emplace(type_of(sample.event), name);
    EXPECT_EQ(known->second, name) << "two events have number " << known->first;
    distinct.insert(name);
  }
  EXPECT_EQ(distinct.size(), names.size());
}

TEST(Propose, wraps_an_event_with_its_e_mail_tag) {
  const domain::ShareCodeTried tried{id<domain::ShareId>(1), id<domain::CodeId>(2)};
  const domain::EmailKey email{uuid(3)};
  const auto proposal = propose(tried, email);
  EXPECT_TRUE(*proposal.event == domain::Event{tried});
  EXPECT_EQ(proposal.email, email);
  EXPECT_EQ(proposal.former_email, std::nullopt);
  EXPECT_EQ(propose(tried).email, std::nullopt);
  EXPECT_EQ(propose(tried, email, domain::EmailKey{uuid(4)}).former_email,
            domain::EmailKey{uuid(4)});
}

}  // namespace
}  // namespace rollcall::codec::test::tags_test
