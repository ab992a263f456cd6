#include "api/audit/export/lines.hpp"

#include "api/audit/sealed.hpp"
#include "api/json/body.hpp"
#include "api/json/compare.hpp"
#include "api/json/writer.hpp"
#include "api/wire/names.hpp"
#include "eventstore/keys.hpp"
#include "eventstore/proof/sha256.hpp"
#include "eventstore/proof/text.hpp"

namespace rollcall::api::audit_export {
namespace {

constexpr std::size_t kMaxHashes = 64;

struct ReadLine {
  eventstore::Position position = 0;
  eventstore::Bytes leaf;
  eventstore::Proof proof;
};

std::optional<eventstore::Proof> read_proof(const json::Object& line) {
  const auto value = line.optional("proof");
  const auto items = value ? value->array(kMaxHashes) : std::nullopt;
  if (!items) return std::nullopt;
  eventstore::Proof proof;
  for (const auto& item : *items) {
    const auto hash = eventstore::read_hash(item.text().value_or(""));
    if (!hash) return std::nullopt;
    proof.push_back(*hash);
  }
  return proof;
}

std::optional<ReadLine> read_line(std::string_view text, std::vector<std::string>& faults) {
  const json::Body body(text);
  if (body.malformed()) {
    faults.emplace_back("not JSON");
    return std::nullopt;
  }
  const auto position = body.root().optional("position");
  const auto number = position ? position->integer() : std::nullopt;
  const auto leaf = body.root().optional("leaf");
  auto bytes = eventstore::from_base64(leaf ? leaf->text().value_or("") : "");
  auto proof = read_proof(body.root());
  if (!number || *number < 1) faults.emplace_back("/position: no position");
  if (!bytes || bytes->empty()) faults.emplace_back("/leaf: not base64");
  if (!proof) faults.emplace_back("/proof: no hashes");
  if (!faults.empty()) return std::nullopt;
  return ReadLine{static_cast<eventstore::Position>(*number), *std::move(bytes), *std::move(proof)};
}

std::optional<projections::LoggedEvent> logged_of(const eventstore::Record& record) {
  auto logged = decode_sealed(record);
  return logged ? std::optional(*std::move(logged)) : std::nullopt;
}

}  // namespace

std::string event_line(const ProvedEvent& event, const domain::Uuid& event_id) {
  const auto& logged = event.logged;
  json::Writer out;
  out.begin_object()
      .field("position", logged.position)
      .field("id", event_id.to_string())
      .field("type", domain::name_of(logged.event))
      .field("at", logged.recorded_at.to_string())
      .field("decidedAt", logged.decided_at.to_string())
      .begin_object("actor")
      .field("kind", wire::name_of(logged.actor.kind))
      .field("id", logged.actor.id.to_string())
      .end_object()
      .field("request", logged.correlation.to_string())
      .begin_array("tags");
  for (const auto& tag : domain::tags_of(logged.event)) out.value(to_string(tag));
  out.end_array().field("leaf", eventstore::base64_of(event.leaf)).begin_array("proof");
  for (const auto& hash : event.proof) out.value(eventstore::base64_of(hash));
  return out.end_array().end_object().finish();
}

std::optional<ProvedEvent> check_line(std::string_view line, const eventstore::TreeHead& head,
                                      std::vector<std::string>& faults) {
  auto read = read_line(line, faults);
  if (!read) return std::nullopt;
  const bool is_proved =
      read->position <= head.size &&
      eventstore::proves_inclusion(read->proof, eventstore::leaf_hash(read->leaf),
                                   read->position - 1, head.size, head.root);
  if (!is_proved) faults.emplace_back("/leaf: not what the checkpoint's log has at this position");
  const auto record = eventstore::decode_stored(read->position, read->leaf);
  auto logged = record ? logged_of(*record) : std::nullopt;
  if (!logged) {
    faults.emplace_back("/leaf: no event");
    return std::nullopt;
  }
  ProvedEvent event{*std::move(logged), std::move(read->leaf), std::move(read->proof)};
  const auto wrong = json::differences(line, event_line(event, projections::from_log(record->id)));
  for (const auto& pointer : wrong.value_or(std::vector<std::string>{""})) {
    faults.push_back(pointer + ": not what the leaf says");
  }
  return is_proved ? std::optional(std::move(event)) : std::nullopt;
}

}  // namespace rollcall::api::audit_export
