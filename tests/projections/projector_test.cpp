#include "projections/projector.hpp"

#include "projections/projector/waiters.hpp"
#include "tests/projections/logged_office.hpp"

namespace rollcall::projections::projector_test {
namespace {

domain::Event any_event(std::uint64_t id) {
  return organisation_added(id, domain::OrganisationKind::customer, "Acme");
}

ProjectionStatus status_of(const Projector& projector, std::string_view name) {
  for (auto& status : projector.status()) {
    if (status.name == name) return status;
  }
  return {};
}

std::string row_of(const Projector& projector, const std::string& key) {
  return projector.snapshot(kLogOffice).view->get(key).value_or("none");
}

class ProjectorTest : public testing::Test {
 protected:
  LoggedOffice office;
  std::shared_ptr<Journal> journal = std::make_shared<Journal>();

  std::unique_ptr<Projector> start(std::vector<std::unique_ptr<Projection>> projections) {
    return office.start(journaled_store(journal, journal->size()), std::move(projections));
  }
};

TEST_F(ProjectorTest, shows_what_was_appended_and_how_far_it_is) {
  const auto projector = start(all_projections());
  const auto first = office.append({any_event(1), any_event(2)});
  EXPECT_TRUE(projected(*projector, first));
  const auto snapshot = projector->snapshot(kLogOffice);
  EXPECT_EQ(snapshot.position, 2u);
  EXPECT_TRUE(find_organisation(*snapshot.view, kLogOffice, id_of<domain::OrganisationId>(2)));
  const auto status = status_of(*projector, "organisations");
  EXPECT_EQ(status.batch, 1u);
  EXPECT_EQ(status.lag, 0u);
  EXPECT_EQ(status.stopped_reason, "");
  EXPECT_TRUE(projector->caught_up());
}

TEST_F(ProjectorTest, opens_sealed_parts) {
  const auto projector = start(all_projections());
  const auto position = office.append({contact_added(11, 1, "a@x.no", "Anna", "Olsen")});
  ASSERT_TRUE(projected(*projector, position));
  const auto row =
      find_contact(*projector->snapshot(kLogOffice).view, kLogOffice, id_of<domain::ContactId>(11));
  ASSERT_TRUE(row && row->state.details);
  EXPECT_EQ(row->state.details->first_name.str(), "Anna");
}

TEST_F(ProjectorTest, knows_the_position_again_after_a_restart) {
  auto projector = start(all_projections());
  ASSERT_TRUE(projected(*projector, office.append({any_event(1)})));
  projector.reset();
  const std::size_t writes = journal->size();
  projector = start(all_projections());
  EXPECT_EQ(projector->snapshot(kLogOffice).position, 1u);
  EXPECT_TRUE(projected(*projector, 1));
  EXPECT_GE(journal->size(), writes);
}

TEST_F(ProjectorTest, builds_views_anew_that_stand_on_another_log) {
  const LoggedOffice empty;  // put back to before everything
  LoggedOffice other;        // as long, but of other events
  auto projector = start(all_projections());
  ASSERT_TRUE(projected(*projector, office.append({any_event(1)})));
  ASSERT_TRUE(projected(*projector, office.append({any_event(2)})));
  projector.reset();
  projector = empty.start(journaled_store(journal, journal->size()), all_projections());
  EXPECT_EQ(projector->snapshot(kLogOffice).position, 0u);
  projector.reset();
  other.append({any_event(3)});
  other.append({any_event(4)});
  projector = other.start(journaled_store(journal, journal->size()), all_projections());
  ASSERT_TRUE(projected(*projector, 2));
  const auto has = [&](std::uint64_t id) {
    return find_organisation(*projector->snapshot(kLogOffice).view, kLogOffice,
                             id_of<domain::OrganisationId>(id))
        .has_value();
  };
  EXPECT_FALSE(has(1));
  EXPECT_FALSE(has(2));
  EXPECT_TRUE(has(3));
  EXPECT_TRUE(has(4));
}

TEST_F(ProjectorTest, builds_views_of_a_log_that_was_put_back_as_that_log_has_them) {
  LoggedOffice earlier;
  auto projector = start(all_projections());
  ASSERT_TRUE(projected(*projector, office.append({any_event(1)})));
  ASSERT_TRUE(projected(*projector, office.append({any_event(2)})));
  projector.reset();
  earlier.append({any_event(1)});
  projector = earlier.start(journaled_store(journal, journal->size()), all_projections());
  ASSERT_TRUE(projected(*projector, 1));
  EXPECT_EQ(projector->snapshot(kLogOffice).position, 1u);
  EXPECT_FALSE(find_organisation(*projector->snapshot(kLogOffice).view, kLogOffice,
                                 id_of<domain::OrganisationId>(2)));
  projector.reset();
  const auto fresh = std::make_shared<Journal>();
  projector = earlier.start(journaled_store(fresh), all_projections());
  ASSERT_TRUE(projected(*projector, 1));
  projector.reset();
  EXPECT_EQ(rows_at_end(*journal), rows_at_end(*fresh));
}

TEST_F(ProjectorTest, answers_no_to_who_still_waits_when_it_stops) {
  auto projector = start(all_projections());
  std::optional<bool> answer;
  projector->when_projected(kLogOffice, 5, {}, [&](bool passed) { answer = passed; });
  projector.reset();
  EXPECT_EQ(answer, false);
}

TEST_F(ProjectorTest, answers_thousands_who_wait_each_at_its_position) {
  const auto projector = start(all_projections());
  constexpr Position kPositions = 50;
  constexpr int kWaiters = 10'000;
  std::atomic<int> answered = 0;
  std::atomic<int> early = 0;
  for (int i = 0; i < kWaiters; ++i) {
    const Position position = 1 + static_cast<Position>(i) % kPositions;
    projector->when_projected(kLogOffice, position, {KeySpace::shares}, [&, position](bool passed) {
      if (!passed || projector->snapshot(kLogOffice).position < position) ++early;
      ++answered;
      answered.notify_one();
    });
  }
  for (Position i = 1; i <= kPositions; ++i) office.append({any_event(i)});
  for (int now = answered; now != kWaiters; now = answered) answered.wait(now);
  EXPECT_EQ(early, 0);
}

// Batches before the failing one in the same write stay; nothing of the failing one does.
TEST_F(ProjectorTest, stops_a_failing_projection_alone) {
  for (std::uint64_t i = 1; i <= 20; ++i) office.append({any_event(2 * i), any_event(2 * i + 1)});
  const auto projector = start(all_and(make_tally({.fails_at = 24})));
  EXPECT_FALSE(projected(*projector, 40, {KeySpace::organisations, Tally::kSpace}));
  EXPECT_TRUE(projected(*projector, 40, {KeySpace::organisations}));
  EXPECT_TRUE(projected(*projector, 40));
  EXPECT_EQ(projector->snapshot(kLogOffice).position, 40u);
  const auto status = status_of(*projector, "tally");
  EXPECT_EQ(status.stopped_reason, "event 24 of type 20: told to fail");
  EXPECT_EQ(status.batch, 11u);
  EXPECT_EQ(status.lag, 9u);
  EXPECT_EQ(row_of(*projector, tally_last_key(kLogOffice)), "22");
  EXPECT_EQ(row_of(*projector, tally_last_key(kLogOffice) + "23"), "none");
  EXPECT_EQ(status_of(*projector, "organisations").batch, 20u);
  EXPECT_TRUE(projector->caught_up());
}

TEST_F(ProjectorTest, answers_no_to_who_waits_for_a_projection_when_it_stops) {
  const auto projector = start(all_and(make_tally({.fails_at = 2})));
  std::promise<bool> named;
  std::promise<bool> unnamed;
  projector->when_projected(kLogOffice, 3, {Tally::kSpace},
                            [&](bool passed) { named.set_value(passed); });
  projector->when_projected(kLogOffice, 3, {KeySpace::lists},
                            [&](bool passed) { unnamed.set_value(passed); });
  office.append({any_event(1)});
  office.append({any_event(2)});
  EXPECT_FALSE(named.get_future().get());
  office.append({any_event(3)});
  EXPECT_TRUE(unnamed.get_future().get());
}

TEST_F(ProjectorTest, lets_a_mended_projection_catch_up) {
  for (std::uint64_t i = 1; i <= 9; ++i) office.append({any_event(i)});
  auto projector = start(all_and(make_tally({.fails_at = 5})));
  ASSERT_TRUE(projected(*projector, 9));
  projector.reset();
  projector = start(all_and(make_tally({})));
  EXPECT_TRUE(projected(*projector, 9, {Tally::kSpace}));
  EXPECT_EQ(projector->snapshot(kLogOffice).position, 9u);
  projector.reset();
  const auto never_failed = std::make_shared<Journal>();
  projector = office.start(journaled_store(never_failed), all_and(make_tally({})));
  ASSERT_TRUE(projected(*projector, 9));
  projector.reset();
  EXPECT_EQ(rows_at_end(*journal), rows_at_end(*never_failed));
}

TEST_F(ProjectorTest, stops_all_at_an_event_it_does_not_know_and_skips_nothing) {
  const auto projector = start(all_projections());
  office.append({any_event(1)});
  office.append_unknown_type();
  office.append({any_event(3)});
  EXPECT_FALSE(projected(*projector, 3, {KeySpace::organisations}));
  EXPECT_FALSE(projected(*projector, 3));
  EXPECT_EQ(status_of(*projector, "shares").stopped_reason,
            "event 2 of type 65000: " + std::string(to_string(codec::Error::unknown_type)));
  EXPECT_EQ(projector->snapshot(kLogOffice).position, 1u);
}

TEST_F(ProjectorTest, stops_when_the_views_can_not_be_written) {
  journal->writes_until_failure = 0;
  const auto projector = start(all_projections());
  office.append({any_event(1)});
  EXPECT_FALSE(projected(*projector, 1, {KeySpace::organisations}));
  EXPECT_EQ(status_of(*projector, "lists").stopped_reason, "the views can't be written");
  EXPECT_EQ(projector->snapshot(kLogOffice).position, 0u);
}

TEST_F(ProjectorTest, erases_and_rebuilds_what_another_version_made) {
  for (std::uint64_t i = 1; i <= 9; ++i) office.append({any_event(i)});
  auto projector = start(all_and(make_tally({.version = 1, .prefix_of_values = "old "})));
  ASSERT_TRUE(projected(*projector, 9));
  projector.reset();
  projector = start(all_and(make_tally({.version = 2})));
  EXPECT_TRUE(projected(*projector, 9, {Tally::kSpace}));
  EXPECT_EQ(projector->snapshot(kLogOffice).position, 9u);
  EXPECT_EQ(status_of(*projector, "tally").version, 2u);
  projector.reset();
  const auto fresh = std::make_shared<Journal>();
  projector = office.start(journaled_store(fresh), all_and(make_tally({.version = 2})));
  ASSERT_TRUE(projected(*projector, 9));
  projector.reset();
  EXPECT_EQ(rows_at_end(*journal), rows_at_end(*fresh));
}

// More old rows than one write erases; a crash after any write must not leave one behind.
TEST_F(ProjectorTest, goes_on_erasing_after_a_crash) {
  const std::size_t kOldRows = 20'001;  // erased by two full writes and one more
  std::vector<ViewChange> old;
  for (std::size_t i = 0; i < kOldRows; ++i) {
    old.push_back({tally_last_key(kLogOffice) + "old" + std::to_string(i), "old"});
  }
  office.append({any_event(1)});
  auto projector = start(only(make_tally({.version = 1})));
  ASSERT_TRUE(projected(*projector, 1));
  projector.reset();
  journal->writes.push_back(std::move(old));
  const std::size_t before = journal->size();
  projector = start(only(make_tally({.version = 2})));
  ASSERT_TRUE(projected(*projector, 1, {Tally::kSpace}));
  projector.reset();
  const std::string whole = rows_at_end(*journal);
  EXPECT_EQ(whole.find("old"), whole.npos);
  ASSERT_GT(journal->size(), before + 4);
  const auto all_writes = journal->writes;
  for (std::size_t crash = before; crash < all_writes.size(); ++crash) {
    journal->writes = all_writes;
    projector = office.start(journaled_store(journal, crash), only(make_tally({.version = 2})));
    ASSERT_TRUE(projected(*projector, 1, {Tally::kSpace}));
    projector.reset();
    EXPECT_EQ(rows_at_end(*journal), whole) << "crash after write " << crash;
  }
}

TEST(Waiters, tell_the_one_for_the_highest_position_no_when_there_are_too_many) {
  Waiters waiters;
  AllAnswered answered;
  std::vector<Position> told_no;
  const auto add = [&](Position position) {
    waiters.add(kLogOffice, position,
                {{}, [&told_no, position](bool) { told_no.push_back(position); }}, answered);
  };
  add(1'000'000'000);
  for (std::size_t i = 1; i <= Waiters::kMaxPerOffice; ++i) add(i);
  ASSERT_EQ(answered.size(), 1u);
  EXPECT_FALSE(answered[0].passed);
  call(std::move(answered));
  EXPECT_EQ(told_no, (std::vector<Position>{1'000'000'000}));
}

}  // namespace
}  // namespace rollcall::projections::projector_test
