#include "eventstore/proof/note.hpp"

#include <algorithm>
#include <charconv>

#include <sodium.h>

#include "eventstore/check.hpp"
#include "eventstore/proof/sha256.hpp"

namespace rollcall::eventstore {
namespace {

constexpr char kEd25519 = 0x01;
constexpr std::size_t kKeyIdBytes = 4;
constexpr std::string_view kSignatureMark = "\xE2\x80\x94 ";  // an em dash and a space

const unsigned char* raw(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

std::string base64_of(std::string_view bytes) {
  constexpr int kVariant = sodium_base64_VARIANT_ORIGINAL;
  std::string text(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), raw(bytes), bytes.size(), kVariant);
  text.pop_back();  // the zero at its end
  return text;
}

std::optional<Bytes> from_base64(std::string_view text) {
  Bytes bytes(text.size(), '\0');
  std::size_t size = 0;
  const char* end = nullptr;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                        text.size(), nullptr, &size, &end, sodium_base64_VARIANT_ORIGINAL) != 0 ||
      end != text.data() + text.size()) {
    return std::nullopt;
  }
  bytes.resize(size);
  return bytes;
}

std::string hex_of(std::string_view bytes) {
  std::string text(2 * bytes.size() + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), raw(bytes), bytes.size());
  text.pop_back();
  return text;
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

// The next line, without its break; nullopt if none ends any more.
std::optional<std::string_view> take_line(std::string_view& text) {
  const auto end = text.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const auto line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

// Decimal, as it is written: no sign, no leading zero.
std::optional<std::uint64_t> read_size(std::string_view text) {
  std::uint64_t size = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), size);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  if (text.size() > 1 && text.front() == '0') return std::nullopt;
  return size;
}

std::optional<Hash> read_hash(std::string_view text) {
  const auto bytes = from_base64(text);
  Hash hash{};
  if (!bytes || bytes->size() != hash.size()) return std::nullopt;
  std::copy(bytes->begin(), bytes->end(), hash.begin());
  return hash;
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
  const std::string_view root(reinterpret_cast<const char*>(head.root.data()), head.root.size());
  return sign_note(signer.name + '\n' + std::to_string(head.size) + '\n' + base64_of(root) + '\n',
                   signer);
}

std::optional<Checkpoint> open_checkpoint(std::string_view note, const NoteVerifier& verifier) {
  const auto text = open_note(note, verifier);
  if (!text) return std::nullopt;
  std::string_view rest = *text;
  const auto origin = take_line(rest);
  const auto size = take_line(rest);
  const auto root = take_line(rest);
  if (!origin || !size || !root || *origin != verifier.name) return std::nullopt;
  const auto count = read_size(*size);
  const auto hash = read_hash(*root);
  if (!count || !hash) return std::nullopt;
  return Checkpoint{std::string(*origin), {*count, *hash}};
}

}  // namespace rollcall::eventstore
