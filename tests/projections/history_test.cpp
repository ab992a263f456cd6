// Over random histories: however the views came about, they are the same, byte for byte.

#include <atomic>
#include <thread>

#include "tests/projections/logged_office.hpp"

namespace rollcall::projections::history_test {
namespace {

class History : public testing::TestWithParam<std::uint32_t> {
 protected:
  LoggedOffice office;
  RandomHistory history{GetParam()};

  Position append_batches(int count) {
    Position last = 0;
    for (int i = 0; i < count; ++i) last = office.append(history.batch());
    return last;
  }
  // In memory, event by event, without projector.
  std::string applied_one_by_one() {
    const auto store = make_memory_view_store();
    const auto projections = all_projections();
    std::string reason;
    const auto records = office.log().read(kLogOffice, {}, {});
    EXPECT_TRUE(records);
    for (const auto& record : *records) {
      const auto event = office.codec().decode(kLogOffice, record);
      EXPECT_TRUE(event);
      EXPECT_TRUE(apply_to_all(projections, kLogOffice, *event, *store, reason)) << reason;
    }
    return rows_of_views(*store->snapshot());
  }
  void expect_all_run(const Projector& projector) {
    for (const auto& status : projector.status()) EXPECT_EQ(status.stopped_reason, "");
  }
};

TEST_P(History, gives_the_same_views_live_rebuilt_and_one_by_one) {
  const tests::ScratchFolder folder;
  auto live = office.start(open_view_store(folder.path() / "live"), all_projections());
  const Position last = append_batches(150);
  ASSERT_TRUE(projected(*live, last));
  expect_all_run(*live);
  const auto rebuilt = office.start(open_view_store(folder.path() / "rebuilt"), all_projections());
  ASSERT_TRUE(projected(*rebuilt, last));
  const auto live_view = live->snapshot(kLogOffice).view;
  EXPECT_EQ(all_rows(*live_view), all_rows(*rebuilt->snapshot(kLogOffice).view));
  EXPECT_EQ(rows_of_views(*live_view), applied_one_by_one());
}

// A projector that writes every few batches loses any number of the last writes, again and again.
TEST_P(History, gives_the_same_views_over_crashes) {
  const auto journal = std::make_shared<Journal>();
  std::mt19937 random(GetParam());
  for (int life = 0; life < 12; ++life) {
    const std::size_t kept = journal->size() - random() % (journal->size() / 2 + 1);
    const auto projector =
        office.start(journaled_store(journal, kept), all_projections(), 1 + random() % 5);
    const Position last = append_batches(8);
    ASSERT_TRUE(projected(*projector, last));
    expect_all_run(*projector);
  }
  const auto rebuilt = std::make_shared<Journal>();
  auto projector = office.start(journaled_store(rebuilt), all_projections());
  ASSERT_TRUE(projected(*projector, office.log().head(kLogOffice)));
  projector.reset();
  EXPECT_EQ(rows_at_end(*journal), rows_at_end(*rebuilt));
}

TEST_P(History, survives_crashes_of_the_store_on_disk) {
  // What RocksDB has not flushed is gone when the store goes without flush().
  class Unflushed final : public ViewStore {
   public:
    explicit Unflushed(std::unique_ptr<ViewStore> store) : store_(std::move(store)) {}
    std::shared_ptr<const ViewReader> snapshot() const override { return store_->snapshot(); }
    bool write(const std::vector<ViewChange>& changes) override {
      return store_->write(changes) && (++writes_ % 7 != 0 || store_->flush());
    }
    bool flush() override { return true; }
    bool rewrite(const std::vector<std::string>& prefixes) override {
      return store_->rewrite(prefixes);
    }

   private:
    std::unique_ptr<ViewStore> store_;
    int writes_ = 0;
  };
  const tests::ScratchFolder folder;
  std::string rows;
  for (int life = 0; life < 5; ++life) {
    const auto projector = office.start(std::make_unique<Unflushed>(open_view_store(folder.path())),
                                        all_projections());
    const Position last = append_batches(15);
    ASSERT_TRUE(projected(*projector, last));
    rows = rows_of_views(*projector->snapshot(kLogOffice).view);
  }
  EXPECT_EQ(rows, applied_one_by_one());
}

INSTANTIATE_TEST_SUITE_P(Seeds, History, testing::Range(1u, 7u));

// A reader never sees a position that its snapshot does not reflect, and neither goes back.
TEST(Snapshots, reflect_the_position_they_claim_under_concurrent_writes) {
  LoggedOffice log;
  const tests::ScratchFolder folder;
  const auto projector = log.start(open_view_store(folder.path()), all_and(make_tally({})));
  constexpr int kOffices = 3;
  constexpr Position kEvents = 150;
  std::vector<OfficeId> offices(kOffices, kLogOffice);
  for (int i = 0; i < kOffices; ++i)
    offices[static_cast<std::size_t>(i)][0] = static_cast<std::uint8_t>(i + 1);
  std::atomic<int> faults = 0;
  std::vector<std::thread> threads;
  for (const OfficeId& office : offices) {
    threads.emplace_back([&log, &office] {
      for (Position i = 1; i <= kEvents; ++i) {
        log.append({organisation_added(i, domain::OrganisationKind::customer, "x")}, office);
      }
    });
    threads.emplace_back([&projector, &office, &faults] {
      Position before = 0;
      while (before < kEvents) {
        const auto snapshot = projector->snapshot(office);
        const auto last = snapshot.view->get(tally_last_key(office)).value_or("0");
        if (snapshot.position < before || std::stoull(last) < snapshot.position) ++faults;
        before = snapshot.position;
        std::this_thread::yield();
      }
    });
    threads.emplace_back([&projector, &office, &faults] {
      for (Position i = 1; i <= kEvents; ++i) {
        if (!projected(*projector, i, {}, office)) ++faults;
        if (projector->snapshot(office).position < i) ++faults;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(faults, 0);
  EXPECT_TRUE(projector->caught_up());
}

}  // namespace
}  // namespace rollcall::projections::history_test
