// Looks: who may, and that what is shown is what is recorded.
#include "domain/access.hpp"

#include <gtest/gtest.h>

#include "tests/domain/share/share_given.hpp"

namespace rollcall::domain::given::access_test {
namespace {

using namespace share_given;
using std::chrono::hours;
using std::chrono::milliseconds;

Look look(AccessKind kind = AccessKind::json) {
  return {id<AccessId>(140),    kind, 7, 2, columns({"lastName", "fields.Room"}),
          {"192.0.2.1", "curl"}};
}
ListAccessed accessed(AccessKind kind = AccessKind::json) {
  return {id<AccessId>(140),
          kList,
          kProject,
          kShare,
          kSession,
          kind,
          7,
          2,
          columns({"lastName", "fields.Room"}),
          {kHotelPerson, ClientDetails{"192.0.2.1", "curl"}}};
}

History viewing() {
  return {shared(), attempted(), issued(), opened()};
}
History viewing_without_downloads() {
  History history = viewing();
  return history.add(ShareDownloadChanged{kShare, false});
}

When looks(Look what, std::optional<LinkHash> link = std::nullopt, Instant now = kNow) {
  return [=](const History& history) {
    return decide(opening_facts(history), RecordReceiverLook{kSession, link, what},
                  Deciding{now, kReceiver});
  };
}

TEST(AReceiversLook, is_recorded_in_an_open_session_of_an_active_share) {
  const Then dead = refused(Reason::link_dead);
  const Then ended = refused(Reason::session_ended);
  const auto after = [](auto event) {
    History history = viewing();
    return history.add(std::move(event));
  };
  const Instant tomorrow = kNow.plus(hours(24));
  check({
      {"a look", viewing(), looks(look()), events(accessed())},
      {"by the link", viewing(), looks(look(), link(1)), events(accessed())},
      {"by another link", viewing(), looks(look(), link(2)), dead},
      {"without a session", {shared(), attempted()}, looks(look()), ended},
      {"signed out", after(ViewingSessionEnded{kShare, kSession}), looks(look()), ended},
      {"in the session's last moment", viewing(),
       looks(look(), std::nullopt, tomorrow.plus(milliseconds(-1))), events(accessed())},
      {"a day later", viewing(), looks(look(), std::nullopt, tomorrow), ended},
      {"revoked", after(revoked()), looks(look()), dead},
      {"locked", after(ShareCodeRefused{kShare, kCode, true}), looks(look()), dead},
      {"sent again", after(resent()), looks(look()), dead},
      {"no such share", {}, looks(look()), dead},
  });
}

TEST(AReceiversLook, needs_a_new_code_after_a_new_sending) {
  History history = viewing();
  history.add(resent()).add(attempted(kSecondSending, 2));
  check({{"by the old session", history, looks(look()), refused(Reason::session_ended)},
         {"by the old link", history, looks(look(), link(1)), refused(Reason::link_dead)}});
}

TEST(AReceiversLook, ends_when_valid_until_is_moved_back) {
  History history = viewing();
  history.add(ShareValidityChanged{kShare, day("2026-05-01")});
  const Instant midnight_in_oslo = instant("2026-05-01T22:00:00Z");
  const Instant last = midnight_in_oslo.plus(milliseconds(-1));
  check({{"until midnight", history, looks(look(), std::nullopt, last), events(accessed())},
         {"not after", history, looks(look(), std::nullopt, midnight_in_oslo),
          refused(Reason::link_dead)}});
}

TEST(AReceiversLook, takes_a_file_only_where_the_share_allows_it) {
  for (const auto kind : {AccessKind::json, AccessKind::page, AccessKind::csv, AccessKind::xlsx,
                          AccessKind::changes}) {
    const bool file = kind == AccessKind::csv || kind == AccessKind::xlsx;
    const Then recorded = events(accessed(kind));
    check({{"allowed", viewing(), looks(look(kind)), recorded},
           {"not allowed", viewing_without_downloads(), looks(look(kind)),
            file ? refused(Reason::download_not_allowed) : recorded}});
  }
}

TEST(AReceiversLook, never_shows_a_column_that_the_share_does_not_show_now) {
  History narrowed = viewing();
  narrowed.add(ShareColumnsChanged{kShare, columns({"lastName"})});
  Look narrow = look();
  narrow.columns = columns({"lastName"});
  ListAccessed expected = accessed();
  expected.columns = narrow.columns;
  check({{"taken away", narrowed, looks(look()), refused(Reason::column_not_in_list, "/columns/1")},
         {"what is left", narrowed, looks(narrow), events(expected)}});
}

TEST(AReceiversLook, works_with_no_column_left) {
  OpeningFacts facts = opening_facts(viewing());
  facts.list.definition->columns = columns({"email"});
  Look empty = look();
  empty.columns.clear();
  ListAccessed expected = accessed();
  expected.columns.clear();
  check_outcome(decide(facts, RecordReceiverLook{kSession, std::nullopt, empty}, kDeciding),
                events(expected));
}

TEST(AReceiversLook, is_dead_without_list_project_or_office) {
  for (int missing = 0; missing < 3; ++missing) {
    OpeningFacts facts = opening_facts(viewing());
    if (missing == 0) facts.list.definition.reset();
    if (missing == 1) facts.project.details.reset();
    if (missing == 2) facts.office.settings.reset();
    check_outcome(decide(facts, RecordReceiverLook{kSession, std::nullopt, look()}, kDeciding),
                  refused(Reason::link_dead));
  }
}

TEST(AStaffMembersLook, is_recorded_as_theirs) {
  ListAccessed expected = accessed();
  expected.share.reset();
  expected.session.reset();
  expected.client.person = PersonId{kStaff.id};
  check_outcome(decide(list(), RecordStaffLook{kList, look()}, kDeciding), events(expected));
  check_outcome(decide(ListState{}, RecordStaffLook{kList, look()}, kDeciding),
                refused(Reason::not_found));
}

TEST(ALook, keeps_at_most_300_bytes_of_the_user_agent_and_only_text) {
  const std::string oe = "\xC3\xB8";
  const struct {
    std::string sent;
    std::string kept;
  } rows[] = {
      {std::string(300, 'a'), std::string(300, 'a')},
      {std::string(301, 'a'), std::string(300, 'a')},
      {std::string(299, 'a') + oe, std::string(299, 'a')},
      {std::string(298, 'a') + oe + "b", std::string(298, 'a') + oe},
      {"latin \xF8", "latin ?"},
      {"", ""},
  };
  for (const auto& row : rows) {
    Look what = look();
    what.client.user_agent = row.sent;
    ListAccessed expected = accessed();
    expected.client.known->user_agent = row.kept;
    check_outcome(looks(what)(viewing()), events(expected));
  }
}

// Looks of one session at versions of the list, recorded at 10, 20 …; then what is compared with.
TEST(APreviousLook, is_one_before_the_session_or_of_an_older_version) {
  const struct {
    std::uint64_t before;
    std::vector<std::uint64_t> versions;
    std::uint64_t now;
    std::uint64_t previous;
  } rows[] = {
      {0, {3}, 3, 0},         // nothing was seen before
      {0, {3}, 5, 10},        // it has changed since
      {0, {3, 3}, 5, 20},     // the last of that version
      {0, {3, 5}, 5, 10},     // looking again makes nothing vanish
      {0, {3, 5, 5}, 5, 10},  // nor again
      {0, {3, 5}, 6, 20},     // but what is newer comes in its place
      {0, {5, 3}, 5, 0},      // views that were late count for nothing
      {7, {3}, 3, 7},         // an earlier session saw something
      {7, {3, 5}, 6, 7},      // and that stays so for all of this one
  };
  for (const auto& row : rows) {
    SeenBefore seen{row.before, 0, 0, 0};
    std::uint64_t position = 0;
    for (const auto version : row.versions) {
      ListAccessed look;
      look.list_version = version;
      seen = evolve(seen, look, position += 10);
    }
    EXPECT_EQ(previous_look(seen, row.now), row.previous) << row.before << ' ' << row.now;
  }
}

TEST(ShownColumns, are_the_shares_that_the_list_still_has_in_the_shares_order) {
  ListDefinition definition;
  definition.columns = columns({"firstName", "lastName", "fields.Room"});
  EXPECT_EQ(shown_columns(columns({"fields.Room", "email", "firstName"}), definition),
            columns({"fields.Room", "firstName"}));
  EXPECT_EQ(shown_columns(columns({"email"}), definition), columns({}));
  EXPECT_EQ(shown_columns(columns({}), definition), columns({}));
}

}  // namespace
}  // namespace rollcall::domain::given::access_test
