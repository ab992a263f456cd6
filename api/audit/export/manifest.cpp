#include "api/audit/export/manifest.hpp"

#include "api/json/body.hpp"
#include "api/json/writer.hpp"

namespace rollcall::api::audit_export {
namespace {

constexpr std::string_view kFormat = "rollcall.audit-export@v1\n";
constexpr std::size_t kMaxFiles = 32;

std::string text(const json::Object& from, std::string_view name) {
  const auto value = from.required(name);
  return value ? value->text().value_or("") : "";
}

std::uint64_t number(const json::Object& from, std::string_view name) {
  const auto value = from.required(name);
  const auto given = value ? value->integer() : std::nullopt;
  return given && *given > 0 ? static_cast<std::uint64_t>(*given) : 0;
}

std::vector<ListedFile> read_files(const json::Object& from) {
  std::vector<ListedFile> files;
  const auto list = from.required("files");
  const auto items = list ? list->array(kMaxFiles) : std::nullopt;
  if (!items) return files;
  for (const auto& item : *items) {
    const auto file = item.object();
    if (!file) continue;
    files.push_back({text(*file, "name"), number(*file, "bytes"), text(*file, "sha256")});
  }
  return files;
}

void write_files(json::Writer& out, const std::vector<ListedFile>& files) {
  out.begin_array("files");
  for (const auto& file : files) {
    out.begin_object().field("name", file.name).field("bytes", file.bytes);
    out.field("sha256", file.sha256).end_object();
  }
  out.end_array();
}

}  // namespace

std::string manifest_text(const Manifest& manifest) {
  json::Writer out;
  out.begin_object()
      .field("subject", manifest.subject)
      .field("subjectId", manifest.subject_id)
      .field("title", manifest.title)
      .field("officeId", manifest.office_id)
      .field("office", manifest.office)
      .field("madeAt", manifest.made_at)
      .field("position", manifest.position)
      .field("events", manifest.events)
      .field("names", manifest.names)
      .field("key", manifest.key);
  write_files(out, manifest.files);
  return std::string(kFormat) + out.end_object().finish() + '\n';
}

std::optional<Manifest> read_manifest(std::string_view given) {
  if (!given.starts_with(kFormat) || !given.ends_with('\n')) return std::nullopt;
  json::Body body(given.substr(kFormat.size()));
  const auto root = body.root();
  Manifest manifest;
  manifest.subject = text(root, "subject");
  manifest.subject_id = text(root, "subjectId");
  manifest.title = text(root, "title");
  manifest.office_id = text(root, "officeId");
  manifest.office = text(root, "office");
  manifest.made_at = text(root, "madeAt");
  manifest.position = number(root, "position");
  manifest.events = number(root, "events");
  const auto names = root.required("names");
  manifest.names = names && names->boolean().value_or(false);
  manifest.key = text(root, "key");
  manifest.files = read_files(root);
  if (!body.faults().empty() || manifest_text(manifest) != given) return std::nullopt;
  return manifest;
}

}  // namespace rollcall::api::audit_export
