#pragma once
// Which office somebody means who has no credential yet.

#include <optional>
#include <string>

#include "api/app/context.hpp"

namespace rollcall::api {

// With several offices on the server a short name is needed.
bool needs_office(const Context& context);

// The office with that short name; without one, the only office. nullopt: there is none.
std::optional<eventstore::OfficeId> find_office(const Context& context,
                                                const std::optional<std::string>& slug);

}  // namespace rollcall::api
