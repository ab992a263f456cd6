#pragma once
// Forms: as HTML, and as they come back.

#include <map>
#include <string>
#include <string_view>

#include "api/pages/html.hpp"

namespace rollcall::api::pages {

// The fields of an application/x-www-form-urlencoded body; the first of each name.
std::map<std::string, std::string> form_fields(std::string_view body);

enum class Weight : std::uint8_t { primary, quiet };
Html button(std::string_view text, Weight weight = Weight::primary);
Html hidden(std::string_view name, std::string_view value);
// Posts what is in it.
Html form_to(std::string_view action, const Html& content);

// A labelled field that must be filled in. `hint`: what it wants, may be empty; `fault`: what was
// wrong with what was sent, may be empty.
struct Field {
  std::string_view name;
  std::string_view label;
  Html attributes;
  std::string_view value{};
  std::string_view hint{};
  std::string_view fault{};
};
Html field(const Field& field);

// What became of what was sent: `note` as news, `fault` as a warning. Nothing if empty.
Html note(std::string_view text);
Html fault(std::string_view text);

Html paragraph(std::string_view text);

// Percent-encoded, for a query or a path's segment.
std::string url_encoded(std::string_view text);

}  // namespace rollcall::api::pages
