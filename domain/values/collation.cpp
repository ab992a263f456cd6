#include "domain/values/collation.hpp"

#include <cstdint>
#include <memory>

#include <unicode/coll.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

namespace rollcall::domain {
namespace {

// A collator is not to be used by two threads at once, and costly to make: one for each thread.
// nullptr: ICU has no data for it, then bytes decide.
const icu::Collator* root_collator() {
  thread_local const std::unique_ptr<const icu::Collator> kCollator = [] {
    UErrorCode error = U_ZERO_ERROR;
    std::unique_ptr<const icu::Collator> made(
        icu::Collator::createInstance(icu::Locale::getRoot(), error));
    if (U_FAILURE(error)) made.reset();
    return made;
  }();
  return kCollator.get();
}

}  // namespace

std::string collation_key(const std::string& text) {
  const icu::Collator* collator = root_collator();
  if (text.empty() || collator == nullptr) return text;
  const auto unicode = icu::UnicodeString::fromUTF8(text);
  std::string key(64, '\0');
  for (;;) {
    const std::int32_t size =
        collator->getSortKey(unicode, reinterpret_cast<std::uint8_t*>(key.data()),
                             static_cast<std::int32_t>(key.size()));
    const bool fitted = static_cast<std::size_t>(size) <= key.size();
    key.resize(static_cast<std::size_t>(size));
    if (fitted) return key;
  }
}

}  // namespace rollcall::domain
