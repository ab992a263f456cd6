#pragma once
// An event of the log as a CloudEvent (CloudEvents 1.0.2, JSON format 1.0.2).

#include <string>

#include "api/feed/data/viewer.hpp"
#include "projections/log_codec.hpp"

namespace rollcall::api::feed {

inline constexpr std::string_view kTypePrefix = "rollcall.";  // then the event's name

// The type of the events of that name ("ListShared"); nullopt: there are none.
std::optional<domain::EventType> type_named(std::string_view name);

// What a CloudEvent of that office names as its source: its log, by the origin of its checkpoints.
std::string source_of(const eventstore::OfficeId& office);

struct CloudEvent {
  eventstore::Position position = 0;
  std::string type;           // "rollcall.ListShared"
  std::string json;           // one line
  bool has_personal = false;  // something in it is for who knows persons alone
};
CloudEvent cloud_event(const projections::LoggedEvent& event, const Viewer& viewer);

// An event's data alone.
std::string data_of(const domain::Event& event, const Viewer& viewer);

}  // namespace rollcall::api::feed
