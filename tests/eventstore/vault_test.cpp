// What both vaults promise.

#include "eventstore/vault.hpp"

#include <thread>

#include <gtest/gtest.h>

#include "tests/eventstore/support/folder.hpp"

namespace rollcall::eventstore::vault_test {
namespace {

constexpr OfficeId kOffice{1};
constexpr OfficeId kOtherOffice{2};
constexpr Id kAnna{10};
constexpr Id kBen{11};

enum class Kind { memory, rocksdb };

class VaultTest : public ::testing::TestWithParam<Kind> {
 protected:
  void SetUp() override { vault_ = make(); }

  std::unique_ptr<Vault> make() {
    auto master = MasterKey::from_seed("test");
    if (GetParam() == Kind::memory) return make_memory_vault(std::move(master));
    auto vault = open_vault(folder_.path(), std::move(master));
    CHECK(vault.has_value());
    return std::move(*vault);
  }

  void create(const Id& person) { ASSERT_TRUE(vault_->create_keys(kOffice, {&person, 1}, 1'000)); }

  Bytes seal(const Id& person, std::string_view bound_to, std::string_view plain) {
    auto sealed = vault_->seal(kOffice, person, bound_to, plain);
    CHECK(sealed && *sealed);
    return **sealed;
  }

  ScratchFolder folder_;
  std::unique_ptr<Vault> vault_;
};

TEST_P(VaultTest, opens_what_it_sealed) {
  create(kAnna);
  for (const std::string& plain : {std::string(), std::string("nuts\0!", 6), Bytes(60'000, 'x')}) {
    const Bytes sealed = seal(kAnna, "event 1", plain);
    EXPECT_EQ(sealed.size(), plain.size() + 40);
    const auto opened = vault_->open(kOffice, kAnna, "event 1", sealed);
    ASSERT_TRUE(opened && *opened);
    EXPECT_EQ(**opened, plain);
  }
}

TEST_P(VaultTest, seals_the_same_text_differently_each_time) {
  create(kAnna);
  EXPECT_NE(seal(kAnna, "e", "text"), seal(kAnna, "e", "text"));
}

TEST_P(VaultTest, refuses_another_binding) {
  create(kAnna);
  create(kBen);
  const Bytes sealed = seal(kAnna, "event 1", "text");
  EXPECT_EQ(vault_->open(kOffice, kAnna, "event 2", sealed).error(), Error::corrupt);
  EXPECT_EQ(vault_->open(kOffice, kBen, "event 1", sealed).error(), Error::corrupt);
}

TEST_P(VaultTest, refuses_tampered_bytes) {
  create(kAnna);
  const Bytes sealed = seal(kAnna, "e", "text");
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    Bytes tampered = sealed;
    tampered[i] = static_cast<char>(tampered[i] ^ 1);
    EXPECT_EQ(vault_->open(kOffice, kAnna, "e", tampered).error(), Error::corrupt) << i;
  }
  EXPECT_EQ(vault_->open(kOffice, kAnna, "e", sealed.substr(1)).error(), Error::corrupt);
  EXPECT_EQ(vault_->open(kOffice, kAnna, "e", "").error(), Error::corrupt);
}

TEST_P(VaultTest, has_no_key_for_strangers_and_other_offices) {
  create(kAnna);
  const Bytes sealed = seal(kAnna, "e", "text");
  EXPECT_EQ(*vault_->seal(kOffice, kBen, "e", "text"), std::nullopt);
  EXPECT_EQ(*vault_->open(kOffice, kBen, "e", sealed), std::nullopt);
  EXPECT_EQ(*vault_->open(kOtherOffice, kAnna, "e", sealed), std::nullopt);
}

TEST_P(VaultTest, keeps_the_first_key_of_a_person) {
  create(kAnna);
  const Bytes sealed = seal(kAnna, "e", "text");
  const std::vector<Id> both = {kAnna, kBen, kBen};
  ASSERT_TRUE(vault_->create_keys(kOffice, both, 2'000));
  EXPECT_EQ(**vault_->open(kOffice, kAnna, "e", sealed), "text");
  EXPECT_EQ(**vault_->open(kOffice, kBen, "e", seal(kBen, "e", "ben's")), "ben's");
}

TEST_P(VaultTest, a_destroyed_key_opens_nothing_any_more) {
  create(kAnna);
  create(kBen);
  const Bytes sealed = seal(kAnna, "e", "text");
  const Bytes bens = seal(kBen, "e", "ben's");
  ASSERT_TRUE(vault_->destroy_keys(kOffice, {&kAnna, 1}));
  EXPECT_EQ(*vault_->open(kOffice, kAnna, "e", sealed), std::nullopt);
  EXPECT_EQ(*vault_->seal(kOffice, kAnna, "e", "text"), std::nullopt);
  EXPECT_EQ(**vault_->open(kOffice, kBen, "e", bens), "ben's");
  ASSERT_TRUE(vault_->destroy_keys(kOffice, {&kAnna, 1})) << "a redo is no error";
}

// Else what was erased would be taken for damaged.
TEST_P(VaultTest, a_destroyed_key_is_never_followed_by_another) {
  create(kAnna);
  const Bytes sealed = seal(kAnna, "e", "text");
  ASSERT_TRUE(vault_->destroy_keys(kOffice, {&kAnna, 1}));
  create(kAnna);
  EXPECT_EQ(*vault_->open(kOffice, kAnna, "e", sealed), std::nullopt);
  EXPECT_EQ(*vault_->seal(kOffice, kAnna, "e", "text"), std::nullopt);
}

TEST_P(VaultTest, destroys_several_keys_at_once_and_no_other) {
  constexpr std::array kGone{Id{30}, Id{10}, Id{25}};
  constexpr std::array kKept{Id{5}, Id{20}, Id{40}};
  for (const auto& ids : {kGone, kKept}) {
    for (const Id& id : ids) create(id);
  }
  ASSERT_TRUE(vault_->destroy_keys(kOffice, kGone));
  ASSERT_TRUE(vault_->destroy_keys(kOffice, {}));
  for (const Id& id : kGone) EXPECT_EQ(*vault_->seal(kOffice, id, "e", "text"), std::nullopt);
  for (const Id& id : kKept) EXPECT_TRUE(vault_->seal(kOffice, id, "e", "text")->has_value());
}

TEST_P(VaultTest, no_key_survives_in_memory_while_others_seal) {
  create(kAnna);
  const Bytes sealed = seal(kAnna, "e", "text");
  std::atomic<bool> stop = false;
  std::thread reader([&] {
    while (!stop) {
      const auto opened = vault_->open(kOffice, kAnna, "e", sealed);
      CHECK(opened.has_value());
      CHECK(!*opened || **opened == "text");
    }
  });
  const auto destroyed = vault_->destroy_keys(kOffice, {&kAnna, 1});
  EXPECT_EQ(*vault_->open(kOffice, kAnna, "e", sealed), std::nullopt);
  stop = true;
  reader.join();
  EXPECT_TRUE(destroyed);
  EXPECT_EQ(*vault_->open(kOffice, kAnna, "e", sealed), std::nullopt);
}

TEST_P(VaultTest, keeps_secrets_until_they_are_removed) {
  const SecretName name{.kind = 3, .id = {7}};
  EXPECT_EQ(*vault_->secret(kOffice, name), std::nullopt);
  ASSERT_TRUE(vault_->put_secret(kOffice, name, "hash"));
  ASSERT_TRUE(vault_->put_secret(kOffice, {.kind = 4, .id = {7}}, "other"));
  EXPECT_EQ(**vault_->secret(kOffice, name), "hash");
  EXPECT_EQ(*vault_->secret(kOtherOffice, name), std::nullopt);
  ASSERT_TRUE(vault_->put_secret(kOffice, name, "newer"));
  EXPECT_EQ(**vault_->secret(kOffice, name), "newer");
  ASSERT_TRUE(vault_->remove_secret(kOffice, name));
  EXPECT_EQ(*vault_->secret(kOffice, name), std::nullopt);
  EXPECT_EQ(**vault_->secret(kOffice, {.kind = 4, .id = {7}}), "other");
}

TEST_P(VaultTest, lists_secrets_in_order_and_in_parts) {
  EXPECT_TRUE(vault_->list_secrets(std::nullopt, 9)->empty());
  const std::vector<StoredSecret> all = {{kOffice, {.kind = 3, .id = {7}}},
                                         {kOffice, {.kind = 3, .id = {8}}},
                                         {kOffice, {.kind = 4, .id = {1}}},
                                         {kOtherOffice, {.kind = 3, .id = {7}}}};
  for (const std::size_t i : {2U, 0U, 3U, 1U})
    ASSERT_TRUE(vault_->put_secret(all[i].office, all[i].name, "x"));
  create(kAnna);  // keys are none
  EXPECT_EQ(*vault_->list_secrets(std::nullopt, 9), all);
  EXPECT_EQ(*vault_->list_secrets(std::nullopt, 2), (std::vector{all[0], all[1]}));
  EXPECT_EQ(*vault_->list_secrets(all[1], 2), (std::vector{all[2], all[3]}));
  EXPECT_TRUE(vault_->list_secrets(all[3], 2)->empty());
  ASSERT_TRUE(vault_->remove_secret(kOffice, all[2].name));
  EXPECT_EQ(*vault_->list_secrets(all[1], 2), (std::vector{all[3]}));  // going on where one was
}

TEST_P(VaultTest, keyed_hashes_depend_on_office_purpose_and_data_only) {
  const Hash hash = vault_->keyed_hash(kOffice, "email", "anna@example.org");
  EXPECT_EQ(make_memory_vault(MasterKey::from_seed("test"))
                ->keyed_hash(kOffice, "email", "anna@example.org"),
            hash);
  EXPECT_NE(vault_->keyed_hash(kOtherOffice, "email", "anna@example.org"), hash);
  EXPECT_NE(vault_->keyed_hash(kOffice, "code", "anna@example.org"), hash);
  EXPECT_NE(vault_->keyed_hash(kOffice, "email", "ben@example.org"), hash);
  EXPECT_NE(make_memory_vault(MasterKey::from_seed("other"))
                ->keyed_hash(kOffice, "email", "anna@example.org"),
            hash);
}

INSTANTIATE_TEST_SUITE_P(Vaults, VaultTest, ::testing::Values(Kind::memory, Kind::rocksdb),
                         [](const auto& test) {
                           return test.param == Kind::memory ? "memory" : "rocksdb";
                         });

}  // namespace
}  // namespace rollcall::eventstore::vault_test
