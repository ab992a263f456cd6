#pragma once
// How answers and files name what is a closed set in the domain.

#include <string_view>

#include "domain/access.hpp"
#include "domain/actor.hpp"

namespace rollcall::api::wire {

std::string_view name_of(domain::AccessKind kind);
std::string_view name_of(domain::ActorKind kind);

}  // namespace rollcall::api::wire
