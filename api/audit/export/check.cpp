#include "api/audit/export/check.hpp"

#include <algorithm>
#include <fstream>

#include <fmt/core.h>

#include "api/audit/export/contents.hpp"
#include "api/audit/export/files.hpp"
#include "api/audit/export/lines.hpp"
#include "api/audit/export/manifest.hpp"
#include "api/audit/export/report.hpp"
#include "api/audit/export/subject.hpp"
#include "api/audit/export/tables.hpp"

namespace rollcall::api::audit_export {
namespace {

constexpr std::uint64_t kMaxNote = 64 << 10;

class Check {
 public:
  Check(const std::filesystem::path& folder, const std::optional<eventstore::NoteVerifier>& key)
      : folder_(folder), key_(key) {}

  CheckedExport run() {
    if (open_manifest() && check_files() && open_checkpoint()) {
      check_events();
      check_headline();
      check_tables();
    }
    return std::move(checked_);
  }

 private:
  bool fault(std::string text) {
    if (checked_.faults.size() < kMaxFaults) checked_.faults.push_back(std::move(text));
    if (checked_.faults.size() == kMaxFaults) checked_.faults.back() = "and more";
    return false;
  }
  bool fault(std::string_view file, std::string_view what) {
    return fault(fmt::format("{}: {}", file, what));
  }

  bool open_manifest() {
    const auto note = read_file(folder_ / kManifestFile, kMaxNote);
    if (!note) return fault(kManifestFile, "not there, or not to be read");
    const auto end = note->rfind("\n\n");
    const auto manifest = read_manifest(note->substr(0, end == std::string::npos ? end : end + 1));
    if (!manifest) return fault(kManifestFile, "no rollcall.audit-export@v1");
    manifest_ = *manifest;
    if (!key_) key_ = eventstore::parse_verifier(manifest_.key);
    if (!key_) return fault(kManifestFile, "/key: no key");
    checked_.key = eventstore::to_string(*key_);
    checked_.is_signed = eventstore::open_note(*note, *key_).has_value();
    checked_.about = fmt::format("{} {} {}: {} events of the first {} of office {}",
                                 manifest_.subject, manifest_.subject_id, manifest_.title,
                                 manifest_.events, manifest_.position, manifest_.office_id);
    const bool has_signature = note->size() > end + 2;
    if (checked_.is_signed || (!has_signature && !manifest_.names)) return true;
    fault(kManifestFile, "not signed by this key");
    return true;
  }

  // True: those that are needed are there as the manifest says.
  bool check_files() {
    bool whole = true;
    for (const auto& file : manifest_.files) whole = check_file(file) && whole;
    for (const auto name : needed()) {
      if (!is_listed(name)) whole = fault(kManifestFile, fmt::format("{} is missing in it", name));
    }
    check_others();
    return whole;
  }

  bool check_file(const ListedFile& file) {
    const std::filesystem::path name(file.name);
    if (name.empty() || name.filename() != name) {
      return fault(kManifestFile, "/files: no name of a file");
    }
    const auto found = listed(folder_, file.name);
    if (!found) return fault(file.name, "missing");
    // What it says is read even so, to name what was changed in it.
    if (*found != file) fault(file.name, "not the bytes that the manifest names");
    return true;
  }

  std::vector<std::string_view> needed() const {
    std::vector<std::string_view> names = {kEventsFile, kCheckpointFile, kReportFile};
    for (const auto& file : table_files(manifest_)) names.push_back(file.name);
    if (manifest_.names) names.push_back(kPeopleFile);
    if (has_clients(manifest_)) names.push_back(kClientsFile);
    return names;
  }

  bool is_listed(std::string_view name) const {
    return std::ranges::any_of(manifest_.files, [&](const auto& f) { return f.name == name; });
  }

  void check_others() {
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder_, error)) {
      const auto name = entry.path().filename().string();
      if (name != kManifestFile && !is_listed(name)) fault(name, "not in the manifest");
    }
    if (error) fault("the folder cannot be read");
  }

  bool open_checkpoint() {
    const auto note = read_file(folder_ / kCheckpointFile, kMaxNote);
    const auto checkpoint = note ? eventstore::open_checkpoint(*note, *key_) : std::nullopt;
    if (!checkpoint) return fault(kCheckpointFile, "no checkpoint that this key has signed");
    if (checkpoint->head.size != manifest_.position) {
      fault(kManifestFile, "/position: not the checkpoint's size");
    }
    if (!checkpoint->origin.ends_with('/' + manifest_.office_id)) {
      fault(kManifestFile, "/officeId: not the checkpoint's office");
    }
    head_ = checkpoint->head;
    return true;
  }

  void check_events() {
    std::ifstream in(folder_ / kEventsFile, std::ios::binary);
    std::string line;
    std::size_t number = 0;
    while (std::getline(in, line)) {
      ++number;
      if (in.eof()) fault_of_line(number, "cut off");
      check_event(line, number);
    }
    if (number != manifest_.events) {
      fault(kEventsFile, fmt::format("{} lines, not {}", number, manifest_.events));
    }
  }

  void check_event(const std::string& line, std::size_t number) {
    std::vector<std::string> wrong;
    auto event = check_line(line, head_, wrong);
    for (const auto& each : wrong) fault_of_line(number, each);
    if (!event) return;
    if (!events_.empty() && event->logged.position <= events_.back().position) {
      fault_of_line(number, "/position: not after the line before");
    }
    events_.push_back(std::move(event->logged));
  }

  void fault_of_line(std::size_t number, std::string_view what) {
    fault(fmt::format("{} line {}: {}", kEventsFile, number, what));
  }

  void check_headline() {
    for (const auto& event : events_) pointers_.push_back(&event);
    const auto headline = headline_of(pointers_, manifest_.subject, manifest_.subject_id);
    if (headline.office != manifest_.office) {
      fault(kManifestFile, "/office: not what the events say");
    }
    // Names of persons are sealed.
    const bool is_person = manifest_.subject == "person" || is_about_participant(manifest_);
    if (is_person ? !manifest_.title.empty() && !manifest_.names
                  : headline.title != manifest_.title) {
      fault(kManifestFile, "/title: not what the events say");
    }
  }

  void check_tables() {
    const auto contents = contents_of(pointers_, manifest_);
    for (const auto& [name, table] : table_files(manifest_)) {
      check_text(name, csv_of(contents.*table));
    }
    Table people;
    if (manifest_.names) {
      const auto text = read_file(folder_ / kPeopleFile, kMaxFileBytes);
      people = text ? table_of_csv(*text) : Table{};
    }
    check_text(kReportFile, report_html(manifest_, contents, people));
  }

  // The first line that differs from what the events say.
  void check_text(std::string_view file, const std::string& expected) {
    const auto given = read_file(folder_ / file, kMaxFileBytes);
    if (!given) return void(fault(file, "not to be read"));
    if (*given == expected) return;
    const auto differs = std::ranges::mismatch(*given, expected).in1 - given->begin();
    const auto line = std::count(given->begin(), given->begin() + differs, '\n') + 1;
    fault(fmt::format("{} line {}: not what the events say", file, line));
  }

  const std::filesystem::path folder_;
  std::optional<eventstore::NoteVerifier> key_;
  CheckedExport checked_;
  Manifest manifest_;
  eventstore::TreeHead head_;
  std::vector<projections::LoggedEvent> events_;
  std::vector<const projections::LoggedEvent*> pointers_;
};

}  // namespace

CheckedExport check_export(const std::filesystem::path& folder,
                           const std::optional<eventstore::NoteVerifier>& key) {
  return Check(folder, key).run();
}

}  // namespace rollcall::api::audit_export
