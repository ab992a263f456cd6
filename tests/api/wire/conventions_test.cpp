#include "api/wire/conventions.hpp"

#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace rollcall::api::wire::conventions_test {
namespace {

http::RequestHead with_header(std::string name, std::string value) {
  http::RequestHead head;
  head.headers.push_back({"host", "example"});
  head.headers.push_back({std::move(name), std::move(value)});
  return head;
}

// ---- Entity tags ---------------------------------------------------------------------------

TEST(EntityTag, is_a_quoted_version_and_hash_of_the_bytes) {
  EXPECT_THAT(entity_tag(17, "{}"), testing::MatchesRegex("\"17\\.[0-9a-f]{16}\""));
  EXPECT_EQ(entity_tag(17, "{}"), entity_tag(17, "{}"));
  EXPECT_NE(entity_tag(17, "{}"), entity_tag(17, "{} "));
  EXPECT_NE(entity_tag(17, "{}"), entity_tag(18, "{}"));
  EXPECT_EQ(version_tag(17), "\"17\"");
}

struct MatchRow {
  std::string value;
  bool holds;
};

TEST(IfMatch, asks_for_the_version_by_strong_tags_only) {
  const std::vector<MatchRow> rows{
      {"*", true},
      {" * ", true},
      {"\"17\"", true},
      {"\"17.9f86d081884c7d65\"", true},
      {"\"16\", \"17.00\"", true},
      {"\"16\",\"17\"", true},
      {"\"a,b\" , \"17\"", true},
      {"W/\"17\"", false},
      {"W/\"17\", \"17\"", true},
      {"\"16\"", false},
      {"\"170\"", false},
      {"\"1\"", false},
      {"\"017x\"", false},
      {"\"\"", false},
      {"\"x.17\"", false},
      {"\"-17\"", false},
      {"17", false},
      {"\"17", false},
      {"", false},
      {"garbage, \"17\"", false},
      {"*, \"16\"", false},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(if_match_holds(with_header("if-match", row.value), 17), row.holds) << row.value;
  }
}

TEST(IfMatch, holds_when_absent) {
  EXPECT_TRUE(if_match_holds({}, 17));
  EXPECT_FALSE(has_if_match({}));
  EXPECT_TRUE(has_if_match(with_header("if-match", "")));
}

TEST(IfMatch, reads_all_lines_of_the_header) {
  auto head = with_header("if-match", "\"1\"");
  head.headers.push_back({"if-match", "\"17\""});
  EXPECT_TRUE(if_match_holds(head, 17));
}

TEST(IfMatch, holds_for_the_tag_that_was_handed_out) {
  EXPECT_TRUE(if_match_holds(with_header("if-match", entity_tag(17, "body")), 17));
  EXPECT_FALSE(if_match_holds(with_header("if-match", entity_tag(16, "body")), 17));
}

TEST(IfNoneMatch, hits_the_very_tag_by_weak_comparison) {
  const auto tag = entity_tag(17, "body");
  const std::vector<MatchRow> rows{
      {"*", true},
      {tag, true},
      {"W/" + tag, true},
      {"\"x\", " + tag, true},
      {entity_tag(17, "other"), false},
      {"\"17\"", false},
      {tag.substr(1, tag.size() - 2), false},
      {"", false},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(if_none_match_hits(with_header("if-none-match", row.value), tag), row.holds)
        << row.value;
  }
  EXPECT_FALSE(if_none_match_hits({}, tag));
}

// ---- Media types ---------------------------------------------------------------------------

struct AcceptRow {
  std::string accept;
  std::string chosen;  // "" = none is acceptable
};

TEST(Accept, chooses_what_the_client_likes_best) {
  const std::vector<std::string_view> offered{"application/json", "text/csv; charset=utf-8",
                                              "application/xlsx"};
  const std::string json = "application/json";
  const std::string csv = "text/csv; charset=utf-8";
  const std::vector<AcceptRow> rows{
      {"", json},
      {"*/*", json},
      {"text/csv", csv},
      {"TEXT/CSV", csv},
      {"text/*", csv},
      {"text/csv;charset=utf-8", csv},
      {"text/csv;header=\"a,b;q=0\"", csv},
      {"application/json, text/csv", json},
      {"text/csv, application/json", json},
      {"application/json;q=0.5, text/csv", csv},
      {"application/json;q=0.5, text/csv;q=0.501", csv},
      {"application/json ; Q=0.5 , text/csv ; q=0.4", json},
      {"*/*;q=0.1, text/csv", csv},
      {"*/*, application/json;q=0", csv},
      {"application/*;q=0.2, application/xlsx;q=0.9, text/*;q=0.5", "application/xlsx"},
      {"text/*;q=0, */*;q=0.1", json},
      {"text/html, application/xhtml+xml, */*;q=0.8", json},
      {"text/html", ""},
      {"application/json;q=0", ""},
      {"*/*;q=0", ""},
      {"application/json;q=0.000", ""},
      {"application/json;q=2, text/csv;q=0.1", csv},
      {"application/json;q=-1, text/csv;q=0.1", csv},
      {"application/json;q=, text/csv;q=0.1", csv},
      {"application/json;q=0.1234, text/csv;q=0.1", csv},
      {"application/json;q=1.001, text/csv;q=0.1", csv},
      {"application/json;q=1.000, text/csv;q=0.999", json},
      {", ,text/csv,", csv},
      {"garbage", json},
  };
  for (const auto& row : rows) {
    const auto chosen = negotiate(with_header("accept", row.accept), offered);
    EXPECT_EQ(chosen.value_or(""), row.chosen) << row.accept;
  }
}

TEST(Accept, chooses_the_first_without_the_header) {
  EXPECT_EQ(negotiate({}, {"a/b", "c/d"}), "a/b");
}

TEST(AcceptLanguage, is_read_most_liked_first) {
  struct {
    const char* accept;
    std::vector<std::string> tags;
  } const rows[] = {{"nb", {"nb"}},
                    {"en;q=0.5, nb-NO, nn;q=0.8", {"nb-no", "nn", "en"}},
                    {"da, sv;q=0, *;q=0.1", {"da", "*"}},
                    {"", {}},
                    {"nb;q=x, en", {"en"}}};
  for (const auto& row : rows) {
    EXPECT_EQ(accepted_languages(with_header("accept-language", row.accept)), row.tags)
        << row.accept;
  }
}

TEST(MediaType, is_lower_case_and_without_parameters) {
  EXPECT_EQ(media_type("Text/CSV; charset=UTF-8"), "text/csv");
  EXPECT_EQ(media_type("  application/json\t"), "application/json");
  EXPECT_EQ(media_type("application/json;"), "application/json");
  EXPECT_EQ(media_type(""), "");
}

// ---- Cursors -------------------------------------------------------------------------------

CursorKey key_of(std::uint8_t first) {
  CursorKey key{};
  key[0] = first;
  return key;
}

TEST(Cursor, gives_back_what_was_sealed) {
  for (const auto& content : {std::string(), std::string("x"), std::string("Halvorsen\0悠", 13),
                              std::string(1'000, 'x')}) {
    const auto cursor = seal_cursor(key_of(1), content);
    EXPECT_EQ(open_cursor(key_of(1), cursor), content);
    EXPECT_EQ(cursor, seal_cursor(key_of(1), content));
    EXPECT_THAT(cursor, testing::MatchesRegex("[A-Za-z0-9_-]+"));
  }
}

TEST(Cursor, is_refused_when_any_bit_is_changed) {
  const auto cursor = seal_cursor(key_of(1), "content");
  auto bytes = *from_base64url(cursor);
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    const auto mask = static_cast<char>(1U << (bit % 8));
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ mask);
    EXPECT_FALSE(open_cursor(key_of(1), base64url(bytes))) << bit;
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ mask);
  }
  EXPECT_TRUE(open_cursor(key_of(1), base64url(bytes)));
}

TEST(Cursor, is_refused_when_forged_cut_or_under_another_key) {
  const auto cursor = seal_cursor(key_of(1), "content");
  EXPECT_FALSE(open_cursor(key_of(2), cursor));
  for (std::size_t length = 0; length < cursor.size(); ++length) {
    EXPECT_FALSE(open_cursor(key_of(1), cursor.substr(0, length))) << length;
  }
  EXPECT_FALSE(open_cursor(key_of(1), cursor + "A"));
  EXPECT_FALSE(open_cursor(key_of(1), cursor + "="));
  EXPECT_FALSE(open_cursor(key_of(1), base64url("content")));
  EXPECT_FALSE(open_cursor(key_of(1), std::string(5'000, 'A')));
  EXPECT_FALSE(open_cursor(key_of(1), "not base64url!"));
}

TEST(Cursor, does_not_show_its_content) {
  const std::string secret = "Halvorsen-Halvorsen-Halvorsen";
  const auto bytes = *from_base64url(seal_cursor(key_of(1), secret));
  EXPECT_EQ(bytes.find("Halvorsen"), std::string::npos);
}

TEST(PageLimit, is_1_to_500_and_100_when_absent) {
  struct Row {
    std::string text;
    std::optional<std::size_t> limit;
  };
  const std::vector<Row> rows{{"1", 1},
                              {"500", 500},
                              {"007", 7},
                              {"0", std::nullopt},
                              {"501", std::nullopt},
                              {"", std::nullopt},
                              {"-1", std::nullopt},
                              {"+1", std::nullopt},
                              {" 1", std::nullopt},
                              {"1.0", std::nullopt},
                              {"1e2", std::nullopt},
                              {"ten", std::nullopt},
                              {"99999999999999999999999", std::nullopt}};
  for (const auto& row : rows) {
    http::RequestHead head;
    head.query = {{"cursor", "x"}, {"limit", row.text}};
    EXPECT_EQ(page_limit(head), row.limit) << row.text;
  }
  EXPECT_EQ(page_limit({}), 100U);
}

// ---- File names, encodings, cookies --------------------------------------------------------

TEST(Attachment, carries_both_forms_of_the_name) {
  struct Row {
    std::string name;
    std::string ascii;
    std::string utf8;
  };
  const std::vector<Row> rows{
      {"list.csv", "list.csv", "list.csv"},
      {"Hotel list.csv", "Hotel list.csv", "Hotel%20list.csv"},
      {"Gäste.csv", "G_ste.csv", "G%C3%A4ste.csv"},
      {"悠.csv", "_.csv", "%E6%82%A0.csv"},
      {"a\"b\\c/d.csv", "a_b_c_d.csv", "a_b_c_d.csv"},
      {"../../etc/passwd", "_._.._etc_passwd", "_._.._etc_passwd"},
      {"a\r\nSet-Cookie: x.csv", "a__Set-Cookie_ x.csv", "a__Set-Cookie_%20x.csv"},
      {std::string("a\0b.csv", 7), "a_b.csv", "a_b.csv"},
      {"a%41.csv", "a_41.csv", "a_41.csv"},
      {"it's (1);x.csv", "it's (1);x.csv", "it%27s%20%281%29%3Bx.csv"},
      {"\xFF.csv", "file", "file"},
      {"", "file", "file"},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(attachment(row.name),
              "attachment; filename=\"" + row.ascii + "\"; filename*=UTF-8''" + row.utf8);
  }
}

TEST(Base64Url, is_strict_and_without_padding) {
  EXPECT_EQ(base64url(""), "");
  EXPECT_EQ(base64url("f"), "Zg");
  EXPECT_EQ(base64url("foobar"), "Zm9vYmFy");
  EXPECT_EQ(base64url("\xFB\xFF"), "-_8");
  EXPECT_EQ(from_base64url(""), "");
  EXPECT_EQ(from_base64url("Zg"), "f");
  EXPECT_EQ(from_base64url("-_8"), "\xFB\xFF");
  for (const auto* bad : {"Zg==", "Zh", "Z", "Zm9vYmF", "+/8", "Zg ", " Zg", "Z\ng", "Zm9=", "é"}) {
    EXPECT_FALSE(from_base64url(bad)) << bad;
  }
}

TEST(PercentDecode, wants_two_hex_digits_behind_every_sign) {
  struct Row {
    std::string text;
    std::string decoded;
    bool ok;
  };
  const std::vector<Row> rows{
      {"abc", "abc", true}, {"a%20b", "a b", true}, {"%C3%a9", "é", true},
      {"a+b", "a+b", true}, {"%2525", "%25", true}, {"%00", std::string(1, '\0'), true},
      {"%", "", false},     {"a%2", "", false},     {"%g0", "", false},
      {"%0g", "", false},   {"%%20", "", false},    {"", "", true}};
  for (const auto& row : rows) {
    bool ok = !row.ok;
    EXPECT_EQ(percent_decode(row.text, ok), row.decoded) << row.text;
    EXPECT_EQ(ok, row.ok) << row.text;
  }
}

TEST(Cookie, is_found_by_its_whole_name) {
  auto head = with_header("cookie", "a=1; __Host-rc=tok=en; rc=2;b = x y ;empty=; a=3;=4;c");
  head.headers.push_back({"cookie", "late=5; rc=6"});
  EXPECT_EQ(cookie(head, "a"), "1");
  EXPECT_EQ(cookie(head, "__Host-rc"), "tok=en");
  EXPECT_EQ(cookie(head, "rc"), "2");
  EXPECT_EQ(cookie(head, "b"), "x y");
  EXPECT_EQ(cookie(head, "late"), "5");
  EXPECT_EQ(cookie(head, "empty"), "");
  EXPECT_EQ(cookie(head, "c"), "");
  EXPECT_EQ(cookie(head, "A"), "");
  EXPECT_EQ(cookie({}, "a"), "");
}

}  // namespace
}  // namespace rollcall::api::wire::conventions_test
