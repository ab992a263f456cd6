#pragma once
// What must hold for any text read as a JSON body. Stops the program where it doesn't.

#include <string>
#include <string_view>

#include "api/json/body.hpp"
#include "api/json/writer.hpp"
#include "api/wire/problem.hpp"
#include "domain/values/text.hpp"
#include "eventstore/check.hpp"

namespace rollcall::tests {

void rewrite(api::json::Writer& writer, const api::json::Value& value);

// Writes a value again, whatever it is: asks for it as every type, so that faults come up, too.
inline void rewrite_plain(api::json::Writer& writer, const api::json::Value& value) {
  if (const auto text = value.text()) {
    CHECK(domain::is_valid_utf8(*text));
    writer.value(*text);
  } else if (const auto flag = value.boolean()) {
    writer.value(*flag);
  } else if (const auto number = value.integer()) {
    writer.value(*number);
  } else {
    writer.null();
  }
}

inline void rewrite_fields(api::json::Writer& writer, const api::json::Object& object) {
  writer.begin_object();
  for (const auto& [name, value] : object.all()) {
    CHECK(object.has(name) != value.is_null());
    CHECK(object.is_null(name) == value.is_null());
    CHECK(object.optional(name).has_value() == object.has(name));
    writer.key(name);
    rewrite(writer, value);
  }
  writer.end_object();
}

inline void rewrite(api::json::Writer& writer, const api::json::Value& value) {
  CHECK(domain::is_valid_utf8(value.pointer()));
  if (const auto object = value.object()) {
    rewrite_fields(writer, *object);
  } else if (const auto array = value.array(100)) {
    writer.begin_array();
    for (const auto& each : *array) rewrite(writer, each);
    writer.end_array();
  } else {
    rewrite_plain(writer, value);
  }
}

inline std::string rewritten(const api::json::Body& body) {
  api::json::Writer writer;
  rewrite_fields(writer, body.root());
  return writer.finish();
}

inline void check_faults(const std::vector<api::json::Fault>& faults) {
  CHECK(faults.size() <= api::json::kMaxFaults);
  for (const auto& fault : faults) {
    CHECK(!fault.code.empty() && !fault.detail.empty());
    CHECK(fault.pointer.size() <= api::json::kMaxPointerBytes);
    CHECK(fault.pointer.empty() || fault.pointer.front() == '/');
    CHECK(domain::is_valid_utf8(fault.pointer));
  }
}

// A client that knows none of the fields, and one that knows a few.
inline void check_unknown_fields(std::string_view bytes) {
  api::json::Body body(bytes);
  const auto root = body.root();
  if (const auto name = root.required("name")) name->parsed<domain::Name>();
  if (const auto items = root.optional("items")) items->array(2);
  const auto faults = body.faults();
  check_faults(faults);
  const auto answer = api::wire::invalid_body(body.malformed(), faults);
  CHECK(!api::json::Body(answer.body).malformed() || answer.body.size() > api::json::kMaxBytes);
}

inline void check_json_body(std::string_view bytes) {
  api::json::Body body(bytes);
  const auto once = rewritten(body);
  const auto faults = body.faults();
  check_faults(faults);
  if (body.malformed()) CHECK(!faults.empty() && once == "{}");
  api::json::Body again(once);
  CHECK(again.malformed() ? once.size() > api::json::kMaxBytes : rewritten(again) == once);
  check_unknown_fields(bytes);
}

}  // namespace rollcall::tests
