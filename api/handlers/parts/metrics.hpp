#pragma once
// The server's state in Prometheus' text format, version 0.0.4. No office, person or token in it.

#include <string>

#include "api/app/context.hpp"

namespace rollcall::api::handlers {

std::string metrics_text(const Context& context);

}  // namespace rollcall::api::handlers
