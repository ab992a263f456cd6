#include "eventstore/rules/limits.hpp"

#include <algorithm>

namespace rollcall::eventstore {
namespace {

bool within_limits(const NewEvent& event) {
  return event.tags.size() <= kMaxTags && stored_size(event) <= kMaxStoredBytes;
}

bool within_limits(const Query& query) {
  return query.items.size() <= kMaxQueryItems &&
         std::ranges::all_of(query.items,
                             [](const QueryItem& item) { return item.tags.size() <= kMaxTags; });
}

}  // namespace

std::size_t weight(const Append& append) {
  std::size_t bytes = append.idempotency ? append.idempotency->note.size() : 0;
  for (const NewEvent& event : append.events) bytes += stored_size(event);
  return bytes;
}

Result<void> check_limits(const Append& append) {
  const auto& idempotency = append.idempotency;
  const bool ok =
      (idempotency || !append.events.empty()) && append.decided_at >= 0 &&
      append.events.size() <= kMaxEventsPerAppend &&
      std::ranges::all_of(append.events, [](const NewEvent& e) { return within_limits(e); }) &&
      weight(append) <= kMaxBytesPerAppend &&
      (!idempotency || idempotency->note.size() <= kMaxNoteBytes) &&
      (!append.condition || within_limits(append.condition->fail_if_matches));
  if (!ok) return tl::unexpected(Error::invalid);
  return {};
}

}  // namespace rollcall::eventstore
