#pragma once
// Tables: they scroll by themselves, within reach of the keyboard.

#include <string>
#include <string_view>
#include <vector>

#include "api/pages/html.hpp"

namespace rollcall::api::pages {

Html column_head(std::string_view title);
Html text_row(const std::vector<std::string>& cells);

// `label` says what it is to whoever hears it; `head`: <th> each, `rows`: <tr> each.
Html table(std::string_view label, const Html& head, const Html& rows,
           std::string_view classes = "table");

}  // namespace rollcall::api::pages
