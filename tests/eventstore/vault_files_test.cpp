// What the durable vault promises about its files.

#include <sys/stat.h>

#include <gtest/gtest.h>
#include <rocksdb/db.h>

#include "eventstore/vault.hpp"
#include "tests/eventstore/temp_folder.hpp"

namespace rollcall::eventstore {
namespace {

constexpr OfficeId kOffice{1};
constexpr Id kAnna{10};
constexpr Id kBen{11};

// The raw values of a family of a closed vault.
std::vector<std::string> values_of(const std::filesystem::path& folder, const std::string& family) {
  std::vector<rocksdb::ColumnFamilyDescriptor> families;
  for (const char* name : {"default", "keys", "secrets"})
    families.emplace_back(name, rocksdb::ColumnFamilyOptions());
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* opened = nullptr;
  CHECK(rocksdb::DB::OpenForReadOnly({}, folder.string(), families, &handles, &opened).ok());
  const std::unique_ptr<rocksdb::DB> db(opened);
  std::vector<std::string> values;
  for (auto* handle : handles) {
    if (handle->GetName() == family) {
      const std::unique_ptr<rocksdb::Iterator> it(db->NewIterator({}, handle));
      for (it->SeekToFirst(); it->Valid(); it->Next()) values.push_back(it->value().ToString());
    }
    CHECK(db->DestroyColumnFamilyHandle(handle).ok());
  }
  return values;
}

std::unique_ptr<Vault> open(const TempFolder& folder, std::string_view seed = "test") {
  auto vault = open_vault(folder.path(), MasterKey::from_seed(seed));
  CHECK(vault.has_value());
  return std::move(*vault);
}

TEST(VaultFiles, keep_keys_and_secrets_when_reopened) {
  const TempFolder folder;
  auto vault = open(folder);
  ASSERT_TRUE(vault->create_keys(kOffice, {&kAnna, 1}, 1'000));
  ASSERT_TRUE(vault->put_secret(kOffice, {1, {2}}, "secret"));
  const Bytes sealed = **vault->seal(kOffice, kAnna, "e", "text");
  vault.reset();
  vault = open(folder);
  EXPECT_EQ(**vault->open(kOffice, kAnna, "e", sealed), "text");
  EXPECT_EQ(**vault->secret(kOffice, {1, {2}}), "secret");
}

TEST(VaultFiles, are_refused_with_another_master_key) {
  const TempFolder folder;
  open(folder).reset();
  EXPECT_EQ(open_vault(folder.path(), MasterKey::from_seed("other")).error(), Error::invalid);
  EXPECT_TRUE(open_vault(folder.path(), MasterKey::from_seed("test")));
}

TEST(VaultFiles, can_be_opened_once_at_a_time) {
  const TempFolder folder;
  const auto vault = open(folder);
  EXPECT_EQ(open_vault(folder.path(), MasterKey::from_seed("test")).error(), Error::io);
}

TEST(VaultFiles, hold_no_secret_in_the_clear) {
  const TempFolder folder;
  auto vault = open(folder);
  ASSERT_TRUE(vault->put_secret(kOffice, {1, {2}}, "a-marked-secret-value"));
  vault.reset();
  EXPECT_FALSE(any_file_holds(folder.path(), "a-marked-secret-value"));
}

TEST(VaultFiles, hold_no_byte_of_a_destroyed_key) {
  const TempFolder folder;
  ASSERT_TRUE(open(folder)->create_keys(kOffice, {&kAnna, 1}, 1'000));
  const std::string annas = values_of(folder.path(), "keys").at(0).substr(9);  // behind made_at
  ASSERT_EQ(annas.size(), 72U);
  ASSERT_TRUE(any_file_holds(folder.path(), annas));
  {
    const auto vault = open(folder);
    ASSERT_TRUE(vault->create_keys(kOffice, {&kBen, 1}, 1'000));
    ASSERT_TRUE(vault->put_secret(kOffice, {1, {2}}, "keeps the write-ahead log in use"));
    ASSERT_TRUE(vault->destroy_key(kOffice, kAnna));
    EXPECT_FALSE(any_file_holds(folder.path(), annas)) << "before it is closed";
  }
  EXPECT_FALSE(any_file_holds(folder.path(), annas));
  EXPECT_EQ(values_of(folder.path(), "keys").size(), 1U);
}

TEST(VaultFiles, hold_no_byte_of_a_key_that_was_still_in_the_write_ahead_log) {
  const TempFolder folder;
  std::string annas;
  {
    const auto vault = open(folder);
    ASSERT_TRUE(vault->create_keys(kOffice, {&kAnna, 1}, 1'000));
    const TempFolder copy;  // of the running vault: as a kill would leave it
    std::filesystem::copy(folder.path(), copy.path() / "vault");
    annas = values_of(copy.path() / "vault", "keys").at(0).substr(9);
    ASSERT_TRUE(any_file_holds(folder.path(), annas));
    ASSERT_TRUE(vault->destroy_key(kOffice, kAnna));
    EXPECT_FALSE(any_file_holds(folder.path(), annas));
  }
  EXPECT_FALSE(any_file_holds(folder.path(), annas));
}

TEST(MasterKey, is_written_for_its_owner_alone_and_loads_again) {
  const TempFolder folder;
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
  const TempFolder folder;
  const auto file = folder.path() / "master.key";
  ASSERT_TRUE(MasterKey::create(file));
  const std::string before = file_bytes(file);
  EXPECT_EQ(MasterKey::create(file).error(), Error::io);
  EXPECT_EQ(file_bytes(file), before);
}

TEST(MasterKey, is_refused_when_others_can_read_it) {
  const TempFolder folder;
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
  const TempFolder folder;
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
}  // namespace rollcall::eventstore
