// Who could see a list, from when to when, and why.
#include "replay/access/audience.hpp"

#include <algorithm>
#include <functional>

#include "tests/replay/audited_office.hpp"

namespace rollcall::replay::audience_test {
namespace {

using namespace domain;

class TheAudience : public testing::Test {
 protected:
  static std::vector<Grant> grants(const Moment& moment, Instant at) {
    auto found = audience_of(moment, kList, at);
    EXPECT_TRUE(found && *found);
    return found && *found ? std::move((*found)->grants) : std::vector<Grant>{};
  }
  std::vector<Grant> grants() const { return grants(audited.moment(), audited.now()); }
  std::vector<Grant> grants_of(const Actor& viewer) {
    auto all = grants();
    std::erase_if(all, [&](const Grant& grant) { return grant.viewer != viewer; });
    return all;
  }
  // The only one there is.
  Grant grant_of(const Actor& viewer) {
    const auto theirs = grants_of(viewer);
    EXPECT_EQ(theirs.size(), 1u);
    return theirs.size() == 1 ? theirs.front() : Grant{};
  }
  static std::vector<std::string> because(const Grant& grant) {
    std::vector<std::string> events;
    for (const auto& why : grant.because) events.emplace_back(why.event);
    return events;
  }

  AuditedOffice audited;
};

TEST_F(TheAudience, of_a_list_that_was_not_there_is_none) {
  const auto before = audited.office.head();
  audited.make_list();
  EXPECT_FALSE(audience_of(audited.moment(before), kList, audited.now()).value());
  EXPECT_TRUE(audience_of(audited.moment(), kList, audited.now()).value());
}

TEST_F(TheAudience, sees_a_share_from_the_first_attempt_to_mail_it) {
  audited.make_list();
  const auto shared = audited.share();
  EXPECT_TRUE(grants_of(kReceiver).empty());
  const auto attempted = audited.attempt();
  const auto grant = grant_of(kReceiver);
  EXPECT_EQ(grant.from_position, attempted);
  EXPECT_EQ(grant.from, audited.now());
  EXPECT_FALSE(grant.end);
  EXPECT_EQ(grant.columns, columns({"lastName"}));
  EXPECT_EQ(because(grant),
            (std::vector<std::string>{"ListCreated", "ListShared", "ShareEmailAttempted"}));
  EXPECT_EQ(grant.because[1].position, shared);
  EXPECT_EQ(grant.because[2].link_hash, LinkHash{7});
}

// The last day is there in Oslo, where June is two hours ahead.
TEST_F(TheAudience, sees_a_share_until_its_last_day_is_over_by_the_clock) {
  audited.make_list();
  audited.share("2026-06-10");
  audited.attempt();
  audited.at("2026-06-11T09:00:00Z");
  const auto grant = grant_of(kReceiver);
  ASSERT_TRUE(grant.end);
  EXPECT_EQ(grant.end->at, instant("2026-06-10T22:00:00Z"));
  EXPECT_EQ(grant.end->why, NoAccess::share_expired);
  EXPECT_FALSE(grant.end->event);
  EXPECT_TRUE(grant.covers(audited.office.head(), instant("2026-06-10T21:59:59.999Z")));
  EXPECT_FALSE(grant.covers(audited.office.head(), instant("2026-06-10T22:00:00Z")));
}

TEST_F(TheAudience, sees_an_expired_share_again_once_it_is_extended) {
  audited.make_list();
  audited.share("2026-06-10");
  audited.attempt();
  audited.at("2026-06-12T09:00:00Z");
  const auto extended = audited.add(ShareValidityChanged{kShare, day("2026-06-30")});
  const auto theirs = grants_of(kReceiver);
  ASSERT_EQ(theirs.size(), 2u);
  EXPECT_EQ(theirs[1].from_position, extended);
  EXPECT_EQ(because(theirs[1]).back(), "ShareValidityChanged");
  EXPECT_FALSE(theirs[1].end);
}

// Midnight comes to Auckland half a day before it comes to Oslo, and the zone was what it was.
TEST_F(TheAudience, goes_by_the_time_zone_that_the_office_had) {
  audited.make_list();
  audited.share("2026-06-10");
  audited.attempt();
  audited.at("2026-06-10T13:00:00Z");
  auto settings = AuditedOffice::settings();
  settings.time_zone = TimeZone::restore("Pacific/Auckland");
  const auto changed = audited.add(OfficeSettingsChanged{kOffice, settings});
  const auto grant = grant_of(kReceiver);
  ASSERT_TRUE(grant.end && grant.end->event);
  EXPECT_EQ(grant.end->event->position, changed);
  EXPECT_EQ(grant.end->why, NoAccess::share_expired);
}

TEST_F(TheAudience, tells_what_changed_a_grant_while_it_stood) {
  audited.make_list();
  audited.share();
  audited.attempt();
  audited.add(ShareColumnsChanged{kShare, columns({"firstName"})});
  const auto grant = grant_of(kReceiver);
  EXPECT_EQ(because(grant).back(), "ShareColumnsChanged");
  EXPECT_EQ(grant.columns, columns({"firstName"}));
}

struct Ending {
  std::string name;
  std::function<eventstore::Position(AuditedOffice&)> happens;
  NoAccess why;
};

TEST_F(TheAudience, loses_a_share_by_whatever_ends_it) {
  const std::vector<Ending> endings = {
      {"revoked", [](auto& o) { return o.add(ShareRevoked{kShare, RevocationCause::by_sender}); },
       NoAccess::share_revoked},
      {"locked", [](auto& o) { return o.add(ShareCodeRefused{kShare, {}, true}); },
       NoAccess::share_locked},
      {"sent again, not yet mailed",
       [](auto& o) {
         return o.add(ShareResent{kShare, day("2026-06-30"), {}, false, AuditedOffice::sending()});
       },
       NoAccess::share_pending},
      {"receiver deactivated", [](auto& o) { return o.add(ContactDeactivated{kContact}); },
       NoAccess::share_suspended},
      {"receiver deleted", [](auto& o) { return o.add(ContactDeleted{kContact}); },
       NoAccess::share_suspended},
      {"receiver's address changed",
       [](auto& o) {
         return o.add(
             ContactEdited{kContact, true, {person_of(kContact), AuditedOffice::contact()}});
       },
       NoAccess::share_suspended},
      {"list deleted", [](auto& o) { return o.add(ListDeleted{kList, kProject}); },
       NoAccess::list_gone},
  };
  for (const auto& ending : endings) {
    SCOPED_TRACE(ending.name);
    AuditedOffice office;
    office.make_list();
    office.share("2026-06-10", kContact);
    office.attempt();
    office.at("2026-06-02T08:00:00Z");
    const auto position = ending.happens(office);
    const auto all = grants(office.moment(), office.now());
    const auto found = std::ranges::find(all, kReceiver, &Grant::viewer);
    ASSERT_TRUE(found != all.end() && found->end && found->end->event);
    EXPECT_EQ(found->end->event->position, position);
    EXPECT_EQ(found->end->at, office.now());
    EXPECT_EQ(to_string(found->end->why), to_string(ending.why));
  }
}

TEST_F(TheAudience, of_customer_web_is_who_is_on_the_project_for_the_customer) {
  audited.make_list();
  audited.join();
  EXPECT_TRUE(grants_of(kVisitor).empty());
  const auto ticked = audited.tick();
  const auto grant = grant_of(kVisitor);
  EXPECT_EQ(grant.from_position, ticked);
  EXPECT_EQ(because(grant), (std::vector<std::string>{"ListCreated", "ContactAddedToProject",
                                                      "ListPublishedOnCustomerWeb"}));
  EXPECT_EQ(grant.columns, columns({"firstName"}));
}

TEST_F(TheAudience, of_customer_web_is_nobody_while_offers_sign_in) {
  audited.open_everything();
  auto settings = AuditedOffice::settings();
  settings.automatic_offer_login = true;
  const auto on = audited.add(OfficeSettingsChanged{kOffice, settings});
  settings.automatic_offer_login = false;
  const auto off = audited.add(OfficeSettingsChanged{kOffice, settings});
  const auto theirs = grants_of(kVisitor);
  ASSERT_EQ(theirs.size(), 2u);
  EXPECT_EQ(theirs[0].end->event->position, on);
  EXPECT_EQ(theirs[0].end->why, NoAccess::customer_web_closed);
  EXPECT_EQ(theirs[1].from_position, off);
  EXPECT_EQ(because(theirs[1]).back(), "OfficeSettingsChanged");
}

TEST_F(TheAudience, by_role_is_staff_and_programs_that_look_at_lists) {
  const auto auditor = id_of<ApiTokenId>(66);
  audited.add(ApiTokenCreated{kOffice, auditor, {}, TokenRole::auditor, {}});
  audited.make_list();
  EXPECT_FALSE(grant_of(kStaff).end);
  EXPECT_TRUE(grants_of({ActorKind::api_token, auditor.uuid}).empty());
  audited.at("2026-06-20T12:00:00Z");
  const auto program = grant_of(kProgram);
  ASSERT_TRUE(program.end);
  EXPECT_EQ(program.end->why, NoAccess::token_unusable);
  EXPECT_EQ(program.end->at, instant("2026-06-20T12:00:00Z"));
  const auto left = audited.add(StaffDeactivated{kOffice, kStaffId});
  EXPECT_EQ(grant_of(kStaff).end->event->position, left);
}

TEST_F(TheAudience, is_as_it_was_at_each_earlier_position) {
  audited.open_everything();
  const auto open = audited.office.head();
  const auto revoked = audited.add(ShareRevoked{kShare, RevocationCause::by_sender});
  const auto could = [&](eventstore::Position position) {
    const auto then = grants(audited.moment(position), audited.now());
    return std::count_if(then.begin(), then.end(), [&](const Grant& grant) {
      return grant.viewer == kReceiver && grant.covers(position, audited.now());
    });
  };
  EXPECT_EQ(could(open), 1);
  EXPECT_EQ(could(revoked), 0);
}

// What other lists, their shares and looks add to the log, this one does not read.
TEST_F(TheAudience, is_not_changed_by_what_concerns_other_lists) {
  audited.open_everything();
  const auto before = grants().size();
  const auto other = id_of<ListId>(52);
  audited.add(ListCreated{other, kProject, {}});
  audited.add(ListShared{id_of<ShareId>(78),
                         other,
                         kProject,
                         {},
                         day("2026-06-30"),
                         {},
                         false,
                         AuditedOffice::sending()});
  audited.add(ShareEmailAttempted{id_of<ShareId>(78), kSending, 1, {8}});
  audited.add(ListDeleted{other, kProject});
  EXPECT_EQ(grants().size(), before);
}

}  // namespace
}  // namespace rollcall::replay::audience_test
