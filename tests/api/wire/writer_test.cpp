#include "api/json/writer.hpp"

#include <cstdint>
#include <optional>
#include <string>

#include <gtest/gtest.h>

namespace rollcall::api::json::writer_test {
namespace {

TEST(Writer, writes_in_the_order_of_the_calls) {
  Writer writer;
  writer.begin_object().field("z", "last").field("a", true).begin_array("list");
  writer.value(1).value(-2).null().begin_object().end_object().end_array();
  writer.begin_object("inner").null_field("n").end_object().end_object();
  EXPECT_EQ(writer.finish(), R"({"z":"last","a":true,"list":[1,-2,null,{}],"inner":{"n":null}})");
}

TEST(Writer, escapes_what_json_must_escape_and_nothing_else) {
  Writer writer;
  writer.value(std::string("\"\\\n\t\x01/é悠\0<", 13));
  EXPECT_EQ(writer.finish(), "\"\\\"\\\\\\n\\t\\u0001/é悠\\u0000<\"");
}

TEST(Writer, writes_numbers_to_their_limits) {
  Writer writer;
  writer.begin_array().value(INT64_MIN).value(UINT64_MAX).value(0).value(7U).end_array();
  EXPECT_EQ(writer.finish(), "[-9223372036854775808,18446744073709551615,0,7]");
}

TEST(Writer, writes_absent_values_as_null) {
  Writer writer;
  writer.begin_object().field("a", std::optional<std::string>());
  writer.field("b", std::optional<std::uint64_t>(5)).field("c", std::string_view()).end_object();
  EXPECT_EQ(writer.finish(), R"({"a":null,"b":5,"c":""})");
}

TEST(Writer, takes_finished_json_as_it_is) {
  Writer writer;
  writer.begin_array().raw(R"({"é": [1, 2]})").raw("3").end_array();
  EXPECT_EQ(writer.finish(), R"([{"é": [1, 2]},3])");
}

TEST(WriterDeathTest, stops_the_program_when_calls_do_not_balance) {
  const auto finish_open = [] { Writer().begin_object().finish(); };
  const auto value_for_name = [] { Writer().begin_object().value(1); };
  const auto end_of_nothing = [] { Writer().end_object(); };
  EXPECT_DEATH(finish_open(), "CHECK failed");
  EXPECT_DEATH(value_for_name(), "CHECK failed");
  EXPECT_DEATH(end_of_nothing(), "CHECK failed");
}

}  // namespace
}  // namespace rollcall::api::json::writer_test
