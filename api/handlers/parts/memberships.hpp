#pragma once
// Who is on a project: handlers below /v1/projects/{projectId}/contacts.

#include <memory>

#include "api/app/exchange.hpp"

namespace rollcall::api::handlers {

void list_members(const std::shared_ptr<Exchange>& exchange);
void put_member(const std::shared_ptr<Exchange>& exchange);
void remove_member(const std::shared_ptr<Exchange>& exchange);

}  // namespace rollcall::api::handlers
