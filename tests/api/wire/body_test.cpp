#include "api/json/body.hpp"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/values/text.hpp"

namespace rollcall::api::json::body_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

std::string short_form(const Fault& fault) {
  return fault.pointer + " " + fault.code;
}

std::vector<std::string> short_forms(const std::vector<Fault>& faults) {
  std::vector<std::string> forms;
  for (const auto& fault : faults) forms.push_back(short_form(fault));
  return forms;
}

std::string nested_arrays(std::size_t depth) {
  return R"({"a":)" + std::string(depth, '[') + std::string(depth, ']') + "}";
}

// ---- Malformed bodies ----------------------------------------------------------------------

struct MalformedRow {
  std::string name;
  std::string body;
  std::vector<std::string> faults;
};

class MalformedBody : public testing::TestWithParam<MalformedRow> {};

TEST_P(MalformedBody, is_refused_with_nothing_to_read) {
  Body body(GetParam().body);
  EXPECT_TRUE(body.malformed());
  EXPECT_FALSE(body.root().required("a"));
  EXPECT_FALSE(body.root().has("a"));
  EXPECT_THAT(body.root().all(), IsEmpty());
  const auto faults = body.faults();
  EXPECT_EQ(short_forms(faults), GetParam().faults);
  for (const auto& fault : faults) EXPECT_FALSE(fault.detail.empty());
}

const std::string kLoneHigh = R"({"a":"\ud800"})";
const std::string kLoneLow = R"({"a":"\udc00x"})";

INSTANTIATE_TEST_SUITE_P(
    Rows, MalformedBody,
    testing::Values(
        MalformedRow{"no_json", "hello", {" not_json"}},
        MalformedRow{"white_space_only", "  \n", {" not_json"}},
        MalformedRow{"cut_off", R"({"a": 1)", {" not_json"}},
        MalformedRow{"text_after", R"({"a": 1} x)", {" not_json"}},
        MalformedRow{"two_documents", R"({"a":1}{"b":2})", {" not_json"}},
        MalformedRow{"trailing_comma", R"({"a":1,})", {" not_json"}},
        MalformedRow{"single_quotes", R"({'a':1})", {" not_json"}},
        MalformedRow{"comment", R"({/*x*/"a":1})", {" not_json"}},
        MalformedRow{"broken_deep_inside", R"({"a":{"b":[1,2,tru]}})", {" not_json"}},
        MalformedRow{"raw_line_break_in_text", "{\"a\":\"x\ny\"}", {" not_json"}},
        MalformedRow{"bad_escape", R"({"a":"\x41"})", {" not_json"}},
        MalformedRow{"byte_order_mark", "\xEF\xBB\xBF{\"a\":1}", {" not_json"}},
        MalformedRow{"nul_byte_after", std::string("{\"a\":1}\0", 8), {" not_json"}},
        MalformedRow{"array", "[]", {" not_an_object"}},
        MalformedRow{"text", R"("a")", {" not_an_object"}},
        MalformedRow{"null", "null", {" not_an_object"}},
        MalformedRow{"bad_utf8", "{\"a\":\"\xff\"}", {" not_utf8"}},
        MalformedRow{"overlong_utf8", "{\"a\":\"\xc0\xaf\"}", {" not_utf8"}},
        MalformedRow{"surrogate_in_utf8", "{\"a\":\"\xed\xa0\x80\"}", {" not_utf8"}},
        MalformedRow{"number_too_big", R"({"a":1e999})", {" bad_number"}},
        MalformedRow{"integer_too_big", R"({"a":99999999999999999999})", {" bad_number"}},
        MalformedRow{"leading_zero", R"({"a":01})", {" bad_number"}},
        MalformedRow{"duplicate_key", R"({"a":1,"b":2,"a":3})", {"/a duplicate_key"}},
        MalformedRow{"duplicate_by_escape", R"({"a":1,"\u0061":3})", {"/a duplicate_key"}},
        MalformedRow{"all_duplicates_at_once",
                     R"({"l":[{"x":1,"x":2,"x":3},{"m/n":1,"m/n":1}],"~":0,"~":0})",
                     {"/l/0/x duplicate_key", "/l/1/m~1n duplicate_key", "/~0 duplicate_key"}},
        MalformedRow{"too_large", std::string(kMaxBytes + 1, ' '), {" too_large"}}),
    [](const auto& row) { return row.param.name; });

TEST(Body, refuses_halves_of_surrogate_pairs) {
  for (const auto& bytes : {kLoneHigh, kLoneLow}) {
    Body body(bytes);
    EXPECT_TRUE(body.malformed()) << bytes;
    EXPECT_THAT(body.faults(), SizeIs(1));
  }
}

TEST(Body, allows_exactly_the_depth_it_says) {
  EXPECT_FALSE(Body(nested_arrays(kMaxDepth - 1)).malformed());
  Body deeper(nested_arrays(kMaxDepth));
  EXPECT_TRUE(deeper.malformed());
  EXPECT_EQ(deeper.faults().front().code, "too_deep");
  Body hostile(std::string(kMaxBytes, '['));
  EXPECT_TRUE(hostile.malformed());
}

TEST(Body, allows_exactly_the_size_it_says) {
  const std::string body = R"({"a":1})";
  EXPECT_FALSE(Body(body + std::string(kMaxBytes - body.size(), ' ')).malformed());
  EXPECT_TRUE(Body(body + std::string(kMaxBytes - body.size() + 1, ' ')).malformed());
}

// ---- Reading -------------------------------------------------------------------------------

TEST(Body, equals_an_empty_object_when_empty) {
  Body body("");
  EXPECT_FALSE(body.malformed());
  EXPECT_FALSE(body.root().optional("a"));
  EXPECT_THAT(body.faults(), IsEmpty());
}

TEST(Body, reads_values_of_every_type) {
  Body body(R"({"t":"\u00e9\n","b":true,"i":-7,"o":{"x":null},"a":[1,"2"],"n":null})");
  const auto root = body.root();
  EXPECT_EQ(root.required("t")->text(), "é\n");
  EXPECT_EQ(root.required("b")->boolean(), true);
  EXPECT_EQ(root.required("i")->integer(), -7);
  EXPECT_TRUE(root.required("o")->object()->is_null("x"));
  const auto array = root.required("a")->array();
  ASSERT_THAT(*array, SizeIs(2));
  EXPECT_EQ(array->at(1).text(), "2");
  EXPECT_EQ(array->at(1).pointer(), "/a/1");
  EXPECT_FALSE(root.optional("n"));
  EXPECT_THAT(body.faults(), IsEmpty());
}

TEST(Body, names_every_fault_in_one_answer_in_order_of_pointer) {
  Body body(R"({"items":[{"v":1},{"v":2},{"v":"x"},{},{},{},{},{},{},{},{"v":1}],"b":1,"z":0})");
  const auto root = body.root();
  root.required("name");
  root.required("b")->text();
  const auto items = root.required("items")->array();
  for (const auto& item : *items) {
    if (const auto value = item.object()->required("v")) value->text();
  }
  EXPECT_THAT(short_forms(body.faults()),
              ElementsAre("/b type", "/items/0/v type", "/items/1/v type", "/items/3/v required",
                          "/items/4/v required", "/items/5/v required", "/items/6/v required",
                          "/items/7/v required", "/items/8/v required", "/items/9/v required",
                          "/items/10/v type", "/name required", "/z unknown_field"));
}

TEST(Body, names_unknown_fields_of_every_opened_object) {
  Body body(R"({"a":{"x":1,"y":2},"b/c":3,"list":[{"p":1,"q":2}]})");
  const auto root = body.root();
  root.required("a")->object()->required("x");
  root.required("list")->array()->front().object()->required("p");
  EXPECT_THAT(short_forms(body.faults()),
              ElementsAre("/a/y unknown_field", "/b~1c unknown_field", "/list/0/q unknown_field"));
}

TEST(Body, knows_a_field_asked_for_by_any_copy_of_its_object) {
  Body body(R"({"a":{"x":1,"y":2}})");
  body.root().required("a")->object()->required("x");
  body.root().required("a")->object()->required("y");
  EXPECT_THAT(body.faults(), IsEmpty());
}

TEST(Body, knows_all_fields_once_all_were_asked_for) {
  Body body(R"({"fields":{"Room":"101","Diet":"none"}})");
  std::vector<std::string> names;
  for (const auto& [name, value] : body.root().required("fields")->object()->all()) {
    names.push_back(name + "=" + *value.text() + "@" + value.pointer());
  }
  EXPECT_THAT(names, ElementsAre("Room=101@/fields/Room", "Diet=none@/fields/Diet"));
  EXPECT_THAT(body.faults(), IsEmpty());
}

TEST(Body, does_not_know_a_field_that_was_only_looked_for) {
  Body body(R"({"a":1,"b":null})");
  EXPECT_TRUE(body.root().has("a"));
  EXPECT_FALSE(body.root().has("b"));
  EXPECT_FALSE(body.root().has("c"));
  EXPECT_THAT(body.faults(), SizeIs(2));
}

TEST(Body, tells_null_from_absent) {
  Body body(R"({"a":null,"b":1})");
  EXPECT_TRUE(body.root().is_null("a"));
  EXPECT_FALSE(body.root().is_null("b"));
  EXPECT_FALSE(body.root().is_null("c"));
  EXPECT_THAT(body.faults(), IsEmpty());
}

TEST(Body, takes_null_for_a_type_fault_where_a_field_is_required) {
  Body body(R"({"a":null})");
  EXPECT_FALSE(body.root().required("a"));
  EXPECT_THAT(short_forms(body.faults()), ElementsAre("/a type"));
}

struct IntegerRow {
  std::string json;
  std::optional<std::int64_t> number;
  std::string code;
};

TEST(Body, reads_whole_numbers_only_where_they_fit) {
  const std::vector<IntegerRow> rows{
      {"0", 0, ""},
      {"-0", 0, ""},
      {"9223372036854775807", INT64_MAX, ""},
      {"-9223372036854775808", INT64_MIN, ""},
      {"9223372036854775808", std::nullopt, "out_of_range"},
      {"18446744073709551615", std::nullopt, "out_of_range"},
      {"1.0", std::nullopt, "type"},
      {"1e2", std::nullopt, "type"},
      {"\"1\"", std::nullopt, "type"},
      {"true", std::nullopt, "type"},
      {"[]", std::nullopt, "type"},
  };
  for (const auto& row : rows) {
    Body body("{\"n\":" + row.json + "}");
    EXPECT_EQ(body.root().required("n")->integer(), row.number) << row.json;
    const auto faults = body.faults();
    EXPECT_EQ(faults.empty() ? "" : faults.front().code, row.code) << row.json;
  }
}

TEST(Body, refuses_each_type_where_another_is_wanted) {
  const std::vector<std::string> values{R"("x")", "1", "true", "null", "[]", "{}"};
  for (std::size_t i = 0; i < values.size(); ++i) {
    Body body("{\"v\":" + values[i] + "}");
    const auto value = body.root().all().front().second;
    EXPECT_EQ(value.text().has_value(), i == 0);
    EXPECT_EQ(value.integer().has_value(), i == 1);
    EXPECT_EQ(value.boolean().has_value(), i == 2);
    EXPECT_EQ(value.is_null(), i == 3);
    EXPECT_EQ(value.array().has_value(), i == 4);
    EXPECT_EQ(value.object().has_value(), i == 5);
    EXPECT_THAT(body.faults(), SizeIs(i == 3 ? 5 : 4)) << values[i];
  }
}

TEST(Body, refuses_longer_arrays_than_asked_for) {
  Body body(R"({"a":[1,2,3]})");
  EXPECT_TRUE(body.root().required("a")->array(3));
  EXPECT_FALSE(body.root().required("a")->array(2));
  EXPECT_THAT(short_forms(body.faults()), ElementsAre("/a too_many"));
}

TEST(Body, records_what_the_domain_refuses_below_the_value) {
  Body body(R"({"name":"","receivers":[{"x":1}]})");
  const auto root = body.root();
  EXPECT_FALSE(root.required("name")->parsed<domain::Name>());
  const auto receivers = root.required("receivers");
  receivers->faults({{domain::Reason::unknown_tag, "/0/body", {}, "", 0}});
  receivers->fault("duplicate", "Twice.");
  root.fault("both", "required", "One of the two.");
  root.fault("", "too_many", "All in all.");
  const auto faults = body.faults();
  ASSERT_THAT(faults, SizeIs(5));
  EXPECT_EQ(short_form(faults[0]), " too_many");
  EXPECT_EQ(short_form(faults[1]), "/both required");
  EXPECT_EQ(faults[2].pointer, "/name");
  EXPECT_EQ(short_form(faults[3]), "/receivers duplicate");
  EXPECT_EQ(short_form(faults[4]), "/receivers/0/body unknown_tag");
}

TEST(Body, keeps_a_good_value_that_was_parsed) {
  Body body(R"({"name":" Fjord "})");
  EXPECT_EQ(body.root().required("name")->parsed<domain::Name>()->str(), "Fjord");
  EXPECT_THAT(body.faults(), IsEmpty());
}

TEST(Body, records_nothing_after_it_was_closed) {
  Body body(R"({"a":1})");
  const auto a = body.root().required("a");
  EXPECT_THAT(body.faults(), IsEmpty());
  a->text();
  body.root().required("b");
  EXPECT_THAT(body.faults(), IsEmpty());
}

TEST(Body, leaves_values_readable_when_it_is_gone) {
  std::optional<Value> value;
  {
    Body body(R"({"a":{"b":"kept"}})");
    value = body.root().required("a")->object()->required("b");
  }
  EXPECT_EQ(value->text(), "kept");
}

// ---- Limits of the answer ------------------------------------------------------------------

TEST(Body, names_a_bounded_number_of_faults_and_how_many_more) {
  std::string text = "{\"f0\":0";
  for (int i = 1; i < 5'000; ++i) text += ",\"f" + std::to_string(i) + "\":0";
  Body body(text + "}");
  body.root();
  const auto faults = body.faults();
  ASSERT_THAT(faults, SizeIs(kMaxFaults));
  EXPECT_EQ(faults.back().code, "more_faults");
  EXPECT_EQ(faults.back().detail, "There are 4001 more faults.");
}

TEST(Body, does_not_repeat_endless_names) {
  const std::string name(500'000, 'n');
  Body body("{\"" + name + "\":{\"a\":1,\"a\":2},\"b\":1}");
  EXPECT_THAT(short_forms(body.faults()), ElementsAre(" duplicate_key"));
  Body unknown("{\"" + name + "\":1}");
  unknown.root();
  EXPECT_THAT(short_forms(unknown.faults()), ElementsAre(" unknown_field"));
}

}  // namespace
}  // namespace rollcall::api::json::body_test
