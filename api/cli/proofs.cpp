#include "api/cli/proofs.hpp"

#include <fmt/core.h>

#include "api/audit/export/check.hpp"
#include "api/audit/log_signer.hpp"
#include "api/cli/receipts.hpp"
#include "api/json/writer.hpp"
#include "api/wire/base64.hpp"
#include "eventstore/keys.hpp"
#include "eventstore/proof/merkle_tree.hpp"
#include "eventstore/proof/sha256.hpp"
#include "eventstore/proof/verify.hpp"
#include "eventstore/rocksdb_log.hpp"

namespace rollcall::api::cli {
namespace {

constexpr std::size_t kMaxCheckpointBytes = 16 << 10;

tl::unexpected<std::string> no(std::string why) {
  return tl::make_unexpected(std::move(why));
}

std::string id_text(const eventstore::OfficeId& office) {
  return projections::from_log(office).to_string();
}

std::string hash_text(const eventstore::Hash& hash) {
  return wire::base64({reinterpret_cast<const char*>(hash.data()), hash.size()});
}

std::string flaw_text(const eventstore::Finding& finding) {
  using eventstore::Flaw;
  const auto events = fmt::format("office {}, events {} to {}", id_text(finding.office),
                                  finding.first, finding.last);
  switch (finding.flaw) {
    case Flaw::batch_missing:
      return fmt::format("batch {} is missing or cannot be read", finding.batch);
    case Flaw::event_missing:
      return events + ": missing, or cannot be read";
    case Flaw::events_changed:
      return events + fmt::format(": not what batch {} was made of", finding.batch);
    case Flaw::out_of_order:
      return events + ": not the positions that come next";
    case Flaw::event_without_batch:
      return events + ": no batch brought them";
    case Flaw::shorter_than_expected:
      return events + ": the checkpoint covers them, but the log ends before; its end was cut";
    case Flaw::other_than_expected:
      return events + ": not the events that the checkpoint covers";
  }
  return events;
}

CliResult<eventstore::Expected> expectation(const std::string& path,
                                            const eventstore::NoteVerifier& verifier) {
  const auto note = read_small_file(path, kMaxCheckpointBytes);
  if (!note) return no(note.error());
  const auto checkpoint = eventstore::open_checkpoint(*note, verifier);
  if (!checkpoint) return no(path + " is no checkpoint that this key has signed");
  const auto slash = checkpoint->origin.rfind('/');
  const auto office = domain::Uuid::parse(checkpoint->origin.substr(slash + 1));
  if (!office) return no(path + " is of no office's log");
  return eventstore::Expected{projections::to_log(*office), checkpoint->head};
}

CliResult<std::vector<eventstore::Expected>> expectations(const VerifyOptions& options) {
  std::vector<eventstore::Expected> expected;
  if (options.checkpoints.empty()) return expected;
  const auto verifier = read_log_key(options.log_key);
  if (!verifier) return no(verifier.error());
  for (const auto& path : options.checkpoints) {
    const auto one = expectation(path, *verifier);
    if (!one) return no(one.error());
    expected.push_back(*one);
  }
  return expected;
}

// The log with its tree, as far as it was kept.
struct OpenedTree {
  std::unique_ptr<eventstore::Log> log;
  std::unique_ptr<eventstore::TileStore> tiles;
};

CliResult<OpenedTree> open_tree(const DataFolder& folder) {
  auto log = eventstore::open_rocksdb_log(folder.log());
  if (!log) return no("cannot open the log (does a server have it?)");
  auto tiles = eventstore::open_rocksdb_tiles(folder.tree());
  if (!tiles) return no("cannot open the tree; it can be deleted, it is made anew");
  return OpenedTree{std::move(*log), std::move(*tiles)};
}

CliResult<eventstore::OfficeId> chosen_office(const eventstore::Log& log, const std::string& id) {
  const auto offices = log.offices();
  if (id.empty() && offices.size() == 1) return offices.front();
  if (id.empty()) return no("there are several offices: say which with --office");
  for (const auto& office : offices) {
    if (id_text(office) == id) return office;
  }
  return no("no such office");
}

void write_proof(json::Writer& out, const eventstore::Proof& proof) {
  out.begin_array("proof");
  for (const auto& hash : proof) out.value(hash_text(hash));
  out.end_array();
}

void write_head(json::Writer& out, std::string_view name, const eventstore::TreeHead& head) {
  out.begin_object(name).field("size", head.size).field("root", hash_text(head.root)).end_object();
}

// What is proved of which office's log.
struct Claim {
  eventstore::Log& log;
  eventstore::MerkleTree& tree;
  eventstore::OfficeId office{};
  eventstore::TreeHead head;
};

eventstore::Result<std::string> prove_event(const Claim& claim, std::uint64_t event) {
  const auto record = claim.log.read(claim.office, {}, {.after = event - 1, .up_to = event});
  if (!record) return tl::make_unexpected(record.error());
  const auto proof = claim.tree.inclusion(claim.office, event - 1, claim.head.size);
  if (!proof) return tl::make_unexpected(proof.error());
  json::Writer out;
  out.begin_object()
      .field("origin", log_origin({projections::from_log(claim.office)}))
      .field("event", event)
      .field("leaf", hash_text(eventstore::leaf_hash(eventstore::stored_bytes(record->front()))));
  write_head(out, "tree", claim.head);
  write_proof(out, *proof);
  return out.end_object().finish();
}

eventstore::Result<std::string> prove_growth(const Claim& claim, std::uint64_t from) {
  const auto before = claim.tree.head_at(claim.office, from);
  if (!before) return tl::make_unexpected(before.error());
  const auto proof = claim.tree.consistency(claim.office, from, claim.head.size);
  if (!proof) return tl::make_unexpected(proof.error());
  json::Writer out;
  out.begin_object().field("origin", log_origin({projections::from_log(claim.office)}));
  write_head(out, "from", *before);
  write_head(out, "tree", claim.head);
  write_proof(out, *proof);
  return out.end_object().finish();
}

CliResult<VerifyReport> verify_export(const VerifyOptions& options) {
  std::optional<eventstore::NoteVerifier> key;
  if (!options.log_key.empty()) {
    const auto given = read_log_key(options.log_key);
    if (!given) return no(given.error());
    key = *given;
  }
  const auto checked = audit_export::check_export(options.exported, key);
  VerifyReport report;
  report.whole = checked.faults.empty();
  if (!checked.about.empty()) report.text = checked.about + '\n';
  for (const auto& fault : checked.faults) report.text += fault + '\n';
  if (!report.whole) return VerifyReport{report.text + "NOT WHOLE\n", false};
  report.text +=
      "key: " + checked.key + (key ? "\n" : " (the folder's own: compare it with the office's)\n");
  report.text += checked.is_signed
                     ? "whole: signed as it is, every event proved\n"
                     : "whole: every event proved; not signed, so events may be missing\n";
  return report;
}

}  // namespace

CliResult<VerifyReport> verify(const VerifyOptions& options) {
  if (!options.exported.empty()) return verify_export(options);
  const auto expected = expectations(options);
  if (!expected) return no(expected.error());
  const auto verified = eventstore::verify_log(options.folder.log(), *expected);
  if (!verified) return no("cannot open the log");
  VerifyReport report;
  report.whole = verified->findings.empty();
  for (const auto& [office, head] : verified->heads) {
    report.text += fmt::format("office {}: {} events, root {}\n", id_text(office), head.size,
                               hash_text(head.root));
  }
  for (const auto& finding : verified->findings) report.text += flaw_text(finding) + '\n';
  report.text += report.whole ? fmt::format("whole: {} batches, {} checkpoints agree\n",
                                            verified->batches, expected->size())
                              : "NOT WHOLE\n";
  return report;
}

CliResult<std::string> prove(const ProveOptions& options) {
  const auto opened = open_tree(options.folder);
  if (!opened) return no(opened.error());
  const auto office = chosen_office(*opened->log, options.office);
  if (!office) return no(office.error());
  const auto last = opened->log->head(*office);
  const auto size = options.size == 0 ? last : options.size;
  if (size > last || options.event > size || options.from > size) {
    return no(fmt::format("the log has {} events", last));
  }
  eventstore::MerkleTree tree(*opened->log, *opened->tiles);
  const auto head = tree.head_at(*office, size);
  if (!head) return no("cannot read the log");
  const Claim claim{*opened->log, tree, *office, *head};
  auto proof =
      options.event > 0 ? prove_event(claim, options.event) : prove_growth(claim, options.from);
  if (!proof) return no("cannot read the log");
  return *std::move(proof);
}

}  // namespace rollcall::api::cli
