#include "projections/pack.hpp"

#include <algorithm>
#include <cstring>

namespace rollcall::projections {

std::uint64_t Unpacker::number() {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64 && !rest_.empty(); shift += 7) {
    const auto byte = static_cast<std::uint8_t>(rest_.front());
    rest_.remove_prefix(1);
    value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
    if (byte < 0x80) return value;
  }
  fail();
  return 0;
}

std::size_t Unpacker::count() {
  const std::uint64_t count = number();
  if (count <= rest_.size()) return static_cast<std::size_t>(count);
  fail();
  return 0;
}

void Unpacker::raw(void* bytes, std::size_t size) {
  const std::string_view taken = take(size);
  if (!taken.empty()) std::memcpy(bytes, taken.data(), taken.size());
}

std::string_view Unpacker::take(std::uint64_t size) {
  if (size > rest_.size()) {
    fail();
    return {};
  }
  const std::string_view taken = rest_.substr(0, static_cast<std::size_t>(size));
  rest_.remove_prefix(taken.size());
  return taken;
}

}  // namespace rollcall::projections
