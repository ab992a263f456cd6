#pragma once
// Who acts, and when: comes in with every command.

#include <cstdint>

#include "domain/values/time.hpp"
#include "domain/values/uuid.hpp"

namespace rollcall::domain {

enum class ActorKind : std::uint8_t {  // part of the stored format
  system = 0,                          // the server itself (id nil)
  staff = 1,
  api_token = 2,
  contact = 3,
  receiver = 4,  // id: the share's
};

struct Actor {
  ActorKind kind = ActorKind::system;
  Uuid id;
  auto operator<=>(const Actor&) const = default;
};

struct Deciding {
  Instant now;
  Actor actor;
};

}  // namespace rollcall::domain
