// Over random histories: what is answered as of a moment is what was answered at that moment.

#include "api/past/as_of.hpp"
#include "replay/position_at.hpp"
#include "tests/api/past/lived_history.hpp"
#include "tests/rounds.hpp"

namespace rollcall::api::history_test {
namespace {

class RandomPast : public ::testing::TestWithParam<std::uint32_t> {
 protected:
  void expect_same(const Given& then, const std::string& moment) {
    SCOPED_TRACE(then.path + " as of " + moment);
    const auto now = api.get(as_of(then.path, moment));
    if (now.header("Rollcall-Position") != then.position()) {
      // More may have come in the same millisecond: an instant is of the last.
      EXPECT_NE(moment, then.position());
      return;
    }
    ++compared;
    compared_reads.insert(last_word(then.path));
    EXPECT_EQ(now.status, then.answer.status) << now.body;
    if (now.status == 200 && !names_deleted(then)) EXPECT_EQ(now.body, then.answer.body);
  }
  // Whoever is erased by now is erased in what was, too.
  bool names_deleted(const Given& then) const {
    return std::any_of(deleted.begin(), deleted.end(), [&](const auto& contact) {
      return then.answer.body.find(contact) != std::string::npos;
    });
  }
  static std::string last_word(const std::string& path) {
    const auto whole = path.substr(0, path.find('?'));
    return whole.substr(whole.rfind('/') + 1);
  }
  // Is it of a list's rows, and so an event of its own? What these were does not depend on the
  // time.
  static bool is_look(const Given& then) {
    return then.path.ends_with("/rows") || then.path.find("/changes?") != std::string::npos;
  }
  // Had no time passed since that position? Then the moment that it stands for is the answer's.
  bool is_of_position(const Given& then) {
    const auto at =
        replay::recorded_at(api.context().log, api.office().id, *parse_position(then.position()));
    return at && *at == then.at;
  }

  LivedHistory history{GetParam()};
  Api& api = history.api;
  std::vector<std::string> deleted;  // contact persons, in the end
  std::size_t compared = 0;
  std::set<std::string> compared_reads;
};

TEST_P(RandomPast, is_answered_as_it_was) {
  for (int i = 0; i < 25; ++i) {
    for (int step = 0; step < 4; ++step) history.step();
    history.ask_all();
  }
  deleted = history.deleted_contacts();
  for (const auto& then : history.answers) {
    if (is_look(then) || is_of_position(then)) expect_same(then, then.position());
    if (!is_look(then)) expect_same(then, then.at.to_string());
    if (HasFailure()) return;
  }
  EXPECT_GT(compared, 1'000u);
  for (const auto* read : {"rows", "changes", "shares", "receivers", "stale-receivers"}) {
    EXPECT_TRUE(compared_reads.contains(read)) << read;
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomPast, ::testing::Range(1u, 1u + tests::rounds(8)));

}  // namespace
}  // namespace rollcall::api::history_test
