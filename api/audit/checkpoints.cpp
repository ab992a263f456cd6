#include "api/audit/checkpoints.hpp"

#include <fstream>

#include <fmt/core.h>
#include <spdlog/spdlog.h>

#include "api/audit/log_signer.hpp"

namespace rollcall::api {
namespace {

// Under another name first: whoever fetches it finds all of it.
bool write_note(const std::filesystem::path& file, const std::string& note) {
  auto unfinished = file;
  unfinished += ".new";
  std::error_code error;
  std::filesystem::create_directories(file.parent_path(), error);
  {
    std::ofstream out(unfinished, std::ios::binary);
    out << note;
    if (!out.flush()) return false;
  }
  std::filesystem::rename(unfinished, file, error);
  return !error;
}

eventstore::Result<std::string> checkpoint_at(Context& context, const eventstore::OfficeId& office,
                                              std::uint64_t size) {
  const auto head = context.tree.head_at(office, size);
  if (!head) return tl::make_unexpected(head.error());
  const auto signer = log_signer(context.vault, office);
  if (!signer) return tl::make_unexpected(signer.error());
  return sign_checkpoint(*head, *signer);
}

bool keep_checkpoint(Context& context, const eventstore::OfficeId& office) {
  const auto size = context.log.head(office);
  const auto file = context.settings.checkpoint_folder / projections::from_log(office).to_string() /
                    fmt::format("{:020}.note", size);
  std::error_code error;
  if (std::filesystem::exists(file, error)) return true;
  const auto note = checkpoint_at(context, office, size);
  return note && write_note(file, *note);
}

}  // namespace

eventstore::Result<std::string> checkpoint_now(Context& context,
                                               const eventstore::OfficeId& office) {
  return checkpoint_at(context, office, context.log.head(office));
}

eventstore::Result<eventstore::LogProof> prove_now(Context& context,
                                                   const eventstore::OfficeId& office,
                                                   eventstore::Position position) {
  const auto size = context.log.head(office);
  if (position == 0 || position > size) return tl::make_unexpected(eventstore::Error::invalid);
  auto note = checkpoint_at(context, office, size);
  if (!note) return tl::make_unexpected(note.error());
  auto hashes = context.tree.inclusion(office, position - 1, size);
  if (!hashes) return tl::make_unexpected(hashes.error());
  return eventstore::LogProof{position - 1, *std::move(hashes), *std::move(note)};
}

void keep_checkpoints(Context& context) {
  for (const auto& office : context.log.offices()) {
    if (keep_checkpoint(context, office)) continue;
    spdlog::error("a checkpoint of the log could not be written");
  }
}

}  // namespace rollcall::api
