#include "api/commands/blob_sweep.hpp"

#include <gtest/gtest.h>

#include "domain/tag.hpp"

namespace rollcall::api::blob_sweep_test {
namespace {

using eventstore::Hash;
using eventstore::Id;
using eventstore::OfficeId;
using std::chrono::hours;
using std::chrono::minutes;

constexpr OfficeId kOffice{1};

class BlobSweeping : public testing::Test {
 protected:
  Hash keep(const std::string& bytes) { return *blobs->put(kOffice, bytes); }
  bool has(const Hash& hash) { return *blobs->open(kOffice, hash) != nullptr; }
  void name_in_log(const Hash& hash) {
    const auto tag = domain::blob_tag(hash);
    eventstore::Append append;
    append.office = kOffice;
    append.events = {
        {Id{99, hash[0]}, 1, {{static_cast<std::uint8_t>(tag.kind), tag.id.bytes}}, "x"}};
    ASSERT_TRUE(append_and_wait(*log, std::move(append)));
  }
  // A whole round, so long after the test began.
  void round(std::chrono::milliseconds after) {
    while (!sweep.step(began + after)) {
    }
  }

  std::unique_ptr<eventstore::Log> log = eventstore::make_memory_log();
  std::unique_ptr<eventstore::Blobs> blobs = eventstore::make_memory_blobs();
  BlobSweep sweep{*log, *blobs};
  // Every blob below is put before it.
  const BlobSweep::Time began = BlobSweep::Time::clock::now() + minutes(1);
};

TEST_F(BlobSweeping, takes_what_no_event_names_after_an_hour) {
  const auto named = keep("named"), orphan = keep("orphan");
  name_in_log(named);
  round(hours(0));
  round(minutes(59));
  EXPECT_TRUE(has(orphan));
  round(minutes(60));
  EXPECT_FALSE(has(orphan));
  EXPECT_TRUE(has(named));
  round(hours(9));
  EXPECT_TRUE(has(named));
}

TEST_F(BlobSweeping, leaves_what_an_append_came_to_name) {
  const auto blob = keep("late");
  round(hours(0));
  name_in_log(blob);
  round(hours(2));
  EXPECT_TRUE(has(blob));
}

TEST_F(BlobSweeping, has_patience_anew_with_what_is_put_again) {
  const auto blob = keep("again");
  sweep.step(BlobSweep::Time());  // long before it was put
  round(hours(1));
  EXPECT_TRUE(has(blob));
  round(minutes(90));
  EXPECT_TRUE(has(blob));
  round(hours(2));
  EXPECT_FALSE(has(blob));
}

TEST_F(BlobSweeping, goes_on_where_it_stopped) {
  std::vector<Hash> all;
  for (std::size_t i = 0; i < BlobSweep::kAtOnce + 5; ++i) all.push_back(keep(std::to_string(i)));
  EXPECT_FALSE(sweep.step(began));
  EXPECT_TRUE(sweep.step(began));
  round(hours(1));
  for (const auto& blob : all) EXPECT_FALSE(has(blob));
}

}  // namespace
}  // namespace rollcall::api::blob_sweep_test
