#include "domain/codec/message.hpp"

#include <kj/io.h>

namespace rollcall::codec {
namespace {

using Words = std::array<std::uint64_t, kMaxPayloadWords>;

kj::ArrayPtr<capnp::word> words_of(Scratch::Depth depth) {
  thread_local Words event{};
  thread_local Words part{};
  Words& words = depth == Scratch::Depth::event ? event : part;
  return {reinterpret_cast<capnp::word*>(words.data()), words.size()};
}

}  // namespace

Scratch::Scratch(Depth depth) : words_(words_of(depth)), used_(words_.size()), builder_(words_) {}

Scratch::~Scratch() {
  std::memset(words_.begin(), 0, used_ * sizeof(capnp::word));
}

kj::ArrayPtr<const capnp::word> Scratch::written() {
  const auto segment = builder_.getSegmentsForOutput()[0];
  used_ = segment.size();
  return segment;
}

std::string pack(Scratch& scratch) {
  // Packing makes at most 10 bytes of a word: its tag, itself, and a count. One more word is the
  // segment table.
  std::string bytes((scratch.written().size() + 1) * 10, '\0');
  kj::ArrayOutputStream stream(
      kj::arrayPtr(reinterpret_cast<kj::byte*>(bytes.data()), bytes.size()));
  capnp::writePackedMessage(stream, scratch.builder());
  bytes.resize(stream.getArray().size());
  return bytes;
}

}  // namespace rollcall::codec
