#pragma once
// Exports for an auditor, to be looked into and changed.

#include <filesystem>

#include "api/audit/checkpoints.hpp"
#include "api/audit/export/check.hpp"
#include "api/audit/export/files.hpp"
#include "api/audit/export/write.hpp"
#include "api/audit/log_signer.hpp"
#include "tests/api/sharing/sharing.hpp"
#include "tests/support/folders.hpp"

namespace rollcall::api {

namespace fs = std::filesystem;

inline std::string content(const fs::path& file) {
  return tests::read_file(file);
}

inline std::size_t lines(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

// A list that two receivers looked at, and the office too.
class AnExport : public testing::Test {
 protected:
  void SetUp() override {
    const auto session = office.open(bus.token).token;
    office.look(session);
    office.look(office.open(kitchen.token).token);
    office.look(session, "", {{"accept", "text/csv"}});
    api.get("/v1/lists/" + office.list + "/rows");
    api.post("/v1/shares/" + kitchen.id + "/revoke");
    const auto other = add_list(api, office.project);
    api.post("/v1/lists/" + other + "/shares",
             R"({"receivers":[{"email":"other@coach.example"}]})");
    api.get("/v1/lists/" + other + "/rows");
  }

  eventstore::NoteSigner signer() { return *log_signer(api.context().vault, api.office().id); }
  eventstore::NoteVerifier key() { return signer().verifier(); }

  audit_export::Request request(bool names = true) {
    audit_export::Request request;
    request.office = api.office().id;
    request.names = names;
    request.now = api.clock().now();
    request.checkpoint = *checkpoint_now(api.context(), api.office().id);
    request.head = eventstore::open_checkpoint(request.checkpoint, key())->head;
    request.key = key();
    return request;
  }
  audit_export::Request of_list(bool names = true) {
    auto of = request(names);
    of.kind = "list";
    of.id = office.list;
    of.subject.list = domain::ListId{*domain::Uuid::parse(office.list)};
    return of;
  }
  audit_export::Request of_participant(const std::string& id, bool names = true) {
    auto of = request(names);
    of.kind = "participant";
    of.id = id;
    of.subject.participant = domain::ParticipantId{*domain::Uuid::parse(id)};
    return of;
  }
  audit_export::Sources sources(bool is_signed = true) {
    auto& context = api.context();
    audit_export::Sources from{context.log, context.tree, context.codec, context.ids, {}};
    if (is_signed) from.signer = signer();
    return from;
  }

  // Written once for all that is done to it.
  fs::path written(const audit_export::Request& of, bool is_signed = true) {
    const auto folder = scratch.path() / ("export" + std::to_string(++exports_));
    const auto count = audit_export::write_export(folder, sources(is_signed), of);
    EXPECT_TRUE(count) << (count ? "" : count.error());
    return folder;
  }
  std::vector<std::string> faults(const fs::path& folder) {
    return audit_export::check_export(folder, key()).faults;
  }

  Sharing::Shared named_share(const std::string& email, const std::string& name) {
    const auto answer =
        office.share(R"({"receivers":[{"email":")" + email + R"(","name":")" + name + R"("}]})");
    office.settle();
    return {answer.text("/items/0/id"), office.token_for(email)};
  }

  tests::ScratchFolder scratch;
  Sharing office;
  Api& api = office.api;
  const Sharing::Shared bus = named_share("bus@coach.example", "Bo <i>Buss</i>");
  const Sharing::Shared kitchen = office.share_with("kitchen@hotel.example");

 private:
  int exports_ = 0;
};

struct Change {
  std::string fault;
  std::string file;
  std::string from;  // the first of it becomes `to`; "": all of the file does
  std::string to;
};

class AChangedExport : public AnExport {
 protected:
  void SetUp() override {
    AnExport::SetUp();
    good = written(of());
  }
  virtual audit_export::Request of() { return of_list(); }
  fs::path copy() {
    const auto folder = scratch.path() / ("copy" + std::to_string(++copies_));
    fs::copy(good, folder);
    return folder;
  }
  static void put(const fs::path& file, const std::string& text) { tests::write_file(file, text); }
  // Signs the folder's manifest anew for the files as they are, by `signer`: what only a holder of
  // the key can do.
  void sign_again(const fs::path& folder, const eventstore::NoteSigner& by) {
    const auto note = content(folder / "manifest.note");
    auto manifest = *audit_export::read_manifest(note.substr(0, note.rfind("\n\n") + 1));
    for (auto& file : manifest.files) file = *audit_export::listed(folder, file.name);
    put(folder / "manifest.note", eventstore::sign_note(audit_export::manifest_text(manifest), by));
  }
  void change(const fs::path& folder, const Change& change) {
    auto text = content(folder / change.file);
    const auto at = text.find(change.from);
    ASSERT_NE(at, text.npos) << change.file << ": " << change.from;
    put(folder / change.file,
        change.from.empty() ? change.to : text.replace(at, change.from.size(), change.to));
  }

  fs::path good;

 private:
  int copies_ = 0;
};

}  // namespace rollcall::api
