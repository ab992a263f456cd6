#pragma once
// Writes an export for an auditor.

#include <filesystem>
#include <optional>
#include <string>

#include "api/audit/export/concerned.hpp"
#include "api/commands/clock.hpp"
#include "eventstore/proof/merkle_tree.hpp"
#include "eventstore/proof/note.hpp"

namespace rollcall::api::audit_export {

struct Request {
  eventstore::OfficeId office{};
  Subject subject;
  std::string kind;          // "list", "project", "participant", "person"
  std::string id;            // "" of a person who is no contact person
  std::string person_title;  // of a contact person or an address, with names: who
  bool names = false;        // with them, as far as their keys are there
  domain::Instant now;
  std::string checkpoint;     // signed note; the export is as of it
  eventstore::TreeHead head;  // that it states
  eventstore::NoteVerifier key;
};
struct Sources {
  eventstore::Log& log;
  eventstore::MerkleTree& tree;
  const projections::LogCodec& codec;
  Ids& ids;
  std::optional<eventstore::NoteSigner> signer;  // of the manifest
};

// Into an empty or missing folder, made for its owner alone. The export is on the log's record
// before a file of it is there; what is not found, or has no such folder, is neither. Gives how
// many events it holds; errors are for people. What a failed export leaves behind has no manifest.
tl::expected<std::size_t, std::string> write_export(const std::filesystem::path& folder,
                                                    const Sources& sources, const Request& request);

}  // namespace rollcall::api::audit_export
