#include "benchmarks/append/workload.hpp"

#include <algorithm>
#include <chrono>

namespace rollcall::benchmarks {
namespace {

using eventstore::Id;
using eventstore::Tag;

constexpr std::uint8_t kShareKind = 10;
constexpr std::uint8_t kListKind = 9;
constexpr std::uint8_t kFreshKind = 11;
constexpr std::uint32_t kLists = 16;

eventstore::Millis now() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
}

Id time_ordered(std::mt19937_64& random) {
  const auto millis = static_cast<std::uint64_t>(now());
  const std::array<std::uint64_t, 2> rest{random(), random()};
  Id id;
  std::copy_n(reinterpret_cast<const std::uint8_t*>(rest.data()), id.size(), id.begin());
  for (std::size_t i = 0; i < 6; ++i) id[i] = static_cast<std::uint8_t>(millis >> (40 - 8 * i));
  return id;
}

Id numbered(std::uint32_t number) {
  Id id{};
  for (std::size_t i = 0; i < 4; ++i) id[i] = static_cast<std::uint8_t>(number >> (24 - 8 * i));
  return id;
}

}  // namespace

Workload::Workload(std::uint32_t producer)
    : random_(producer + 1),
      own_{kShareKind, time_ordered(random_)},
      shared_{kListKind, numbered(producer % kLists)},
      payload_(kStoredBytes - eventstore::kEnvelopeBytes, '\0') {
  // Half of it text, half sealed, so that compression has no easier time than in earnest.
  constexpr std::string_view kText = "validUntil 2027-03-31, columns firstName lastName company; ";
  for (std::size_t i = 0; i < payload_.size(); ++i) {
    payload_[i] = i < payload_.size() / 2 ? kText[i % kText.size()] : static_cast<char>(random_());
  }
}

Id Workload::next_id() {
  return time_ordered(random_);
}

std::array<Tag, kTags> Workload::next_tags() {
  return {own_, shared_, {kFreshKind, next_id()}};
}

eventstore::NewEvent Workload::next_event() {
  const auto tags = next_tags();
  return {next_id(), kType, {tags.begin(), tags.end()}, payload_};
}

eventstore::Condition Workload::condition(eventstore::Position after) const {
  return {{{{{70, 71, 72, 73, 74, 75, 76, 77, 78, 79}, {own_}}}}, after};
}

eventstore::Append make_append(Workload& workload, std::size_t events, eventstore::Position after) {
  eventstore::Append append;
  append.office = kOffice;
  append.events.reserve(events);
  for (std::size_t i = 0; i < events; ++i) append.events.push_back(workload.next_event());
  append.condition = workload.condition(after);
  append.decided_at = now();
  append.actor = {1, workload.own_tag().id};
  append.correlation = append.events.front().id;
  return append;
}

}  // namespace rollcall::benchmarks
