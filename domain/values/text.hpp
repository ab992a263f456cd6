#pragma once
// Text that has passed its rule. `parse` checks, `restore` does not (for replay: a rule tightened
// later must not make history unreadable).

#include <string>
#include <string_view>

#include "domain/values/result.hpp"

namespace rollcall::domain {

// Rules count Unicode code points. All of them want valid UTF-8 without control characters (line
// breaks and tabs only where said; elsewhere they are refused even at the ends), and take
// surrounding white space away before they count. Text is kept as it was written otherwise:
// normalising would swap glyphs in some people's names. Comparisons normalise, see fold_case.
struct TextRule {
  std::size_t min_length;
  std::size_t max_length;
  bool line_breaks;
};

// Checks `text` against a rule; the result is trimmed.
Result<std::string> check_text(std::string_view text, const TextRule& rule);

bool is_valid_utf8(std::string_view text);

// Normalization Form C. Malformed input gives U+FFFD in its place.
std::string to_nfc(std::string_view text);

// For comparing without regard to case: canonical caseless matching of Unicode (3.13, D145), in
// NFC. Default folding, the same everywhere: no Turkic i. Two texts are alike if this is equal.
std::string fold_case(std::string_view text);

template <class Kind>
class Text {
 public:
  Text() = default;
  static Result<Text> parse(std::string_view text) {
    return check_text(text, Kind::kRule).map([](std::string checked) {
      return restore(std::move(checked));
    });
  }
  static Text restore(std::string text) {
    Text value;
    value.text_ = std::move(text);
    return value;
  }
  const std::string& str() const { return text_; }
  bool empty() const { return text_.empty(); }
  auto operator<=>(const Text&) const = default;

 private:
  std::string text_;
};

struct NameKind {
  static constexpr TextRule kRule{1, 200, false};
};
struct PersonNameKind {
  static constexpr TextRule kRule{0, 200, false};
};
struct LabelKind {
  static constexpr TextRule kRule{0, 50, false};
};
struct SubjectKind {
  static constexpr TextRule kRule{1, 200, false};
};
struct StatusReasonKind {
  static constexpr TextRule kRule{1, 1'000, true};
};
struct MailBodyKind {
  static constexpr TextRule kRule{1, 10'000, true};
};
struct MarkdownKind {
  static constexpr TextRule kRule{0, 100'000, true};
};
struct FieldValueKind {
  static constexpr TextRule kRule{0, 4'000, true};
};
struct FieldNameKind {
  static constexpr TextRule kRule{1, 100, false};
};

using Name = Text<NameKind>;              // of organisations, projects, lists, tokens
using PersonName = Text<PersonNameKind>;  // first or last name, may be empty
using Label = Text<LabelKind>;
using Subject = Text<SubjectKind>;
using StatusReason = Text<StatusReasonKind>;
using MailBody = Text<MailBodyKind>;
using Markdown = Text<MarkdownKind>;  // of offers and information pages
using FieldValue = Text<FieldValueKind>;
using FieldName = Text<FieldNameKind>;

// 3 to 30 characters: digits (three at least), spaces, and + ( ) - . / as written.
class PhoneNumber {
 public:
  static Result<PhoneNumber> parse(std::string_view text);
  static PhoneNumber restore(std::string text);
  const std::string& str() const { return text_; }
  auto operator<=>(const PhoneNumber&) const = default;

 private:
  std::string text_;
};

struct Phone {
  Label label;
  PhoneNumber number;
  auto operator<=>(const Phone&) const = default;
};
inline constexpr std::size_t kMaxPhones = 20;

// An address of RFC 5321 (local@domain, no quoted local part, no address literal), at most 254
// bytes, UTF-8 allowed (RFC 6531). The domain is fully qualified (2.3.5) and can be written in
// ASCII (UTS 46). Kept as typed; compared by `canonical`.
class EmailAddress {
 public:
  EmailAddress() = default;
  static Result<EmailAddress> parse(std::string_view text);
  static EmailAddress restore(std::string text);
  const std::string& str() const { return text_; }
  // Equal exactly if it is the same mailbox to us: fold_case of the local part, the domain in
  // ASCII (UTS 46, so that both spellings of an internationalised domain agree).
  std::string canonical() const;
  // First letter of the local part, *** whatever its length, and the domain: for pages before
  // the code.
  std::string masked() const;
  auto operator<=>(const EmailAddress&) const = default;

 private:
  std::string text_;
};

// A well-formed BCP 47 tag (RFC 5646, 2.2.9: language[-script][-region][-variant]…, no
// grandfathered irregular ones), at most 35 characters. Kept in the case of section 2.1.1: nb-NO,
// zh-Hant-TW.
class LanguageTag {
 public:
  LanguageTag() : text_("en") {}
  static Result<LanguageTag> parse(std::string_view text);
  static LanguageTag restore(std::string text);
  const std::string& str() const { return text_; }
  auto operator<=>(const LanguageTag&) const = default;

 private:
  std::string text_;
};
// Bokmål, Nynorsk or either of them (nb, nn, no), of whatever region.
bool is_norwegian(const LanguageTag& language);

// Short name of an office: a-z, 0-9 and single hyphens inside, 2 to 40 characters.
class Slug {
 public:
  Slug() = default;
  static Result<Slug> parse(std::string_view text);
  static Slug restore(std::string text);
  static Slug from_name(std::string_view name);  // "Fjord & Fest AS" → "fjord-fest-as"
  const std::string& str() const { return text_; }
  auto operator<=>(const Slug&) const = default;

 private:
  std::string text_;
};

}  // namespace rollcall::domain
