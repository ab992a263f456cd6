#include "api/pages/html.hpp"

#include <gtest/gtest.h>

#include "api/pages/forms.hpp"

namespace rollcall::api::pages::html_test {
namespace {

TEST(Html, escapes_text_and_keeps_html) {
  const std::string evil = "<script>'\"&{}";
  const auto bold = html("<b>{}</b>", evil);
  EXPECT_EQ(bold.str(), "<b>&lt;script&gt;&#39;&quot;&amp;{}</b>");
  EXPECT_EQ(html("<p>{} {}</p>", bold, 7).str(), "<p>" + bold.str() + " 7</p>");
  EXPECT_EQ((html("a") + only_if(false, bold) + html("b")).str(), "ab");
}

TEST(Field, says_what_it_wants_and_what_was_wrong_where_readers_are_told) {
  const auto plain = field({.name = "code", .label = "Code", .attributes = html("type=\"text\"")});
  EXPECT_EQ(plain.str().find("aria-describedby"), std::string::npos);
  const auto faulty = field({.name = "code",
                             .label = "Code",
                             .attributes = html("type=\"text\""),
                             .hint = "8 letters",
                             .fault = "Wrong"});
  EXPECT_NE(faulty.str().find(R"(aria-describedby="code-fault code-hint")"), std::string::npos);
  EXPECT_NE(faulty.str().find(R"(aria-invalid="true")"), std::string::npos);
}

TEST(UrlEncoded, comes_back_from_a_form) {
  const std::string text = "Ødegård & \"co\" = 100%+1";
  EXPECT_EQ(form_fields("q=" + url_encoded(text)).at("q"), text);
}

}  // namespace
}  // namespace rollcall::api::pages::html_test
