#include "api/audit/export/report.hpp"

#include <algorithm>
#include <map>

#include "api/pages/table.hpp"

namespace rollcall::api::audit_export {
namespace {

using pages::Html;
using pages::html;
using pages::only_if;
using Row = std::vector<std::string>;

constexpr std::string_view kStyle = R"(
:root { color-scheme: light; font: 11pt/1.45 system-ui, sans-serif; }
body { margin: 2rem auto; max-width: 75rem; padding: 0 1.5rem; }
h1 { font-size: 1.6rem; margin-bottom: 0.25rem; }
h2 { font-size: 1.2rem; margin: 2rem 0 0.5rem; }
dl { display: grid; gap: 0.15rem 1.5rem; grid-template-columns: max-content auto; }
dt { color: #444; }
dd { margin: 0; overflow-wrap: anywhere; }
.table { overflow-x: auto; }
table { border-collapse: collapse; font-size: 0.85rem; width: 100%; }
th, td { border: 1px solid #999; padding: 0.25rem 0.4rem; text-align: left; vertical-align: top; }
th { background: #eee; }
td { overflow-wrap: break-word; }
code { font-size: 0.9em; overflow-wrap: anywhere; }
@media print {
  body { margin: 0; max-width: none; padding: 0; }
  .table { overflow: visible; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
}
)";

// By the name of a column, as files may gain some.
class Reader {
 public:
  explicit Reader(const Table& table) : table_(table) {}
  std::string of(const Row& row, std::string_view column) const {
    const auto place = std::ranges::find(table_.columns, column) - table_.columns.begin();
    const auto index = static_cast<std::size_t>(place);
    return index < row.size() ? row[index] : "";
  }

 private:
  const Table& table_;
};

// "share ID" or "contact ID" to what people.csv says of them.
std::map<std::string, std::string> names_of(const Table& people) {
  std::map<std::string, std::string> names;
  const Reader read(people);
  for (const auto& row : people.rows) {
    const auto name = read.of(row, "name");
    const auto email = read.of(row, "email");
    names[read.of(row, "of") + ' ' + read.of(row, "id")] =
        name.empty() ? email : name + " <" + email + ">";
  }
  return names;
}

std::string who(const std::map<std::string, std::string>& names, const std::string& share,
                const std::string& contact) {
  const auto key = share.empty() ? "contact " + contact : "share " + share;
  if (share.empty() && contact.empty()) return "the office";
  const auto found = names.find(key);
  return found == names.end() ? key : found->second;
}

Html fact(std::string_view name, std::string_view value) {
  return html("<dt>{}</dt><dd>{}</dd>\n", name, value);
}

// A part of the report, told by its heading.
Html part_of(std::string_view heading, const Html& before,
             const std::vector<std::string_view>& titles, const std::vector<Row>& rows) {
  const auto top = html("<h2>{}</h2>\n", heading) + before;
  if (rows.empty()) return top + html("<p>None.</p>\n");
  Html head;
  for (const auto title : titles) head += pages::column_head(title);
  Html body;
  for (const auto& row : rows) body += pages::text_row(row);
  return top + pages::table(heading, head, body);
}

Html participant_part(const Table& participant) {
  const Reader read(participant);
  std::vector<Row> rows;
  for (const auto& row : participant.rows) {
    rows.push_back(
        {read.of(row, "at"), read.of(row, "event"), read.of(row, "by"), read.of(row, "position")});
  }
  return part_of("What was recorded of them", {}, {"At", "What", "By", "Event"}, rows);
}

Html shares_part(const Table& shares, const std::map<std::string, std::string>& names) {
  const Reader read(shares);
  std::vector<Row> rows;
  for (const auto& row : shares.rows) {
    const auto revoked = read.of(row, "revokedAt");
    rows.push_back({read.of(row, "sharedAt"), read.of(row, "list"),
                    who(names, read.of(row, "shareId"), ""), read.of(row, "columns"),
                    read.of(row, "validUntil"), revoked, read.of(row, "looks"),
                    read.of(row, "lastLookAt"), read.of(row, "position")});
  }
  return part_of("Shares", {},
                 {"Shared", "List", "Receiver", "Columns", "Valid until", "Revoked", "Looks",
                  "Last look", "Event"},
                 rows);
}

Html looks_part(const Table& looks, const std::map<std::string, std::string>& names) {
  const Reader read(looks);
  std::vector<Row> rows;
  for (auto row = looks.rows.rbegin(); row != looks.rows.rend(); ++row) {
    if (rows.size() == kMaxLooksInReport) break;
    rows.push_back({read.of(*row, "at"), read.of(*row, "list"),
                    who(names, read.of(*row, "shareId"), read.of(*row, "contactId")),
                    read.of(*row, "organisation"), read.of(*row, "kind"), read.of(*row, "rowCount"),
                    read.of(*row, "columns"), read.of(*row, "listVersion"),
                    read.of(*row, "position")});
  }
  const bool is_cut = rows.size() < looks.rows.size();
  return part_of("Looks, newest first",
                 only_if(is_cut, html("<p>The newest {} of {}; all of them are in {}.</p>\n",
                                      rows.size(), looks.rows.size(), kLooksFile)),
                 {"At", "List", "Who", "Organisation", "As", "Rows", "Columns",
                  "Version of the list", "Event"},
                 rows);
}

// A receiver goes by their share.
std::string viewer_of(const std::map<std::string, std::string>& names, const std::string& kind,
                      const std::string& id) {
  if (kind == "receiver") return who(names, id, "");
  if (kind == "contact") return who(names, "", id);
  return kind + ' ' + id;
}

Html audience_part(const Table& audience, const std::map<std::string, std::string>& names) {
  const Reader read(audience);
  std::vector<Row> rows;
  for (const auto& row : audience.rows) {
    const auto until = read.of(row, "until");
    rows.push_back({viewer_of(names, read.of(row, "viewerKind"), read.of(row, "viewerId")),
                    read.of(row, "list"), read.of(row, "from"), until.empty() ? "still" : until,
                    read.of(row, "endedBy"), read.of(row, "columns"),
                    read.of(row, "becauseOfEvents")});
  }
  return part_of("Who could see it", {},
                 {"Who", "List", "From", "Until", "Ended by", "Columns", "Because of events"},
                 rows);
}

Html facts_part(const Manifest& manifest) {
  return html("<dl>\n{}{}{}{}{}{}</dl>\n", fact("Office", manifest.office),
              fact("About", manifest.subject + ' ' + manifest.subject_id),
              fact("Made", manifest.made_at),
              fact("Events", std::to_string(manifest.events) + " of the office's first " +
                                 std::to_string(manifest.position)),
              fact("Names", manifest.names ? "included" : "left out"),
              fact("Key of the log", manifest.key));
}

Html check_part() {
  return html(R"(<h2>To check it</h2>
<p>Every event named here lies in {} as the office's log has it, with a proof that leads to the
signed checkpoint. <code>rollcall verify FOLDER --log-key KEY</code> checks all of it offline, this
page included. Take the key from the office, not from this folder. Times are UTC.</p>
)",
              kEventsFile);
}

std::string title_of(const Manifest& manifest) {
  const auto& of = manifest.title.empty() ? manifest.subject : manifest.title;
  return (is_about_participant(manifest) ? "Looks that showed: " : "Shares and looks: ") + of;
}

// Of a participant first what they asked: who was shown them.
Html parts_of(const Manifest& manifest, const Contents& contents, const Table& people) {
  const auto names = names_of(people);
  if (!is_about_participant(manifest)) {
    return shares_part(contents.shares, names) + audience_part(contents.audience, names) +
           looks_part(contents.looks, names);
  }
  return html(R"(<p>A look is here if they were a row of the list, by its rules, at the version that
was shown. Once somebody is erased it can no longer be told whom a list's filter chose: then looks
are here that may have shown them.</p>
)") + looks_part(contents.looks, names) +
         shares_part(contents.shares, names) + participant_part(contents.participant);
}

}  // namespace

std::string report_html(const Manifest& manifest, const Contents& contents, const Table& people) {
  const auto title = title_of(manifest);
  return html(R"(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{}</title>
<style>{}</style>
</head>
<body>
<main>
<h1>{}</h1>
{}{}{}</main>
</body>
</html>
)",
              title, Html::trusted(std::string(kStyle)), title, facts_part(manifest),
              parts_of(manifest, contents, people), check_part())
      .str();
}

}  // namespace rollcall::api::audit_export
