#pragma once
// What a query means, said once.

#include <span>

#include "eventstore/types.hpp"

namespace rollcall::eventstore {

bool has_type(const QueryItem& item, EventType type);
bool has_tags(std::span<const Tag> wanted, std::span<const Tag> tags);
bool matches(const Query& query, EventType type, std::span<const Tag> tags);

}  // namespace rollcall::eventstore
