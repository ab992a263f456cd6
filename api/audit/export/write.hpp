#pragma once
// Writes an export for an auditor.

#include <filesystem>
#include <optional>
#include <string>

#include "api/audit/export/concerned.hpp"
#include "eventstore/proof/merkle_tree.hpp"
#include "eventstore/proof/note.hpp"

namespace rollcall::api::audit_export {

struct Request {
  eventstore::OfficeId office{};
  Subject subject;
  std::string kind;          // "list", "project", "person"
  std::string id;            // "" of a person who is no contact person
  std::string person_title;  // of a person, with names: who
  bool names = false;        // people.csv and clients.csv too
  domain::Instant now;
  std::string checkpoint;     // signed note; the export is as of it
  eventstore::TreeHead head;  // that it states
  eventstore::NoteVerifier key;
};
struct Sources {
  const eventstore::Log& log;
  eventstore::MerkleTree& tree;
  Decode decode;                                 // with keys, or without
  std::optional<eventstore::NoteSigner> signer;  // of the manifest
};

// Into an empty or missing folder, made for its owner alone. Gives how many events it holds; errors
// are for people. What a failed export leaves behind has no manifest.
tl::expected<std::size_t, std::string> write_export(const std::filesystem::path& folder,
                                                    const Sources& sources, const Request& request);

}  // namespace rollcall::api::audit_export
