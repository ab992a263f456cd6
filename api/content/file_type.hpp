#pragma once
// What a file is, by what is in it: neither its name nor what the client says counts.

#include <optional>
#include <string_view>

#include "domain/values/file.hpp"

namespace rollcall::api {

// nullopt: none of the kinds that are taken; HTML, SVG, scripts, programs, archives, and documents
// with macros among them. `name` tells CSV from other text.
std::optional<domain::FileType> file_type_of(std::string_view bytes, std::string_view name);

}  // namespace rollcall::api
