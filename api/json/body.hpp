#pragma once
// JSON request bodies: parsed whole with simdjson (DOM), every fault of the body collected.
//
// Usage: open a Body, ask its root Object for fields, then Body::faults(). Asking marks a field as
// known; faults() closes every object that was opened, and what nobody asked for in them is
// unknown_field. Values and objects may outlive their Body. Not thread-safe.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/json/fault.hpp"
#include "domain/values/result.hpp"

namespace rollcall::api::json {

inline constexpr std::size_t kMaxBytes = std::size_t{1} << 20;
inline constexpr std::size_t kMaxDepth = 32;
inline constexpr std::size_t kMaxArray = 10'000;

class Object;
class Body;

// A JSON value in its place. Reading it as the wrong type records a fault and gives nullopt.
class Value {
 public:
  std::optional<std::string> text() const;
  std::optional<bool> boolean() const;
  std::optional<std::int64_t> integer() const;
  std::optional<Object> object() const;
  std::optional<std::vector<Value>> array(std::size_t max = kMaxArray) const;
  bool is_null() const;
  const std::string& pointer() const;
  void fault(std::string code, std::string detail) const;
  // Records every refusal of a value's own rule here (their fields below this pointer).
  void faults(const domain::Refusals& refusals) const;

  // Parses text by a value's own rule (`T::parse`); faults of either kind are recorded.
  template <class T>
  std::optional<T> parsed() const {
    auto raw = text();
    if (!raw) return std::nullopt;
    auto value = T::parse(*raw);
    return take(std::move(value));
  }
  // For results of rules that take more than a text.
  template <class T>
  std::optional<T> take(domain::Result<T> value) const {
    if (value) return std::move(*value);
    faults(value.error());
    return std::nullopt;
  }

  struct Node;
  explicit Value(std::shared_ptr<const Node> node) : node_(std::move(node)) {}

 private:
  std::shared_ptr<const Node> node_;
};

class Object {
 public:
  // Absent fields: `required` records a fault, `optional` does not; null counts as absent for
  // `optional` and as a type fault for `required`.
  std::optional<Value> required(std::string_view name) const;
  std::optional<Value> optional(std::string_view name) const;
  bool has(std::string_view name) const;  // present and not null; does not mark it as known
  bool is_null(
      std::string_view name) const;  // present as null: "take it away" in a PATCH; marks it
  // A fault of one field, which need not be there; of the object itself if `field` is empty.
  void fault(std::string_view field, std::string code, std::string detail) const;
  std::vector<std::pair<std::string, Value>> all() const;  // every field, all marked as known

  struct State;
  explicit Object(std::shared_ptr<State> state) : state_(std::move(state)) {}

 private:
  std::shared_ptr<State> state_;
};

class Body {
 public:
  // An empty body equals {}. Not JSON, not an object, too large or deep, duplicate keys, bad UTF-8,
  // numbers out of range: malformed, root() has no fields, and only those faults are recorded.
  explicit Body(std::string_view bytes);
  ~Body();
  Body(const Body&) = delete;
  Body& operator=(const Body&) = delete;

  Object root() const;
  bool malformed() const;  // the one case that is 400, not 422
  // Closes every object (unknown fields become faults) and gives all faults, in order of pointer.
  // Records nothing further afterwards.
  std::vector<Fault> faults();

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace rollcall::api::json
