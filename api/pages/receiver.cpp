#include "api/pages/receiver.hpp"

#include "api/pages/html.hpp"

namespace rollcall::api::pages {
namespace {

std::string paragraph(std::string_view text, std::string_view css_class = "") {
  const auto attribute = css_class.empty() ? "" : " class=\"" + std::string(css_class) + '"';
  return "<p" + attribute + ">" + escape(text) + "</p>\n";
}

std::string minute_of(domain::Instant at) {
  auto text = at.to_string().substr(0, 16);
  text[10] = ' ';
  return text + " UTC";
}

std::string table_html(const ListTable& table) {
  std::string html = "<div class=\"table\" tabindex=\"0\"><table>\n<thead><tr>";
  for (const auto& column : table.columns) {
    html += "<th scope=\"col\">" + escape(column.title()) + "</th>";
  }
  html += "</tr></thead>\n<tbody>\n";
  for (const auto& row : table.rows) {
    html += "<tr>";
    for (const auto& value : row.values) html += "<td>" + escape(value) + "</td>";
    html += "</tr>\n";
  }
  return html + "</tbody>\n</table></div>\n";
}

}  // namespace

std::string link_page(const domain::OpeningFacts& facts, const std::string& token,
                      std::string_view notice) {
  const auto office = facts.office.settings->name.str();
  const auto& addressed = facts.share.sending.addressed.known;
  const auto action = "action=\"/s/" + escape(token) + "\"";
  auto html = "<h1>" + escape(office) + " shares a list with you</h1>\n";
  if (!notice.empty()) html += "<p class=\"note\" role=\"status\">" + escape(notice) + "</p>\n";
  html += paragraph("To open it, have a code sent to " +
                    (addressed ? addressed->email.masked() : std::string("your address")) + ".");
  html += "<form method=\"post\" " + action +
          ">\n<input type=\"hidden\" name=\"step\" value=\"send\">\n"
          "<button type=\"submit\">Send me a code</button>\n</form>\n";
  html += "<form method=\"post\" " + action +
          ">\n<input type=\"hidden\" name=\"step\" value=\"open\">\n"
          "<label for=\"code\">Code from the mail</label>\n"
          "<input id=\"code\" name=\"code\" autocomplete=\"one-time-code\" maxlength=\"20\" "
          "placeholder=\"XXXX-XXXX\" required>\n<button type=\"submit\">Open the list</button>\n"
          "</form>\n";
  return page(office, html);
}

std::string dead_page() {
  return page("This link does not work",
              "<h1>This link does not work</h1>\n"
              "<p>It may have run out or been replaced by a newer one. Ask whoever sent it to you "
              "to send it again.</p>\n");
}

std::string list_page(const ListTable& table, const domain::ShareState& share, const ListPage& of) {
  const auto here = "/l/" + share.id.uuid.to_string();
  auto html = "<h1>" + escape(table.name) + "</h1>\n";
  html += paragraph("Shared by " + of.office + ". " + std::to_string(table.rows.size()) +
                    " rows, as of " + minute_of(of.now) + "; last changed " +
                    minute_of(table.changed_at) + ". Yours to see until " +
                    share.valid_until.to_string() + ".");
  html += "<div class=\"actions\">\n";
  if (share.may_download)
    html += "<p><a href=\"" + here + "?format=csv\">Download as CSV</a></p>\n";
  html += "<form method=\"post\" action=\"" + here +
          "\">\n<input type=\"hidden\" name=\"step\" value=\"sign-out\">\n"
          "<input type=\"hidden\" name=\"key\" value=\"" +
          escape(of.form_key) +
          "\">\n"
          "<button type=\"submit\">Sign out</button>\n</form>\n</div>\n";
  return page(table.name, html + table_html(table));
}

std::string no_file_page(const std::string& share_id) {
  return page("No file of this list",
              "<h1>This list is not shared as a file</h1>\n<p><a href=\"/l/" + escape(share_id) +
                  "\">Back to the list</a></p>\n");
}

std::string signed_out_page() {
  return page("Signed out",
              "<h1>You are signed out</h1>\n"
              "<p>To see the list again, open the link in your mail and ask for a new code.</p>\n");
}

}  // namespace rollcall::api::pages
