#pragma once
// What the log keeps beside an idempotency key, so that a repeat is answered alike: which resources
// the answer shows, and, sealed, a secret it showed once.
//
// Format: count (two bytes, big-endian), that many tags of 17 bytes, then the
// sealed secret (XChaCha20-Poly1305: nonce, cipher, tag) or nothing. The key is BLAKE2b of the
// Idempotency-Key, of which the log keeps only another hash.

#include <string>
#include <string_view>
#include <vector>

#include "domain/tag.hpp"

namespace rollcall::api {

struct AnswerNote {
  std::vector<domain::Tag> shows;
  std::string shown_once;
};

std::string write_note(const AnswerNote& note, std::string_view secret);
// A sealed part that `secret` does not open comes back empty.
AnswerNote read_note(std::string_view bytes, std::string_view secret);

}  // namespace rollcall::api
