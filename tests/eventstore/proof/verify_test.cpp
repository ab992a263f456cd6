// Every kind of damage that somebody could do to the files, by hand or by a disk, is found and
// named.
#include "eventstore/proof/verify.hpp"

#include <rocksdb/db.h>

#include "eventstore/keys.hpp"
#include "eventstore/proof/sha256.hpp"
#include "eventstore/rocksdb/database.hpp"
#include "tests/eventstore/support/log_contract.hpp"

namespace rollcall::eventstore::verify_test {
namespace {

constexpr int kAppends = 20;
constexpr Position kEvents = 2 * kAppends;

class AVerifiedLog : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto log = *open_rocksdb_log(folder_.path());
    for (int i = 0; i < kAppends; ++i) {
      appended(append_and_wait(*log, append_of({event(1), event(2, {}, std::string(100, 'x'))})));
      appended(append_and_wait(*log, append_of({event(3)}, kOther)));
    }
  }

  Verified verify(const std::vector<Expected>& expected = {}) const {
    return verify_log(folder_.path(), expected).value();
  }
  // The only finding.
  Finding finding(const std::vector<Expected>& expected = {}) const {
    const auto verified = verify(expected);
    EXPECT_EQ(verified.findings.size(), 1u);
    return verified.findings.empty() ? Finding{} : verified.findings.front();
  }

  // Whoever can write the files can do it with the database's own means: checksums fit.
  void tamper(const std::function<void(Database&)>& with) {
    const auto database = *Database::open(folder_.path(), nullptr);
    with(*database);
    database->flush();
  }
  static std::string stored(const Database& database, const EventKey& key) {
    return **database.get(database.events(), key.view());
  }
  static void put(const Database& database, const EventKey& key, const std::string& bytes) {
    CHECK(database.db().Put({}, database.events(), key.view(), bytes).ok());
  }
  static void remove(const Database& database, const EventKey& key) {
    CHECK(database.db().Delete({}, database.events(), key.view()).ok());
  }
  // The chain of batches made to fit again from the first on: the deed of somebody who knows how.
  void forge_chain() {
    tamper([](Database& database) {
      Hash previous{};
      for (std::uint64_t sequence = 1;; ++sequence) {
        const auto key = batch_key(sequence);
        const auto row = *database.get(database.batches(), key.view());
        if (!row) return;
        auto batch = *decode_batch(*row);
        batch.hash = hash_again(database, batch, sequence, previous);
        CHECK(database.db().Put({}, database.batches(), key.view(), encode_batch(batch)).ok());
        previous = batch.hash;
      }
    });
  }
  static Hash hash_again(const Database& database, const StoredBatch& stored,
                         std::uint64_t sequence, const Hash& previous);

  ScratchFolder folder_;
};

Hash AVerifiedLog::hash_again(const Database& database, const StoredBatch& stored_batch,
                              std::uint64_t sequence, const Hash& previous) {
  Sha256 hash;
  std::vector<Hash> leaves;
  for (const auto& range : stored_batch.ranges) {
    for (std::uint32_t i = 0; i < range.count; ++i) {
      leaves.push_back(leaf_hash(stored(database, event_key(range.office, range.first + i))));
    }
  }
  std::string bytes("\x02", 1);
  const auto number = [&](std::uint64_t value, int width) {
    for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
      bytes += static_cast<char>(value >> shift);
    }
  };
  const auto add = [&](const auto& array) { bytes.append(array.begin(), array.end()); };
  number(sequence, 8);
  add(stored_batch.id);
  add(previous);
  number(stored_batch.ranges.size(), 4);
  std::size_t next = 0;
  for (const auto& range : stored_batch.ranges) {
    add(range.office == 1 ? kOffice : kOther);
    number(range.first, 8);
    number(range.count, 4);
    for (std::uint32_t i = 0; i < range.count; ++i) add(leaves[next++]);
  }
  return Sha256().add(bytes).finish();
}

TEST_F(AVerifiedLog, is_whole_as_it_was_written) {
  const auto verified = verify();
  EXPECT_TRUE(verified.findings.empty());
  EXPECT_EQ(verified.batches, 2u * kAppends);
  ASSERT_EQ(verified.heads.size(), 2u);
  EXPECT_EQ(verified.heads.at(kOffice).size, kEvents);
  EXPECT_EQ(verified.heads.at(kOther).size, kEvents / 2);
}

TEST_F(AVerifiedLog, can_be_read_while_it_is_written) {
  const auto log = *open_rocksdb_log(folder_.path());
  appended(append_and_wait(*log, append_of({event(1)})));
  const auto verified = verify();
  EXPECT_TRUE(verified.findings.empty());
  EXPECT_EQ(verified.heads.at(kOffice).size, kEvents + 1);
}

TEST_F(AVerifiedLog, names_a_flipped_bit) {
  const auto key = event_key(1, 17);
  tamper([&](Database& database) {
    auto bytes = stored(database, key);
    bytes.back() = static_cast<char>(bytes.back() ^ 1);
    put(database, key, bytes);
  });
  EXPECT_EQ(finding(), (Finding{Flaw::events_changed, 17, kOffice, 17, 18}));
}

TEST_F(AVerifiedLog, names_a_removed_event) {
  tamper([](Database& database) { remove(database, event_key(1, 9)); });
  EXPECT_EQ(finding(), (Finding{Flaw::event_missing, 9, kOffice, 9, 9}));
}

TEST_F(AVerifiedLog, names_swapped_events) {
  tamper([](Database& database) {
    const auto third = stored(database, event_key(1, 3));
    put(database, event_key(1, 3), stored(database, event_key(1, 4)));
    put(database, event_key(1, 4), third);
  });
  EXPECT_EQ(finding(), (Finding{Flaw::events_changed, 3, kOffice, 3, 4}));
}

TEST_F(AVerifiedLog, names_an_inserted_event) {
  tamper([](Database& database) {
    put(database, event_key(1, kEvents + 1), stored(database, event_key(1, 1)));
  });
  EXPECT_EQ(finding(),
            (Finding{Flaw::event_without_batch, 2 * kAppends, kOffice, kEvents + 1, kEvents + 1}));
}

TEST_F(AVerifiedLog, names_a_removed_batch) {
  tamper([](Database& database) {
    CHECK(database.db().Delete({}, database.batches(), batch_key(6).view()).ok());
  });
  EXPECT_EQ(finding(), (Finding{Flaw::batch_missing, 6, {}, 0, 0}));
}

// Against whoever can make everything fit, only a checkpoint helps that somebody else keeps.
TEST_F(AVerifiedLog, with_a_forged_chain_is_found_by_an_earlier_checkpoint) {
  const auto before = verify().heads;
  const auto key = event_key(1, 17);
  tamper([&](Database& database) {
    auto bytes = stored(database, key);
    bytes.back() = static_cast<char>(bytes.back() ^ 1);
    put(database, key, bytes);
  });
  forge_chain();
  EXPECT_TRUE(verify().findings.empty());
  const std::vector<Expected> expected = {{kOffice, before.at(kOffice)},
                                          {kOther, before.at(kOther)}};
  EXPECT_EQ(finding(expected),
            (Finding{Flaw::other_than_expected, 2 * kAppends, kOffice, 1, kEvents}));
}

TEST_F(AVerifiedLog, that_was_cut_is_found_by_an_earlier_checkpoint) {
  const auto before = verify().heads.at(kOther);
  tamper([](Database& database) {
    remove(database, event_key(2, kEvents / 2));
    CHECK(database.db().Delete({}, database.batches(), batch_key(2 * kAppends).view()).ok());
  });
  EXPECT_TRUE(verify().findings.empty());
  EXPECT_EQ(finding({{kOther, before}}),
            (Finding{Flaw::shorter_than_expected, 2 * kAppends - 1, kOther, 1, kEvents / 2}));
}

TEST_F(AVerifiedLog, agrees_with_every_earlier_checkpoint) {
  const auto middle = [&] {
    const auto log = *open_rocksdb_log(folder_.path());
    GrowingTree tree;
    const auto records = log->read(kOffice, {}, {.up_to = 11});
    for (const auto& record : *records) tree.add(leaf_hash(stored_bytes(record)));
    return TreeHead{11, tree.root()};
  }();
  EXPECT_TRUE(verify({{kOffice, middle}, {kOffice, {0, empty_root()}}}).findings.empty());
}

}  // namespace
}  // namespace rollcall::eventstore::verify_test
