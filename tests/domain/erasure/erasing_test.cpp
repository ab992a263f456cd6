// Erasing persons: what ends with them, and what stays.
#include "domain/erasure/again.hpp"
#include "domain/share/bulk.hpp"
#include "tests/domain/share/share_given.hpp"

namespace rollcall::domain::given::erasing_test {
namespace {

using namespace share_given;

constexpr auto kAddress = EmailKey{uuid(9)};
constexpr auto kMette = id<ParticipantId>(20);
constexpr auto kKari = id<StaffId>(21);

PersonErased erased(PersonKind kind, PersonId person) {
  return {person, kind, ErasureCause::request, std::nullopt, std::nullopt};
}
PersonErased erased_receiver(PersonId person = kHotelPerson) {
  return {person, PersonKind::receiver, ErasureCause::request, std::nullopt, kShare};
}
PersonErased erased_participant() {
  return {person_of(kMette), PersonKind::participant, ErasureCause::request, kProject, {}};
}

ContactAdded added(ContactId contact = kAnna) {
  const auto details = ContactDetails{EmailAddress::restore("anna@customer.example"),
                                      PersonName::restore("Anna"),
                                      PersonName::restore("Berg"),
                                      {}};
  return {contact, kCustomer, OrganisationKind::customer, {person_of(contact), details}};
}
ContactAddedToProject joined() {
  return {kProject, kAnna, kCustomer, OrganisationKind::customer};
}
ListShared shared_with_anna() {
  ListShared event = shared();
  event.contact = kAnna;
  event.sending.addressed.person = person_of(kAnna);
  return event;
}
ParticipantAdded mette(const char* email = "mette@customer.example") {
  ParticipantDetails details;
  details.at(StandardField::email) = email;
  return {kMette, kProject, {person_of(kMette), details}};
}
StaffAdded kari() {
  const auto details = StaffDetails{EmailAddress::restore("kari@fjord.example"),
                                    PersonName::restore("Kari"), PersonName::restore("Dahl")};
  return {{}, kKari, StaffRole::project_manager, {person_of(kKari), details}};
}

// All facts there are of who is in these tests, if their events are.
ErasureFacts facts_of(const History& history) {
  ErasureFacts facts;
  const auto contact = history.fold<ContactState>(facts_of_contact(kAnna));
  const Tag tag{TagKind::contact, kAnna.uuid};
  const bool is_erased = !history.fold<ErasedPersons>(facts_of_erased(tag)).persons.empty();
  if (contact.version > 0) facts.contacts.push_back({kAnna, contact, is_erased, kAddress});
  const auto share = share_of(history);
  const auto receivers = history.fold<ReceiverTrace>(facts_of_receivers(kShare));
  if (share.exists()) facts.shares.push_back({share, receivers});
  const auto trace = history.fold<ParticipantTrace>(facts_of_participant(kMette));
  if (trace.project) facts.participants.push_back({kMette, trace});
  const auto staff = history.fold<StaffState>(facts_of_staff(kKari));
  if (staff.exists) facts.staff.push_back({kKari, staff});
  return facts;
}
When erase() {
  return [](const History& history) { return decide(facts_of(history), ErasePersons{}); };
}
When erase_again() {
  return [](const History& history) { return decide(facts_of(history), EraseAgain{}); };
}
const ShareRevoked kEnded{kShare, RevocationCause::receiver_erased};

TEST(Erasing, a_contact_person_takes_them_off_everything) {
  const auto gone = erased(PersonKind::contact, person_of(kAnna));
  check({
      {"at an organisation", {added()}, erase(), events(ContactDeleted{kAnna}, gone)},
      {"on a project",
       {added(), joined()},
       erase(),
       events(ContactRemovedFromProject{kProject, kAnna}, ContactDeleted{kAnna}, gone)},
      {"who is inactive",
       {added(), ContactDeactivated{kAnna}},
       erase(),
       events(ContactDeleted{kAnna}, gone)},
      {"with a share",
       {added(), joined(), shared_with_anna()},
       erase(),
       events(kEnded, ContactRemovedFromProject{kProject, kAnna}, ContactDeleted{kAnna}, gone)},
      {"with a revoked share",
       {added(), shared_with_anna(), revoked()},
       erase(),
       events(ContactDeleted{kAnna}, gone)},
      {"who is deleted", {added(), ContactDeleted{kAnna}}, erase(), events(gone)},
      {"who is erased", {added(), ContactDeleted{kAnna}, gone}, erase(), nothing()},
      {"nobody", {}, erase(), refused(Reason::not_found)},
  });
}

TEST(Erasing, a_contact_person_frees_the_address) {
  const auto proposals = erase()({added()});
  ASSERT_TRUE(proposals);
  EXPECT_EQ(proposals->front().former_email, kAddress);
}

TEST(Erasing, a_receiver_revokes_the_share_and_leaves_it) {
  const ShareReceiverIdentified is_anna{kShare, kList, kProject, kAnna};
  ShareResent to_anna = resent();
  to_anna.sending.addressed.person = person_of(kAnna);
  check({
      {"of an address", {shared()}, erase(), events(kEnded, erased_receiver())},
      {"sent twice", {shared(), resent()}, erase(), events(kEnded, erased_receiver())},
      {"again", {shared(), kEnded, erased_receiver()}, erase(), nothing()},
      {"who was an address before they were a contact person",
       {shared(), added(), is_anna, to_anna},
       erase(),
       events(kEnded, ContactDeleted{kAnna}, erased(PersonKind::contact, person_of(kAnna)),
              erased_receiver())},
  });
}

TEST(Erasing, a_participant_leaves_their_row) {
  const ParticipantRemoved removed{kMette, kProject};
  check({
      {"who attends", {mette()}, erase(), events(erased_participant())},
      {"who was removed", {mette(), removed}, erase(), events(erased_participant())},
      {"who is erased", {mette(), erased_participant()}, erase(), nothing()},
  });
}

TEST(Erasing, staff_wants_them_deactivated) {
  const StaffDeactivated left{{}, kKari};
  const auto gone = erased(PersonKind::staff, person_of(kKari));
  check({
      {"active", {kari()}, erase(), refused(Reason::staff_active, "", kKari.uuid)},
      {"deactivated", {kari(), left}, erase(), events(gone)},
      {"erased", {kari(), left, gone}, erase(), nothing()},
      {"active, with others",
       {kari(), mette()},
       erase(),
       refused(Reason::staff_active, "", kKari.uuid)},
  });
}

TEST(Erasing, again_is_stopped_by_nothing) {
  const auto gone = erased(PersonKind::staff, person_of(kKari));
  const StaffDeactivated left{{}, kKari};
  check({
      {"staff who are active", {kari()}, erase_again(), events(left, gone)},
      {"staff who left", {kari(), left}, erase_again(), events(gone)},
      {"a participant", {mette()}, erase_again(), events(erased_participant())},
      {"who is erased", {kari(), left, gone}, erase_again(), nothing()},
      {"nobody", {}, erase_again(), nothing()},
  });
}

TEST(Erasing, has_a_limit) {
  ErasureFacts facts;
  facts.participants.resize(kMaxErased + 1);
  check_outcome(decide(facts, ErasePersons{}), refused(Reason::too_many_shares));
}

TEST(WhoIsErased, has_no_details_any_more) {
  const History history{added(),
                        mette(),
                        kari(),
                        shared(),
                        erased(PersonKind::contact, person_of(kAnna)),
                        erased_participant(),
                        erased(PersonKind::staff, person_of(kKari)),
                        erased_receiver()};
  EXPECT_FALSE(history.fold<ContactState>(facts_of_contact(kAnna)).details);
  EXPECT_FALSE(history.fold<StaffState>(facts_of_staff(kKari)).details);
  EXPECT_FALSE(share_of(history).sending.addressed.known);
  const auto roster = history.fold<RosterState>(facts_of_roster(kProject));
  ASSERT_TRUE(roster.participants.contains(kMette));
  EXPECT_FALSE(roster.participants.at(kMette).details);
  EXPECT_TRUE(roster.by_email.empty());
}

TEST(ParticipantTrace, knows_every_address_they_ever_had) {
  const auto later = mette("Mette@New.example");
  const History history{mette(), ParticipantEdited{kMette, kProject, later.details},
                        ParticipantRemoved{kMette, kProject}};
  const auto trace = history.fold<ParticipantTrace>(facts_of_participant(kMette));
  EXPECT_EQ(trace.emails, (std::set<std::string>{"mette@customer.example", "mette@new.example"}));
  EXPECT_EQ(trace.project, kProject);
}

TEST(AddressTrace, has_whose_it_is_and_whose_it_was_at_the_end) {
  const auto trace = [](const History& history) {
    return history.fold<AddressTrace>(facts_of_email(kAddress));
  };
  const ContactEdited moved{kAnna, true, added().details};
  History has, gave_up, deleted;
  has.add(added(), kAddress);
  gave_up.add(added(), kAddress).add(moved, EmailKey{uuid(8)}, kAddress);
  deleted.add(added(), kAddress).add(ContactDeleted{kAnna}, std::nullopt, kAddress);
  EXPECT_TRUE(trace(has).contacts.contains(kAnna));
  EXPECT_FALSE(trace(gave_up).contacts.contains(kAnna));
  EXPECT_TRUE(trace(deleted).contacts.contains(kAnna));
  History staff;
  staff.add(kari(), kAddress);
  EXPECT_EQ(trace(staff).staff, kKari);
}

}  // namespace
}  // namespace rollcall::domain::given::erasing_test
