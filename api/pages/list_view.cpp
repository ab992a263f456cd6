#include "api/pages/list_view.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <span>

#include "api/pages/forms.hpp"
#include "api/pages/list_marks.hpp"
#include "api/pages/table.hpp"
#include "api/pages/texts.hpp"

namespace rollcall::api::pages {
namespace {

using Row = ListTable::Row;

constexpr std::string_view kAllPages = "all";
constexpr std::string_view kDescending = "descending";

std::string value_or_empty(const http::RequestHead& head, std::string_view name) {
  const auto* value = head.query_value(name);
  return value ? *value : "";
}

std::optional<std::size_t> column_named(const ListTable& table, std::string_view key) {
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (table.columns[i].key() == key) return i;
  }
  return std::nullopt;
}

std::size_t page_named(std::string_view text) {
  std::size_t page = 1;
  std::from_chars(text.data(), text.data() + text.size(), page);
  return std::max<std::size_t>(page, 1) - 1;
}

// The rows of the page asked for; the last page if there are fewer.
struct Cut {
  std::span<const Row* const> rows;
  std::size_t page = 0;
  std::size_t pages = 1;
};
Cut cut(const std::vector<const Row*>& rows, const Leafing& leafing) {
  if (leafing.all) return {rows, 0, 1};
  const auto pages = std::max<std::size_t>(1, (rows.size() + kRowsPerPage - 1) / kRowsPerPage);
  const auto page = std::min(leafing.page, pages - 1);
  const auto first = page * kRowsPerPage;
  const auto count = std::min(kRowsPerPage, rows.size() - first);
  return {std::span(rows).subspan(first, count), page, pages};
}

// The address of this look, leafed otherwise.
std::string address(const ListView& view, const Leafing& leafing) {
  auto text = view.path + "?cursor=" + url_encoded(view.cursor);
  if (!leafing.by.query.empty()) text += "&query=" + url_encoded(leafing.by.query);
  if (leafing.by.column) {
    text += "&sort=" + url_encoded(view.table.columns[*leafing.by.column].key());
    if (leafing.by.descending) text += "&direction=" + std::string(kDescending);
  }
  if (leafing.all) return text + "&page=" + std::string(kAllPages);
  return leafing.page == 0 ? text : text + "&page=" + std::to_string(leafing.page + 1);
}

Html link(const std::string& to, std::string_view text) {
  return html(R"(<a href="{}">{}</a>)", to, text);
}

// ---- Searching -------------------------------------------------------------------------------

Html search_form(const ListView& view) {
  const auto& by = view.leafing.by;
  auto kept = hidden("cursor", view.cursor);
  if (by.column) kept += hidden("sort", view.table.columns[*by.column].key());
  if (by.column && by.descending) kept += hidden("direction", kDescending);
  return html(R"(<form class="search" role="search" method="get" action="{}">
{}<label for="query">{}</label>
<div class="row"><input id="query" name="query" type="search" value="{}" maxlength="200">
{}</div>
</form>
)",
              view.path, kept, view.words(texts::kSearchIn), by.query,
              button(view.words(texts::kSearch), Weight::quiet));
}

Html count_of(const ListView& view, std::size_t found) {
  const auto& words = view.words;
  const auto all = view.table.rows.size();
  if (view.leafing.by.query.empty()) {
    return html("<p class=\"count\">{}</p>\n",
                all == 1 ? std::string(words(texts::kOneRow)) : words(texts::kRows, all));
  }
  auto everything = view.leafing;
  everything.by.query.clear();
  everything.page = 0;
  return html("<p class=\"count\" role=\"status\">{} {}</p>\n",
              words(texts::kFound, found, all, view.leafing.by.query),
              link(address(view, everything), words(texts::kShowAll)));
}

// ---- The table -------------------------------------------------------------------------------

Html head_cell(const ListView& view, std::size_t column) {
  const auto title = column_title(view.words, view.table.columns[column]);
  const auto& by = view.leafing.by;
  const bool is_sorted = by.column == column;
  auto turned = view.leafing;
  turned.by.column = column;
  turned.by.descending = is_sorted && !by.descending;
  turned.page = 0;
  const auto order = by.descending ? html("descending") : html("ascending");
  return html(
      R"(<th scope="col"{}><a href="{}">{}{}</a></th>)",
      only_if(is_sorted, html(R"( aria-sort="{}")", order)), address(view, turned), title,
      only_if(is_sorted, html(R"(<span class="arrow {}" aria-hidden="true"></span>)", order)));
}

Html row_html(const ListView& view, const Row& row) {
  if (row.erased) {
    return html("<tr><td class=\"erased\" colspan=\"{}\">{}</td></tr>\n", view.table.columns.size(),
                view.words(texts::kErased));
  }
  const RowMarks marks(view.words, view.changes, view.table, row);
  Html cells;
  for (std::size_t i = 0; i < row.values.size(); ++i) {
    cells += html("<td>{}{}{}</td>", only_if(i == 0, marks.badge()), row.values[i], marks.cell(i));
  }
  return html("<tr>{}</tr>\n", cells);
}

Html table_html(const ListView& view, std::span<const Row* const> rows) {
  Html head;
  for (std::size_t i = 0; i < view.table.columns.size(); ++i) head += head_cell(view, i);
  Html body;
  for (const auto* row : rows) body += row_html(view, *row);
  return table(view.table.name, head, body);
}

// ---- Leafing ---------------------------------------------------------------------------------

Html to_page(const ListView& view, bool there, std::size_t page, const Text& text) {
  auto other = view.leafing;
  other.page = page;
  return only_if(there, link(address(view, other), view.words(text)) + html("\n"));
}

Html leaf_links(const ListView& view, const Cut& cut) {
  auto turned = view.leafing;
  turned.page = 0;
  turned.all = !view.leafing.all;
  const auto all = html(R"(<a class="one-page" href="{}">{}</a>
)",
                        address(view, turned),
                        view.words(view.leafing.all ? texts::kInPages : texts::kOnOnePage));
  const auto where =
      only_if(cut.pages > 1,
              html("<span>{}</span>\n", view.words(texts::kPageOf, cut.page + 1, cut.pages)));
  return html(R"(<nav class="leaf" aria-label="{}">
{}{}{}{}</nav>
)",
              view.words(texts::kPages),
              to_page(view, cut.page > 0, cut.page - 1, texts::kPrevious), where,
              to_page(view, cut.page + 1 < cut.pages, cut.page + 1, texts::kNext), all);
}

}  // namespace

Leafing leafing_of(const http::RequestHead& head, const ListTable& table) {
  Leafing leafing;
  leafing.by.query = value_or_empty(head, "query");
  leafing.by.column = column_named(table, value_or_empty(head, "sort"));
  leafing.by.descending = value_or_empty(head, "direction") == kDescending;
  const auto page = value_or_empty(head, "page");
  leafing.all = page == kAllPages;
  leafing.page = page_named(page);
  return leafing;
}

Html list_view(const ListView& view) {
  const auto rows = arrange(view.table, view.leafing.by);
  const auto part = cut(rows, view.leafing);
  auto content = search_form(view);
  if (view.changes) content += changes_in_short(view.words, *view.changes, view.zone);
  content += count_of(view, rows.size());
  if (rows.empty()) {
    const bool searched = !view.leafing.by.query.empty();
    return content + html("<p class=\"empty\">{}</p>\n",
                          view.words(searched ? texts::kNoneFound : texts::kNoRows));
  }
  content += table_html(view, part.rows);
  if (rows.size() > kRowsPerPage) content += leaf_links(view, part);
  if (view.changes) content += gone_rows(view.words, *view.changes, view.table);
  return content;
}

domain::AccessKind look_kind(const http::RequestHead& head) {
  const auto format = value_or_empty(head, "format");
  if (format == "csv") return domain::AccessKind::csv;
  return format == "xlsx" ? domain::AccessKind::xlsx : domain::AccessKind::page;
}

std::string column_title(Words words, const domain::Column& column) {
  static const std::map<std::string, Text, std::less<>> kStandard = {
      {"firstName", texts::kFirstName},  {"lastName", texts::kLastName}, {"email", texts::kEmail},
      {"phone", texts::kPhone},          {"company", texts::kCompany},   {"status", texts::kStatus},
      {"externalId", texts::kExternalId}};
  const auto found = kStandard.find(column.key());
  return found == kStandard.end() ? column.title() : std::string(words(found->second));
}

}  // namespace rollcall::api::pages
