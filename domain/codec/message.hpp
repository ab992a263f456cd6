#pragma once
// Messages as bytes. Flat: one segment, no segment table. Packed: Cap'n Proto's packing of a
// message with its segment table, for sealed parts, whose zeros no compression of the store can
// reach.
//
// Cap'n Proto throws when a message is broken or too large: caught here, nothing escapes.

#include <array>
#include <cstring>
#include <string>
#include <string_view>

#include "domain/codec/codec.hpp"
#include "domain/codec/schema.hpp"

namespace rollcall::codec {

// What an entry of the log's tiles (65,535 bytes) leaves for a payload, in whole words.
inline constexpr std::size_t kMaxPayloadWords = 8'183;
inline constexpr std::size_t kMaxPayloadBytes = kMaxPayloadWords * sizeof(capnp::word);

// Limits of reading: a broken message must not make us walk more than this.
inline constexpr capnp::ReaderOptions kReadingLimits{.traversalLimitInWords = 4 * kMaxPayloadWords,
                                                     .nestingLimit = 8};

// A zeroed buffer for building one message, this thread's own; what was used is zeroed again when
// it goes, as Cap'n Proto wants and as personal data should. One for each depth, since a sealed
// part is built while its event is.
class Scratch {
 public:
  enum class Depth { event, part };
  explicit Scratch(Depth depth);
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  capnp::FlatMessageBuilder& builder() { return builder_; }
  kj::ArrayPtr<const capnp::word> written();

 private:
  kj::ArrayPtr<capnp::word> words_;
  std::size_t used_;  // words to zero
  capnp::FlatMessageBuilder builder_;
};

std::string pack(Scratch& scratch);

// `fill` writes the root.
template <class Root, class Fill>
Result<std::string> write_flat(Fill fill) {
  Scratch scratch(Scratch::Depth::event);
  try {
    fill(scratch.builder().initRoot<Root>());
  } catch (const kj::Exception&) {
    return tl::make_unexpected(Error::too_large);
  }
  const auto bytes = scratch.written().asChars();
  return std::string(bytes.begin(), bytes.size());
}

template <class Root, class Fill>
Result<std::string> write_packed(Fill fill) {
  Scratch scratch(Scratch::Depth::part);
  try {
    fill(scratch.builder().initRoot<Root>());
    return pack(scratch);
  } catch (const kj::Exception&) {
    return tl::make_unexpected(Error::too_large);
  }
}

// `read` takes the root's reader. Error::malformed if the bytes are no message, or over a limit.
template <class Root, class Read>
Result<void> read_flat(std::string_view bytes, Read read) {
  if (bytes.size() % sizeof(capnp::word) != 0 || bytes.size() > kMaxPayloadBytes) {
    return tl::make_unexpected(Error::malformed);
  }
  std::array<capnp::word, kMaxPayloadWords> aligned;  // not initialised: costs nothing
  std::memcpy(aligned.data(), bytes.data(), bytes.size());
  try {
    const kj::ArrayPtr<const capnp::word> segment(aligned.data(),
                                                  bytes.size() / sizeof(capnp::word));
    capnp::SegmentArrayMessageReader message(kj::arrayPtr(&segment, 1), kReadingLimits);
    read(message.getRoot<Root>());
    return {};
  } catch (const kj::Exception&) {
    return tl::make_unexpected(Error::malformed);
  }
}

template <class Root, class Read>
Result<void> read_packed(std::string_view bytes, Read read) {
  std::array<capnp::word, 256> buffer;  // larger ones go to the heap
  try {
    const auto* begin = reinterpret_cast<const kj::byte*>(bytes.data());
    kj::ArrayInputStream stream(kj::arrayPtr(begin, bytes.size()));
    capnp::PackedMessageReader message(stream, kReadingLimits,
                                       kj::arrayPtr(buffer.data(), buffer.size()));
    read(message.getRoot<Root>());
    return {};
  } catch (const kj::Exception&) {
    return tl::make_unexpected(Error::malformed);
  }
}

}  // namespace rollcall::codec
