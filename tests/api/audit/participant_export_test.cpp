// An export about a participant: their own events, and who was shown them.
#include "api/audit/export/tables.hpp"
#include "tests/api/audit/exporting.hpp"

namespace rollcall::api::participant_export_test {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// The ids of the looks in an export, in order.
std::vector<std::string> looks_in(const fs::path& folder) {
  const auto table = audit_export::table_of_csv(content(folder / "looks.csv"));
  std::vector<std::string> ids;
  for (const auto& row : table.rows) ids.push_back(row.front());
  return ids;
}

// A cell of each row of a table's file.
std::vector<std::string> cells(const fs::path& file, std::string_view column) {
  const auto table = audit_export::table_of_csv(content(file));
  const auto place = std::ranges::find(table.columns, column) - table.columns.begin();
  std::vector<std::string> found;
  for (const auto& row : table.rows) found.push_back(row[static_cast<std::size_t>(place)]);
  return found;
}

// Short words, in what is no base64: there they may be by chance.
std::vector<std::string> names_in(const fs::path& folder, const std::vector<std::string>& names) {
  std::vector<std::string> found;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".ndjson") continue;
    const auto file = entry.path().filename().string();
    for (auto& each : tests::findings(file, content(entry.path()), names)) found.push_back(each);
  }
  return found;
}

class AParticipantsExport : public AnExport {
 protected:
  std::string at(const std::string& participant) const {
    return "/v1/projects/" + office.project + "/participants/" + participant;
  }
  const std::string& berg() const { return office.participants[0]; }
};

// The same as the API answers.
TEST_F(AParticipantsExport, has_the_looks_that_showed_them_and_no_others) {
  const auto late = add_participant(api, office.project, R"("lastName":"Zander")");
  const auto shown = api.get("/v1/audit/participants/" + berg() + "/disclosures");
  const auto folder = written(of_participant(berg()));
  EXPECT_THAT(faults(folder), IsEmpty());
  EXPECT_EQ(looks_in(folder).size(), 5u);
  auto told = shown.items("/accessId");
  std::ranges::sort(told);
  auto written_looks = looks_in(folder);
  std::ranges::sort(written_looks);
  EXPECT_EQ(written_looks, told);
  EXPECT_THAT(looks_in(written(of_participant(late))), IsEmpty());
  // Of the looks by one share, too.
  api.clock().advance(std::chrono::minutes(2));
  office.look(office.open(bus.token).token);
  const auto of_late = written(of_participant(late));
  EXPECT_THAT(faults(of_late), IsEmpty());
  EXPECT_EQ(looks_in(of_late).size(), 1u);
  EXPECT_EQ(cells(of_late / "shares.csv", "shareId"), std::vector{bus.id});
}

TEST_F(AParticipantsExport, has_what_was_recorded_of_them_as_a_table) {
  api.patch(at(berg()), R"({"lastName":"Nyberg"})");
  api.get("/v1/audit/participants/" + berg() + "/disclosures");
  api.del(at(berg()));
  const auto folder = written(of_participant(berg()));
  EXPECT_THAT(faults(folder), IsEmpty());
  EXPECT_THAT(cells(folder / "participant.csv", "event"),
              ElementsAre("ParticipantAdded", "ParticipantEdited", "ParticipantRemoved"));
  EXPECT_THAT(content(folder / "events.ndjson"), HasSubstr(R"("type":"HistoryRead")"));
  EXPECT_THAT(content(folder / "report.html"), HasSubstr("ParticipantEdited"));
  EXPECT_FALSE(fs::exists(folder / "audience.csv"));
}

TEST_F(AParticipantsExport, says_nothing_of_other_participants_and_of_bystanders) {
  const auto folder = written(of_participant(berg()));
  EXPECT_THAT(tests::findings(folder, {"Single", "hotel@fjord", "other@coach",
                                       office.participants[1], office.participants[2]}),
              IsEmpty());
  EXPECT_THAT(names_in(folder, {"Dahl", "Moen"}), IsEmpty());
  EXPECT_THAT(cells(folder / "people.csv", "of"), ElementsAre("share", "share", "participant"));
  EXPECT_THAT(content(folder / "people.csv"), HasSubstr("Ada Berg"));
  EXPECT_THAT(content(folder / "report.html"), HasSubstr("Ada Berg"));
  // Nor how those who saw them got in, or from where.
  EXPECT_THAT(content(folder / "events.ndjson"), Not(HasSubstr("ShareCode")));
  EXPECT_THAT(content(folder / "events.ndjson"), Not(HasSubstr("ViewingSession")));
  EXPECT_FALSE(fs::exists(folder / "clients.csv"));
}

TEST_F(AParticipantsExport, without_names_has_none) {
  const auto folder = written(of_participant(berg(), false));
  EXPECT_THAT(faults(folder), IsEmpty());
  EXPECT_EQ(looks_in(folder).size(), 5u);
  EXPECT_THAT(tests::findings(folder, {"bus@coach.example"}), IsEmpty());
  EXPECT_THAT(names_in(folder, {"Berg"}), IsEmpty());
}

// Art. 15: which organisation, when, what.
TEST_F(AParticipantsExport, says_for_which_organisation_a_contact_person_looked) {
  api.post("/v1/lists/" + office.list + "/shares",
           R"({"receivers":[{"contactId":")" + office.contact + R"("}]})");
  office.settle();
  office.look(office.open(office.token_for("hotel@fjord.example")).token);
  const auto folder = written(of_participant(berg()));
  EXPECT_THAT(faults(folder), IsEmpty());
  EXPECT_EQ(cells(folder / "looks.csv", "organisation").back(), "Hotel Fjord");
  EXPECT_THAT(content(folder / "report.html"), HasSubstr("<td>Hotel Fjord</td>"));
  EXPECT_EQ(cells(written(of_list()) / "looks.csv", "organisation").back(), "Hotel Fjord");
}

// A list without a filter showed them all the same.
TEST_F(AParticipantsExport, of_who_is_erased_has_no_name_and_the_looks) {
  const auto erased = api.post("/v1/erasures", R"({"participantId":")" + berg() + R"("})");
  ASSERT_EQ(erased.status, 201u) << erased.body;
  const auto folder = written(of_participant(berg()));
  EXPECT_THAT(faults(folder), IsEmpty());
  EXPECT_EQ(looks_in(folder).size(), 5u);
  EXPECT_THAT(names_in(folder, {"Berg"}), IsEmpty());
  EXPECT_THAT(cells(folder / "participant.csv", "event"),
              ElementsAre("ParticipantAdded", "PersonErased"));
}

TEST_F(AParticipantsExport, of_who_never_was_is_refused) {
  const auto count =
      audit_export::write_export(scratch.path() / "none", sources(), of_participant(office.list));
  ASSERT_FALSE(count);
  EXPECT_FALSE(fs::exists(scratch.path() / "none"));
}

class AChangedParticipantsExport : public AChangedExport {
 protected:
  audit_export::Request of() override { return of_participant(office.participants[0]); }
};

TEST_F(AChangedParticipantsExport, is_found_and_named_even_if_the_manifest_were_signed_anew) {
  const std::vector<Change> rows = {
      {"participant.csv line 2: not what the events say", "participant.csv", "ParticipantAdded",
       "ParticipantEdited"},
      {"participant.csv line 1: not what the events say", "participant.csv", "position", "place"},
      {"shares.csv line 2: not what the events say", "shares.csv", bus.id, kitchen.id},
      {"looks.csv line 2: not what the events say", "looks.csv", ",json,", ",csv,"},
      {"report.html line", "report.html", "ParticipantAdded", "ParticipantEdited"},
      {"report.html line", "report.html", "kitchen@hotel.example", "nobody@hotel.example"},
      {"events.ndjson line 1: /type: not what the leaf says", "events.ndjson", "OfficeCreated",
       "OfficeChanged"},
  };
  EXPECT_THAT(faults(good), IsEmpty());
  for (const auto& row : rows) {
    const auto folder = copy();
    change(folder, row);
    EXPECT_THAT(faults(folder), Contains(row.file + ": not the bytes that the manifest names"));
    sign_again(folder, signer());
    EXPECT_THAT(faults(folder), Contains(HasSubstr(row.fault))) << row.to;
  }
}

TEST_F(AChangedParticipantsExport, is_found_by_what_is_missing_or_changed_by_a_bit) {
  for (const auto& entry : fs::directory_iterator(good)) {
    const auto name = entry.path().filename().string();
    const auto folder = copy();
    auto text = content(folder / name);
    text[text.size() / 2] = static_cast<char>(text[text.size() / 2] ^ 1);
    put(folder / name, text);
    EXPECT_THAT(faults(folder), Contains(HasSubstr(name))) << name;
    fs::remove(folder / name);
    EXPECT_THAT(faults(folder), Contains(HasSubstr(name))) << name;
  }
}

// As the manifest of another kind wants other files.
TEST_F(AChangedParticipantsExport, is_none_of_another_kind) {
  const auto folder = copy();
  change(folder, {"", "manifest.note", R"("subject":"participant")", R"("subject":"person")"});
  sign_again(folder, signer());
  EXPECT_THAT(faults(folder), Contains("manifest.note: audience.csv is missing in it"));
}

}  // namespace
}  // namespace rollcall::api::participant_export_test
