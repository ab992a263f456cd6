// An export for an auditor: what is in it, that it holds, and that whatever is changed is found.
#include <fstream>

#include "api/commands/email_key.hpp"
#include "replay/access/audience.hpp"
#include "tests/api/audit/exporting.hpp"

namespace rollcall::api::export_test {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

TEST_F(AnExport, holds_with_the_offices_key_and_with_its_own) {
  const auto folder = written(of_list());
  const auto checked = audit_export::check_export(folder, key());
  EXPECT_THAT(checked.faults, IsEmpty());
  EXPECT_TRUE(checked.is_signed);
  EXPECT_THAT(checked.about, HasSubstr("list " + office.list + " Rooms: "));
  const auto by_itself = audit_export::check_export(folder, std::nullopt);
  EXPECT_THAT(by_itself.faults, IsEmpty());
  EXPECT_EQ(by_itself.key, to_string(key()));
}

TEST_F(AnExport, of_a_list_holds_its_shares_and_looks_and_no_others) {
  const auto folder = written(of_list());
  const auto shares = content(folder / "shares.csv");
  EXPECT_EQ(lines(shares), 3u) << shares;
  EXPECT_THAT(shares, HasSubstr(bus.id));
  EXPECT_THAT(shares, HasSubstr(kitchen.id));
  const auto looks = content(folder / "looks.csv");
  EXPECT_EQ(lines(looks), 5u) << looks;
  EXPECT_THAT(looks, HasSubstr(",csv,"));
  EXPECT_THAT(content(folder / "people.csv"), HasSubstr("bus@coach.example"));
  EXPECT_THAT(content(folder / "people.csv"), Not(HasSubstr("other@coach.example")));
}

TEST_F(AnExport, says_who_could_see_the_list_as_the_log_says_it) {
  const auto of = of_list();
  const auto audience = content(written(of) / "audience.csv");
  const replay::Moment moment{api.context().log, api.context().codec, api.office().id,
                              of.head.size};
  const auto said = replay::audience_of(moment, *of.subject.list, of.now);
  ASSERT_TRUE(said && *said);
  EXPECT_EQ(lines(audience), (*said)->grants.size() + 1);
  for (const auto& grant : (*said)->grants) {
    EXPECT_THAT(audience, HasSubstr(grant.viewer.id.to_string() + ',' + grant.from.to_string()));
  }
  EXPECT_THAT(audience, HasSubstr(",receiver," + kitchen.id));
  EXPECT_THAT(audience, HasSubstr(",share_revoked,"));
}

TEST_F(AnExport, says_nothing_of_participants) {
  auto of = request();
  of.kind = "project";
  of.id = office.project;
  of.subject.project = domain::ProjectId{*domain::Uuid::parse(office.project)};
  const auto folder = written(of);
  EXPECT_THAT(faults(folder), IsEmpty());
  EXPECT_THAT(tests::findings(folder, {"Single", "participant:", "roster:"}), IsEmpty());
  EXPECT_THAT(content(folder / "report.html"), Not(HasSubstr("Berg")));
  EXPECT_EQ(lines(content(folder / "shares.csv")), 4u);
  EXPECT_EQ(lines(content(folder / "looks.csv")), 6u);
}

TEST_F(AnExport, of_a_person_says_nothing_of_others) {
  auto of = request();
  of.kind = "person";
  of.person_title = "bus@coach.example";
  of.subject.email = email_key(api.context().vault, api.office().id,
                               *domain::EmailAddress::parse("bus@coach.example"));
  const auto folder = written(of);
  EXPECT_THAT(faults(folder), IsEmpty());
  EXPECT_EQ(lines(content(folder / "shares.csv")), 2u);
  EXPECT_EQ(lines(content(folder / "looks.csv")), 3u);
  EXPECT_EQ(lines(content(folder / "people.csv")), 2u);
}

TEST_F(AnExport, without_names_has_none_and_holds_unsigned) {
  const auto folder = written(of_list(false), false);
  const auto checked = audit_export::check_export(folder, key());
  EXPECT_THAT(checked.faults, IsEmpty());
  EXPECT_FALSE(checked.is_signed);
  EXPECT_FALSE(fs::exists(folder / "people.csv"));
  EXPECT_FALSE(fs::exists(folder / "clients.csv"));
  EXPECT_THAT(tests::findings(folder, {"bus@coach.example", "kitchen@hotel"}), IsEmpty());
}

TEST_F(AnExport, shows_names_as_text) {
  const auto report = content(written(of_list()) / "report.html");
  EXPECT_THAT(report, HasSubstr("Bo &lt;i&gt;Buss&lt;/i&gt; &lt;bus@coach.example&gt;"));
  EXPECT_THAT(report, Not(HasSubstr("<i>")));
  for (const std::string loaded : {"<script", "http://", "https://", "url(", " src="}) {
    EXPECT_THAT(report, Not(HasSubstr(loaded)));
  }
}

TEST_F(AnExport, has_no_name_of_who_was_erased) {
  const auto query = eventstore::Query{{{domain::types_of<domain::ListShared>(), {}}}};
  const auto first = api.context().log.read(api.office().id, query, {})->front();
  const auto logged = *api.context().codec.decode(api.office().id, first);
  const auto& event = std::get<domain::ListShared>(std::get<domain::ShareEvent>(logged.event.of));
  const auto person = projections::to_log(event.sending.addressed.person.uuid);
  ASSERT_TRUE(api.context().vault.destroy_keys(api.office().id, {{person}}));
  const auto folder = written(of_list());
  EXPECT_THAT(faults(folder), IsEmpty());
  EXPECT_THAT(content(folder / "people.csv"), Not(HasSubstr("bus@coach.example")));
  EXPECT_THAT(content(folder / "people.csv"), HasSubstr("kitchen@hotel.example"));
}

TEST_F(AnExport, is_not_written_over_anything) {
  const auto folder = written(of_list());
  const auto again = audit_export::write_export(folder, sources(), of_list());
  ASSERT_FALSE(again);
  EXPECT_THAT(again.error(), HasSubstr("empty or missing folder"));
  EXPECT_THAT(faults(folder), IsEmpty());
}

TEST_F(AnExport, of_what_the_office_does_not_have_is_refused) {
  auto of = of_list();
  of.subject.list = domain::ListId{*domain::Uuid::parse(office.project)};
  const auto folder = scratch.path() / "none";
  EXPECT_FALSE(audit_export::write_export(folder, sources(), of));
  EXPECT_FALSE(fs::exists(folder));
}

// ---- Changed -----------------------------------------------------------------------------------

TEST_F(AChangedExport, is_found_and_named_even_if_the_manifest_were_signed_anew) {
  const std::string changed_leaf = "events.ndjson line 1: /leaf: not what the checkpoint's log";
  const std::vector<Change> rows = {
      {"shares.csv line 2: not what the events say", "shares.csv", bus.id, kitchen.id},
      {"shares.csv line 1: not what the events say", "shares.csv", "shareId", "share"},
      {"looks.csv line 2: not what the events say", "looks.csv", ",json,", ",csv,"},
      {"looks.csv line 6: not what the events say", "looks.csv", "", ""},
      {"audience.csv line", "audience.csv", "share_revoked", "share_expired"},
      {"audience.csv line 2: not what the events say", "audience.csv", "Rooms", "Rome"},
      {"report.html line", "report.html", "kitchen@hotel.example", "nobody@hotel.example"},
      {"report.html line", "report.html", "<main>", "<main><p>All is well.</p>"},
      {"events.ndjson line 1: /type: not what the leaf says", "events.ndjson", "OfficeCreated",
       "OfficeChanged"},
      {"events.ndjson line 1: /actor/kind: not what the leaf says", "events.ndjson",
       R"("actor":{"kind":")", R"("actor":{"kind":"x)"},
      {"events.ndjson line 1: /at: not what the leaf says", "events.ndjson", R"("at":"20)",
       R"("at":"21)"},
      {"events.ndjson line 1: /tags/0: not what the leaf says", "events.ndjson", R"(["office:)",
       R"(["list:)"},
      {"events.ndjson line 1: /note: not what the leaf says", "events.ndjson", R"("type":)",
       R"("note":1,"type":)"},
      {changed_leaf, "events.ndjson", R"("position":1,)", R"("position":2,)"},
      {"events.ndjson line 1: /leaf: not base64", "events.ndjson", R"("leaf":")", R"("leaf":"?)"},
      {"events.ndjson line 1: /proof: no hashes", "events.ndjson", R"("proof":[")",
       R"("proof":["A)"},
      {"events.ndjson line 1: not JSON", "events.ndjson", "{", "["},
      {"checkpoint.note: no checkpoint that this key has signed", "checkpoint.note", "rollcall",
       "rollca11"},
  };
  for (const auto& row : rows) {
    const auto folder = copy();
    auto edited = row;
    if (row.from.empty()) edited.to = content(folder / row.file) + "x\r\n";
    change(folder, edited);
    sign_again(folder, signer());
    EXPECT_THAT(faults(folder), Contains(HasSubstr(row.fault))) << row.to;
  }
}

TEST_F(AChangedExport, is_found_by_the_manifest) {
  const std::string bytes = ": not the bytes that the manifest names";
  const std::vector<Change> rows = {
      {"people.csv" + bytes, "people.csv", "kitchen@hotel", "nobody@hotel"},
      {"clients.csv" + bytes, "clients.csv", "\r\n", "\n"},
      {"shares.csv" + bytes, "shares.csv", bus.id, kitchen.id},
      {"manifest.note: not signed by this key", "manifest.note", R"("title":"Rooms")",
       R"("title":"Rome")"},
      {"manifest.note: no rollcall.audit-export@v1", "manifest.note", R"("names":true)",
       R"("names":1)"},
      {"manifest.note: not signed by this key", "manifest.note", "\n\n\xE2\x80\x94", "\n\n- "},
  };
  for (const auto& row : rows) {
    const auto folder = copy();
    change(folder, row);
    EXPECT_THAT(faults(folder), Contains(row.fault)) << row.to;
  }
  const auto folder = copy();
  const auto note = content(folder / "manifest.note");
  put(folder / "manifest.note", note.substr(0, note.rfind("\n\n") + 2));
  EXPECT_THAT(faults(folder), ElementsAre("manifest.note: not signed by this key"));
}

TEST_F(AChangedExport, is_found_by_what_is_missing_or_new) {
  for (const auto& entry : fs::directory_iterator(good)) {
    const auto name = entry.path().filename().string();
    const auto folder = copy();
    fs::remove(folder / name);
    EXPECT_THAT(faults(folder), Contains(HasSubstr(name))) << name;
  }
  const auto folder = copy();
  put(folder / "notes.txt", "mine");
  EXPECT_THAT(faults(folder), ElementsAre("notes.txt: not in the manifest"));
}

TEST_F(AChangedExport, is_found_by_lines_removed_doubled_and_swapped) {
  std::vector<std::string> events;
  std::ifstream in(good / "events.ndjson");
  for (std::string line; std::getline(in, line);) events.push_back(line + '\n');
  ASSERT_GT(events.size(), 3u);
  const auto with = [&](const std::vector<std::size_t>& order) {
    std::string text;
    for (const auto i : order) text += events[i];
    for (std::size_t i = 3; i < events.size(); ++i) text += events[i];
    const auto folder = copy();
    put(folder / "events.ndjson", text);
    return faults(folder);
  };
  EXPECT_THAT(with({0, 1, 2}), IsEmpty());
  EXPECT_THAT(with({0, 2}), Contains("events.ndjson: " + std::to_string(events.size() - 1) +
                                     " lines, not " + std::to_string(events.size())));
  const std::string after = "/position: not after the line before";
  EXPECT_THAT(with({0, 1, 1, 2}), Contains("events.ndjson line 3: " + after));
  EXPECT_THAT(with({1, 0, 2}), Contains("events.ndjson line 2: " + after));
}

TEST_F(AChangedExport, is_found_by_a_flipped_bit_in_any_file) {
  for (const auto& entry : fs::directory_iterator(good)) {
    const auto name = entry.path().filename().string();
    const auto text = content(good / name);
    const auto folder = copy();
    for (std::size_t i = 0; i < 24; ++i) {
      const auto at = text.size() * i / 24;
      auto flipped = text;
      flipped[at] = static_cast<char>(flipped[at] ^ (1 << i % 8));
      put(folder / name, flipped);
      EXPECT_THAT(faults(folder), Contains(HasSubstr(name))) << name << " at " << at;
    }
  }
}

TEST_F(AChangedExport, does_not_hold_by_another_key) {
  const auto other = api.add_office("Other", "other");
  const auto theirs = log_signer(api.context().vault, other.id)->verifier();
  EXPECT_THAT(audit_export::check_export(good, theirs).faults,
              ElementsAre("manifest.note: not signed by this key",
                          "checkpoint.note: no checkpoint that this key has signed"));
}

TEST_F(AChangedExport, that_is_no_folder_is_none) {
  EXPECT_THAT(faults(scratch.path() / "nothing"),
              ElementsAre("manifest.note: not there, or not to be read"));
}

}  // namespace
}  // namespace rollcall::api::export_test
