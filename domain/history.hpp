#pragma once
// Reads of the history: who asked the log itself, as an auditor or in somebody's name, and for
// what. Watching is watched.

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

#include "domain/proposal.hpp"

namespace rollcall::domain {

enum class HistoryKind : std::uint8_t {  // part of the stored format
  list_audience = 1,
  list_disclosures = 2,
  participant_disclosures = 3,
  people_report = 4,
  stale_receivers = 5,
  events_feed = 6,  // with personal data
  exported_history = 7,
};

// What was asked about.
enum class HistorySubjectKind : std::uint8_t {  // part of the stored format
  list = 1,
  participant = 2,
  contact = 3,
  staff = 4,
  project = 5,
};
struct HistorySubject {
  HistorySubjectKind kind{};
  Uuid id;
  bool operator==(const HistorySubject&) const = default;
};

// A position in the office's log, or a time: as it was asked for.
using HistoryMoment = std::variant<std::uint64_t, Instant>;
struct HistorySpan {
  std::optional<HistoryMoment> from;  // nullopt: from the beginning
  std::optional<HistoryMoment> to;    // nullopt: up to now
  bool operator==(const HistorySpan&) const = default;
};

// Says what was read, never what it said: no value, no address.
struct HistoryRead {
  static constexpr EventType kType = 140;
  static constexpr std::string_view kName = "HistoryRead";
  OfficeId office;
  HistoryKind kind{};
  std::optional<HistorySubject> subject;  // nullopt: the whole office, or an address of nobody's
  HistorySpan span;
  std::optional<std::uint32_t> entries;  // given; nullopt: a stream, recorded as it began
  bool operator==(const HistoryRead&) const = default;
};
using HistoryEvent = std::variant<HistoryRead>;

// The reads about a subject, and of the whole office by its own id. They have a tag kind of their
// own, so that however many there are, no decision about the subject becomes slower.
Tag history_tag(const Uuid& subject);

struct ReadHistory {
  OfficeId office;
  HistoryKind kind{};
  std::optional<HistorySubject> subject;
  HistorySpan span;
  std::optional<std::uint32_t> entries;
  std::optional<EmailKey> email;  // whom a people_report is about, if an address was asked for
};
// Never refuses: whoever may ask is recorded.
Proposals decide(const ReadHistory& command);

}  // namespace rollcall::domain
