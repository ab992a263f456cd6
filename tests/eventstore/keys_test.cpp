// The bytes on disk. A log written by an earlier build must open: what stands here never changes,
// a new format gets a new version byte and rows of its own.

#include "eventstore/keys.hpp"

#include <gtest/gtest.h>

#include "eventstore/proof/chain.hpp"
#include "eventstore/proof/sha256.hpp"

namespace rollcall::eventstore::keys_test {
namespace {

std::string hex(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) {
    for (const int shift : {4, 0}) {
      text += "0123456789abcdef"[static_cast<unsigned char>(byte) >> shift & 15];
    }
  }
  return text;
}

std::string hex(const Hash& hash) {
  return hex({reinterpret_cast<const char*>(hash.data()), hash.size()});
}

template <std::size_t N>
std::array<std::uint8_t, N> counted(std::uint8_t from) {
  std::array<std::uint8_t, N> bytes;
  for (std::size_t i = 0; i < N; ++i) bytes[i] = static_cast<std::uint8_t>(from + i);
  return bytes;
}

const Id kId = counted<16>(0x10);
const Id kActorId = counted<16>(0x30);
const Id kCorrelation = counted<16>(0x50);
const Tag kTag{0xab, counted<16>(0x70)};

NewEvent sample() {
  return {kId, 0x0102, {kTag}, "payload"};
}
EnvelopeFacts facts() {
  return {0x0a0b0c0d0e0f, 0x1a1b1c1d1e1f, {0x07, kActorId}, kCorrelation};
}

TEST(Keys, have_these_bytes) {
  EXPECT_EQ(hex(event_key(0x01020304, 0x05060708090a0b0c).view()), "0102030405060708090a0b0c");
  EXPECT_EQ(hex(tag_prefix(1, kTag).view()), "00000001ab707172737475767778797a7b7c7d7e7f");
  EXPECT_EQ(hex(tag_key(1, kTag, 2).view()),
            "00000001ab707172737475767778797a7b7c7d7e7f0000000000000002");
  EXPECT_EQ(tag_key(tag_prefix(1, kTag), 2), tag_key(1, kTag, 2));
  EXPECT_EQ(hex(batch_key(0x0102).view()), "0000000000000102");
  EXPECT_EQ(hex(answer_key(kId, counted<32>(0x80)).view()),
            "101112131415161718191a1b1c1d1e1f"
            "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f");
  EXPECT_EQ(hex(office_key(kId).view()), "6f6666696365101112131415161718191a1b1c1d1e1f");
  EXPECT_EQ(kFormatKey, "format");
}

TEST(Keys, are_ordered_as_what_they_name) {
  EXPECT_LT(event_key(1, 255).view(), event_key(1, 256).view());
  EXPECT_LT(event_key(1, ~Position{0}).view(), event_key(2, 1).view());
  EXPECT_LT(tag_key(1, kTag, 255).view(), tag_key(1, kTag, 256).view());
}

TEST(Keys, give_back_what_they_were_made_of) {
  EXPECT_EQ(position_of(event_key(7, 123'456).view()), 123'456U);
  EXPECT_EQ(office_of(event_key(7, 123'456).view()), 7U);
  EXPECT_EQ(position_of(tag_key(7, kTag, ~Position{0}).view()), ~Position{0});
  EXPECT_EQ(office_id(office_key(kId).view()), kId);
  EXPECT_EQ(answer_office(answer_key(kId, {}).view()), kId);
}

TEST(StoredEvent, has_these_bytes) {
  const Bytes stored = encode_stored(sample(), facts());
  EXPECT_EQ(hex(stored),
            "01"                                // version
            "0102"                              // type
            "00000a0b0c0d0e0f"                  // decided_at
            "00001a1b1c1d1e1f"                  // recorded_at
            "101112131415161718191a1b1c1d1e1f"  // id
            "07"                                // kind of actor
            "303132333435363738393a3b3c3d3e3f"  // actor
            "505152535455565758595a5b5c5d5e5f"  // correlation
            "7061796c6f6164");                  // payload
  EXPECT_EQ(stored.size(), stored_size(sample()));
}

TEST(StoredEvent, decodes_to_what_was_encoded) {
  const Record expected{
      9, kId, 0x0102, 0x0a0b0c0d0e0f, 0x1a1b1c1d1e1f, {0x07, kActorId}, kCorrelation, "payload"};
  EXPECT_EQ(*decode_stored(9, encode_stored(sample(), facts())), expected);
}

TEST(StoredEvent, takes_a_later_recorded_at) {
  Bytes stored = encode_stored(sample(), facts());
  EnvelopeFacts later = facts();
  later.recorded_at = 0x7fffffffffffffff;
  set_recorded_at(stored, later.recorded_at);
  EXPECT_EQ(stored, encode_stored(sample(), later));
}

TEST(StoredEvent, is_refused_if_short_or_of_another_version) {
  const Bytes stored = encode_stored({}, {});
  EXPECT_EQ(stored.size(), kEnvelopeBytes);
  EXPECT_TRUE(decode_stored(1, stored));
  EXPECT_EQ(decode_stored(1, stored.substr(1)).error(), Error::corrupt);
  EXPECT_EQ(decode_stored(1, "").error(), Error::corrupt);
  Bytes other = stored;
  other[0] = 2;
  EXPECT_EQ(decode_stored(1, other).error(), Error::corrupt);
  EXPECT_EQ(stored_type(other).error(), Error::corrupt);
}

// RFC 6962, section 2.1. The values were computed with `printf … | sha256sum`.
TEST(StoredEvent, leaf_hash_is_that_of_rfc_6962) {
  EXPECT_EQ(hex(leaf_hash("")), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
  EXPECT_EQ(hex(leaf_hash("L123456")),
            "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56");
}

TEST(Rows, of_answers_have_these_bytes) {
  const Answer answer{counted<32>(0x80), 3, 4, 0x0a0b, "note"};
  const Bytes value = encode_answer(answer);
  EXPECT_EQ(hex(value),
            "01808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f"
            "000000000000000300000000000000040000000000000a0b6e6f7465");
  EXPECT_EQ(*decode_answer(value), answer);
  EXPECT_EQ(decode_answer(value.substr(0, 56)).error(), Error::corrupt);
  EXPECT_EQ(decode_answer(Bytes(57, '\2')).error(), Error::corrupt);
}

TEST(Rows, of_batches_have_these_bytes) {
  const StoredBatch batch{kId, counted<32>(0x80), {{1, 2, 3}, {4, 5, 6}}};
  const Bytes value = encode_batch(batch);
  EXPECT_EQ(hex(value),
            "01101112131415161718191a1b1c1d1e1f"
            "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f"
            "00000001000000000000000200000003"
            "00000004000000000000000500000006");
  const auto decoded = decode_batch(value);
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded->id, batch.id);
  EXPECT_EQ(decoded->hash, batch.hash);
  ASSERT_EQ(decoded->ranges.size(), 2U);
  EXPECT_EQ(decoded->ranges[1].first, 5U);
  EXPECT_EQ(decode_batch(value.substr(1)).error(), Error::corrupt);
  EXPECT_EQ(decode_batch("").error(), Error::corrupt);
}

TEST(Rows, of_recent_tags_have_these_bytes) {
  Bytes value;
  add_recent(value, {tag_key(1, kTag, 2), 0x0102});
  add_recent(value, {tag_key(1, kTag, 3), 0x0103});
  EXPECT_EQ(hex(value),
            "01"
            "00000001ab707172737475767778797a7b7c7d7e7f00000000000000020102"
            "00000001ab707172737475767778797a7b7c7d7e7f00000000000000030103");
  const auto decoded = decode_recent(value);
  ASSERT_TRUE(decoded);
  ASSERT_EQ(decoded->size(), 2U);
  EXPECT_EQ(decoded->at(1).key, tag_key(1, kTag, 3));
  EXPECT_EQ(decoded->at(1).type, 0x0103);
  EXPECT_EQ(decode_recent(value.substr(0, value.size() - 1)).error(), Error::corrupt);
  EXPECT_EQ(decode_recent(value.substr(1)).error(), Error::corrupt);
  EXPECT_EQ(decode_recent("").error(), Error::corrupt);
}

TEST(Rows, of_numbers_and_types_have_these_bytes) {
  EXPECT_EQ(hex(encode_number(0x01020304)), "01020304");
  EXPECT_EQ(*decode_number(encode_number(77)), 77U);
  EXPECT_EQ(decode_number("123").error(), Error::corrupt);
  const auto type = encode_type(0x0102);
  EXPECT_EQ(hex({type.data(), type.size()}), "0102");
  EXPECT_EQ(*decode_type({type.data(), type.size()}), 0x0102);
  EXPECT_EQ(decode_type("").error(), Error::corrupt);
}

TEST(BatchHash, covers_everything_of_a_batch) {
  const Batch batch{7, kId, counted<32>(0x80), {}, {{kActorId, 5, 2}, {kCorrelation, 1, 1}}};
  const std::vector<Hash> leaves = {leaf_hash("a"), leaf_hash("b"), leaf_hash("c")};
  const Hash hash = batch_hash(batch, leaves);
  EXPECT_EQ(hex(hash), "f1b08562cc0fbe4a25a28edde9302661871a7e01e546d47b2afef8ee93e1de02");
  const auto differs = [&](auto&& change) {
    Batch changed = batch;
    change(changed);
    return batch_hash(changed, leaves) != hash;
  };
  EXPECT_TRUE(differs([](Batch& b) { b.sequence = 8; }));
  EXPECT_TRUE(differs([](Batch& b) { b.id[0] ^= 1; }));
  EXPECT_TRUE(differs([](Batch& b) { b.previous[31] ^= 1; }));
  EXPECT_TRUE(differs([](Batch& b) { b.ranges[0].office[0] ^= 1; }));
  EXPECT_TRUE(differs([](Batch& b) { b.ranges[1].first = 2; }));
  EXPECT_TRUE(differs([](Batch& b) { std::swap(b.ranges[0].count, b.ranges[1].count); }));
  EXPECT_NE(batch_hash(batch, std::vector<Hash>{leaves[1], leaves[0], leaves[2]}), hash);
}

}  // namespace
}  // namespace rollcall::eventstore::keys_test
