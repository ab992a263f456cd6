// What the durable vault promises about its files.

#include <sys/stat.h>

#include <gtest/gtest.h>
#include <rocksdb/db.h>

#include "eventstore/vault.hpp"
#include "tests/eventstore/support/folder.hpp"

namespace rollcall::eventstore::vault_files_test {
namespace {

constexpr OfficeId kOffice{1};
constexpr Id kAnna{10};
constexpr Id kBen{11};

std::string unhex(std::string_view digits) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(std::string(digits.substr(i, 2)), nullptr, 16));
  }
  return bytes;
}

Hash bytes_of(const std::string& bytes) {
  Hash hash{};
  std::copy_n(bytes.begin(), hash.size(), hash.begin());
  return hash;
}

constexpr std::array<const char*, 3> kFamilies = {"default", "keys", "secrets"};

// Opens a closed vault's families, for f(database, handles).
template <class F>
void with_rows(const std::filesystem::path& folder, F&& f) {
  std::vector<rocksdb::ColumnFamilyDescriptor> families;
  for (const char* name : kFamilies) families.emplace_back(name, rocksdb::ColumnFamilyOptions());
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* opened = nullptr;
  CHECK(rocksdb::DB::Open({}, folder.string(), families, &handles, &opened).ok());
  const std::unique_ptr<rocksdb::DB> db(opened);
  f(*db, handles);
  for (auto* handle : handles) CHECK(db->DestroyColumnFamilyHandle(handle).ok());
}

// The raw values of the person keys of a closed vault.
std::vector<std::string> key_rows(const std::filesystem::path& folder) {
  std::vector<std::string> values;
  with_rows(folder, [&](rocksdb::DB& db, auto& handles) {
    const std::unique_ptr<rocksdb::Iterator> it(db.NewIterator({}, handles[1]));
    for (it->SeekToFirst(); it->Valid(); it->Next()) values.push_back(it->value().ToString());
  });
  return values;
}

void put_row(const std::filesystem::path& folder, std::size_t family, std::string_view key,
             std::string_view value) {
  with_rows(folder, [&](rocksdb::DB& db, auto& handles) {
    CHECK(db.Put({}, handles[family], unhex(key), unhex(value)).ok());
  });
}

std::unique_ptr<Vault> open(const ScratchFolder& folder, std::string_view seed = "test") {
  auto vault = open_vault(folder.path(), MasterKey::from_seed(seed));
  CHECK(vault.has_value());
  return std::move(*vault);
}

TEST(VaultFiles, keep_keys_and_secrets_when_reopened) {
  const ScratchFolder folder;
  auto vault = open(folder);
  ASSERT_TRUE(vault->create_keys(kOffice, {&kAnna, 1}, 1'000));
  ASSERT_TRUE(vault->put_secret(kOffice, {1, {2}}, "secret"));
  const Bytes sealed = **vault->seal(kOffice, kAnna, "e", "text");
  vault.reset();
  vault = open(folder);
  EXPECT_EQ(**vault->open(kOffice, kAnna, "e", sealed), "text");
  EXPECT_EQ(**vault->secret(kOffice, {1, {2}}), "secret");
}

// Rows as the first build wrote them: a later one must open them.
TEST(VaultFiles, of_the_first_format_open) {
  const ScratchFolder folder;
  open(folder).reset();
  put_row(folder.path(), 0, "6d6173746572",
          "018570b9fade3d3afc381ec6541e5402f66b90c15e4afbe4b9cc31badd8f8a66"
          "22f4251a1cc64ae883");
  put_row(folder.path(), 1, "010000000000000000000000000000000a000000000000000000000000000000",
          "0100000000000003e88d16b1324308df103fba9dbde5ed20294bbfceab5f3fc6"
          "50e7a62b192f99ed4b0c1778d1fc8ad4ca820ebde6443ad3da128242c3c388ab"
          "066a7438d08162031e65a48d043511ad15");
  put_row(folder.path(), 2, "010000000000000000000000000000000307000000000000000000000000000000",
          "010f817feeaa99a04c6d7993826078ecf9079dec44e13d610dd98507de520707"
          "d4cd81bf7ae2c7a6e5ae508e0343ec");
  const auto vault = open(folder);
  const Bytes sealed = unhex(
      "937c701dbf98792a6ea9932dbd93f572ab7e1917787cca3bdd6889ad4e233dd0"
      "5a214742796782a1d8d06dbd");
  EXPECT_EQ(**vault->open(kOffice, kAnna, "event 1", sealed), "text");
  EXPECT_EQ(**vault->secret(kOffice, {3, {7}}), "secret");
  EXPECT_EQ(vault->keyed_hash(kOffice, "email", "anna@example.org"),
            bytes_of(unhex("ec050caf068ed24b195a9e52f764475a76072aa4f1ac3f26e2d475cb46eb2740")));
}

TEST(VaultFiles, are_refused_with_another_master_key) {
  const ScratchFolder folder;
  open(folder).reset();
  EXPECT_EQ(open_vault(folder.path(), MasterKey::from_seed("other")).error(), Error::invalid);
  EXPECT_TRUE(open_vault(folder.path(), MasterKey::from_seed("test")));
}

TEST(VaultFiles, can_be_opened_once_at_a_time) {
  const ScratchFolder folder;
  const auto vault = open(folder);
  EXPECT_EQ(open_vault(folder.path(), MasterKey::from_seed("test")).error(), Error::io);
}

TEST(VaultFiles, hold_no_secret_in_the_clear) {
  const ScratchFolder folder;
  auto vault = open(folder);
  ASSERT_TRUE(vault->put_secret(kOffice, {1, {2}}, "a-marked-secret-value"));
  vault.reset();
  EXPECT_FALSE(any_file_holds(folder.path(), "a-marked-secret-value"));
}

TEST(VaultFiles, hold_no_byte_of_a_destroyed_key) {
  const ScratchFolder folder;
  ASSERT_TRUE(open(folder)->create_keys(kOffice, {&kAnna, 1}, 1'000));
  const std::string annas = key_rows(folder.path()).at(0).substr(9);  // behind made_at
  ASSERT_EQ(annas.size(), 72U);
  ASSERT_TRUE(any_file_holds(folder.path(), annas));
  {
    const auto vault = open(folder);
    ASSERT_TRUE(vault->create_keys(kOffice, {&kBen, 1}, 1'000));
    ASSERT_TRUE(vault->put_secret(kOffice, {1, {2}}, "keeps the write-ahead log in use"));
    ASSERT_TRUE(vault->destroy_keys(kOffice, {&kAnna, 1}));
    EXPECT_FALSE(any_file_holds(folder.path(), annas)) << "before it is closed";
  }
  EXPECT_FALSE(any_file_holds(folder.path(), annas));
  const auto rows = key_rows(folder.path());
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0], "\x01") << "what is left says that it was destroyed";
}

TEST(VaultFiles, hold_no_byte_of_a_key_that_was_still_in_the_write_ahead_log) {
  const ScratchFolder folder;
  std::string annas;
  {
    const auto vault = open(folder);
    ASSERT_TRUE(vault->create_keys(kOffice, {&kAnna, 1}, 1'000));
    const ScratchFolder copy;  // of the running vault: as a kill would leave it
    std::filesystem::copy(folder.path(), copy.path() / "vault");
    annas = key_rows(copy.path() / "vault").at(0).substr(9);
    ASSERT_TRUE(any_file_holds(folder.path(), annas));
    ASSERT_TRUE(vault->destroy_keys(kOffice, {&kAnna, 1}));
    EXPECT_FALSE(any_file_holds(folder.path(), annas));
  }
  EXPECT_FALSE(any_file_holds(folder.path(), annas));
}

TEST(MasterKey, is_written_for_its_owner_alone_and_loads_again) {
  const ScratchFolder folder;
  const auto file = folder.path() / "master.key";
  const auto made = MasterKey::create(file);
  ASSERT_TRUE(made);
  struct stat status{};
  ASSERT_EQ(::stat(file.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777U, 0600U);
  const auto loaded = MasterKey::load(file);
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->bytes(), made->bytes());
}

TEST(MasterKey, is_never_overwritten) {
  const ScratchFolder folder;
  const auto file = folder.path() / "master.key";
  ASSERT_TRUE(MasterKey::create(file));
  const std::string before = tests::read_file(file);
  EXPECT_EQ(MasterKey::create(file).error(), Error::io);
  EXPECT_EQ(tests::read_file(file), before);
}

TEST(MasterKey, is_refused_when_others_can_read_it) {
  const ScratchFolder folder;
  const auto file = folder.path() / "master.key";
  ASSERT_TRUE(MasterKey::create(file));
  for (const mode_t mode : {0640U, 0604U, 0620U}) {
    ASSERT_EQ(::chmod(file.c_str(), mode), 0);
    EXPECT_EQ(MasterKey::load(file).error(), Error::invalid);
  }
  ASSERT_EQ(::chmod(file.c_str(), 0400), 0);
  EXPECT_TRUE(MasterKey::load(file));
}

TEST(MasterKey, is_refused_when_the_file_is_not_exactly_one_key) {
  const ScratchFolder folder;
  const auto file = folder.path() / "master.key";
  EXPECT_EQ(MasterKey::load(file).error(), Error::io);
  const std::string digits(64, 'a');
  for (const std::string& text : {std::string(), digits, digits + "\n\n", digits.substr(1) + "\n",
                                  digits.substr(1) + "g\n"}) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << text;
    ASSERT_EQ(::chmod(file.c_str(), 0600), 0);
    EXPECT_EQ(MasterKey::load(file).error(), Error::invalid) << text;
  }
}

}  // namespace
}  // namespace rollcall::eventstore::vault_files_test
