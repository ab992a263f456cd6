#pragma once
// What an export says of itself: a signed note (C2SP signed-note) whose text is one line that names
// the format and one of JSON. Signed with the office's log key; not signed if whoever exported had
// no master key.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eventstore/proof/note.hpp"

namespace rollcall::api::audit_export {

inline constexpr std::string_view kManifestFile = "manifest.note";
inline constexpr std::string_view kEventsFile = "events.ndjson";
inline constexpr std::string_view kCheckpointFile = "checkpoint.note";
inline constexpr std::string_view kAudienceFile = "audience.csv";
inline constexpr std::string_view kParticipantFile = "participant.csv";
inline constexpr std::string_view kSharesFile = "shares.csv";
inline constexpr std::string_view kLooksFile = "looks.csv";
inline constexpr std::string_view kPeopleFile = "people.csv";
inline constexpr std::string_view kClientsFile = "clients.csv";
inline constexpr std::string_view kReportFile = "report.html";

struct ListedFile {
  std::string name;
  std::uint64_t bytes = 0;
  std::string sha256;  // hexadecimal
  bool operator==(const ListedFile&) const = default;
};

struct Manifest {
  std::string subject;     // "list", "project", "participant" or "person"
  std::string subject_id;  // "" of a person who is no contact person
  std::string title;       // its name; "" of a participant or a person without names
  std::string office_id;
  std::string office;
  std::string made_at;         // RFC 3339
  std::uint64_t position = 0;  // events up to here were looked at: the checkpoint's size
  std::uint64_t events = 0;
  bool names = false;  // with people.csv, and clients.csv if it has those
  std::string key;     // the log's: name+hash+key
  std::vector<ListedFile> files;
};
inline bool is_about_participant(const Manifest& manifest) {
  return manifest.subject == "participant";
}
// From where others looked is nothing for a participant to know.
inline bool has_clients(const Manifest& manifest) {
  return manifest.names && !is_about_participant(manifest);
}
std::string manifest_text(const Manifest& manifest);
std::optional<Manifest> read_manifest(std::string_view text);

}  // namespace rollcall::api::audit_export
