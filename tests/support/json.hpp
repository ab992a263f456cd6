#pragma once
// JSON that a test reads: values by RFC 6901 pointers. What is not there fails the test.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace rollcall::tests {

class Json {
 public:
  explicit Json(std::string_view text);

  std::string text(const std::string& pointer) const;
  std::int64_t number(const std::string& pointer) const;
  bool flag(const std::string& pointer) const;
  std::size_t size(const std::string& pointer) const;  // of an array
  // Whatever is there, without white space; "" if there is nothing.
  std::string json(const std::string& pointer = "") const;
  // The text at `pointer` of each of "items".
  std::vector<std::string> items(const std::string& pointer) const;

 private:
  struct Parsed;
  std::shared_ptr<const Parsed> parsed_;
};

// Text as a JSON string, with its quotes.
std::string json_text(std::string_view text);

}  // namespace rollcall::tests
