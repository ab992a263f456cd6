#include "eventstore/keys.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <span>

#include "eventstore/check.hpp"

namespace rollcall::eventstore {
namespace {

// Writes fields one after the other; the buffer's size is the caller's promise.
class Writer {
 public:
  explicit Writer(char* at) : at_(at) {}

  template <class T>
  Writer& number(T value) {
    std::array<char, sizeof(T)> bytes = std::bit_cast<std::array<char, sizeof(T)>>(value);
    if constexpr (std::endian::native == std::endian::little) std::ranges::reverse(bytes);
    std::memcpy(at_, bytes.data(), bytes.size());
    at_ += bytes.size();
    return *this;
  }

  Writer& bytes(std::string_view bytes) {
    std::memcpy(at_, bytes.data(), bytes.size());
    at_ += bytes.size();
    return *this;
  }

  template <std::size_t N>
  Writer& bytes(const std::array<std::uint8_t, N>& bytes) {
    std::memcpy(at_, bytes.data(), N);
    at_ += N;
    return *this;
  }

 private:
  char* at_;
};

// Reads fields one after the other; the buffer's size is checked before.
class Reader {
 public:
  explicit Reader(std::string_view from) : rest_(from) {}

  template <class T>
  T number() {
    std::uint64_t value = 0;
    for (const char byte : take(sizeof(T))) value = value << 8 | static_cast<std::uint8_t>(byte);
    return static_cast<T>(value);
  }

  template <class Byte, std::size_t N>
  Reader& into(std::array<Byte, N>& to) {
    std::memcpy(to.data(), take(N).data(), N);
    return *this;
  }

  std::string_view rest() const { return rest_; }

 private:
  std::string_view take(std::size_t size) {
    CHECK(size <= rest_.size());
    const auto taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }

  std::string_view rest_;
};

constexpr std::size_t kRecordedAtOffset = 1 + 2 + 8;
constexpr std::size_t kAnswerBytes = 1 + 32 + 8 + 8 + 8;
constexpr std::size_t kBatchBytes = 1 + 16 + 32;
constexpr std::size_t kRangeBytes = 4 + 8 + 4;
constexpr std::size_t kTagRowBytes = sizeof(TagKey) + sizeof(EventType);

bool has_version(std::string_view value) {
  return static_cast<std::uint8_t>(value[0]) == kFormatVersion;
}

}  // namespace

EventKey event_key(OfficeNumber office, Position position) {
  EventKey key;
  Writer(key.data()).number(office).number(position);
  return key;
}

TagPrefix tag_prefix(OfficeNumber office, const Tag& tag) {
  TagPrefix key;
  Writer(key.data()).number(office).number(tag.kind).bytes(tag.id);
  return key;
}

TagKey tag_key(OfficeNumber office, const Tag& tag, Position position) {
  TagKey key;
  Writer(key.data()).number(office).number(tag.kind).bytes(tag.id).number(position);
  return key;
}

TagKey tag_key(const TagPrefix& tag, Position position) {
  TagKey key;
  Writer(key.data()).bytes(tag.view()).number(position);
  return key;
}

BatchKey batch_key(std::uint64_t sequence) {
  BatchKey key;
  Writer(key.data()).number(sequence);
  return key;
}

AnswerKey answer_key(const OfficeId& office, const Hash& hash) {
  AnswerKey key;
  Writer(key.data()).bytes(office).bytes(hash);
  return key;
}

OfficeKey office_key(const OfficeId& office) {
  OfficeKey key;
  Writer(key.data()).bytes(kOfficeKeyPrefix).bytes(office);
  return key;
}

Position position_of(std::string_view key) {
  CHECK(key.size() >= 8);
  return Reader(key.substr(key.size() - 8)).number<Position>();
}

OfficeNumber office_of(std::string_view key) {
  return Reader(key).number<OfficeNumber>();
}

OfficeId answer_office(std::string_view key) {
  OfficeId office;
  Reader(key).into(office);
  return office;
}

OfficeId office_id(std::string_view key) {
  CHECK(key.size() == OfficeKey{}.size());
  OfficeId office;
  Reader(key.substr(kOfficeKeyPrefix.size())).into(office);
  return office;
}

Bytes encode_stored(const NewEvent& event, const EnvelopeFacts& facts) {
  Bytes stored(stored_size(event), '\0');
  Writer(stored.data())
      .number(kFormatVersion)
      .number(event.type)
      .number(facts.decided_at)
      .number(facts.recorded_at)
      .bytes(event.id)
      .number(facts.actor.kind)
      .bytes(facts.actor.id)
      .bytes(facts.correlation)
      .bytes(event.payload);
  return stored;
}

Bytes stored_bytes(const Record& record) {
  return encode_stored({record.id, record.type, {}, record.payload},
                       {record.decided_at, record.recorded_at, record.actor, record.correlation});
}

void set_recorded_at(Bytes& stored, Millis recorded_at) {
  CHECK(stored.size() >= kEnvelopeBytes);
  Writer(stored.data() + kRecordedAtOffset).number(recorded_at);
}

Result<Record> decode_stored(Position position, std::string_view stored) {
  const auto type = stored_type(stored);
  if (!type) return tl::unexpected(type.error());
  Record record;
  record.position = position;
  record.type = *type;
  Reader reader(stored.substr(1 + 2));
  record.decided_at = reader.number<Millis>();
  record.recorded_at = reader.number<Millis>();
  reader.into(record.id);
  record.actor.kind = reader.number<std::uint8_t>();
  reader.into(record.actor.id).into(record.correlation);
  record.payload = reader.rest();
  return record;
}

Result<EventType> stored_type(std::string_view stored) {
  if (stored.size() < kEnvelopeBytes || !has_version(stored)) {
    return tl::unexpected(Error::corrupt);
  }
  return Reader(stored.substr(1)).number<EventType>();
}

std::array<char, 2> encode_type(EventType type) {
  std::array<char, 2> value;
  Writer(value.data()).number(type);
  return value;
}

Result<EventType> decode_type(std::string_view value) {
  if (value.size() != sizeof(EventType)) return tl::unexpected(Error::corrupt);
  return Reader(value).number<EventType>();
}

void add_recent(Bytes& value, const TagRow& row) {
  if (value.empty()) value.push_back(static_cast<char>(kFormatVersion));
  value.append(row.key.view());
  const auto type = encode_type(row.type);
  value.append(type.data(), type.size());
}

Result<std::vector<TagRow>> decode_recent(std::string_view value) {
  if (value.empty() || !has_version(value) || (value.size() - 1) % kTagRowBytes != 0) {
    return tl::unexpected(Error::corrupt);
  }
  std::vector<TagRow> rows((value.size() - 1) / kTagRowBytes);
  Reader reader(value.substr(1));
  for (TagRow& row : rows) {
    reader.into(row.key);
    row.type = reader.number<EventType>();
  }
  return rows;
}

Bytes encode_number(OfficeNumber number) {
  Bytes value(sizeof(number), '\0');
  Writer(value.data()).number(number);
  return value;
}

Result<OfficeNumber> decode_number(std::string_view value) {
  if (value.size() != sizeof(OfficeNumber)) return tl::unexpected(Error::corrupt);
  return Reader(value).number<OfficeNumber>();
}

Bytes encode_answer(const Answer& answer) {
  Bytes value(kAnswerBytes + answer.note.size(), '\0');
  Writer(value.data())
      .number(kFormatVersion)
      .bytes(answer.fingerprint)
      .number(answer.first)
      .number(answer.last)
      .number(answer.recorded_at)
      .bytes(answer.note);
  return value;
}

Result<Answer> decode_answer(std::string_view value) {
  if (value.size() < kAnswerBytes || !has_version(value)) return tl::unexpected(Error::corrupt);
  Answer answer;
  Reader reader(value.substr(1));
  reader.into(answer.fingerprint);
  answer.first = reader.number<Position>();
  answer.last = reader.number<Position>();
  answer.recorded_at = reader.number<Millis>();
  answer.note = reader.rest();
  return answer;
}

Bytes encode_batch(const StoredBatch& batch) {
  Bytes value(kBatchBytes + kRangeBytes * batch.ranges.size(), '\0');
  Writer writer(value.data());
  writer.number(kFormatVersion).bytes(batch.id).bytes(batch.hash);
  for (const StoredRange& range : batch.ranges) {
    writer.number(range.office).number(range.first).number(range.count);
  }
  return value;
}

Result<StoredBatch> decode_batch(std::string_view value) {
  if (value.size() < kBatchBytes || (value.size() - kBatchBytes) % kRangeBytes != 0 ||
      !has_version(value)) {
    return tl::unexpected(Error::corrupt);
  }
  StoredBatch batch;
  Reader reader(value.substr(1));
  reader.into(batch.id).into(batch.hash);
  batch.ranges.resize(reader.rest().size() / kRangeBytes);
  for (StoredRange& range : batch.ranges) {
    range.office = reader.number<OfficeNumber>();
    range.first = reader.number<Position>();
    range.count = reader.number<std::uint32_t>();
  }
  return batch;
}

}  // namespace rollcall::eventstore
