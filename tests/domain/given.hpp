#pragma once
// Rules as rows of data: given these events, when this command, then these events or refusals.
//
//   check({{"links a known person",
//           {OrganisationAdded{…}, ContactAdded{…}},
//           link({kAnna, kHotel}),                       // a When of the test's own, see below
//           events(ContactLinked{…})},
//          {"refuses an unknown organisation", {…}, link({kAnna, id<OrganisationId>(9)}),
//           refused(Reason::not_found)}});
//
// A When folds the facts that its command needs, through the concept's own facts_of_*: what the
// query misses, the rule does not see.
//
//   When link(LinkContact command) {
//     return [command](const History& history) {
//       return decide(LinkContactFacts{history.fold<OrganisationState>(facts_of_organisation(…)),
//       …},
//                     command);
//     };
//   }

#include <algorithm>
#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "domain/event.hpp"

namespace rollcall::domain {

// For GoogleTest's messages.
inline void PrintTo(const Event& event, std::ostream* out) {
  *out << name_of(event);
}
inline void PrintTo(const Refusal& refusal, std::ostream* out) {
  *out << "reason " << static_cast<int>(refusal.reason) << " at '" << refusal.field << "'";
  if (!refusal.subject.is_nil()) *out << " of " << refusal.subject.to_string();
  if (!refusal.detail.empty()) *out << " (" << refusal.detail << ")";
  if (refusal.retry_after_s != 0) *out << " again in " << refusal.retry_after_s << " s";
}

}  // namespace rollcall::domain

namespace rollcall::domain::given {

// The same number gives the same id, whatever it names.
constexpr Uuid uuid(std::uint16_t number) {
  Uuid id;
  id.bytes[0] = 0x01;
  id.bytes[6] = 0x70;
  id.bytes[8] = 0x80;
  id.bytes[14] = static_cast<std::uint8_t>(number >> 8);
  id.bytes[15] = static_cast<std::uint8_t>(number);
  return id;
}
template <class Id>
constexpr Id id(std::uint16_t number) {
  return Id{uuid(number)};
}
inline EmailKey email_key(std::uint16_t number) {
  return EmailKey{uuid(number)};
}

// Values that surely pass their rule; a test that gives them others fails.
template <class Value>
Value valid(std::string_view text) {
  const auto value = Value::parse(text);
  EXPECT_TRUE(value.has_value()) << "not valid: " << text;
  return value ? *value : Value{};
}
inline Date day(std::string_view text) {
  return Date::parse(text).value();
}
inline Instant instant(std::string_view text) {
  return Instant::parse(text).value();
}

inline constexpr Instant kNow{1'777'622'400'000};  // 2026-05-01T08:00:00Z, a Friday
inline constexpr Actor kStaff{ActorKind::staff, uuid(1)};
inline constexpr Deciding kDeciding{kNow, kStaff};

// What has happened in an office: events at positions 1, 2, 3 …, each decided at `kNow` by `kStaff`
// unless said otherwise.
class History {
 public:
  History() = default;
  template <class... E>
    requires(requires { E::kType; } && ...)
  History(E... events) {  // a list of events is a history
    (add(std::move(events)), ...);
  }
  // Adds one event. `email` and `former_email` are the tags that come with the proposal.
  template <class E>
    requires requires(E event) { E::kType; }
  History& add(E event, std::optional<EmailKey> email = std::nullopt,
               std::optional<EmailKey> former_email = std::nullopt) {
    return add(propose(std::move(event), email, former_email));
  }
  History& add(Proposal proposal) {
    entries_.push_back({std::move(proposal), now_, actor_});
    return *this;
  }
  // Adds what a decision gave; fails the test if that was a refusal.
  History& add(const Result<Proposals>& decided) {
    EXPECT_TRUE(decided.has_value()) << "refused: " << ::testing::PrintToString(decided.error());
    for (std::size_t i = 0; decided && i < decided->size(); ++i) add((*decided)[i]);
    return *this;
  }
  // When and by whom the events that are added from here on were decided.
  History& at(Instant now) {
    now_ = now;
    return *this;
  }
  History& by(Actor actor) {
    actor_ = actor;
    return *this;
  }
  std::uint64_t size() const { return entries_.size(); }

  // The state that the events matching the queries make, as a command loads it.
  template <class State>
  State fold(const FactQueries& queries, State state = {}) const {
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      const Entry& entry = entries_[i];
      if (!matches_any(queries, entry.proposal)) continue;
      state = evolve(std::move(state),
                     Recorded{entry.proposal.event.get(), i + 1, entry.decided_at, entry.actor});
    }
    return state;
  }

 private:
  struct Entry {
    Proposal proposal;
    Instant decided_at;
    Actor actor;
  };

  static bool matches_any(const FactQueries& queries, const Proposal& proposal) {
    std::vector<Tag> tags = tags_of(*proposal.event);
    for (const auto& email : {proposal.email, proposal.former_email}) {
      if (email) tags.push_back(Tag{TagKind::email, email->hash});
    }
    const EventType type = type_of(*proposal.event);
    return std::any_of(queries.begin(), queries.end(), [&](const FactQuery& query) {
      const bool type_fits =
          query.types.empty() ||
          std::find(query.types.begin(), query.types.end(), type) != query.types.end();
      return type_fits && std::all_of(query.tags.begin(), query.tags.end(), [&](const Tag& wanted) {
               return std::find(tags.begin(), tags.end(), wanted) != tags.end();
             });
    });
  }

  std::vector<Entry> entries_;
  Instant now_ = kNow;
  Actor actor_ = kStaff;
};

using When = std::function<Result<Proposals>(const History&)>;
using Then = std::variant<std::vector<Event>, Refusals>;

template <class... E>
Then events(E... expected) {
  return std::vector<Event>{*propose(std::move(expected)).event...};
}
inline Then nothing() {
  return std::vector<Event>{};
}
inline Then refused(Refusals refusals) {
  return refusals;
}
inline Then refused(Reason reason, std::string field = "", Uuid subject = {},
                    std::string detail = "") {
  return Refusals{{reason, std::move(field), subject, std::move(detail), 0}};
}

struct Row {
  std::string name;
  History given;
  When when;
  Then then;
};

inline std::vector<Event> events_of(const Proposals& proposals) {
  std::vector<Event> result;
  for (const Proposal& proposal : proposals) result.push_back(*proposal.event);
  return result;
}

inline void check_outcome(const Result<Proposals>& outcome, const Then& then) {
  if (const auto* expected = std::get_if<Refusals>(&then)) {
    ASSERT_FALSE(outcome.has_value())
        << "not refused: " << ::testing::PrintToString(events_of(*outcome));
    EXPECT_EQ(outcome.error(), *expected);
    return;
  }
  ASSERT_TRUE(outcome.has_value()) << "refused: " << ::testing::PrintToString(outcome.error());
  EXPECT_EQ(events_of(*outcome), std::get<std::vector<Event>>(then));
}

inline void check(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    check_outcome(row.when(row.given), row.then);
  }
}

}  // namespace rollcall::domain::given
