#pragma once
// Tags: what an event is about. A command reads the events of the tags its rule needs, and appends
// on condition that no further one has come. Kinds are part of the stored format: never reuse one.

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/values/uuid.hpp"

namespace rollcall::domain {

enum class TagKind : std::uint8_t {
  office = 1,
  staff = 2,
  api_token = 3,
  organisation = 4,
  contact = 5,
  project = 6,
  roster = 7,  // a project's participants, apart from the project's own facts
  participant = 8,
  list = 9,
  share = 10,
  access = 11,      // looks by one share or viewer, apart from `share`: a million of them cost its
                    // decisions nothing
  disclosure = 12,  // looks at one list
  email = 13,       // keyed hash of the canonical address, cut to 128 bits
  link = 14,        // SHA-256 of a link token, cut to 128 bits
  session = 15,
  mailing = 18,
  customer_web = 16,  // a project's customer web, apart from the project's own facts
  blob = 17,          // SHA-256 of what lies in the blob folder, cut to 128 bits
  history = 19,       // who read the history of what has that id
  erasure = 20,       // every erasure of the office, under the nil id
};

struct Tag {
  TagKind kind{};
  Uuid id;
  auto operator<=>(const Tag&) const = default;
};
std::string to_string(const Tag& tag);  // "contact:018f…", for people and the feed
std::optional<Tag> parse_tag(std::string_view text);  // what to_string gives, else nullopt

using ContentHash = std::array<std::uint8_t, 32>;  // SHA-256 of bytes kept outside the log
using LinkHash = std::array<std::uint8_t, 32>;     // SHA-256 of a link token's 43 characters
Tag link_tag(const LinkHash& hash);
Tag blob_tag(const ContentHash& hash);

// Stable number of an event type; part of the stored format.
using EventType = std::uint16_t;

// Facts a rule needs: events that have one of the types (none given: any) and all of the tags.
struct FactQuery {
  std::vector<EventType> types;
  std::vector<Tag> tags;
};
using FactQueries = std::vector<FactQuery>;  // what any of them matches

// The types of the events E…, for FactQuery::types.
template <class... E>
std::vector<EventType> types_of() {
  return {E::kType...};
}

// A keyed hash of an e-mail address; made outside, as the domain knows no keys.
struct EmailKey {
  Uuid hash;
  auto operator<=>(const EmailKey&) const = default;
};

}  // namespace rollcall::domain
