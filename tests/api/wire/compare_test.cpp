#include "api/json/compare.hpp"

#include <gtest/gtest.h>

namespace rollcall::api::json::compare_test {
namespace {

using Pointers = std::vector<std::string>;

TEST(DifferencesOfJson, are_named_by_pointer) {
  const std::string expected = R"({"a":1,"b":["x",null],"c":{"d/e":true}})";
  const std::vector<std::pair<std::string, Pointers>> rows = {
      {R"({"a":1,"b":["x",null],"c":{"d/e":true}})", {}},
      {R"( { "c":{"d/e":true}, "b":["x",null],"a":1} )", {}},
      {R"({"a":1,"b":["\u0078",null],"c":{"d/e":true}})", {}},
      {R"({"a":2,"b":["x",null],"c":{"d/e":true}})", {"/a"}},
      {R"({"a":"1","b":["x",null],"c":{"d/e":true}})", {"/a"}},
      {R"({"a":1.0,"b":["x",null],"c":{"d/e":true}})", {"/a"}},
      {R"({"b":["x",null],"c":{"d/e":true}})", {"/a"}},
      {R"({"a":1,"b":["y",false],"c":{"d/e":true}})", {"/b/0", "/b/1"}},
      {R"({"a":1,"b":["x"],"c":{"d/e":true}})", {"/b"}},
      {R"({"a":1,"b":{},"c":{"d/e":true}})", {"/b"}},
      {R"({"a":1,"b":["x",null],"c":{"d/e":null,"f":1}})", {"/c/d~1e", "/c/f"}},
      {R"({"a":1,"b":["x",null],"c":{"d/e":true},"g":{}})", {"/g"}},
  };
  for (const auto& [given, pointers] : rows) {
    EXPECT_EQ(differences(given, expected), pointers) << given;
  }
}

TEST(DifferencesOfJson, are_not_told_of_what_is_no_object) {
  for (const std::string given : {"", "[]", "{", R"({"a":1,"a":1})", "{}x"}) {
    EXPECT_EQ(differences(given, R"({"a":1})").has_value(), given.empty()) << given;
  }
}

}  // namespace
}  // namespace rollcall::api::json::compare_test
