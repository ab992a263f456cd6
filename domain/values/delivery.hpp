#pragma once
// How a mail fares: of shares and of set-password links alike.

#include <cstdint>
#include <optional>
#include <string>

#include "domain/values/time.hpp"

namespace rollcall::domain {

enum class DeliveryState : std::uint8_t { queued = 1, sent = 2, deferred = 3, failed = 4 };
struct Delivery {
  DeliveryState state = DeliveryState::queued;
  Instant at;          // of that state
  std::string reason;  // of deferred and failed
  std::optional<Instant> retry_at;
  std::uint32_t attempts = 0;
  std::uint32_t unsettled = 0;  // the last attempts, of whose hand-over nothing is known
  bool operator==(const Delivery&) const = default;
};
// Nothing more will happen to it.
inline bool is_settled(const Delivery& delivery) {
  return delivery.state == DeliveryState::sent || delivery.state == DeliveryState::failed;
}

}  // namespace rollcall::domain
