#include "api/feed/reader.hpp"

#include <algorithm>

namespace rollcall::api::feed {
namespace {

eventstore::Query query_of(const Filter& filter) {
  if (filter.types.empty() && !filter.tag) return {};
  eventstore::QueryItem item;
  item.types = filter.types;
  if (filter.tag) item.tags.push_back(projections::to_log(*filter.tag));
  return {{item}};
}

}  // namespace

tl::expected<Step, Failure> Reader::step(eventstore::Position after, eventstore::Position up_to,
                                         const StepLimits& limits) const {
  if (!filter_.tag) up_to = std::min(up_to, after + kMaxScanned);
  const auto records = context_.log.read(office(), query_of(filter_),
                                         {.after = after, .up_to = up_to, .limit = limits.events});
  if (!records) return tl::make_unexpected(Failure::unreadable);
  Step step;
  step.next = records->size() < limits.events ? up_to : records->back().position;
  std::size_t bytes = 0;
  for (const auto& record : *records) {
    const auto event = context_.codec.decode(office(), record);
    if (!event) return tl::make_unexpected(Failure::unreadable);
    auto& made = step.events.emplace_back(cloud_event(*event, viewer_));
    step.has_personal = step.has_personal || made.has_personal;
    bytes += made.json.size();
    if (bytes < limits.bytes) continue;
    step.next = record.position;
    break;
  }
  return step;
}

}  // namespace rollcall::api::feed
