#pragma once
// The CSV import below /v1/projects/{projectId}/participants/import.

#include <memory>
#include <string>

#include "api/app/exchange.hpp"

namespace rollcall::api::handlers {

void import_participants(const std::shared_ptr<Exchange>& exchange);

std::string participants_location(domain::ProjectId project);

}  // namespace rollcall::api::handlers
