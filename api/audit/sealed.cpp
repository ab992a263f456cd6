#include "api/audit/sealed.hpp"

namespace rollcall::api {
namespace {

class NoKeys final : public codec::PersonKeys {
 public:
  codec::Result<std::optional<std::string>> seal(domain::PersonId, std::string_view,
                                                 std::string_view) const override {
    return std::nullopt;
  }
  codec::Result<std::optional<std::string>> open(domain::PersonId, std::string_view,
                                                 std::string_view) const override {
    return std::nullopt;
  }
};

}  // namespace

codec::Result<projections::LoggedEvent> decode_sealed(const eventstore::Record& record) {
  auto event =
      codec::decode(record.type, record.payload, projections::from_log(record.id), NoKeys());
  if (!event) return tl::make_unexpected(event.error());
  return projections::LoggedEvent{.event = std::move(*event),
                                  .position = record.position,
                                  .decided_at = {record.decided_at},
                                  .recorded_at = {record.recorded_at},
                                  .actor = projections::from_log(record.actor),
                                  .correlation = projections::from_log(record.correlation)};
}

}  // namespace rollcall::api
