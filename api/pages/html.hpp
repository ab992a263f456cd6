#pragma once
// HTML that cannot forget to escape: what a person wrote gets in as text only.
//
//   html(R"(<p class="note">{}</p>)", notice)

#include <concepts>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace rollcall::api::pages {

std::string escape(std::string_view text);  // for elements and for quoted attributes

// Finished HTML. Made of literals, by `html`, and of text, which is escaped on its way in.
class Html {
 public:
  Html() = default;
  // What is HTML by other warrant: rendered and sanitised.
  static Html trusted(std::string html) { return Html(std::move(html)); }

  const std::string& str() const { return html_; }
  bool empty() const { return html_.empty(); }
  Html& operator+=(const Html& more) {
    html_ += more.html_;
    return *this;
  }
  friend Html operator+(Html left, const Html& right) { return left += right; }

 private:
  explicit Html(std::string html) : html_(std::move(html)) {}

  std::string html_;
};

// A part of a page as HTML: HTML as it is, text escaped, numbers as digits.
inline const std::string& as_html(const Html& part) {
  return part.str();
}
inline std::string as_html(std::string_view text) {
  return escape(text);
}
inline std::string as_html(std::integral auto number) {
  return std::to_string(number);
}

template <class>
using AsString = std::string;

// Markup, a literal, with the parts in place of its {}.
template <class... Part>
Html html(fmt::format_string<AsString<Part>...> markup, const Part&... parts) {
  return Html::trusted(
      fmt::format(fmt::runtime(fmt::string_view(markup)), std::string(as_html(parts))...));
}

// `html` where `holds`, else nothing.
inline Html only_if(bool holds, const Html& html) {
  return holds ? html : Html();
}

}  // namespace rollcall::api::pages
