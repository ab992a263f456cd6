// Markdown as HTML: what authors mean, and nothing of what an attacker means.
#include "api/content/markdown.hpp"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/fuzz/markdown_check.hpp"

namespace rollcall::api::markdown_test {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(RenderedMarkdown, says_what_the_author_means) {
  struct {
    std::string markdown, html;
  } const rows[] = {
      {"", ""},
      {"# One\n###### Six", "<h2>One</h2>\n<h6>Six</h6>\n"},
      {"a *b* **c** `d`", "<p>a <em>b</em> <strong>c</strong> <code>d</code></p>\n"},
      {"a\nb  \nc", "<p>a\nb<br>\nc</p>\n"},
      {"- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"},
      {"3. a", "<ol start=\"3\">\n<li>a</li>\n</ol>\n"},
      {"> a", "<blockquote>\n<p>a</p>\n</blockquote>\n"},
      {"```c++\nif (a < b)\n```", "<pre><code>if (a &lt; b)\n</code></pre>\n"},
      {"---", "<hr>\n"},
      {"caf&eacute; &amp; bar", "<p>café &amp; bar</p>\n"},
      {"[a](https://x.example/?p=1&q=2 \"t\")",
       "<p><a href=\"https://x.example/?p=1&amp;q=2\" rel=\"noopener noreferrer nofollow\">a</a>"
       "</p>\n"},
      {"[a](https://x.example/å)",
       "<p><a href=\"https://x.example/%C3%A5\" rel=\"noopener noreferrer nofollow\">a</a></p>\n"},
      {"<ida@fjord.example>",
       "<p><a href=\"mailto:ida@fjord.example\" rel=\"noopener noreferrer nofollow\">"
       "ida@fjord.example</a></p>\n"},
      {"![the map](https://x.example/map.png)", "<p>the map</p>\n"},
  };
  for (const auto& row : rows) EXPECT_EQ(render_markdown(row.markdown), row.html) << row.markdown;
}

TEST(RenderedMarkdown, links_nowhere_but_to_the_web_and_mailboxes) {
  for (const std::string target :
       {"javascript:alert(1)", "JAVASCRIPT:alert(1)", "java\tscript:x", "&#106;avascript:alert(1)",
        "javascript&colon;alert(1)", "data:text/html;base64,PHNjcmlwdD4=", "vbscript:x",
        "file:///etc/passwd", "//evil.example", "/relative", "#here", "ftp://a.example",
        "https://bank.example@evil.example", "https://", "http:evil.example",
        "mailto:a@b.example?bcc=c@d.example", "mailto:x", "https://a.example\\@evil.example"}) {
    const auto html = render_markdown("[text](" + target + ") <" + target + ">");
    EXPECT_THAT(html, Not(HasSubstr("<a "))) << target << '\n' << html;
    EXPECT_THAT(html, HasSubstr("text")) << target;
  }
}

TEST(RenderedMarkdown, writes_no_element_of_the_authors) {
  for (const std::string text :
       {"<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "a<svg/onload=x>",
        "<a href='javascript:x'>y</a>", "<!-- <b> -->", "<![CDATA[<b>]]>", "<?php x ?>",
        "[a](https://x.example/\"onmouseover=\"x)", "[a](<https://x.example/\" onclick=\"x>)",
        "[a](https://x.example 'x\" onclick=\"y')", "```\"><b>\nx\n```", "&lt;b&gt;", "&#60;b&#62;",
        "![<b>](x \"<i>\")", "<https://x.example/\"><b>", "| <b> |\n|---|\n| <i> |",
        "[a]: https://x.example \"<b>\"\n\n[a]", "<b\n>", "\\<b>"}) {
    tests::check_markdown(text);
  }
}

TEST(RenderedMarkdown, holds_for_the_fuzzers_corpus) {
  const std::filesystem::path corpus = std::filesystem::path(ROLLCALL_FUZZ_CORPUS) / "markdown";
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(corpus)) {
    std::ifstream in(entry.path(), std::ios::binary);
    tests::check_markdown(std::string{std::istreambuf_iterator<char>(in), {}});
    ++files;
  }
  EXPECT_GE(files, 8u);
}

std::string repeated(const std::string& text, std::size_t bytes) {
  std::string all;
  while (all.size() < bytes) all += text;
  return all;
}

// As long as a body may be. What a parser could take for ever to understand takes it no longer than
// the test's limit, and what would grow out of bounds comes out as it is.
TEST(RenderedMarkdown, is_bounded_whatever_the_text) {
  constexpr std::size_t kLong = 100'000;
  for (const std::string part :
       {"[",  "![",     "*",    "_",    "**a ",     "`",  "``a", "<",     "&",
        "> ", "- ",     "1. ",  "[a](", "a](",      "\\", "~",   "~~a",   "|",
        "|-", "[a][b]", "*a_ ", "<a@",  "<http://", "\n", "#",   "---\n", "[]: x\n"}) {
    tests::check_markdown(repeated(part, kLong));
  }
  tests::check_markdown("[a]: https://x.example/" + std::string(1'500, 'x') + "\n\n" +
                        repeated("[a] ", kLong));
}

}  // namespace
}  // namespace rollcall::api::markdown_test
