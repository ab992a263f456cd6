#include "api/json/compare.hpp"

#include "api/json/document.hpp"

namespace rollcall::api::json {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::element_type;
using simdjson::dom::object;

// Depth is bounded by the documents' own limit.
class Comparison {
 public:
  void compare(element given, element expected, const std::string& pointer) {
    object given_fields, expected_fields;
    array given_items, expected_items;
    if (!given.get_object().get(given_fields) && !expected.get_object().get(expected_fields)) {
      return compare_objects(given_fields, expected_fields, pointer);
    }
    if (!given.get_array().get(given_items) && !expected.get_array().get(expected_items)) {
      return compare_arrays(given_items, expected_items, pointer);
    }
    if (!same(given, expected)) differ(pointer);
  }

  void compare_objects(object given, object expected, const std::string& pointer) {
    for (const auto field : expected) {
      element value;
      const auto at = child_pointer(pointer, field.key);
      given.at_key(field.key).get(value) ? differ(at) : compare(value, field.value, at);
    }
    for (const auto field : given) {
      if (expected.at_key(field.key).error()) differ(child_pointer(pointer, field.key));
    }
  }

  std::vector<std::string> take() { return std::move(pointers_); }

 private:
  void compare_arrays(array given, array expected, const std::string& pointer) {
    if (given.size() != expected.size()) return differ(pointer);
    std::size_t index = 0;
    auto other = expected.begin();
    for (const element each : given) {
      compare(each, *other, child_pointer(pointer, std::to_string(index++)));
      ++other;
    }
  }

  static bool same(element given, element expected) {
    return given.type() == expected.type() && simdjson::minify(given) == simdjson::minify(expected);
  }

  void differ(const std::string& pointer) { pointers_.push_back(pointer); }

  std::vector<std::string> pointers_;
};

}  // namespace

std::optional<std::vector<std::string>> differences(std::string_view given,
                                                    std::string_view expected) {
  Document ours, theirs;
  ours.read(expected);
  theirs.read(given);
  if (ours.malformed() || theirs.malformed()) return std::nullopt;
  Comparison comparison;
  comparison.compare_objects(theirs.root(), ours.root(), "");
  return comparison.take();
}

}  // namespace rollcall::api::json
