#include "eventstore/proof/note.hpp"

#include <algorithm>

#include <sodium.h>

#include "eventstore/check.hpp"
#include "eventstore/proof/sha256.hpp"
#include "eventstore/proof/text.hpp"

namespace rollcall::eventstore {
namespace {

constexpr char kEd25519 = 0x01;
constexpr std::size_t kKeyIdBytes = 4;
constexpr std::string_view kSignatureMark = "\xE2\x80\x94 ";  // an em dash and a space

const unsigned char* raw(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

Bytes typed_key(const NoteVerifier& verifier) {
  return kEd25519 + verifier.public_key;
}

Bytes key_id(const NoteVerifier& verifier) {
  const Hash hash = Sha256().add(verifier.name + '\n' + typed_key(verifier)).finish();
  return {hash.begin(), hash.begin() + kKeyIdBytes};
}

bool is_name(std::string_view name) {
  return !name.empty() && std::ranges::none_of(name, [](char c) {
    return c == '+' || static_cast<unsigned char>(c) <= ' ';
  });
}

bool is_signature(std::string_view text, std::string_view line, const NoteVerifier& verifier) {
  const auto start = std::string(kSignatureMark) + verifier.name + ' ';
  if (!line.starts_with(start)) return false;
  const auto signature = from_base64(line.substr(start.size()));
  if (!signature || signature->size() != kKeyIdBytes + crypto_sign_BYTES) return false;
  if (!signature->starts_with(key_id(verifier))) return false;
  return crypto_sign_verify_detached(raw(*signature) + kKeyIdBytes, raw(text), text.size(),
                                     raw(verifier.public_key)) == 0;
}

}  // namespace

std::string to_string(const NoteVerifier& verifier) {
  return verifier.name + '+' + hex_of(key_id(verifier)) + '+' + base64_of(typed_key(verifier));
}

std::optional<NoteVerifier> parse_verifier(std::string_view text) {
  const auto name_end = text.find('+');
  const auto id_end = text.find('+', name_end == std::string_view::npos ? 0 : name_end + 1);
  if (name_end == std::string_view::npos || id_end == std::string_view::npos) return std::nullopt;
  const auto typed = from_base64(text.substr(id_end + 1));
  if (!typed || typed->size() != 1 + crypto_sign_PUBLICKEYBYTES || typed->front() != kEd25519) {
    return std::nullopt;
  }
  NoteVerifier verifier{std::string(text.substr(0, name_end)), typed->substr(1)};
  if (!is_name(verifier.name) || to_string(verifier) != text) return std::nullopt;
  return verifier;
}

NoteVerifier NoteSigner::verifier() const {
  CHECK(secret_key.size() == crypto_sign_SECRETKEYBYTES);
  return {name, secret_key.substr(crypto_sign_SECRETKEYBYTES - crypto_sign_PUBLICKEYBYTES)};
}

std::string sign_note(std::string_view text, const NoteSigner& signer) {
  CHECK(text.ends_with('\n') && is_name(signer.name));
  const auto verifier = signer.verifier();
  Bytes signature(crypto_sign_BYTES, '\0');
  crypto_sign_detached(reinterpret_cast<unsigned char*>(signature.data()), nullptr, raw(text),
                       text.size(), raw(signer.secret_key));
  return std::string(text) + '\n' + std::string(kSignatureMark) + signer.name + ' ' +
         base64_of(key_id(verifier) + signature) + '\n';
}

std::optional<std::string> open_note(std::string_view note, const NoteVerifier& verifier) {
  const auto split = note.rfind("\n\n");
  if (split == std::string_view::npos) return std::nullopt;
  const auto text = note.substr(0, split + 1);
  auto signatures = note.substr(split + 2);
  while (const auto line = take_line(signatures)) {
    if (is_signature(text, *line, verifier)) return std::string(text);
  }
  return std::nullopt;
}

std::string sign_checkpoint(const TreeHead& head, const NoteSigner& signer) {
  return sign_note(
      signer.name + '\n' + std::to_string(head.size) + '\n' + base64_of(head.root) + '\n', signer);
}

std::optional<Checkpoint> open_checkpoint(std::string_view note, const NoteVerifier& verifier) {
  const auto text = open_note(note, verifier);
  if (!text) return std::nullopt;
  std::string_view rest = *text;
  const auto origin = take_line(rest);
  const auto size = take_line(rest);
  const auto root = take_line(rest);
  if (!origin || !size || !root || *origin != verifier.name) return std::nullopt;
  const auto count = read_decimal(*size);
  const auto hash = read_hash(*root);
  if (!count || !hash) return std::nullopt;
  return Checkpoint{std::string(*origin), {*count, *hash}};
}

}  // namespace rollcall::eventstore
