#include <algorithm>
#include <optional>
#include <vector>

#include "domain/values/text.hpp"

namespace rollcall::domain {
namespace {

constexpr std::size_t kLongestTag = 35;

bool is_alpha(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_alphanumeric(char c) {
  return is_alpha(c) || is_digit(c);
}
char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

bool all(std::string_view text, bool (*kind)(char)) {
  return std::all_of(text.begin(), text.end(), kind);
}
bool is_alpha_of(std::string_view subtag, std::size_t shortest, std::size_t longest) {
  return subtag.size() >= shortest && subtag.size() <= longest && all(subtag, is_alpha);
}
bool is_alphanumeric_of(std::string_view subtag, std::size_t shortest, std::size_t longest) {
  return subtag.size() >= shortest && subtag.size() <= longest && all(subtag, is_alphanumeric);
}

// The productions of RFC 5646, 2.1.
bool is_script(std::string_view subtag) {
  return is_alpha_of(subtag, 4, 4);
}
bool is_region(std::string_view subtag) {
  return is_alpha_of(subtag, 2, 2) || (subtag.size() == 3 && all(subtag, is_digit));
}
bool is_variant(std::string_view subtag) {
  return is_alphanumeric_of(subtag, 5, 8) ||
         (is_alphanumeric_of(subtag, 4, 4) && is_digit(subtag.front()));
}
bool is_singleton(std::string_view subtag) {
  return is_alphanumeric_of(subtag, 1, 1) && lower(subtag.front()) != 'x';
}
bool is_private_use(std::string_view subtag) {
  return subtag.size() == 1 && lower(subtag.front()) == 'x';
}

std::vector<std::string> subtags_of(std::string_view text) {
  std::vector<std::string> subtags(1);
  for (char letter : text) {
    if (letter == '-') {
      subtags.emplace_back();
    } else {
      subtags.back() += lower(letter);
    }
  }
  return subtags;
}

bool has_duplicate(std::vector<std::string> subtags) {
  std::sort(subtags.begin(), subtags.end());
  return std::adjacent_find(subtags.begin(), subtags.end()) != subtags.end();
}

// Walks the subtags in the order the grammar wants, and writes script and region in their case.
class Grammar {
 public:
  explicit Grammar(std::vector<std::string>& subtags) : subtags_(subtags) {}

  bool holds() {
    if (at(is_private_use)) return private_use() && done();
    if (!language()) return false;
    if (at(is_script)) script();
    if (at(is_region)) region();
    return variants() && extensions() && (done() || private_use()) && done();
  }

 private:
  bool done() const { return next_ == subtags_.size(); }
  std::string& front() { return subtags_[next_]; }
  bool at(bool (*kind)(std::string_view)) const { return !done() && kind(subtags_[next_]); }

  // 2 or 3 letters and up to three extended subtags of 3, or 4 to 8 letters.
  bool language() {
    if (done() || !is_alpha_of(front(), 2, 8)) return false;
    const bool extensible = front().size() <= 3;
    ++next_;
    for (int i = 0; extensible && i < 3 && !done() && is_alpha_of(front(), 3, 3); ++i) ++next_;
    return true;
  }
  void script() {
    front().front() = upper(front().front());
    ++next_;
  }
  void region() {
    std::transform(front().begin(), front().end(), front().begin(), upper);
    ++next_;
  }
  bool variants() {
    const std::size_t first = next_;
    while (at(is_variant)) ++next_;
    return !has_duplicate({subtags_.begin() + static_cast<std::ptrdiff_t>(first),
                           subtags_.begin() + static_cast<std::ptrdiff_t>(next_)});
  }
  bool extensions() {
    std::vector<std::string> singletons;
    while (at(is_singleton)) {
      singletons.push_back(front());
      ++next_;
      if (!run_of(2)) return false;
    }
    return !has_duplicate(singletons);
  }
  bool private_use() {
    if (!at(is_private_use)) return false;
    ++next_;
    return run_of(1);
  }
  // One or more subtags of `shortest` to 8 letters or digits.
  bool run_of(std::size_t shortest) {
    const std::size_t first = next_;
    while (!done() && is_alphanumeric_of(front(), shortest, 8)) ++next_;
    return next_ > first;
  }

  std::vector<std::string>& subtags_;
  std::size_t next_ = 0;
};

}  // namespace

Result<LanguageTag> LanguageTag::parse(std::string_view text) {
  if (text.empty()) return refuse(Reason::required);
  if (text.size() > kLongestTag) return refuse(Reason::too_long);
  std::vector<std::string> subtags = subtags_of(text);
  if (!Grammar(subtags).holds()) return refuse(Reason::malformed);
  std::string tag;
  for (const std::string& subtag : subtags) tag.append(tag.empty() ? "" : "-").append(subtag);
  return restore(std::move(tag));
}

LanguageTag LanguageTag::restore(std::string text) {
  LanguageTag tag;
  tag.text_ = std::move(text);
  return tag;
}

bool is_norwegian(const LanguageTag& language) {
  const auto primary = language.str().substr(0, language.str().find('-'));
  return primary == "nb" || primary == "nn" || primary == "no";
}

}  // namespace rollcall::domain
