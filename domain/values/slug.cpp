#include <algorithm>
#include <memory>

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include "domain/values/text.hpp"

namespace rollcall::domain {
namespace {

constexpr std::size_t kShortest = 2;
constexpr std::size_t kLongest = 40;

bool is_slug_symbol(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
}

// Latin letters without marks, lower case, as near as ICU gets: "Blåbær" → "blabaer". What it
// cannot write so stays, and is dropped later.
std::string to_latin(std::string_view text) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> latin(
      icu::Transliterator::createInstance("Any-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, error));
  icu::UnicodeString result = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  if (U_SUCCESS(error) && latin != nullptr) latin->transliterate(result);
  std::string bytes;
  result.toUTF8String(bytes);
  return bytes;
}

// Runs of anything else become one hyphen; none at the ends. Apostrophes just go.
std::string hyphenated(std::string_view latin) {
  std::string slug;
  bool gap = false;
  for (char letter : latin) {
    if (letter == '\'') continue;
    if (!is_slug_symbol(letter)) {
      gap = true;
      continue;
    }
    if (gap && !slug.empty()) slug += '-';
    gap = false;
    slug += letter;
  }
  return slug;
}

}  // namespace

Result<Slug> Slug::parse(std::string_view text) {
  if (text.empty()) return refuse(Reason::required);
  if (text.size() < kShortest) return refuse(Reason::too_short);
  if (text.size() > kLongest) return refuse(Reason::too_long);
  char before = '-';
  for (char letter : text) {
    if (!is_slug_symbol(letter) && (letter != '-' || before == '-')) {
      return refuse(Reason::malformed);
    }
    before = letter;
  }
  if (before == '-') return refuse(Reason::malformed);
  return restore(std::string(text));
}

Slug Slug::restore(std::string text) {
  Slug slug;
  slug.text_ = std::move(text);
  return slug;
}

Slug Slug::from_name(std::string_view name) {
  std::string slug = hyphenated(to_latin(name)).substr(0, kLongest);
  while (!slug.empty() && slug.back() == '-') slug.pop_back();
  if (slug.size() < kShortest) slug = slug.empty() ? "office" : slug + "-office";
  return restore(std::move(slug));
}

}  // namespace rollcall::domain
