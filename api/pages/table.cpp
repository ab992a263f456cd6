#include "api/pages/table.hpp"

namespace rollcall::api::pages {

Html column_head(std::string_view title) {
  return html("<th scope=\"col\">{}</th>", title);
}

Html text_row(const std::vector<std::string>& cells) {
  Html row;
  for (const auto& cell : cells) row += html("<td>{}</td>", cell);
  return html("<tr>{}</tr>\n", row);
}

Html table(std::string_view label, const Html& head, const Html& rows, std::string_view classes) {
  return html(R"(<div class="{}" role="region" aria-label="{}" tabindex="0">
<table>
<thead><tr>{}</tr></thead>
<tbody>
{}</tbody>
</table>
</div>
)",
              classes, label, head, rows);
}

}  // namespace rollcall::api::pages
