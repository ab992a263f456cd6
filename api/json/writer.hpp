#pragma once
// Writes JSON into a string, in the order of the calls. Over RapidJSON's Writer; names must be
// literals or outlive the call. Not thread-safe. Wrong order or balance of calls is CHECKed. Text
// must be valid UTF-8 (values of the domain are).

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "eventstore/check.hpp"

// RapidJSON's own assertions (a name where a value must be …) stay on in release. Nothing else
// includes RapidJSON, so that all of it is compiled with this.
#define RAPIDJSON_ASSERT(condition) CHECK(condition)
#ifdef __SSE2__
#define RAPIDJSON_SSE2  // looks for what must be escaped 16 bytes at a time
#endif
// Its empty stacks add an offset to a null pointer before they compare it; harmless, but UBSan
// stops.
#pragma clang attribute push(__attribute__((no_sanitize("pointer-overflow"))), apply_to = function)
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#pragma clang attribute pop

namespace rollcall::api::json {

class Writer {
 public:
  Writer& begin_object();
  Writer& begin_object(std::string_view name);
  Writer& end_object();
  Writer& begin_array();
  Writer& begin_array(std::string_view name);
  Writer& end_array();
  Writer& key(std::string_view name);
  Writer& value(std::string_view text);
  Writer& value(const char* text) { return value(std::string_view(text)); }
  Writer& value(const std::string& text) { return value(std::string_view(text)); }
  Writer& value(bool flag);
  Writer& value(std::int64_t number);
  Writer& value(std::uint64_t number);
  Writer& value(int number) { return value(static_cast<std::int64_t>(number)); }
  Writer& value(unsigned number) { return value(static_cast<std::uint64_t>(number)); }
  Writer& null();
  template <class T>
  Writer& value(const std::optional<T>& maybe) {
    return maybe ? value(*maybe) : null();
  }
  template <class T>
  Writer& field(std::string_view name, const T& item) {
    key(name);
    return value(item);
  }
  Writer& null_field(std::string_view name) { return key(name).null(); }
  Writer& raw(std::string_view json);  // a finished JSON value

  std::string finish();

 private:
  rapidjson::StringBuffer buffer_;
  rapidjson::Writer<rapidjson::StringBuffer> writer_{buffer_};
};

}  // namespace rollcall::api::json
