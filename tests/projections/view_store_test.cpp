#include "projections/view_store.hpp"

#include <random>

#include "projections/store/overlay.hpp"
#include "projections/store/row_cache.hpp"
#include "tests/projections/given.hpp"

namespace rollcall::projections::view_store_test {
namespace {

using Rows = std::vector<std::pair<std::string, std::string>>;

Rows scan(const ViewReader& view, std::string_view prefix, std::string_view after = "") {
  Rows rows;
  view.scan(prefix, after, [&](std::string_view key, std::string_view value) {
    rows.emplace_back(key, value);
    return true;
  });
  return rows;
}

Rows scan_back(const ViewReader& view, std::string_view prefix, std::string_view before = "") {
  Rows rows;
  view.scan_back(prefix, before, [&](std::string_view key, std::string_view value) {
    rows.emplace_back(key, value);
    return true;
  });
  return rows;
}

class ViewStoreTest : public testing::TestWithParam<StoreKind> {
 protected:
  tests::ScratchFolder folder;
  std::unique_ptr<ViewStore> store = open_store(GetParam(), folder.path());
};

TEST_P(ViewStoreTest, shows_what_was_written) {
  ASSERT_TRUE(store->write({{"a", "1"}, {"b", "2"}, {"a", "3"}, {"b", std::nullopt}}));
  EXPECT_EQ(store->snapshot()->get("a"), "3");
  EXPECT_EQ(store->snapshot()->get("b"), std::nullopt);
}

TEST_P(ViewStoreTest, keeps_a_snapshot_as_it_was) {
  ASSERT_TRUE(store->write({{"a", "1"}, {"b", "1"}}));
  const auto before = store->snapshot();
  ASSERT_TRUE(store->write({{"a", "2"}, {"b", std::nullopt}, {"c", "2"}}));
  EXPECT_EQ(scan(*before, ""), (Rows{{"a", "1"}, {"b", "1"}}));
  EXPECT_EQ(scan(*store->snapshot(), ""), (Rows{{"a", "2"}, {"c", "2"}}));
}

TEST_P(ViewStoreTest, lets_a_snapshot_outlive_the_store) {
  ASSERT_TRUE(store->write({{"a", "1"}}));
  const auto view = store->snapshot();
  store.reset();
  EXPECT_EQ(view->get("a"), "1");
}

TEST_P(ViewStoreTest, scans_within_prefix_and_bound) {
  ASSERT_TRUE(store->write(
      {{"a", ""}, {"b", ""}, {"b1", ""}, {"b2", ""}, {"b\xff", ""}, {"c", ""}, {"\xff\xff", ""}}));
  const auto view = store->snapshot();
  EXPECT_EQ(scan(*view, "b"), (Rows{{"b", ""}, {"b1", ""}, {"b2", ""}, {"b\xff", ""}}));
  EXPECT_EQ(scan(*view, "b", "b1"), (Rows{{"b2", ""}, {"b\xff", ""}}));
  EXPECT_EQ(scan(*view, "b", "b11"), (Rows{{"b2", ""}, {"b\xff", ""}}));
  EXPECT_EQ(scan(*view, "b1", "a"), (Rows{{"b1", ""}}));
  EXPECT_EQ(scan(*view, "b", "c"), Rows{});
  EXPECT_EQ(scan(*view, "\xff"), (Rows{{"\xff\xff", ""}}));
  EXPECT_EQ(scan_back(*view, "b"), (Rows{{"b\xff", ""}, {"b2", ""}, {"b1", ""}, {"b", ""}}));
  EXPECT_EQ(scan_back(*view, "b", "b2"), (Rows{{"b1", ""}, {"b", ""}}));
  EXPECT_EQ(scan_back(*view, "b", "b15"), (Rows{{"b1", ""}, {"b", ""}}));
  EXPECT_EQ(scan_back(*view, "b", "a"), Rows{});
  EXPECT_EQ(scan_back(*view, "b", "c"), scan_back(*view, "b"));
  EXPECT_EQ(scan_back(*view, "\xff"), (Rows{{"\xff\xff", ""}}));
}

TEST_P(ViewStoreTest, stops_a_scan_when_told) {
  ASSERT_TRUE(store->write({{"a", ""}, {"b", ""}, {"c", ""}}));
  int seen = 0;
  const auto stop_at_second = [&](std::string_view, std::string_view) { return ++seen < 2; };
  store->snapshot()->scan("", "", stop_at_second);
  EXPECT_EQ(seen, 2);
  seen = 0;
  store->snapshot()->scan_back("", "", stop_at_second);
  EXPECT_EQ(seen, 2);
}

// An overlay over a store must read like a map that got the same changes.
TEST_P(ViewStoreTest, reads_through_an_overlay_like_a_map) {
  std::mt19937 random(20'260'101);
  std::map<std::string, std::string> model;
  RowCache cache(2'000);
  Overlay overlay(store->snapshot(), &cache);
  const auto any_key = [&] {
    std::string key;
    for (std::size_t i = 0; i < 1 + random() % 3; ++i) key += "abc\xff"[random() % 4];
    return key;
  };
  for (int step = 0; step < 3'000; ++step) {
    const std::string key = any_key();
    switch (random() % 8) {
      case 0:
        overlay.erase(key);
        model.erase(key);
        break;
      case 1:
      case 2:
        overlay.put(key, std::to_string(step));
        model[key] = std::to_string(step);
        break;
      case 3: {
        std::vector<ViewChange> changes;
        overlay.move_to(changes);
        ASSERT_TRUE(store->write(changes));
        for (auto& change : changes) cache.keep(change.key, change.value);
        overlay.rebase(store->snapshot());
        break;
      }
      default: {
        const auto at = model.find(key);
        EXPECT_EQ(overlay.get(key), at == model.end() ? std::nullopt : std::optional(at->second));
        const std::string bound = random() % 2 == 0 ? "" : any_key();
        Rows up;
        Rows down;
        for (const auto& row : model) {
          if (!row.first.starts_with(key)) continue;
          if (bound.empty() || row.first > bound) up.push_back(row);
          if (bound.empty() || row.first < bound) down.insert(down.begin(), row);
        }
        EXPECT_EQ(scan(overlay, key, bound), up) << key << " after " << bound;
        EXPECT_EQ(scan_back(overlay, key, bound), down) << key << " before " << bound;
      }
    }
    ASSERT_FALSE(HasFailure()) << "step " << step;
  }
}

INSTANTIATE_TEST_SUITE_P(, ViewStoreTest, testing::Values(StoreKind::memory, StoreKind::rocksdb),
                         name_of_store);

TEST(RocksDbViewStore, loses_what_was_not_flushed_and_keeps_the_rest) {
  const tests::ScratchFolder folder;
  auto store = open_view_store(folder.path());
  ASSERT_TRUE(store->write({{"a", "1"}}));
  ASSERT_TRUE(store->flush());
  ASSERT_TRUE(store->write({{"a", "2"}, {"b", "2"}}));
  store.reset();
  store = open_view_store(folder.path());
  ASSERT_TRUE(store);
  EXPECT_EQ(scan(*store->snapshot(), ""), (Rows{{"a", "1"}}));
}

TEST(RocksDbViewStore, is_not_opened_where_it_can_not_be) {
  EXPECT_EQ(open_view_store("/proc/no-such-folder/views"), nullptr);
}

TEST(Overlay, drops_its_changes) {
  const auto store = make_memory_view_store();
  ASSERT_TRUE(store->write({{"a", "1"}}));
  Overlay overlay(store->snapshot(), nullptr);
  overlay.put("a", "2");
  overlay.put("b", "2");
  EXPECT_GT(overlay.bytes(), 0u);
  overlay.drop();
  EXPECT_EQ(overlay.bytes(), 0u);
  EXPECT_EQ(scan(overlay, ""), (Rows{{"a", "1"}}));
}

TEST(RowCache, forgets_what_is_not_used_and_knows_what_is) {
  RowCache cache(10'000);
  cache.keep("used", "1");
  for (int i = 0; i < 1'000; ++i) {
    cache.keep(std::to_string(i), "value");
    ASSERT_NE(cache.find("used"), nullptr) << i;
  }
  EXPECT_EQ(*cache.find("used"), "1");
  EXPECT_EQ(cache.find("0"), nullptr);
  EXPECT_NE(cache.find("999"), nullptr);
}

}  // namespace
}  // namespace rollcall::projections::view_store_test
