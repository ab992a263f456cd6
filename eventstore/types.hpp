#pragma once
// The words of the log. Plain values: copyable, comparable, no resources.

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tl {
template <class T, class E>
class [[nodiscard]] expected;
}
#include <tl/expected.hpp>

namespace rollcall::eventstore {

using Bytes = std::string;  // raw bytes, not text
using Id = std::array<std::uint8_t, 16>;
using OfficeId = Id;
using Hash = std::array<std::uint8_t, 32>;

// Dense within an office: 1, 2, 3 … in the order they become visible. 0 = before the first.
using Position = std::uint64_t;

// Milliseconds since 1970-01-01T00:00:00Z.
using Millis = std::int64_t;

// What an event is, as a stable number. The log gives it no meaning.
using EventType = std::uint16_t;

// What an event is about: a kind and 16 bytes (an id, or a keyed hash cut to 128 bits). The fixed
// width keeps index keys short and comparable as bytes. The kinds are the caller's.
struct Tag {
  std::uint8_t kind = 0;
  Id id{};
  auto operator<=>(const Tag&) const = default;
};

// Who caused an event. The kinds are the caller's.
struct Actor {
  std::uint8_t kind = 0;
  Id id{};
  auto operator<=>(const Actor&) const = default;
};

// An event to be appended. `payload` and `tags` are opaque.
struct NewEvent {
  Id id{};  // unique; sealed parts of the payload are bound to it
  EventType type = 0;
  std::vector<Tag> tags;  // at most kMaxTags
  Bytes payload;          // stored_size() at most kMaxStoredBytes
};

inline constexpr std::size_t kMaxTags = 16;
// An entry of C2SP tlog-tiles is length-prefixed with 16 bits.
inline constexpr std::size_t kMaxStoredBytes = 65'535;
// One append; a CSV import of 50,000 rows is one.
inline constexpr std::size_t kMaxEventsPerAppend = 60'000;
inline constexpr std::size_t kMaxBytesPerAppend = std::size_t{256} << 20;

inline constexpr std::size_t kMaxQueryItems = 60'000;
inline constexpr std::size_t kMaxNoteBytes = 65'535;
// The envelope that is stored before every payload, see keys.hpp.
inline constexpr std::size_t kEnvelopeBytes = 68;

// What the log stores (and hashes) of an event: its envelope and payload.
inline std::size_t stored_size(const NewEvent& event) {
  return kEnvelopeBytes + event.payload.size();
}

// An event as the log keeps it.
struct Record {
  Position position = 0;
  Id id{};
  EventType type = 0;
  Millis decided_at = 0;   // the decision's now: rules judged time by it
  Millis recorded_at = 0;  // never runs backwards within an office
  Actor actor;
  Id correlation{};  // the request that caused it
  Bytes payload;
  bool operator==(const Record&) const = default;
};

// Matches an event that has one of `types` (empty: any type) and all of `tags` (empty: any).
struct QueryItem {
  std::vector<EventType> types;
  std::vector<Tag> tags;
};

// Matches what any item matches. No items: every event.
struct Query {
  std::vector<QueryItem> items;
};

// dcb.events: "fail if any event matching the query exists after the position".
struct Condition {
  Query fail_if_matches;
  Position after = 0;
};

// Makes an append happen once. `key` is the hash of what names the request (key, credential,
// method, path), `fingerprint` the hash of its body. Kept for kAnswerLifetime.
struct Idempotency {
  Hash key{};
  Hash fingerprint{};
  Bytes note;  // opaque, kept with the answer: what the repeat needs to answer alike
};

inline constexpr Millis kAnswerLifetime = Millis{24} * 3'600'000;

// What an earlier append under the same idempotency key left.
struct Answer {
  Hash fingerprint{};
  Position first = 0;  // of the events it appended; first = last + 1 when it appended none
  Position last = 0;
  Millis recorded_at = 0;
  Bytes note;
  bool operator==(const Answer&) const = default;
};

enum class Error {
  conflict,         // an event matching the condition exists: reload and decide again
  key_reused,       // the idempotency key was used with another fingerprint
  overloaded,       // the queue is full; nothing was written
  outcome_unknown,  // I/O error while writing: it may or may not be there after a restart
  stopped,          // the log is closed or fail-stopped; nothing was written
  invalid,          // a limit above is broken; nothing was written
  io,               // reading failed
  corrupt,          // stored bytes are not what was written
};
std::string_view to_string(Error error);

template <class T>
using Result = tl::expected<T, Error>;

}  // namespace rollcall::eventstore
