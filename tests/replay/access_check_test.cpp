// The check has teeth: a look that nothing allowed is named, whatever the route.
#include <functional>

#include "replay/access/check.hpp"
#include "tests/replay/audited_office.hpp"

namespace rollcall::replay::access_check_test {
namespace {

using namespace domain;

AccessReport check(const AuditedOffice& audited) {
  const auto report = check_accesses(audited.office.log(), audited.office.codec());
  EXPECT_TRUE(report);
  return report.value_or(AccessReport{});
}

TEST(AccessCheck, finds_nothing_wrong_with_looks_that_were_allowed) {
  AuditedOffice audited;
  audited.open_everything();
  audited.add(audited.receivers_look(), kReceiver);
  audited.add(audited.visitors_look(), kVisitor);
  audited.add(audited.look(), kStaff);
  audited.add(audited.look(), kProgram);
  const auto report = check(audited);
  EXPECT_EQ(report.looks, 4u);
  EXPECT_EQ(report.lists, 1u);
  EXPECT_EQ(report.offices, 1u);
  EXPECT_EQ(report.violations, 0u);
}

TEST(AccessCheck, lets_staff_look_back_at_what_a_deleted_list_was) {
  AuditedOffice audited;
  audited.open_everything();
  const auto back = audited.look();
  audited.add(ListDeleted{kList, kProject});
  audited.add(back, kStaff);
  EXPECT_EQ(check(audited).violations, 0u);
}

struct Planted {
  std::string name;
  std::function<void(AuditedOffice&)> before;
  std::function<ListAccessed(const AuditedOffice&)> look;
  Actor by;
  NoAccess why;
};

const auto kReceivers = &AuditedOffice::receivers_look;
const auto kVisitors = &AuditedOffice::visitors_look;
const auto kOffices = &AuditedOffice::look;

std::vector<Planted> through_shares() {
  const auto resent = [](AuditedOffice& o) {
    o.add(ShareResent{kShare, day("2026-06-10"), columns({"lastName"}), false,
                      AuditedOffice::sending()});
  };
  const auto as_contact = [](AuditedOffice& o) {
    o.add(ShareReceiverIdentified{kShare, kList, kProject, kContact});
  };
  return {
      {"nothing was handed over", resent, kReceivers, kReceiver, NoAccess::share_pending},
      {"revoked", [](auto& o) { o.add(ShareRevoked{kShare, RevocationCause::by_sender}); },
       kReceivers, kReceiver, NoAccess::share_revoked},
      {"past its last day there", [](auto& o) { o.at("2026-06-10T22:00:00Z"); }, kReceivers,
       kReceiver, NoAccess::share_expired},
      {"too many wrong codes", [](auto& o) { o.add(ShareCodeRefused{kShare, {}, true}); },
       kReceivers, kReceiver, NoAccess::share_locked},
      {"the receiver is inactive",
       [=](auto& o) {
         as_contact(o);
         o.add(ContactDeactivated{kContact});
       },
       kReceivers, kReceiver, NoAccess::share_suspended},
      {"the receiver has another address",
       [=](auto& o) {
         as_contact(o);
         o.add(ContactEdited{kContact, true, {person_of(kContact), AuditedOffice::contact()}});
       },
       kReceivers, kReceiver, NoAccess::share_suspended},
      {"the list is deleted", [](auto& o) { o.add(ListDeleted{kList, kProject}); }, kReceivers,
       kReceiver, NoAccess::list_gone},
      {"the session has ended", [](auto& o) { o.add(ViewingSessionEnded{kShare, kViewing}); },
       kReceivers, kReceiver, NoAccess::session_not_open},
  };
}

std::vector<Planted> not_by_the_share() {
  return {
      {"a share that was never made",
       {},
       [](const auto& o) {
         auto look = o.receivers_look();
         look.share = id_of<ShareId>(78);
         return look;
       },
       {ActorKind::receiver, id_of<ShareId>(78).uuid},
       NoAccess::share_unknown},
      {"another list's share", [](auto& o) { o.add(ListCreated{id_of<ListId>(52), kProject, {}}); },
       [](const auto& o) {
         auto look = o.receivers_look();
         look.list = id_of<ListId>(52);
         return look;
       },
       kReceiver, NoAccess::share_unknown},
      {"a file, where none is allowed",
       {},
       [](const auto& o) {
         auto look = o.receivers_look();
         look.kind = AccessKind::csv;
         return look;
       },
       kReceiver,
       NoAccess::download_not_allowed},
      {"a column that the share does not show",
       {},
       [](const auto& o) {
         auto look = o.receivers_look();
         look.columns = columns({"lastName", "firstName"});
         return look;
       },
       kReceiver,
       NoAccess::column_not_shown},
      {"recorded as a receiver's, but by somebody else",
       {},
       kReceivers,
       kStaff,
       NoAccess::viewer_is_not_the_actor},
  };
}

std::vector<Planted> on_customer_web() {
  return {
      {"not ticked any more",
       [](auto& o) {
         o.add(ListWithdrawnFromCustomerWeb{kList, kProject, WithdrawalCause::unticked});
       },
       kVisitors, kVisitor, NoAccess::customer_web_closed},
      {"off the project", [](auto& o) { o.add(ContactRemovedFromProject{kProject, kContact}); },
       kVisitors, kVisitor, NoAccess::customer_web_closed},
      {"a supplier's",
       [](auto& o) {
         o.add(ContactAddedToProject{kProject, kContact, id_of<OrganisationId>(12),
                                     OrganisationKind::supplier});
       },
       kVisitors, kVisitor, NoAccess::customer_web_closed},
      {"inactive", [](auto& o) { o.add(ContactDeactivated{kContact}); }, kVisitors, kVisitor,
       NoAccess::customer_web_closed},
      {"automatic login for offers",
       [](auto& o) {
         auto settings = AuditedOffice::settings();
         settings.automatic_offer_login = true;
         o.add(OfficeSettingsChanged{kOffice, settings});
       },
       kVisitors, kVisitor, NoAccess::customer_web_closed},
      {"the project is cancelled",
       [](auto& o) {
         o.add(ProjectStatusChanged{kProject, ProjectStatus::cancelled, std::nullopt});
       },
       kVisitors, kVisitor, NoAccess::customer_web_closed},
      {"signed out", [](auto& o) { o.add(SignedOut{kHolder, kSignIn}); }, kVisitors, kVisitor,
       NoAccess::session_not_open},
      {"signed in by an offer's link",
       [](auto& o) {
         o.add(SignedOut{kHolder, kSignIn});
         o.add(SignedInByOffer{kHolder, kSignIn, o.now().plus(std::chrono::hours(9)), kProject});
       },
       kVisitors, kVisitor, NoAccess::session_not_open},
      {"a sign-in past its time", [](auto& o) { o.at("2026-06-02T08:00:00Z"); }, kVisitors,
       kVisitor, NoAccess::session_not_open},
      {"a column that the tick does not show",
       {},
       [](const auto& o) {
         auto look = o.visitors_look();
         look.columns = columns({"lastName"});
         return look;
       },
       kVisitor,
       NoAccess::column_not_shown},
  };
}

std::vector<Planted> by_role() {
  return {
      {"deactivated staff", [](auto& o) { o.add(StaffDeactivated{kOffice, kStaffId}); }, kOffices,
       kStaff, NoAccess::staff_inactive},
      {"staff that nobody knows",
       {},
       kOffices,
       {ActorKind::staff, id_of<StaffId>(69).uuid},
       NoAccess::staff_inactive},
      {"a withdrawn token", [](auto& o) { o.add(ApiTokenWithdrawn{kOffice, kToken}); }, kOffices,
       kProgram, NoAccess::token_unusable},
      {"a token past its time", [](auto& o) { o.at("2026-06-20T12:00:00Z"); }, kOffices, kProgram,
       NoAccess::token_unusable},
      {"an auditor's token",
       [](auto& o) {
         o.add(ApiTokenCreated{kOffice, id_of<ApiTokenId>(66), {}, TokenRole::auditor, {}});
       },
       kOffices,
       {ActorKind::api_token, id_of<ApiTokenId>(66).uuid},
       NoAccess::role_too_small},
      {"a list that was never made",
       {},
       [](const auto& o) {
         auto look = o.look();
         look.list = id_of<ListId>(58);
         return look;
       },
       kStaff,
       NoAccess::list_gone},
      {"what a deleted list would be now", [](auto& o) { o.add(ListDeleted{kList, kProject}); },
       kOffices, kStaff, NoAccess::list_gone},
      {"the system", {}, kOffices, {}, NoAccess::not_a_viewer},
  };
}

TEST(AccessCheck, names_each_look_that_nothing_allowed) {
  for (const auto& rows : {through_shares(), not_by_the_share(), on_customer_web(), by_role()}) {
    for (const auto& planted : rows) {
      SCOPED_TRACE(planted.name);
      AuditedOffice audited;
      audited.open_everything();
      if (planted.before) planted.before(audited);
      const auto look = planted.look(audited);
      const auto position = audited.add(look, planted.by);
      const auto report = check(audited);
      EXPECT_EQ(report.violations, 1u);
      ASSERT_EQ(report.named.size(), 1u);
      const auto& named = report.named.front();
      EXPECT_EQ(named.position, position);
      EXPECT_EQ(named.list, look.list);
      EXPECT_EQ(named.viewer, planted.by);
      EXPECT_EQ(to_string(named.why), to_string(planted.why));
    }
  }
}

TEST(AccessCheck, counts_what_it_does_not_name) {
  AuditedOffice audited;
  audited.open_everything();
  for (std::size_t n = 0; n < AccessReport::kMaxNamed + 7; ++n) audited.add(audited.look(), {});
  const auto report = check(audited);
  EXPECT_EQ(report.violations, AccessReport::kMaxNamed + 7);
  EXPECT_EQ(report.named.size(), AccessReport::kMaxNamed);
}

}  // namespace
}  // namespace rollcall::replay::access_check_test
