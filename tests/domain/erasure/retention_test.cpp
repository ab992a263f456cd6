// Retention: when a project's time is over, and what goes then.
#include "domain/erasure/retention.hpp"

#include "tests/domain/share/share_given.hpp"

namespace rollcall::domain::given::retention_test {
namespace {

using namespace share_given;

constexpr auto kMette = id<ParticipantId>(20);

ProjectDetails details(const char* return_date, std::int32_t months) {
  ProjectDetails details = *project().details;
  details.return_date = day(return_date);
  details.start_date = *details.return_date;
  details.retention_months = months;
  return details;
}

TEST(LastDayOfRetention, is_so_many_months_after_the_return_date) {
  struct Row {
    const char* returns;
    std::int32_t months;
    const char* last;
  };
  for (const Row& row :
       {Row{"2026-06-30", 1, "2026-07-30"}, Row{"2026-06-30", 120, "2036-06-30"},
        Row{"2026-12-15", 1, "2027-01-15"}, Row{"2027-01-31", 1, "2027-02-28"},
        Row{"2028-01-31", 1, "2028-02-29"}, Row{"2026-01-31", 1'200, "2126-01-31"}}) {
    EXPECT_EQ(last_day_of_retention(details(row.returns, row.months)).to_string(), row.last);
  }
}

TEST(LastDayOfRetention, counts_from_the_start_if_there_is_no_return_date) {
  ProjectDetails one_day = *project().details;
  one_day.return_date.reset();
  one_day.retention_months = 2;
  EXPECT_EQ(last_day_of_retention(one_day).to_string(), "2026-08-28");
}

RetentionFacts facts() {
  RetentionFacts facts{office(), project(), {share_of({shared()})}, {kMette}, false, {}};
  facts.project.details->retention_months = 1;  // to the end of 2026-07-30, in Oslo
  return facts;
}
Result<Proposals> pass(const RetentionFacts& facts, const char* now) {
  return decide(facts, PassRetention{kProject}, {instant(now), {}});
}
const ShareRevoked kEnded{kShare, RevocationCause::retention};
const RetentionPassed kPassed{kProject};
PersonErased erased(PersonId person, PersonKind kind, std::optional<ProjectId> of = std::nullopt) {
  return {person, kind, ErasureCause::retention, of, std::nullopt};
}
const auto kMetteErased = erased(person_of(kMette), PersonKind::participant, kProject);

TEST(Retention, passes_when_the_last_day_is_over_in_the_office) {
  check_outcome(pass(facts(), "2026-07-30T21:59:59Z"), nothing());
  check_outcome(pass(facts(), "2026-07-30T22:00:00Z"), events(kEnded, kMetteErased, kPassed));
}

TEST(Retention, takes_participants_some_at_a_time) {
  auto some = facts();
  some.more_participants = true;
  check_outcome(pass(some, "2026-08-01T00:00:00Z"), events(kEnded, kMetteErased));
}

TEST(Retention, leaves_what_is_done) {
  auto done = facts();
  done.shares = {share_of({shared(), revoked()})};
  done.participants.clear();
  check_outcome(pass(done, "2026-08-01T00:00:00Z"), events(kPassed));
}

TEST(Retention, of_no_project_is_not_found) {
  check_outcome(pass({office(), {}, {}, {}, false, {}}, "2026-08-01T00:00:00Z"),
                refused(Reason::not_found));
}

TEST(Retention, erases_deleted_contact_persons_whom_nothing_kept_names) {
  const auto over = *facts().project.details;
  const auto with = [&](KeptPerson person) {
    auto all = facts();
    all.kept = {std::move(person)};
    return all;
  };
  const auto anna = erased(person_of(kAnna), PersonKind::contact);
  const Then goes = events(kEnded, kMetteErased, anna, kPassed);
  const Then stays = events(kEnded, kMetteErased, kPassed);
  const char* now = "2026-08-01T00:00:00Z";
  check_outcome(pass(with({kAnna, true, false, {over}}), now), goes);
  check_outcome(pass(with({kAnna, true, false, {over, details("2026-06-30", 2)}}), now), stays);
  check_outcome(pass(with({kAnna, false, false, {over}}), now), stays);
  check_outcome(pass(with({kAnna, true, true, {over}}), now), stays);
}

}  // namespace
}  // namespace rollcall::domain::given::retention_test
