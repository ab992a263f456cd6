#pragma once
// Signed notes (C2SP signed-note, Ed25519) and the checkpoints of a log in them (C2SP
// tlog-checkpoint). Pure; any thread.

#include <optional>
#include <string>
#include <string_view>

#include "eventstore/proof/tree.hpp"

namespace rollcall::eventstore {

// Who signs: a name without spaces and '+', and an Ed25519 public key (32 bytes).
struct NoteVerifier {
  std::string name;
  Bytes public_key;
  bool operator==(const NoteVerifier&) const = default;
};
// name+hash+key, as `rollcall init` and /v1/log/key show it.
std::string to_string(const NoteVerifier& verifier);
std::optional<NoteVerifier> parse_verifier(std::string_view text);

struct NoteSigner {
  std::string name;
  Bytes secret_key;  // 64 bytes: seed and public key, as libsodium has it
  NoteVerifier verifier() const;
};

// `text` ends with a line break.
std::string sign_note(std::string_view text, const NoteSigner& signer);
// The text, if the note carries a signature of that verifier that is right; others are passed over.
std::optional<std::string> open_note(std::string_view note, const NoteVerifier& verifier);

// The state of one log. Its origin is the signer's name.
struct Checkpoint {
  std::string origin;
  TreeHead head;
  bool operator==(const Checkpoint&) const = default;
};
std::string sign_checkpoint(const TreeHead& head, const NoteSigner& signer);
// nullopt: not signed by that verifier, of another origin, or no checkpoint.
std::optional<Checkpoint> open_checkpoint(std::string_view note, const NoteVerifier& verifier);

}  // namespace rollcall::eventstore
