#pragma once
// Rows to bytes and back. A struct is packed member by member, in order; what it takes is one line:
//
//   template <> inline constexpr std::size_t kMembers<OfficeRow> = 3;
//
// A struct that gains or loses a member no longer compiles until that line changes, and then
// Projection::version of whoever stores it must change too: the bytes say nothing about themselves.
//
// Numbers: LEB128, signed ones zigzag first. Text: length and bytes. Optionals: 0 or 1 and the
// value. Vectors and maps: count and elements. Arrays of bytes: as they are; other arrays: their
// elements.

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "projections/rows/members.hpp"

namespace rollcall::projections {

// Values that keep themselves: text that has passed its rule.
template <class T>
concept PackedAsText = requires(const T& value) {
  { value.str() } -> std::convertible_to<std::string_view>;
  { T::restore(std::string()) } -> std::same_as<T>;
};

class Packer {
 public:
  explicit Packer(std::string& out) : out_(out) {}

  void number(std::uint64_t value) {
    while (value >= 0x80) {
      out_.push_back(static_cast<char>(value | 0x80));
      value >>= 7;
    }
    out_.push_back(static_cast<char>(value));
  }
  void text(std::string_view value) {
    number(value.size());
    out_.append(value);
  }
  void raw(const void* bytes, std::size_t size) {
    out_.append(static_cast<const char*>(bytes), size);
  }

 private:
  std::string& out_;
};

// Reads what a Packer wrote. Past the end everything is empty and failed() is true; nothing is
// allocated that the bytes could not hold.
class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes) : rest_(bytes) {}

  std::uint64_t number();
  std::string_view text() { return take(number()); }
  void raw(void* bytes, std::size_t size);
  // A count of elements of at least a byte each.
  std::size_t count();

  void fail() {
    failed_ = true;
    rest_ = {};
  }
  bool failed() const { return failed_; }
  bool done() const { return !failed_ && rest_.empty(); }

 private:
  std::string_view take(std::uint64_t size);

  std::string_view rest_;
  bool failed_ = false;
};

template <class T>
void pack_into(Packer& out, const T& value);
template <class T>
void unpack_from(Unpacker& in, T& value);

// ---- How each kind of type is packed ----------------------------------------------------------

template <class T>
struct Packing {  // a struct with kMembers
  static void write(Packer& out, const T& value) {
    members_of(value, [&](const auto&... member) { (pack_into(out, member), ...); });
  }
  static void read(Unpacker& in, T& value) {
    members_of(value, [&](auto&... member) { (unpack_from(in, member), ...); });
  }
};

template <class T>
  requires std::is_integral_v<T> || std::is_enum_v<T>
struct Packing<T> {
  static void write(Packer& out, T value) {
    if constexpr (std::is_signed_v<T>) {
      const auto wide = static_cast<std::int64_t>(value);
      out.number((static_cast<std::uint64_t>(wide) << 1) ^ static_cast<std::uint64_t>(wide >> 63));
    } else {
      out.number(static_cast<std::uint64_t>(value));
    }
  }
  static void read(Unpacker& in, T& value) {
    const std::uint64_t number = in.number();
    if constexpr (std::is_signed_v<T>) {
      value = static_cast<T>(static_cast<std::int64_t>((number >> 1) ^ (~(number & 1) + 1)));
    } else {
      value = static_cast<T>(number);
    }
  }
};

template <>
struct Packing<std::string> {
  static void write(Packer& out, const std::string& value) { out.text(value); }
  static void read(Unpacker& in, std::string& value) { value.assign(in.text()); }
};

template <PackedAsText T>
struct Packing<T> {
  static void write(Packer& out, const T& value) { out.text(value.str()); }
  static void read(Unpacker& in, T& value) { value = T::restore(std::string(in.text())); }
};

template <class T>
struct Packing<std::optional<T>> {
  static void write(Packer& out, const std::optional<T>& value) {
    out.number(value.has_value() ? 1 : 0);
    if (value) pack_into(out, *value);
  }
  static void read(Unpacker& in, std::optional<T>& value) {
    value.reset();
    if (in.number() != 0) unpack_from(in, value.emplace());
  }
};

template <class T>
struct Packing<std::vector<T>> {
  static void write(Packer& out, const std::vector<T>& values) {
    out.number(values.size());
    for (const T& value : values) pack_into(out, value);
  }
  static void read(Unpacker& in, std::vector<T>& values) {
    values.clear();
    const std::size_t count = in.count();
    for (std::size_t i = 0; i < count && !in.failed(); ++i) unpack_from(in, values.emplace_back());
  }
};

template <class K, class V>
struct Packing<std::map<K, V>> {
  static void write(Packer& out, const std::map<K, V>& values) {
    out.number(values.size());
    for (const auto& [key, value] : values) {
      pack_into(out, key);
      pack_into(out, value);
    }
  }
  static void read(Unpacker& in, std::map<K, V>& values) {
    values.clear();
    const std::size_t count = in.count();
    for (std::size_t i = 0; i < count && !in.failed(); ++i) {
      K key;
      unpack_from(in, key);
      unpack_from(in, values.emplace_hint(values.end(), std::move(key), V{})->second);
    }
  }
};

template <class T, std::size_t N>
struct Packing<std::array<T, N>> {
  static void write(Packer& out, const std::array<T, N>& values) {
    if constexpr (sizeof(T) == 1) {
      out.raw(values.data(), N);
    } else {
      for (const T& value : values) pack_into(out, value);
    }
  }
  static void read(Unpacker& in, std::array<T, N>& values) {
    if constexpr (sizeof(T) == 1) {
      in.raw(values.data(), N);
    } else {
      for (T& value : values) unpack_from(in, value);
    }
  }
};

template <class T>
void pack_into(Packer& out, const T& value) {
  Packing<T>::write(out, value);
}
template <class T>
void unpack_from(Unpacker& in, T& value) {
  Packing<T>::read(in, value);
}

// ---- A whole row ------------------------------------------------------------------------------

template <class T>
std::string pack(const T& row) {
  std::string bytes;
  bytes.reserve(128);
  Packer out(bytes);
  pack_into(out, row);
  return bytes;
}

// nullopt if the bytes are not exactly one row of that type.
template <class T>
std::optional<T> unpack(std::string_view bytes) {
  std::optional<T> row(std::in_place);
  Unpacker in(bytes);
  unpack_from(in, *row);
  if (!in.done()) row.reset();
  return row;
}

}  // namespace rollcall::projections
