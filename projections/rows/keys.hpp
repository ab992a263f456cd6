#pragma once
// Keys of views: space(1) office(16) table(1), then what the table says. Numbers are big-endian, so
// that byte order is number order.

#include <cstdint>
#include <string>
#include <string_view>

#include "domain/values/uuid.hpp"
#include "eventstore/types.hpp"
#include "projections/projection.hpp"

namespace rollcall::projections {

inline constexpr std::size_t kTablePrefixBytes = 1 + 16 + 1;

class ViewKey {
 public:
  ViewKey(KeySpace space, const OfficeId& office, char table) {
    bytes_.reserve(96);
    bytes_.push_back(static_cast<char>(space));
    bytes_.append(reinterpret_cast<const char*>(office.data()), office.size());
    bytes_.push_back(table);
  }

  ViewKey& add(const domain::Uuid& id) {
    bytes_.append(reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size());
    return *this;
  }
  template <class Kind>
  ViewKey& add(const domain::TypedId<Kind>& id) {
    return add(id.uuid);
  }
  ViewKey& add_number(std::uint64_t value) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes_.push_back(static_cast<char>(value >> shift));
    }
    return *this;
  }
  // So that the highest comes first.
  ViewKey& add_descending(std::uint64_t value) { return add_number(~value); }
  ViewKey& add_byte(char byte) {
    bytes_.push_back(byte);
    return *this;
  }
  // Bytes whose end the key need not show: a prefix to look for, or the key's last part.
  ViewKey& add_bytes(std::string_view bytes) {
    bytes_.append(bytes);
    return *this;
  }
  // Text and the zero byte that ends it: texts hold none.
  ViewKey& add_text(std::string_view text) { return add_bytes(text).add_byte('\0'); }

  const std::string& str() const { return bytes_; }
  operator std::string_view() const { return bytes_; }

 private:
  std::string bytes_;
};

// An id as it stands in keys.
template <class Kind>
std::string raw_id(const domain::TypedId<Kind>& id) {
  return {reinterpret_cast<const char*>(id.uuid.bytes.data()), id.uuid.bytes.size()};
}

// The id that ends a key.
inline domain::Uuid last_id(std::string_view key) {
  domain::Uuid id;
  if (key.size() >= id.bytes.size()) {
    key.copy(reinterpret_cast<char*>(id.bytes.data()), id.bytes.size(),
             key.size() - id.bytes.size());
  }
  return id;
}

}  // namespace rollcall::projections
