#include "domain/values/text.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

namespace rollcall::domain {
namespace {

constexpr UChar32 kMalformed = -1;

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char letter) { return static_cast<unsigned char>(letter) < 0x80; });
}

// The code point at `offset`, which moves behind it; kMalformed if there is none.
UChar32 next_code_point(std::string_view text, std::size_t& offset) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  UChar32 code_point = kMalformed;
  U8_NEXT(bytes, offset, text.size(), code_point);
  return code_point;
}

bool is_line_break(UChar32 code_point) {
  return code_point == '\n' || code_point == '\r' || code_point == 0x2028 || code_point == 0x2029;
}

bool is_allowed(UChar32 code_point, bool line_breaks) {
  if (code_point == kMalformed) return false;
  if (is_line_break(code_point) || code_point == '\t') return line_breaks;
  return u_charType(code_point) != U_CONTROL_CHAR;
}

// Where the text without surrounding white space lies, and how many code points that is.
struct Trimmed {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t length = 0;
};

// nullopt: not UTF-8, or characters the rule does not allow.
std::optional<Trimmed> trim(std::string_view text, bool line_breaks) {
  Trimmed trimmed;
  bool started = false;
  std::size_t count = 0;
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t start = offset;
    const UChar32 code_point = next_code_point(text, offset);
    if (!is_allowed(code_point, line_breaks)) return std::nullopt;
    if (started) ++count;
    if (u_isUWhiteSpace(code_point)) continue;
    if (!started) {
      trimmed.begin = start;
      count = 1;
    }
    started = true;
    trimmed.end = offset;
    trimmed.length = count;
  }
  return trimmed;
}

icu::UnicodeString to_unicode(std::string_view text) {
  return icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

// One of ICU's immutable normalizers, which threads share. ICU holds their data in its library, so
// an error here is a broken installation: the text then stays as it is.
icu::UnicodeString normalized(const icu::UnicodeString& text,
                              const icu::Normalizer2* (*form)(UErrorCode&)) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = form(error);
  if (U_FAILURE(error)) return text;
  icu::UnicodeString result = normalizer->normalize(text, error);
  return U_FAILURE(error) ? text : result;
}

const icu::Normalizer2* nfc(UErrorCode& error) {
  return icu::Normalizer2::getNFCInstance(error);
}
const icu::Normalizer2* nfd(UErrorCode& error) {
  return icu::Normalizer2::getNFDInstance(error);
}

std::string to_utf8(const icu::UnicodeString& text) {
  std::string bytes;
  text.toUTF8String(bytes);
  return bytes;
}

std::string ascii_lower(std::string_view text) {
  std::string lower(text);
  for (char& letter : lower) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return lower;
}

bool is_phone_symbol(char letter) {
  return std::string_view("0123456789 +()-./").find(letter) != std::string_view::npos;
}

}  // namespace

Result<std::string> check_text(std::string_view text, const TextRule& rule) {
  const auto trimmed = trim(text, rule.line_breaks);
  if (!trimmed) return refuse(Reason::malformed);
  if (trimmed->length == 0 && rule.min_length > 0) return refuse(Reason::required);
  if (trimmed->length < rule.min_length) return refuse(Reason::too_short);
  if (trimmed->length > rule.max_length) return refuse(Reason::too_long);
  return std::string(text.substr(trimmed->begin, trimmed->end - trimmed->begin));
}

bool is_valid_utf8(std::string_view text) {
  for (std::size_t offset = 0; offset < text.size();) {
    if (next_code_point(text, offset) == kMalformed) return false;
  }
  return true;
}

std::string to_nfc(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  return to_utf8(normalized(to_unicode(text), nfc));
}

std::string fold_case(std::string_view text) {
  if (is_ascii(text)) return ascii_lower(text);
  icu::UnicodeString folded = normalized(to_unicode(text), nfd);
  folded.foldCase(U_FOLD_CASE_DEFAULT);
  return to_utf8(normalized(folded, nfc));
}

Result<PhoneNumber> PhoneNumber::parse(std::string_view text) {
  static constexpr TextRule kRule{3, 30, false};
  static constexpr std::ptrdiff_t kFewestDigits = 3;
  auto checked = check_text(text, kRule);
  if (!checked) return tl::make_unexpected(std::move(checked).error());
  if (!std::all_of(checked->begin(), checked->end(), is_phone_symbol)) {
    return refuse(Reason::malformed);
  }
  const auto digits = std::count_if(checked->begin(), checked->end(),
                                    [](char letter) { return letter >= '0' && letter <= '9'; });
  if (digits < kFewestDigits) return refuse(Reason::malformed);
  return restore(*std::move(checked));
}

PhoneNumber PhoneNumber::restore(std::string text) {
  PhoneNumber number;
  number.text_ = std::move(text);
  return number;
}

}  // namespace rollcall::domain
