#pragma once
// docs/openapi.json as it was when the program was built (cmake/embed.cmake makes the bytes).

#include <string_view>

namespace rollcall::api::handlers {

std::string_view openapi_document();

}  // namespace rollcall::api::handlers
