#pragma once
// The languages pages are written in, and how each writes a day and a time.

#include <string>
#include <string_view>

#include <fmt/format.h>

#include "api/http/message.hpp"
#include "domain/values/text.hpp"
#include "domain/values/time.hpp"

namespace rollcall::api::pages {

enum class Language : std::uint8_t { english, norwegian };

// What the Accept-Language header likes best of ours (RFC 9110, 12.5.4); English if none of them.
Language language_of(const http::RequestHead& head);
// The tag's, if pages are written in it; else the reader's own choice.
Language language_of(const domain::LanguageTag& tag, const http::RequestHead& head);

// A text in every language. Each {} stands for what the caller fills in, in this order.
struct Text {
  consteval Text(std::string_view in_english, std::string_view in_norwegian)
      : english(in_english), norwegian(in_norwegian) {
    if (blanks(english) != blanks(norwegian)) languages_differ_in_their_blanks();
  }
  std::string_view english;
  std::string_view norwegian;

 private:
  static void languages_differ_in_their_blanks();  // constant for nobody: does not compile
  static consteval int blanks(std::string_view text) {
    int count = 0;
    for (std::size_t i = 0; i + 1 < text.size(); ++i) count += text.substr(i, 2) == "{}";
    return count;
  }
};

// A language at work.
class Words {
 public:
  Words(Language language) : language_(language) {}

  std::string_view tag() const { return language_ == Language::norwegian ? "nb" : "en"; }
  std::string_view operator()(const Text& text) const {
    return language_ == Language::norwegian ? text.norwegian : text.english;
  }
  // As many parts as the text has {}; plain text, as all of this is.
  template <class... Part>
  std::string operator()(const Text& text, const Part&... parts) const {
    return fmt::format(fmt::runtime((*this)(text)), parts...);
  }

  std::string date(domain::Date date) const;  // 14 June 2026, 14. juni 2026
  // 14 June 2026 at 09:30, 14. juni 2026 kl. 09.30; by the clock there.
  std::string time(domain::Instant at, const domain::TimeZone& zone) const;

 private:
  Language language_;
};

}  // namespace rollcall::api::pages
