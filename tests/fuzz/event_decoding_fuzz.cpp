// Decoding of events: any bytes give an error or an event, never a crash, and an event that was
// decoded can be written and read again. Input: the type's two bytes, then the payload; sealed
// parts are read as they stand.

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "domain/codec/codec.hpp"
#include "tests/domain/codec/test_keys.hpp"

namespace rollcall::codec {
namespace {

void check(bool holds) {
  if (!holds) std::abort();
}

void decode_and_write_again(domain::EventType type, std::string_view payload) {
  const test::OpenKeys keys;
  const domain::Uuid event_id{};
  const auto event = decode(type, payload, event_id, keys);
  if (!event) return;
  check(domain::type_of(*event) == type);
  const auto again = encode(*event, event_id, keys);
  if (!again) {
    check(again.error() == Error::too_large);  // parts of a broken message can overlap
    return;
  }
  const auto same = decode(type, *again, event_id, keys);
  check(same && *same == *event);
}

}  // namespace
}  // namespace rollcall::codec

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const auto type = static_cast<rollcall::domain::EventType>(data[0] << 8 | data[1]);
  rollcall::codec::decode_and_write_again(type,
                                          {reinterpret_cast<const char*>(data) + 2, size - 2});
  return 0;
}
