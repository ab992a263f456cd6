// The order of a list's rows: Unicode root collation (ICU), its sort keys made once per row.

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <unicode/coll.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include "domain/rows/filter.hpp"

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

// Bytes that compare as the texts do. An empty text has an empty key, no other has.
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

struct Keyed {
  std::vector<std::string> keys;  // of the sort's columns, in its order
  ParticipantId participant;
  std::size_t row = 0;
};

Keyed keyed(const std::vector<SortKey>& sort, const ListRow& row, std::size_t index) {
  Keyed result{{}, row.participant, index};
  result.keys.reserve(sort.size());
  for (const SortKey& key : sort) {
    result.keys.push_back(row.details ? collation_key(key.field.value_of(*row.details)) : "");
  }
  return result;
}

bool is_before(const std::vector<SortKey>& sort, const Keyed& left, const Keyed& right) {
  for (std::size_t i = 0; i < sort.size(); ++i) {
    const std::string& a = left.keys[i];
    const std::string& b = right.keys[i];
    if (a.empty() != b.empty()) return b.empty();
    if (const int order = a.compare(b); order != 0)
      return sort[i].descending ? order > 0 : order < 0;
  }
  return left.participant < right.participant;
}

}  // namespace

std::vector<ListRow> arrange(const ListDefinition& list, std::vector<ListRow> rows) {
  const Filter filter(list.filter);
  const std::vector<SortKey> sort = effective_sort(list);
  std::vector<Keyed> order;
  order.reserve(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (filter.matches(rows[i].details)) order.push_back(keyed(sort, rows[i], i));
  }
  std::sort(order.begin(), order.end(),
            [&](const Keyed& left, const Keyed& right) { return is_before(sort, left, right); });
  std::vector<ListRow> arranged;
  arranged.reserve(order.size());
  for (const Keyed& next : order) arranged.push_back(std::move(rows[next.row]));
  return arranged;
}

}  // namespace rollcall::domain
