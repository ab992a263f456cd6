#include "api/content/markdown.hpp"

#include <algorithm>
#include <cmark.h>
#include <memory>
#include <vector>

#include "api/pages/html.hpp"
#include "domain/values/text.hpp"
#include "domain/values/web_address.hpp"

namespace rollcall::api {
namespace {

constexpr std::size_t kSmallest = 4'096;  // bytes of HTML that any text may become
constexpr std::string_view kRel = "noopener noreferrer nofollow";

// A URL's bytes that may not stand in one as they are (RFC 3986, 2) come with %.
std::string percent_encoded(std::string_view url) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  constexpr std::string_view kUnsafe = " \"<>\\^`{|}[]";
  std::string encoded;
  for (const char c : url) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > 0x20 && byte < 0x7f && kUnsafe.find(c) == kUnsafe.npos) {
      encoded += c;
    } else {
      ((encoded += '%') += kDigits[byte >> 4]) += kDigits[byte & 15];
    }
  }
  return encoded;
}

// The address a link leads to; "" if it leads nowhere from here.
std::string target_of(const std::string& href) {
  constexpr std::string_view kMailto = "mailto:";
  if (href.starts_with(kMailto)) {
    const auto email = domain::EmailAddress::parse(std::string_view(href).substr(kMailto.size()));
    return email ? std::string(kMailto) + email->str() : "";
  }
  const auto address = domain::WebAddress::parse(percent_encoded(href));
  return address ? address->str() : "";
}

struct Element {
  std::string begin, end;
};

// Ours is the page's h1, so the author's first level is h2; there is no seventh.
std::string heading(cmark_node* node) {
  return "h" + std::to_string(std::min(cmark_node_get_heading_level(node) + 1, 6));
}

Element list_element(cmark_node* list) {
  if (cmark_node_get_list_type(list) == CMARK_BULLET_LIST) return {"<ul>\n", "</ul>\n"};
  const auto start = cmark_node_get_list_start(list);
  if (start == 1) return {"<ol>\n", "</ol>\n"};
  return {"<ol start=\"" + std::to_string(start) + "\">\n", "</ol>\n"};
}

// In a tight list paragraphs are no elements.
bool is_tight(cmark_node* paragraph) {
  auto* item = cmark_node_parent(paragraph);
  auto* list = item ? cmark_node_parent(item) : nullptr;
  return list && cmark_node_get_type(list) == CMARK_NODE_LIST && cmark_node_get_list_tight(list);
}

Element link_element(cmark_node* link) {
  const auto* url = cmark_node_get_url(link);
  const auto target = target_of(url ? url : "");
  if (target.empty()) return {};
  return {"<a href=\"" + pages::escape(target) + "\" rel=\"" + std::string(kRel) + "\">", "</a>"};
}

// What stands around a node's children; nothing for images, whose children describe them.
Element element_of(cmark_node* node) {
  switch (cmark_node_get_type(node)) {
    case CMARK_NODE_BLOCK_QUOTE:
      return {"<blockquote>\n", "</blockquote>\n"};
    case CMARK_NODE_LIST:
      return list_element(node);
    case CMARK_NODE_ITEM:
      return {"<li>", "</li>\n"};
    case CMARK_NODE_PARAGRAPH:
      return is_tight(node) ? Element{} : Element{"<p>", "</p>\n"};
    case CMARK_NODE_HEADING:
      return {"<" + heading(node) + ">", "</" + heading(node) + ">\n"};
    case CMARK_NODE_EMPH:
      return {"<em>", "</em>"};
    case CMARK_NODE_STRONG:
      return {"<strong>", "</strong>"};
    case CMARK_NODE_LINK:
      return link_element(node);
    default:
      return {};
  }
}

std::string literal_of(cmark_node* node) {
  const auto* text = cmark_node_get_literal(node);
  return pages::escape(text ? text : "");
}

// A node without children. The author's HTML is text.
std::string leaf(cmark_node* node) {
  switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
    case CMARK_NODE_HTML_INLINE:
      return literal_of(node);
    case CMARK_NODE_HTML_BLOCK:
      return "<p>" + literal_of(node) + "</p>\n";
    case CMARK_NODE_CODE:
      return "<code>" + literal_of(node) + "</code>";
    case CMARK_NODE_CODE_BLOCK:
      return "<pre><code>" + literal_of(node) + "</code></pre>\n";
    case CMARK_NODE_THEMATIC_BREAK:
      return "<hr>\n";
    case CMARK_NODE_LINEBREAK:
      return "<br>\n";
    case CMARK_NODE_SOFTBREAK:
      return "\n";
    default:
      return {};
  }
}

struct FreeNode {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
struct FreeWalk {
  void operator()(cmark_iter* walk) const { cmark_iter_free(walk); }
};

// False if it becomes longer than `most`.
bool write_html(cmark_node* document, std::size_t most, std::string& html) {
  const std::unique_ptr<cmark_iter, FreeWalk> walk(cmark_iter_new(document));
  for (auto event = cmark_iter_next(walk.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(walk.get())) {
    auto* node = cmark_iter_get_node(walk.get());
    const bool enters = event == CMARK_EVENT_ENTER;
    if (enters) html += leaf(node);
    const auto element = element_of(node);
    html += enters ? element.begin : element.end;
    if (html.size() > most) return false;
  }
  return true;
}

}  // namespace

std::string render_markdown(std::string_view markdown) {
  const std::unique_ptr<cmark_node, FreeNode> document(
      cmark_parse_document(markdown.data(), markdown.size(), CMARK_OPT_VALIDATE_UTF8));
  const auto most = std::max(markdown.size() * kMaxHtmlPerByte, kSmallest);
  std::string html;
  if (document && write_html(document.get(), most, html)) return html;
  return "<pre>" + pages::escape(markdown) + "</pre>\n";
}

}  // namespace rollcall::api
