#include "api/past/past_views.hpp"

#include <sstream>

namespace rollcall::api {
namespace {

using projections::ViewReader;

std::string name_of(const eventstore::OfficeId& office, const replay::Subjects& subjects,
                    eventstore::Position up_to) {
  std::ostringstream name;
  name << std::string(office.begin(), office.end()) << up_to << ' ' << subjects.whole_shares
       << subjects.whole_contacts << subjects.whole_projects << subjects.rosters;
  for (const auto type : subjects.types) name << ' ' << type;
  for (const auto& query : subjects.facts) {
    name << '\n';
    for (const auto type : query.types) name << type << ' ';
    for (const auto& tag : query.tags) name << domain::to_string(tag) << ' ';
  }
  return name.str();
}

}  // namespace

PastViews::PastViews(const eventstore::Log& log, const projections::LogCodec& codec,
                     const Limits& limits)
    : log_(log), codec_(codec), limits_(limits), kept_(limits.events_kept) {}

eventstore::Result<std::shared_ptr<const ViewReader>> PastViews::view(
    const eventstore::OfficeId& office, const replay::Subjects& subjects,
    eventstore::Position up_to) {
  const auto name = name_of(office, subjects, up_to);
  if (const auto known = kept_.find(name)) {
    return std::static_pointer_cast<const ViewReader>(known->state);
  }
  const auto generation = kept_.generation();
  const auto past =
      replay::view_as_of(log_, codec_, office, subjects, up_to, limits_.events_of_view);
  if (!past) return tl::make_unexpected(past.error());
  kept_.put(name, {past->view, up_to, past->events + 1}, generation);
  return past->view;
}

void PastViews::forget() {
  kept_.clear();
}

}  // namespace rollcall::api
