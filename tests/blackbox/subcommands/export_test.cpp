// What an auditor and a receiver take away, by the real binary: `receipt verify`, `audit export`,
// and `verify` of what it wrote.

#include <set>

#include "tests/support/flow.hpp"

namespace rollcall::tests::export_test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
namespace fs = std::filesystem;

std::size_t count_of(const std::string& text, const std::string& word) {
  std::size_t count = 0;
  for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1)) ++count;
  return count;
}

// A list that the hotel looked at; the server is stopped after that.
class TakenAway : public testing::Test {
 protected:
  void SetUp() override {
    server.start();
    auto admin = server.admin();
    flow = share_with_hotel(admin);
    const auto viewing = open_link(server, "desk@hotel.example");
    server.stranger().get("/v1/viewing/list", bearer(viewing.session_token));
    const auto looks = admin.get("/v1/shares/" + flow.share + "/accesses").json();
    const auto look = looks.text("/items/0/id");
    write_file(scratch.path() / "receipt.json",
               admin.get("/v1/accesses/" + look + "/receipt").body);
    checkpoint = admin.get("/v1/log/checkpoint").body;
    const auto some = admin.get("/v1/projects/" + flow.project + "/participants?limit=1").json();
    participant = some.text("/items/0/id");
    EXPECT_EQ(server.stop(), 0);
  }

  Finished verify_receipt(const std::string& by) {
    return run_rollcall(
        {"receipt", "verify", (scratch.path() / "receipt.json").string(), "--key", by});
  }
  Finished export_of(std::vector<std::string> what) {
    std::vector<std::string> arguments = {"audit", "export",    "--data", server.data().string(),
                                          "--out", out.string()};
    arguments.insert(arguments.end(), what.begin(), what.end());
    return run_rollcall(arguments);
  }
  Finished verify(std::vector<std::string> more = {}) {
    std::vector<std::string> arguments = {"verify", out.string()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_rollcall(arguments);
  }

  ScratchFolder scratch;
  ServerProcess server;
  SharedList flow;
  std::string checkpoint;
  std::string participant;
  const std::string key = Json(server.init_line()).text("/logKey");
  const fs::path out = scratch.path() / "export";
};

TEST_F(TakenAway, a_receipt_is_checked_by_key_or_key_file) {
  write_file(scratch.path() / "log.key", key + '\n');
  for (const auto& given : {key, (scratch.path() / "log.key").string()}) {
    const auto checked = verify_receipt(given);
    EXPECT_EQ(checked.status, 0) << checked.errors;
    EXPECT_THAT(checked.output, HasSubstr(R"("listId":")" + flow.list + '"'));
    EXPECT_THAT(checked.output, HasSubstr("whole: "));
  }
  EXPECT_EQ(verify_receipt("no key").status, 1);
  auto receipt = read_file(scratch.path() / "receipt.json");
  const std::string rows = R"("rowCount":600)";
  write_file(scratch.path() / "receipt.json",
             receipt.replace(receipt.find(rows), rows.size(), R"("rowCount":60)"));
  const auto changed = verify_receipt(key);
  EXPECT_EQ(changed.status, 1);
  EXPECT_EQ(changed.output, "/look/rowCount: not what the leaf and its proof say\nNOT WHOLE\n");
}

TEST_F(TakenAway, an_export_holds_by_the_offices_key) {
  for (const auto& what : std::vector<std::vector<std::string>>{
           {"--list", flow.list},
           {"--project", flow.project},
           {"--person", flow.contact},
           {"--person", "desk@hotel.example", "--office", "fjord-fest"},
           {"--person", "kitchen@hotel.example", "--without-names"}}) {
    const auto written = export_of(what);
    ASSERT_EQ(written.status, 0) << written.errors;
    const auto checked = verify({"--log-key", key});
    EXPECT_EQ(checked.status, 0) << checked.output << checked.errors;
    EXPECT_THAT(checked.output, HasSubstr("whole: signed as it is, every event proved"));
    EXPECT_THAT(findings(out, {"Halvorsen", "Double 101"}), IsEmpty());
    fs::remove_all(out);
  }
}

TEST_F(TakenAway, an_export_about_a_participant_has_who_was_shown_them) {
  const auto written = export_of({"--person", participant});
  ASSERT_EQ(written.status, 0) << written.errors;
  const auto checked = verify({"--log-key", key});
  EXPECT_EQ(checked.status, 0) << checked.output;
  EXPECT_THAT(checked.output, HasSubstr("participant " + participant));
  EXPECT_THAT(read_file(out / "participant.csv"), HasSubstr(",ParticipantAdded,"));
  EXPECT_THAT(read_file(out / "looks.csv"), HasSubstr(",Hotel Fjord"));
  const auto events = read_file(out / "events.ndjson");
  EXPECT_EQ(count_of(events, "participant:"), count_of(events, "participant:" + participant));
}

// Nobody looks unseen.
TEST_F(TakenAway, an_export_is_on_the_record_and_wants_the_folder_for_itself) {
  ASSERT_EQ(export_of({"--list", flow.list}).status, 0);
  ASSERT_EQ(export_of({"--list", flow.project}).status, 1);  // there is no such list
  server.start();
  auto admin = server.admin();
  const auto reads = admin.get("/v1/events?types=HistoryRead").json();
  EXPECT_EQ(reads.size("/items"), 1u);
  EXPECT_EQ(reads.text("/items/0/actor"), "system");
  EXPECT_EQ(reads.text("/items/0/data/kind"), "exportedHistory");
  EXPECT_EQ(reads.text("/items/0/data/subject/id"), flow.list);
  fs::remove_all(out);
  const auto beside_the_server = export_of({"--list", flow.list});
  EXPECT_EQ(beside_the_server.status, 1);
  EXPECT_THAT(beside_the_server.errors, HasSubstr("stop it, or export from a copy"));
  EXPECT_FALSE(fs::exists(out));
}

// However often a copy is exported from, what is signed holds for the office's log too.
TEST_F(TakenAway, exports_from_a_copy_rest_on_what_the_offices_log_has) {
  const auto original = scratch.path() / "original";
  fs::copy(server.data(), original, fs::copy_options::recursive);
  std::set<std::string> checkpoints;
  for (int i = 0; i < 2; ++i) {
    fs::remove_all(out);
    ASSERT_EQ(export_of({"--list", flow.list}).status, 0);
    checkpoints.insert(read_file(out / "checkpoint.note"));
  }
  EXPECT_EQ(checkpoints.size(), 1u);
  const auto checked = run_rollcall({"verify", "--data", original.string(), "--checkpoint",
                                     (out / "checkpoint.note").string(), "--log-key", key});
  EXPECT_EQ(checked.status, 0) << checked.output;
}

TEST_F(TakenAway, an_export_names_whom_the_vault_still_knows) {
  EXPECT_EQ(export_of({"--list", flow.list}).status, 0);
  EXPECT_THAT(read_file(out / "report.html"), HasSubstr("desk@hotel.example"));
  const auto by_itself = verify();
  EXPECT_EQ(by_itself.status, 0);
  EXPECT_THAT(by_itself.output, HasSubstr("the folder's own: compare it with the office's"));
  EXPECT_EQ(export_of({"--list", flow.list}).status, 1);  // there is one already
}

TEST_F(TakenAway, an_export_without_the_master_key_rests_on_a_kept_checkpoint) {
  const auto kept = server.data() / "checkpoints" / Json(server.init_line()).text("/officeId");
  fs::remove_all(kept);
  fs::remove(server.data() / "master.key");
  EXPECT_THAT(export_of({"--list", flow.list}).errors, HasSubstr("--log-key"));
  EXPECT_THAT(export_of({"--person", participant}).errors, HasSubstr("takes the master key"));
  EXPECT_THAT(export_of({"--list", flow.list, "--log-key", key}).errors,
              HasSubstr("no kept checkpoint"));
  fs::create_directories(kept);
  write_file(kept / "1.note", checkpoint);
  const auto written = export_of({"--list", flow.list, "--log-key", key});
  ASSERT_EQ(written.status, 0) << written.errors;
  EXPECT_THAT(findings(out, {"desk@hotel.example"}), IsEmpty());
  const auto checked = verify({"--log-key", key});
  EXPECT_EQ(checked.status, 0) << checked.output;
  EXPECT_THAT(checked.output, HasSubstr("not signed, so events may be missing"));
}

TEST_F(TakenAway, an_export_wants_one_thing_that_the_office_has) {
  for (const auto& what : std::vector<std::vector<std::string>>{
           {},
           {"--list", flow.list, "--project", flow.project},
           {"--list", "rooms"},
           {"--list", flow.project},
           {"--person", "no address"},
           {"--project", flow.project, "--office", "elsewhere"}}) {
    EXPECT_NE(export_of(what).status, 0);
    EXPECT_FALSE(fs::exists(out));
  }
}

TEST_F(TakenAway, a_changed_export_does_not_hold) {
  export_of({"--list", flow.list});
  auto looks = read_file(out / "looks.csv");
  write_file(out / "looks.csv", looks.replace(looks.find(",600,"), 5, ",60,"));
  const auto checked = verify({"--log-key", key});
  EXPECT_EQ(checked.status, 1);
  EXPECT_THAT(checked.output, HasSubstr("looks.csv line 2: not what the events say\n"));
  EXPECT_THAT(checked.output, HasSubstr("NOT WHOLE\n"));
}

}  // namespace
}  // namespace rollcall::tests::export_test
