#pragma once
// What must hold for any text rendered as Markdown. Stops the program where it doesn't.

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "api/content/markdown.hpp"
#include "domain/values/text.hpp"
#include "domain/values/web_address.hpp"
#include "eventstore/check.hpp"

namespace rollcall::tests {

inline bool is_plain_element(std::string_view tag) {
  constexpr std::array<std::string_view, 17> kNames = {
      "p",  "br", "hr", "em", "strong", "code", "pre", "blockquote", "ul",
      "ol", "li", "h2", "h3", "h4",     "h5",   "h6",  "a"};
  if (tag.starts_with('/')) tag.remove_prefix(1);
  return std::find(kNames.begin(), kNames.end(), tag) != kNames.end();
}

inline bool is_list_start(std::string_view tag) {
  constexpr std::string_view kBegin = "ol start=\"";
  if (!tag.starts_with(kBegin) || !tag.ends_with('"')) return false;
  tag = tag.substr(kBegin.size(), tag.size() - kBegin.size() - 1);
  return !tag.empty() &&
         std::all_of(tag.begin(), tag.end(), [](char c) { return c >= '0' && c <= '9'; });
}

inline bool is_safe_link(std::string_view tag) {
  constexpr std::string_view kBegin = "a href=\"";
  constexpr std::string_view kEnd = "\" rel=\"noopener noreferrer nofollow\"";
  if (!tag.starts_with(kBegin) || !tag.ends_with(kEnd)) return false;
  std::string target(tag.substr(kBegin.size(), tag.size() - kBegin.size() - kEnd.size()));
  for (auto at = target.find("&amp;"); at != target.npos; at = target.find("&amp;", at + 1)) {
    target.replace(at, 5, "&");
  }
  for (auto at = target.find("&#39;"); at != target.npos; at = target.find("&#39;", at + 1)) {
    target.replace(at, 5, "'");
  }
  constexpr std::string_view kMailto = "mailto:";
  if (!target.starts_with(kMailto)) return domain::WebAddress::parse(target).has_value();
  return domain::EmailAddress::parse(target.substr(kMailto.size())).has_value();
}

// Nothing but our elements comes out, and no attribute but those of links and lists.
inline void check_html(std::string_view html) {
  for (auto open = html.find('<'); open != html.npos; open = html.find('<', open + 1)) {
    const auto close = html.find('>', open);
    CHECK(close != html.npos);
    const auto tag = html.substr(open + 1, close - open - 1);
    CHECK(is_plain_element(tag) || is_list_start(tag) || is_safe_link(tag));
  }
}

inline void check_markdown(std::string_view text) {
  const auto html = api::render_markdown(text);
  check_html(html);
  CHECK(html.size() <= std::max<std::size_t>(text.size() * api::kMaxHtmlPerByte, 4'096) * 2);
  if (domain::is_valid_utf8(text)) CHECK(domain::is_valid_utf8(html));
}

}  // namespace rollcall::tests
