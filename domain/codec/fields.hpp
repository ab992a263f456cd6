#pragma once
// The small parts that events are made of: ids, text, optional values, enums.

#include <bit>
#include <cstring>
#include <optional>
#include <string>
#include <vector>

#include "domain/codec/codec.hpp"
#include "domain/codec/enums.hpp"
#include "domain/codec/schema.hpp"
#include "domain/event.hpp"

namespace rollcall::codec {

// First failure of an encode or decode; once there is one, the result is void.
class Failure {
 public:
  void set(Error error) {
    if (!error_) error_ = error;
  }
  const std::optional<Error>& error() const { return error_; }

 private:
  std::optional<Error> error_;
};

inline std::uint64_t load_word(const std::uint8_t* bytes) {
  std::uint64_t word;
  std::memcpy(&word, bytes, sizeof word);
  return std::endian::native == std::endian::little ? __builtin_bswap64(word) : word;
}
inline void store_word(std::uint64_t word, std::uint8_t* bytes) {
  if (std::endian::native == std::endian::little) word = __builtin_bswap64(word);
  std::memcpy(bytes, &word, sizeof word);
}

// Ids: into and from a group or struct {hi, lo}.
template <class Kind>
void put(const domain::TypedId<Kind>& id, auto to) {
  to.setHi(load_word(id.uuid.bytes.data()));
  to.setLo(load_word(id.uuid.bytes.data() + 8));
}
template <class Kind>
void get(auto from, domain::TypedId<Kind>& id) {
  store_word(from.getHi(), id.uuid.bytes.data());
  store_word(from.getLo(), id.uuid.bytes.data() + 8);
}
template <class Kind>
void get(bool there, auto from, std::optional<domain::TypedId<Kind>>& id) {
  if (there) get(from, id.emplace());
}

// A link's hash: a group of four words.
inline void put(const domain::LinkHash& hash, auto to) {
  to.setW0(load_word(hash.data()));
  to.setW1(load_word(hash.data() + 8));
  to.setW2(load_word(hash.data() + 16));
  to.setW3(load_word(hash.data() + 24));
}
inline void get(auto from, domain::LinkHash& hash) {
  store_word(from.getW0(), hash.data());
  store_word(from.getW1(), hash.data() + 8);
  store_word(from.getW2(), hash.data() + 16);
  store_word(from.getW3(), hash.data() + 24);
}

// Text.
inline capnp::Text::Reader text(const std::string& string) {
  return {string.c_str(), string.size()};
}
template <class Value>
capnp::Text::Reader text(const Value& value) {
  return text(value.str());
}
inline std::string string(capnp::Text::Reader from) {
  return {from.begin(), from.size()};
}
template <class Value>
void get(capnp::Text::Reader from, Value& value) {
  value = Value::restore(string(from));
}

// Lists of text.
inline const std::string& string_of(const std::string& string) {
  return string;
}
inline const std::string& string_of(const domain::Column& column) {
  return column.key();
}
template <class Value>
void put(const std::vector<Value>& values, capnp::List<capnp::Text>::Builder to) {
  for (unsigned i = 0; i < to.size(); ++i) to.set(i, text(string_of(values[i])));
}
inline void get(capnp::List<capnp::Text>::Reader from, std::vector<std::string>& values) {
  values.reserve(from.size());
  for (auto value : from) values.push_back(string(value));
}
inline void get(capnp::List<capnp::Text>::Reader from, std::vector<domain::Column>& columns) {
  columns.reserve(from.size());
  for (auto key : from) columns.push_back(domain::Column::restore(string(key)));
}
inline unsigned count(const auto& values) {
  return static_cast<unsigned>(values.size());
}

// Enums: a number that is none of the enum's is a failure, both ways.
template <class E>
auto checked(E value, Failure& failure) {
  const auto number = stored(value);
  if (static_cast<std::uint16_t>(number) == 0) failure.set(Error::malformed);
  return number;
}
template <class E, class Stored>
void get(Stored number, E& value, Failure& failure) {
  if (const auto known = restored<E>(number)) {
    value = *known;
  } else {
    failure.set(Error::malformed);
  }
}

}  // namespace rollcall::codec
