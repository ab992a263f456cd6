#include "tests/support/json.hpp"

#include <gtest/gtest.h>
#include <simdjson.h>

namespace rollcall::tests {

struct Json::Parsed {
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  bool valid = false;

  // The value, or a failure of the test and `otherwise`.
  template <class T>
  T at(const std::string& pointer, T otherwise) const {
    T value{};
    if (!valid || root.at_pointer(pointer).get(value) != simdjson::SUCCESS) {
      ADD_FAILURE() << "no such value: " << pointer;
      return otherwise;
    }
    return value;
  }
};

Json::Json(std::string_view text) {
  auto parsed = std::make_shared<Parsed>();
  parsed->valid =
      parsed->parser.parse(text.data(), text.size()).get(parsed->root) == simdjson::SUCCESS;
  parsed_ = std::move(parsed);
}

std::string Json::text(const std::string& pointer) const {
  return std::string(parsed_->at<std::string_view>(pointer, "(nothing)"));
}

std::int64_t Json::number(const std::string& pointer) const {
  return parsed_->at<std::int64_t>(pointer, -1);
}

bool Json::flag(const std::string& pointer) const {
  return parsed_->at<bool>(pointer, false);
}

std::size_t Json::size(const std::string& pointer) const {
  return parsed_->at<simdjson::dom::array>(pointer, {}).size();
}

std::string Json::json(const std::string& pointer) const {
  simdjson::dom::element element;
  if (!parsed_->valid || parsed_->root.at_pointer(pointer).get(element) != simdjson::SUCCESS) {
    return "";
  }
  return simdjson::minify(element);
}

std::vector<std::string> Json::items(const std::string& pointer) const {
  std::vector<std::string> all;
  const auto count = size("/items");
  for (std::size_t i = 0; i < count; ++i) {
    all.push_back(text("/items/" + std::to_string(i) + pointer));
  }
  return all;
}

std::string json_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

}  // namespace rollcall::tests
