#include "eventstore/proof/log_proof.hpp"

#include "eventstore/proof/sha256.hpp"
#include "eventstore/proof/text.hpp"

namespace rollcall::eventstore {
namespace {

constexpr std::string_view kVersion = "c2sp.org/tlog-proof@v1";
constexpr std::string_view kExtra = "extra ";
constexpr std::string_view kIndex = "index ";
constexpr std::size_t kMaxHashes = 64;  // of a tree of 2^64 leaves

}  // namespace

std::string to_string(const LogProof& proof) {
  std::string text(kVersion);
  text += '\n' + std::string(kIndex) + std::to_string(proof.index) + '\n';
  for (const auto& hash : proof.hashes) text += base64_of(hash) + '\n';
  return text + '\n' + proof.checkpoint;
}

std::optional<LogProof> parse_log_proof(std::string_view text) {
  if (take_line(text) != kVersion) return std::nullopt;
  auto line = take_line(text);
  if (line && line->starts_with(kExtra)) line = take_line(text);
  if (!line || !line->starts_with(kIndex)) return std::nullopt;
  const auto index = read_decimal(line->substr(kIndex.size()));
  if (!index) return std::nullopt;
  LogProof proof{*index, {}, {}};
  while ((line = take_line(text)) && !line->empty()) {
    const auto hash = read_hash(*line);
    if (!hash || proof.hashes.size() == kMaxHashes) return std::nullopt;
    proof.hashes.push_back(*hash);
  }
  if (!line) return std::nullopt;
  proof.checkpoint = text;
  return proof;
}

bool proves(const LogProof& proof, std::string_view leaf, const TreeHead& head) {
  return proof.index < head.size &&
         proves_inclusion(proof.hashes, leaf_hash(leaf), proof.index, head.size, head.root);
}

}  // namespace rollcall::eventstore
