#pragma once
// The feed's live stream as an AsyncAPI 3.0 document.

#include <string>

namespace rollcall::api::feed {

// In one line, from the events' descriptions. docs/asyncapi.json is this, set out for people.
const std::string& asyncapi_document();

}  // namespace rollcall::api::feed
