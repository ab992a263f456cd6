#include "eventstore/proof/note.hpp"

#include <gtest/gtest.h>
#include <sodium.h>

#include "tests/eventstore/proof/hashes.hpp"

namespace rollcall::eventstore::note_test {
namespace {

NoteSigner signer(std::string name = "rollcall.office/one") {
  const std::string seed(crypto_sign_SEEDBYTES, 's');
  std::string secret(crypto_sign_SECRETKEYBYTES, '\0'), shown(crypto_sign_PUBLICKEYBYTES, '\0');
  crypto_sign_seed_keypair(reinterpret_cast<unsigned char*>(shown.data()),
                           reinterpret_cast<unsigned char*>(secret.data()),
                           reinterpret_cast<const unsigned char*>(seed.data()));
  return {std::move(name), std::move(secret)};
}

// The example in the documentation of Go's sumdb/note.
constexpr std::string_view kTheirKey =
    "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
constexpr std::string_view kTheirNote =
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "\xE2\x80\x94 PeterNeumann "
    "x08go/ZJkuBS9UG/"
    "SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

TEST(ANote, of_another_program_is_opened) {
  const auto verifier = parse_verifier(kTheirKey);
  ASSERT_TRUE(verifier);
  EXPECT_EQ(to_string(*verifier), kTheirKey);
  const auto text = open_note(kTheirNote, *verifier);
  ASSERT_TRUE(text);
  EXPECT_EQ(*text, kTheirNote.substr(0, kTheirNote.find("\n\n") + 1));
}

TEST(ANote, is_opened_by_its_signers_key_alone) {
  const auto note = sign_note("one\ntwo\n", signer());
  EXPECT_EQ(open_note(note, signer().verifier()), "one\ntwo\n");
  EXPECT_FALSE(open_note(note, signer("another.name").verifier()));
  auto other_key = signer().verifier();
  other_key.public_key[0] = static_cast<char>(other_key.public_key[0] ^ 1);
  EXPECT_FALSE(open_note(note, other_key));
}

TEST(ANote, with_any_byte_changed_is_refused) {
  const auto note = sign_note("text\n", signer());
  for (std::size_t i = 0; i < note.size(); ++i) {
    auto wrong = note;
    wrong[i] = static_cast<char>(wrong[i] ^ 1);
    EXPECT_FALSE(open_note(wrong, signer().verifier())) << i;
    EXPECT_FALSE(open_note(note.substr(0, i), signer().verifier())) << i;
  }
}

TEST(ANote, may_be_signed_by_others_too) {
  const auto note = sign_note("text\n", signer());
  const auto others = sign_note("text\n", signer("witness"));
  const auto both = note + others.substr(others.find("\n\n") + 2);
  EXPECT_EQ(open_note(both, signer().verifier()), "text\n");
  EXPECT_EQ(open_note(both, signer("witness").verifier()), "text\n");
}

TEST(AVerifierKey, is_refused_unless_it_is_written_as_it_would_be) {
  const auto key = to_string(signer().verifier());
  ASSERT_TRUE(parse_verifier(key));
  for (const std::string& wrong :
       {std::string(), std::string("name"), std::string("name+"), key + '=', key.substr(1),
        key.substr(0, key.size() - 1), "a b" + key.substr(key.find('+'))}) {
    EXPECT_FALSE(parse_verifier(wrong)) << wrong;
  }
}

TEST(ACheckpoint, says_origin_size_and_root) {
  const TreeHead head{12'345, leaf_hash("root")};
  const auto note = sign_checkpoint(head, signer());
  EXPECT_TRUE(note.starts_with("rollcall.office/one\n12345\n")) << note;
  EXPECT_EQ(open_checkpoint(note, signer().verifier()), (Checkpoint{"rollcall.office/one", head}));
}

TEST(ACheckpoint, is_refused_if_its_text_is_none) {
  const std::string root = "A7KiBc0xNJm8ZaXBnhPkFLvoNjZpi4kkbGwUGJx7AAA=";
  const std::string name = "rollcall.office/one\n";
  ASSERT_TRUE(
      open_checkpoint(sign_note(name + "7\n" + root + "\n", signer()), signer().verifier()));
  for (const std::string& text :
       {name, name + "7\n", "another.origin\n7\n" + root + "\n", name + "07\n" + root + "\n",
        name + "-7\n" + root + "\n", name + "7\nAAAA\n", name + "7\n" + root.substr(1) + "\n",
        name + "18446744073709551616\n" + root + "\n"}) {
    EXPECT_FALSE(open_checkpoint(sign_note(text, signer()), signer().verifier())) << text;
  }
}

}  // namespace
}  // namespace rollcall::eventstore::note_test
