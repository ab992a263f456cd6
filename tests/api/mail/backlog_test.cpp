// Which mail is next, and what is settled.
#include "api/mail/backlog.hpp"

namespace rollcall::api::mail::backlog_test {
namespace {

eventstore::BatchMark batch(std::uint64_t sequence) {
  return {sequence, {}};
}
Job sending(std::uint64_t before) {
  return {{}, SendingMail{}, false, batch(before)};
}
Job code(std::uint64_t before) {
  return {{}, CodeMail{}, false, batch(before)};
}
constexpr domain::Instant at(std::int64_t ms) {
  return {ms};
}

TEST(ABacklog, gives_what_is_due_and_no_more_than_fits) {
  Backlog backlog(2);
  for (std::uint64_t i = 0; i < 3; ++i) backlog.add(sending(i), at(10));
  EXPECT_FALSE(backlog.take(at(9)));
  EXPECT_EQ(backlog.next_due(), at(10));
  const auto first = backlog.take(at(10));
  ASSERT_TRUE(first);
  EXPECT_TRUE(backlog.take(at(10)));
  EXPECT_FALSE(backlog.take(at(10)));
  EXPECT_FALSE(backlog.next_due());
  backlog.put_back(*first, std::nullopt);
  EXPECT_TRUE(backlog.take(at(10)));
}

TEST(ABacklog, lets_codes_go_first) {
  Backlog backlog(9);
  for (int i = 0; i < 3; ++i) backlog.add(sending(1), at(1));
  backlog.add(code(1), at(5));
  EXPECT_TRUE(std::holds_alternative<SendingMail>(backlog.take(at(4))->job.what));
  EXPECT_TRUE(std::holds_alternative<CodeMail>(backlog.take(at(5))->job.what));
}

TEST(ABacklog, gives_a_job_that_is_put_back_again_when_it_is_due) {
  Backlog backlog(1);
  backlog.add(code(1), at(1));
  const auto first = backlog.take(at(1));
  backlog.put_back(*first, at(7));
  EXPECT_FALSE(backlog.take(at(6)));
  const auto again = backlog.take(at(7));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->job.tries, 1u);
}

TEST(ABacklog, is_settled_up_to_its_oldest_open_job_at_hand_or_not) {
  Backlog backlog(9);
  backlog.add(sending(4), at(1));
  backlog.add(sending(6), at(9));
  backlog.follow_up_to(batch(8));
  EXPECT_EQ(backlog.settled().mark.sequence, 4u);
  const auto oldest = backlog.take(at(1));
  EXPECT_EQ(backlog.settled().mark.sequence, 4u);
  backlog.put_back(*oldest, std::nullopt);
  EXPECT_EQ(backlog.settled().mark.sequence, 6u);
  backlog.put_back(*backlog.take(at(9)), std::nullopt);
  EXPECT_EQ(backlog.settled().mark.sequence, 8u);
}

TEST(ABacklog, is_in_doubt_as_long_as_an_open_job_is) {
  Backlog backlog(9);
  auto job = sending(1);
  job.doubtful = true;
  backlog.add(job, at(1));
  EXPECT_TRUE(backlog.settled().doubtful);
  backlog.put_back(*backlog.take(at(1)), std::nullopt);
  EXPECT_FALSE(backlog.settled().doubtful);
}

}  // namespace
}  // namespace rollcall::api::mail::backlog_test
