#pragma once
// Who of a project can be picked to share a list with: GET /v1/lists/{listId}/receivers.

#include <memory>

#include "api/app/exchange.hpp"

namespace rollcall::api::handlers {

void list_receivers(const std::shared_ptr<Exchange>& exchange);

}  // namespace rollcall::api::handlers
