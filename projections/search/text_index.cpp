#include "projections/search/text_index.hpp"

#include <algorithm>
#include <memory>

#include <unicode/coll.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "domain/values/text.hpp"

namespace rollcall::projections {
namespace {

bool is_of_word(UChar32 letter) {
  return u_isalnum(letter) || (U_GET_GC_MASK(letter) & U_GC_M_MASK) != 0;
}

void add_words(std::vector<std::string>& words, std::string_view text) {
  const std::string folded = domain::fold_case(text);
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(folded.data());
  const auto size = static_cast<std::int32_t>(folded.size());
  std::int32_t start = 0;
  for (std::int32_t at = 0; at <= size;) {
    const std::int32_t here = at;
    UChar32 letter = 0;
    if (here < size) {
      U8_NEXT(bytes, at, size, letter);
    } else {
      ++at;
    }
    if (here < size && letter >= 0 && is_of_word(letter)) continue;
    if (here > start) {
      words.emplace_back(folded, static_cast<std::size_t>(start),
                         static_cast<std::size_t>(here - start));
    }
    start = at;
  }
}

void sort_once_each(std::vector<std::string>& words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
}

// One per thread: making one is slow.
const icu::Collator* root_collator() {
  static thread_local const std::unique_ptr<icu::Collator> collator = [] {
    UErrorCode error = U_ZERO_ERROR;
    std::unique_ptr<icu::Collator> made(
        icu::Collator::createInstance(icu::Locale::getRoot(), error));
    if (U_FAILURE(error)) made.reset();
    return made;
  }();
  return collator.get();
}

}  // namespace

std::vector<std::string> words_of(std::string_view text) {
  return words_of({text});
}

std::vector<std::string> words_of(std::initializer_list<std::string_view> texts) {
  std::vector<std::string> words;
  for (const std::string_view text : texts) add_words(words, text);
  sort_once_each(words);
  return words;
}

const std::string* first_with(const std::vector<std::string>& words, std::string_view start) {
  const auto at = std::lower_bound(words.begin(), words.end(), start);
  return at != words.end() && at->starts_with(start) ? &*at : nullptr;
}

bool hold_all(const std::vector<std::string>& words, const std::vector<std::string>& wanted) {
  return std::all_of(wanted.begin(), wanted.end(),
                     [&](const std::string& start) { return first_with(words, start) != nullptr; });
}

std::string collation_key(std::string_view text) {
  const icu::Collator* collator = root_collator();
  if (collator == nullptr) return std::string(text);  // ICU without its data: some order at least
  const auto unicode = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  std::string key(text.size() * 4 + 16, '\0');
  const auto fill = [&] {
    return collator->getSortKey(unicode, reinterpret_cast<std::uint8_t*>(key.data()),
                                static_cast<std::int32_t>(key.size()));
  };
  std::int32_t size = fill();
  if (static_cast<std::size_t>(size) > key.size()) {
    key.resize(static_cast<std::size_t>(size));
    size = fill();
  }
  key.resize(size > 0 ? static_cast<std::size_t>(size) - 1 : 0);  // without its zero at the end
  return key;
}

}  // namespace rollcall::projections
