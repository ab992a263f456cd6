#include "api/json/writer.hpp"

#include "eventstore/check.hpp"

namespace rollcall::api::json {
namespace {

rapidjson::SizeType size_of(std::string_view text) {
  return static_cast<rapidjson::SizeType>(text.size());
}

}  // namespace

Writer& Writer::begin_object() {
  writer_.StartObject();
  return *this;
}

Writer& Writer::begin_object(std::string_view name) {
  return key(name).begin_object();
}

Writer& Writer::end_object() {
  writer_.EndObject();
  return *this;
}

Writer& Writer::begin_array() {
  writer_.StartArray();
  return *this;
}

Writer& Writer::begin_array(std::string_view name) {
  return key(name).begin_array();
}

Writer& Writer::end_array() {
  writer_.EndArray();
  return *this;
}

Writer& Writer::key(std::string_view name) {
  writer_.Key(name.data() == nullptr ? "" : name.data(), size_of(name));
  return *this;
}

Writer& Writer::value(std::string_view text) {
  writer_.String(text.data() == nullptr ? "" : text.data(), size_of(text));
  return *this;
}

Writer& Writer::value(bool flag) {
  writer_.Bool(flag);
  return *this;
}

Writer& Writer::value(std::int64_t number) {
  writer_.Int64(number);
  return *this;
}

Writer& Writer::value(std::uint64_t number) {
  writer_.Uint64(number);
  return *this;
}

Writer& Writer::null() {
  writer_.Null();
  return *this;
}

Writer& Writer::raw(std::string_view json) {
  CHECK(!json.empty());
  writer_.RawValue(json.data(), json.size(), rapidjson::kObjectType);
  return *this;
}

std::string Writer::finish() {
  CHECK(writer_.IsComplete());
  return {buffer_.GetString(), buffer_.GetSize()};
}

}  // namespace rollcall::api::json
