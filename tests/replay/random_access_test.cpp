// Whoever saw, could see: over random histories, by the check of the whole log and by the audience
// of each list. ROLLCALL_SEED repeats a run, ROLLCALL_ACCESS_STEPS makes it longer or shorter.

#include <algorithm>
#include <cstdlib>
#include <random>
#include <string>

#include <gtest/gtest.h>

#include "replay/access/audience.hpp"
#include "replay/access/check.hpp"
#include "replay/access/disclosures.hpp"
#include "tests/replay/random_office.hpp"
#include "tests/rounds.hpp"

namespace rollcall::replay::random_access_test {
namespace {

using projections::kLogOffice;

std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

const std::uint64_t kSteps = number_from("ROLLCALL_ACCESS_STEPS", tests::rounds(100'000));
const std::uint64_t kSeed = number_from("ROLLCALL_SEED", std::random_device{}());

class ARandomHistory : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    std::printf("ROLLCALL_SEED=%llu ROLLCALL_ACCESS_STEPS=%llu\n",
                static_cast<unsigned long long>(kSeed), static_cast<unsigned long long>(kSteps));
    history_ = std::make_unique<RandomOffice>(kSeed);
    for (std::uint64_t n = 0; n < kSteps; ++n) {
      history_->step();
      if (n % 100 == 0) history_->take_notice();
    }
  }
  static void TearDownTestSuite() { history_.reset(); }

  static Moment now() {
    const auto& office = history_->office;
    return {office.log(), office.codec(), kLogOffice, office.head()};
  }
  static const std::vector<Grant>& grants_of(domain::ListId list) {
    const auto [found, is_new] = grants_.try_emplace(list);
    if (!is_new) return found->second;
    auto audience = audience_of(now(), list, history_->office.now);
    EXPECT_TRUE(audience && *audience);
    if (audience && *audience) found->second = std::move((*audience)->grants);
    return found->second;
  }

  static std::unique_ptr<RandomOffice> history_;
  static std::map<domain::ListId, std::vector<Grant>> grants_;
};
std::unique_ptr<RandomOffice> ARandomHistory::history_;
std::map<domain::ListId, std::vector<Grant>> ARandomHistory::grants_;

bool is_covered(const std::vector<Grant>& grants, const domain::Actor& viewer,
                eventstore::Position position, domain::Instant at) {
  return std::ranges::any_of(grants, [&](const Grant& grant) {
    return grant.viewer == viewer && grant.covers(position, at);
  });
}

TEST_F(ARandomHistory, has_no_look_of_somebody_who_could_not_see) {
  const auto report = check_accesses(history_->office.log(), history_->office.codec());
  ASSERT_TRUE(report);
  EXPECT_EQ(report->looks, history_->looks);
  EXPECT_EQ(report->lists, history_->lists.size());
  EXPECT_EQ(report->violations, 0u);
  for (const auto& each : report->named) {
    ADD_FAILURE() << "look at " << each.position << ": " << to_string(each.why);
  }
  // Both are worth something only if there were many of either.
  EXPECT_GT(history_->looks, kSteps / 20);
  EXPECT_GT(history_->refusals, kSteps / 100);
}

TEST_F(ARandomHistory, has_in_each_lists_audience_whoever_looked_at_it_when_they_did) {
  for (const auto list : history_->lists) {
    const auto& grants = grants_of(list);
    const auto looks = disclosures_of(now(), list, {});
    ASSERT_TRUE(looks);
    for (const auto& look : *looks) {
      EXPECT_TRUE(is_covered(grants, look.viewer, look.position - 1, look.at))
          << "look at " << look.position;
    }
  }
}

TEST_F(ARandomHistory, has_in_each_lists_audience_exactly_who_could_see_it) {
  std::size_t could = 0;
  for (const auto& sighting : history_->sightings) {
    const bool covered =
        is_covered(grants_of(sighting.list), sighting.viewer, sighting.position, sighting.at);
    EXPECT_EQ(covered, sighting.could_see)
        << "viewer of kind " << static_cast<int>(sighting.viewer.kind) << " at "
        << sighting.position;
    could += sighting.could_see ? 1u : 0u;
  }
  EXPECT_GT(could, history_->sightings.size() / 20);
}

}  // namespace
}  // namespace rollcall::replay::random_access_test
