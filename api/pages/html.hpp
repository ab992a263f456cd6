#pragma once
// HTML pages: escaping, the frame every page has, and their headers.

#include <map>
#include <string>
#include <string_view>

#include "api/http/message.hpp"

namespace rollcall::api::pages {

std::string escape(std::string_view text);  // for text and quoted attributes

// A whole page around `content` (finished HTML).
std::string page(std::string_view title, std::string_view content);

// With a Content-Security-Policy that allows our own style sheet and forms, and nothing else.
http::Response html_response(unsigned status, std::string body);

// The fields of an application/x-www-form-urlencoded body; the first of each name.
std::map<std::string, std::string> form_fields(std::string_view body);

extern const std::string_view kStyleSheet;

}  // namespace rollcall::api::pages
