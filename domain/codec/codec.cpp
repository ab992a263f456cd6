#include "domain/codec/codec.hpp"

#include <utility>

#include "domain/codec/members.hpp"

namespace rollcall::codec {
namespace {

// The event of that type, if it is one of the concepts': calls `read` with an empty one.
template <class... Concepts>
bool of_type(domain::EventType type, const std::variant<Concepts...>*, auto read) {
  const auto of_concept = [&]<class... E>(const std::variant<E...>*) {
    return ((E::kType == type && (read(E{}), true)) || ...);
  };
  return (of_concept(static_cast<const Concepts*>(nullptr)) || ...);
}

template <class E>
void read_member(schema::Event::Reader from, E event, domain::Event& to, Sealing& sealing) {
  if (from.which() != Member<E>::kWhich) {
    sealing.failure.set(Error::malformed);
    return;
  }
  read(Member<E>::of(from), event, sealing);
  to.of = std::move(event);
}

}  // namespace

std::string_view to_string(Error error) {
  switch (error) {
    case Error::unknown_type:
      return "unknown_type";
    case Error::malformed:
      return "malformed";
    case Error::too_large:
      return "too_large";
    case Error::not_sealable:
      return "not_sealable";
    case Error::key_store:
      return "key_store";
  }
  return "unknown";
}

Result<std::string> encode(const domain::Event& event, const domain::Uuid& event_id,
                           const PersonKeys& keys) {
  Sealing sealing{event_id, keys, {}};
  auto payload = write_flat<schema::Event>([&](schema::Event::Builder root) {
    domain::visit_event([&]<class E>(const E& e) { write(e, Member<E>::init(root), sealing); },
                        event);
  });
  if (sealing.failure.error()) return tl::make_unexpected(*sealing.failure.error());
  return payload;
}

Result<domain::Event> decode(domain::EventType type, std::string_view payload,
                             const domain::Uuid& event_id, const PersonKeys& keys) {
  Sealing sealing{event_id, keys, {}};
  domain::Event event;
  Result<void> done;
  const auto read_as = [&]<class E>(E empty) {
    done = read_flat<schema::Event>(payload, [&](schema::Event::Reader root) {
      read_member(root, std::move(empty), event, sealing);
    });
  };
  const decltype(event.of)* concepts = nullptr;
  if (!of_type(type, concepts, read_as)) return tl::make_unexpected(Error::unknown_type);
  if (!done) return tl::make_unexpected(done.error());
  if (sealing.failure.error()) return tl::make_unexpected(*sealing.failure.error());
  return event;
}

}  // namespace rollcall::codec
