#pragma once
// Events to bytes and back: Cap'n Proto (events.capnp), personal parts sealed.
//
// Threads: a codec is immutable; calls may run in parallel as far as its PersonKeys allow it.
// The only public header of the codec; nothing outside domain/codec sees Cap'n Proto.

#include <optional>
#include <string>
#include <string_view>

#include "domain/event.hpp"

namespace rollcall::codec {

enum class Error {
  unknown_type,  // an event type this build does not know: never skipped, never an empty struct
  malformed,     // not a message of the schema, or over a reading limit
  too_large,     // the payload would not fit the log (encode only)
  not_sealable,  // a person has no key (encode only)
  key_store,     // the key store failed
};
std::string_view to_string(Error error);

template <class T>
using Result = tl::expected<T, Error>;

// Where keys of persons are. Implemented over the vault; tests have one in memory.
class PersonKeys {
 public:
  virtual ~PersonKeys() = default;
  // nullopt inside: the person has no key.
  virtual Result<std::optional<std::string>> seal(domain::PersonId person,
                                                  std::string_view associated_data,
                                                  std::string_view plain) const = 0;
  // nullopt inside: the person has no key (erased).
  virtual Result<std::optional<std::string>> open(domain::PersonId person,
                                                  std::string_view associated_data,
                                                  std::string_view sealed) const = 0;
};

// The payload of an event. `event_id` is bound into sealed parts (associated data: event id,
// person).
Result<std::string> encode(const domain::Event& event, const domain::Uuid& event_id,
                           const PersonKeys& keys);

// The event in a payload of that type. Personal parts whose key is gone come back erased.
Result<domain::Event> decode(domain::EventType type, std::string_view payload,
                             const domain::Uuid& event_id, const PersonKeys& keys);

}  // namespace rollcall::codec
