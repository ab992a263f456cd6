#include "api/json/body.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <set>

#include <fmt/format.h>
#include <simdjson.h>

#include "api/json/document.hpp"

namespace rollcall::api::json {

using simdjson::dom::element;

// ---- Value ---------------------------------------------------------------------------------

struct Value::Node {
  std::shared_ptr<Document> document;
  element value;
  std::string pointer;
};

namespace {

Value make_value(const std::shared_ptr<Document>& document, element value, std::string pointer) {
  return Value(
      std::make_shared<const Value::Node>(Value::Node{document, value, std::move(pointer)}));
}

void wrong_type(const Value& value, std::string_view expected) {
  value.fault("type", fmt::format("This must be {}.", expected));
}

}  // namespace

std::optional<std::string> Value::text() const {
  std::string_view text;
  if (node_->value.get_string().get(text) == simdjson::SUCCESS) return std::string(text);
  wrong_type(*this, "a text");
  return std::nullopt;
}

std::optional<bool> Value::boolean() const {
  bool flag = false;
  if (node_->value.get_bool().get(flag) == simdjson::SUCCESS) return flag;
  wrong_type(*this, "true or false");
  return std::nullopt;
}

std::optional<std::int64_t> Value::integer() const {
  std::int64_t number = 0;
  if (node_->value.type() == simdjson::dom::element_type::DOUBLE) {
    wrong_type(*this, "a whole number");
    return std::nullopt;
  }
  const auto error = node_->value.get_int64().get(number);
  if (error == simdjson::SUCCESS) return number;
  if (error == simdjson::NUMBER_OUT_OF_RANGE) {
    fault("out_of_range", std::string(sentence_of("out_of_range")));
  } else {
    wrong_type(*this, "a whole number");
  }
  return std::nullopt;
}

std::optional<Object> Value::object() const {
  simdjson::dom::object fields;
  if (node_->value.get_object().get(fields) != simdjson::SUCCESS) {
    wrong_type(*this, "an object");
    return std::nullopt;
  }
  return Object(std::make_shared<Object::State>(
      Object::State{node_->document, &node_->document->open(fields, node_->pointer)}));
}

std::optional<std::vector<Value>> Value::array(std::size_t max) const {
  simdjson::dom::array elements;
  if (node_->value.get_array().get(elements) != simdjson::SUCCESS) {
    wrong_type(*this, "an array");
    return std::nullopt;
  }
  std::vector<Value> values;
  for (const element each : elements) {
    if (values.size() == max) {
      fault("too_many", fmt::format("At most {} are allowed.", max));
      return std::nullopt;
    }
    auto pointer = child_pointer(node_->pointer, std::to_string(values.size()));
    values.push_back(make_value(node_->document, each, std::move(pointer)));
  }
  return values;
}

bool Value::is_null() const {
  return node_->value.is_null();
}

const std::string& Value::pointer() const {
  return node_->pointer;
}

void Value::fault(std::string code, std::string detail) const {
  node_->document->fault(node_->pointer, std::move(code), std::move(detail));
}

void Value::faults(const domain::Refusals& refusals) const {
  for (const auto& refusal : refusals) {
    node_->document->fault(node_->pointer + refusal.field, std::string(code_of(refusal.reason)),
                           sentence_of(refusal));
  }
}

// ---- Object --------------------------------------------------------------------------------

namespace {

std::optional<element> find(const Object::State& state, std::string_view name) {
  element value;
  if (state.opened->fields.at_key(name).get(value) != simdjson::SUCCESS) return std::nullopt;
  return value;
}

Value child(const Object::State& state, std::string_view name, element value) {
  return make_value(state.document, value, child_pointer(state.opened->pointer, name));
}

}  // namespace

std::optional<Value> Object::required(std::string_view name) const {
  state_->opened->known.emplace(name);
  const auto value = find(*state_, name);
  if (!value) {
    fault(name, "required", std::string(sentence_of("required")));
    return std::nullopt;
  }
  if (value->is_null()) {
    fault(name, "type", "This must not be null.");
    return std::nullopt;
  }
  return child(*state_, name, *value);
}

std::optional<Value> Object::optional(std::string_view name) const {
  state_->opened->known.emplace(name);
  const auto value = find(*state_, name);
  if (!value || value->is_null()) return std::nullopt;
  return child(*state_, name, *value);
}

bool Object::has(std::string_view name) const {
  const auto value = find(*state_, name);
  return value && !value->is_null();
}

bool Object::is_null(std::string_view name) const {
  state_->opened->known.emplace(name);
  const auto value = find(*state_, name);
  return value && value->is_null();
}

void Object::fault(std::string_view field, std::string code, std::string detail) const {
  const auto& parent = state_->opened->pointer;
  state_->document->fault(field.empty() ? parent : child_pointer(parent, field), std::move(code),
                          std::move(detail));
}

std::vector<std::pair<std::string, Value>> Object::all() const {
  state_->opened->all_known = true;
  std::vector<std::pair<std::string, Value>> values;
  for (const auto field : state_->opened->fields) {
    values.emplace_back(std::string(field.key), child(*state_, field.key, field.value));
  }
  return values;
}

// ---- Body ----------------------------------------------------------------------------------

struct Body::State {
  std::shared_ptr<Document> document;
};

Body::Body(std::string_view bytes) : state_(std::make_shared<State>()) {
  state_->document = std::make_shared<Document>();
  state_->document->read(bytes);
}

Body::~Body() = default;

Object Body::root() const {
  auto& document = state_->document;
  return Object(std::make_shared<Object::State>(
      Object::State{document, &document->open(document->root(), "")}));
}

bool Body::malformed() const {
  return state_->document->malformed();
}

std::vector<Fault> Body::faults() {
  return state_->document->close();
}

}  // namespace rollcall::api::json
