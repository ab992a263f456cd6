#pragma once
// Markdown (CommonMark) as HTML that may stand in a page of ours.
//
// Only elements that are written here come out, without attributes but those below; what the author
// writes is text and escaped, raw HTML too. Links lead to http, https and mailto only, others are
// their text; each says rel="noopener noreferrer nofollow". Images are not loaded: their
// description stands in their place. Headings start at h2, as the page has its h1.

#include <string>
#include <string_view>

namespace rollcall::api {

// Text that cannot be rendered within bounds (kMaxHtmlPerByte) comes out as it is, in <pre>.
std::string render_markdown(std::string_view markdown);

inline constexpr std::size_t kMaxHtmlPerByte = 16;

}  // namespace rollcall::api
