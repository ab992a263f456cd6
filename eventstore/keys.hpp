#pragma once
// The on-disk format of the log, written once. Numbers are big-endian, so that byte order is number
// order; widths in bytes stand in brackets. Golden tests hold it: a change needs a new version
// byte.
//
// clang-format off
// | family  | key                                      | value                                  |
// |---------|------------------------------------------|----------------------------------------|
// | events  | office(4) position(8)                    | stored bytes: envelope(68) payload     |
// | tags    | office(4) kind(1) tag id(16) position(8) | type(2)                                |
// | recent  | sequence(8)                              | version(1), and per row: key(29) type(2) |
// | batches | sequence(8)                              | version(1) id(16) hash(32) ranges      |
// | answers | office id(16) key(32)                    | version(1) fingerprint(32) first(8)    |
// |         |                                          | last(8) recorded_at(8) note            |
// | meta    | "format"                                 | version(1)                             |
// | meta    | "office" office id(16)                   | office(4)                              |
// clang-format on
//
// envelope = version(1) type(2) decided_at(8) recorded_at(8) id(16) actor kind(1) actor id(16)
//            correlation(16)
// ranges   = per range: office(4) first(8) count(4)
//
// A batch's index rows lie in `recent`, under its sequence, until they are in `tags`; a crash may
// leave them in both.
//
// An office is a number here, given with its first event: 1, 2, 3 …; in `answers` it is its id,
// because an answer may come before any event. A batch's `previous` is the hash in the row before.
// Times are two's complement. An event's leaf hash is RFC 6962's, over its stored bytes; tags are
// an index and no part of them.

#include <array>
#include <string_view>

#include "eventstore/log.hpp"

namespace rollcall::eventstore {

using OfficeNumber = std::uint32_t;

inline constexpr std::uint8_t kFormatVersion = 1;
inline constexpr std::size_t kTagPrefixBytes = 4 + 1 + 16;

template <std::size_t N>
struct Key : std::array<char, N> {
  std::string_view view() const { return {this->data(), N}; }
};
using EventKey = Key<4 + 8>;
using TagPrefix = Key<kTagPrefixBytes>;
using TagKey = Key<kTagPrefixBytes + 8>;
using BatchKey = Key<8>;
using AnswerKey = Key<16 + 32>;
using OfficeKey = Key<6 + 16>;
inline constexpr std::string_view kFormatKey = "format";

EventKey event_key(OfficeNumber office, Position position);
TagPrefix tag_prefix(OfficeNumber office, const Tag& tag);
TagKey tag_key(OfficeNumber office, const Tag& tag, Position position);
TagKey tag_key(const TagPrefix& tag, Position position);
BatchKey batch_key(std::uint64_t sequence);
AnswerKey answer_key(const OfficeId& office, const Hash& key);
OfficeKey office_key(const OfficeId& office);
inline constexpr std::string_view kOfficeKeyPrefix = "office";

// The position at the end of an event's or tag's key; the number that begins it.
Position position_of(std::string_view key);
OfficeNumber office_of(std::string_view key);
// From a key of `answers` or of an office in `meta`: the key must have the length of its kind.
OfficeId answer_office(std::string_view key);
OfficeId office_id(std::string_view office_key);

// What all events of an append have in common in their envelopes.
struct EnvelopeFacts {
  Millis decided_at = 0;
  Millis recorded_at = 0;
  Actor actor;
  Id correlation{};
};

Bytes encode_stored(const NewEvent& event, const EnvelopeFacts& facts);
// recorded_at is known only when the append's turn comes; its place is fixed.
void set_recorded_at(Bytes& stored, Millis recorded_at);
// The bytes that an event is stored as, from the event.
Bytes stored_bytes(const Record& record);
Result<Record> decode_stored(Position position, std::string_view stored);
// Only the type: for filtering a scan. Error::corrupt if it is no envelope.
Result<EventType> stored_type(std::string_view stored);

std::array<char, 2> encode_type(EventType type);
Result<EventType> decode_type(std::string_view value);

// A row of `tags`.
struct TagRow {
  TagKey key;
  EventType type = 0;
};
// The row in `recent` grows row by row, from an empty value.
void add_recent(Bytes& value, const TagRow& row);
Result<std::vector<TagRow>> decode_recent(std::string_view value);

Bytes encode_number(OfficeNumber number);
Result<OfficeNumber> decode_number(std::string_view value);

Bytes encode_answer(const Answer& answer);
Result<Answer> decode_answer(std::string_view value);

// A batch as its row has it: offices by number, without sequence (the key) and previous (the row
// before).
struct StoredRange {
  OfficeNumber office = 0;
  Position first = 0;
  std::uint32_t count = 0;
};
struct StoredBatch {
  Id id{};
  Hash hash{};
  std::vector<StoredRange> ranges;
};
Bytes encode_batch(const StoredBatch& batch);
Result<StoredBatch> decode_batch(std::string_view value);

}  // namespace rollcall::eventstore
