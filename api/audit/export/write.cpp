#include "api/audit/export/write.hpp"

#include <fstream>

#include "api/audit/export/contents.hpp"
#include "api/audit/export/files.hpp"
#include "api/audit/export/lines.hpp"
#include "api/audit/export/manifest.hpp"
#include "api/audit/export/record.hpp"
#include "api/audit/export/report.hpp"
#include "api/audit/export/subject.hpp"
#include "api/audit/export/tables.hpp"
#include "api/audit/sealed.hpp"
#include "eventstore/keys.hpp"

namespace rollcall::api::audit_export {
namespace {

tl::unexpected<std::string> no(std::string why) {
  return tl::make_unexpected(std::move(why));
}

bool make_folder(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error || !std::filesystem::is_empty(folder, error) || error) return false;
  std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
  return !error;
}

class Writing {
 public:
  Writing(std::filesystem::path folder, const Sources& sources, const Request& request)
      : folder_(std::move(folder)), sources_(sources), request_(request) {}

  bool events(const std::vector<ConcernedEvent>& events) {
    std::ofstream out(folder_ / kEventsFile, std::ios::binary);
    for (const auto& [record, logged] : events) {
      auto proof =
          sources_.tree.inclusion(request_.office, record.position - 1, request_.head.size);
      if (!proof) return false;
      out << event_line({logged, eventstore::stored_bytes(record), *std::move(proof)},
                        projections::from_log(record.id))
          << '\n';
    }
    if (!out.flush()) return false;
    written_.emplace_back(kEventsFile);
    return true;
  }

  bool file(std::string_view name, std::string_view content) {
    written_.emplace_back(name);
    return write_file(folder_ / name, content);
  }

  bool manifest(Manifest manifest) {
    for (const auto& name : written_) {
      auto file = listed(folder_, name);
      if (!file) return false;
      manifest.files.push_back(*std::move(file));
    }
    const auto text = manifest_text(manifest);
    const auto note = sources_.signer ? eventstore::sign_note(text, *sources_.signer) : text + '\n';
    return write_file(folder_ / kManifestFile, note);
  }

 private:
  const std::filesystem::path folder_;
  const Sources& sources_;
  const Request& request_;
  std::vector<std::string> written_;
};

Manifest manifest_of(const Request& request, Events events, std::size_t count) {
  Manifest manifest;
  manifest.subject = request.kind;
  manifest.subject_id = request.id;
  const auto headline = headline_of(events, request.kind, request.id);
  manifest.title = headline.title.empty() ? request.person_title : headline.title;
  if (is_about_participant(manifest)) manifest.title = participant_name(events);
  manifest.office = headline.office;
  manifest.office_id = projections::from_log(request.office).to_string();
  manifest.made_at = request.now.to_string();
  manifest.position = request.head.size;
  manifest.events = count;
  manifest.names = request.names;
  manifest.key = eventstore::to_string(request.key);
  return manifest;
}

bool write_tables(Writing& writing, const Manifest& manifest, Events events) {
  const auto contents = contents_of(events, manifest);
  for (const auto& [name, table] : table_files(manifest)) {
    if (!writing.file(name, csv_of(contents.*table))) return false;
  }
  Table people;
  if (manifest.names) {
    const auto text = csv_of(people_table(events));
    people = table_of_csv(text);
    if (!writing.file(kPeopleFile, text)) return false;
  }
  if (has_clients(manifest) && !writing.file(kClientsFile, csv_of(clients_table(events)))) {
    return false;
  }
  return writing.file(kReportFile, report_html(manifest, contents, people));
}

// With names as far as their keys are there, or as whoever has no key reads it.
Decode decoding(const Sources& sources, const Request& request) {
  if (!request.names) return decode_sealed;
  return [&](const eventstore::Record& record) {
    return sources.codec.decode(request.office, record);
  };
}

}  // namespace

tl::expected<std::size_t, std::string> write_export(const std::filesystem::path& folder,
                                                    const Sources& sources,
                                                    const Request& request) {
  const replay::Moment moment{sources.log, sources.codec, request.office, request.head.size};
  const auto concerned = concerned_events(moment, decoding(sources, request), request.subject);
  if (!concerned) return no(concerned.error());
  if (!make_folder(folder)) return no("the export wants an empty or missing folder to write to");
  if (!record_export(sources, request, concerned->size())) {
    return no("the export could not be put on the record, so it was not made");
  }
  std::vector<const projections::LoggedEvent*> events;
  for (const auto& event : *concerned) events.push_back(&event.logged);
  const auto manifest = manifest_of(request, events, concerned->size());
  Writing writing(folder, sources, request);
  if (!writing.events(*concerned) || !writing.file(kCheckpointFile, request.checkpoint) ||
      !write_tables(writing, manifest, events) || !writing.manifest(manifest)) {
    return no("the export could not be written; delete what is there of it");
  }
  return concerned->size();
}

}  // namespace rollcall::api::audit_export
