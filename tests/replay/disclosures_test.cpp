// Whose data a look showed, and who saw only what a list was before a change.
#include "replay/access/disclosures.hpp"

#include "replay/access/stale.hpp"
#include "replay/access/viewers.hpp"
#include "tests/replay/audited_office.hpp"

namespace rollcall::replay::disclosures_test {
namespace {

using namespace domain;

const auto kAda = id_of<ParticipantId>(41);
const auto kBo = id_of<ParticipantId>(42);

class Disclosures : public testing::Test {
 protected:
  Disclosures() { made = audited.add(ListCreated{kList, kProject, filtered()}); }
  static ListDefinition filtered() {
    ListDefinition list;
    list.columns = columns({"lastName"});
    list.filter = {{Column::restore("company"), FilterOp::eq, {"Acme"}}};
    return list;
  }
  static Personal<ParticipantDetails> details(ParticipantId id, const std::string& last,
                                              const std::string& company = "Acme") {
    ParticipantDetails of;
    of.at(StandardField::last_name) = last;
    of.at(StandardField::company) = company;
    return {person_of(id), of};
  }
  eventstore::Position add(ParticipantId id, const std::string& last,
                           const std::string& company = "Acme") {
    return audited.add(ParticipantAdded{id, kProject, details(id, last, company)});
  }
  eventstore::Position add_erased() {
    return audited.add(ParticipantAdded{kAda, kProject, {person_of(kAda), std::nullopt}});
  }
  eventstore::Position edit(ParticipantId id, const std::string& last,
                            const std::string& company = "Acme") {
    return audited.add(ParticipantEdited{id, kProject, details(id, last, company)});
  }
  eventstore::Position look(eventstore::Position version, AccessKind kind = AccessKind::json,
                            std::optional<eventstore::Position> since = std::nullopt) {
    auto look = audited.receivers_look();
    look.list_version = version;
    look.kind = kind;
    look.since = since;
    return audited.add(look, kReceiver);
  }
  std::vector<eventstore::Position> showed(ParticipantId id, const LookRange& range = {}) {
    const auto found = disclosures_of_participant(audited.moment(), kProject, id, range);
    EXPECT_TRUE(found);
    std::vector<eventstore::Position> positions;
    for (const auto& each : *found) positions.push_back(each.position);
    return positions;
  }
  using Positions = std::vector<eventstore::Position>;

  AuditedOffice audited;
  eventstore::Position made = 0;
};

TEST_F(Disclosures, of_a_participant_are_looks_at_versions_that_had_them_as_a_row) {
  look(made);  // before there was anybody
  const auto added = add(kAda, "Berg");
  const auto other = add(kBo, "Dahl", "Other");
  const auto first = look(added);
  const auto left = edit(kAda, "Berg", "Other");
  look(left);
  const auto back = edit(kAda, "Moen");
  const auto second = look(back);
  const auto removed = audited.add(ParticipantRemoved{kAda, kProject});
  const auto third = look(back);  // views were late: they showed that version
  look(removed);
  EXPECT_EQ(showed(kAda), (Positions{first, second, third}));
  EXPECT_EQ(showed(kBo), Positions{});
  EXPECT_LT(added, other);
}

TEST_F(Disclosures, by_a_look_at_changes_are_of_those_who_changed) {
  add(kAda, "Berg");
  const auto since = add(kBo, "Dahl");
  const auto edited = edit(kAda, "Moen");
  const auto look_at_edit = look(edited, AccessKind::changes, since);
  EXPECT_EQ(showed(kAda), Positions{look_at_edit});
  EXPECT_EQ(showed(kBo), Positions{});
  const auto removed = audited.add(ParticipantRemoved{kBo, kProject});
  const auto look_at_removal = look(removed, AccessKind::changes, edited);
  EXPECT_EQ(showed(kBo), Positions{look_at_removal});
  EXPECT_EQ(showed(kAda), Positions{look_at_edit});
}

// A page marks what changed: who was removed is on it too.
TEST_F(Disclosures, by_a_page_are_also_of_those_it_shows_as_removed) {
  const auto since = add(kBo, "Dahl");
  const auto removed = audited.add(ParticipantRemoved{kBo, kProject});
  const auto page = look(removed, AccessKind::page, since);
  EXPECT_EQ(showed(kBo), Positions{page});
}

// By what the list chose its rows is gone with the person's key.
TEST_F(Disclosures, of_who_is_erased_are_possible) {
  look(add_erased());
  const auto found = disclosures_of_participant(audited.moment(), kProject, kAda, {});
  ASSERT_TRUE(found);
  ASSERT_EQ(found->size(), 1u);
  EXPECT_TRUE(found->front().is_possible);
}

// Another filter may have added or removed their row.
TEST_F(Disclosures, of_who_is_erased_by_changes_are_possible_if_the_filter_changed) {
  const auto added = add_erased();
  auto list = filtered();
  list.name = Name::restore("Others");
  const auto renamed = audited.add(ListEdited{kList, kProject, list});
  look(renamed, AccessKind::changes, added);
  list.filter = {{Column::restore("company"), FilterOp::eq, {"Other"}}};
  const auto edited = audited.add(ListEdited{kList, kProject, list});
  const auto seen = look(edited, AccessKind::changes, renamed);
  EXPECT_EQ(showed(kAda), Positions{seen});
}

TEST_F(Disclosures, come_in_parts) {
  const auto added = add(kAda, "Berg");
  const auto first = look(added);
  const auto second = look(added);
  EXPECT_EQ(showed(kAda, {.limit = 1}), Positions{first});
  EXPECT_EQ(showed(kAda, {.after = first, .limit = 1}), Positions{second});
  EXPECT_EQ(showed(kAda, {.up_to = first}), Positions{first});
}

TEST_F(Disclosures, name_a_receiver_as_they_were_when_they_looked) {
  audited.share();
  const auto before = look(made);
  auto moved = AuditedOffice::sending();
  moved.addressed.known->email = EmailAddress::restore("new@hotel.example");
  audited.add(ShareResent{kShare, day("2026-06-30"), {}, false, moved});
  const auto after = look(made);
  const auto viewers = Viewers::read(audited.moment(), kProject, {kReceiver});
  ASSERT_TRUE(viewers);
  EXPECT_EQ(viewers->of(kReceiver, before).email, "desk@hotel.example");
  EXPECT_EQ(viewers->of(kReceiver, after).email, "new@hotel.example");
}

TEST_F(Disclosures, name_a_contact_person_with_whom_they_are_on_the_project_for) {
  audited.join();
  const auto viewers = Viewers::read(audited.moment(), kProject, {kVisitor});
  ASSERT_TRUE(viewers);
  const auto anna = viewers->of(kVisitor, audited.office.head());
  EXPECT_EQ(anna.name, "Anna Berg");
  EXPECT_EQ(anna.organisation, kCustomer);
  EXPECT_EQ(anna.organisation_name, "Vidda AS");
}

TEST_F(Disclosures, before_a_change_leave_stale_copies_with_who_never_looked_again) {
  audited.add(audited.visitors_look(), kVisitor);
  look(made);
  audited.add(audited.look(), kStaff);  // staff need nobody to tell them
  const auto change = add(kAda, "Berg");
  const auto all = stale_receivers(audited.moment(), kList, change);
  ASSERT_TRUE(all);
  ASSERT_EQ(all->size(), 2u);
  EXPECT_EQ((*all)[0].viewer, kVisitor);
  EXPECT_EQ((*all)[1].viewer, kReceiver);
  EXPECT_EQ((*all)[1].looks, 1u);
  look(change);
  const auto left = stale_receivers(audited.moment(), kList, change);
  ASSERT_TRUE(left);
  ASSERT_EQ(left->size(), 1u);
  EXPECT_EQ(left->front().viewer, kVisitor);
}

}  // namespace
}  // namespace rollcall::replay::disclosures_test
