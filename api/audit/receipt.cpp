#include "api/audit/receipt.hpp"

#include <algorithm>

#include "api/audit/sealed.hpp"
#include "api/json/body.hpp"
#include "api/json/compare.hpp"
#include "api/json/writer.hpp"
#include "api/wire/names.hpp"
#include "eventstore/keys.hpp"
#include "eventstore/proof/text.hpp"

namespace rollcall::api {
namespace {

constexpr std::string_view kKind = "rollcall.access-receipt@v1";

// What a receipt is about, from what it proves and nothing else.
struct Look {
  std::string office;  // from the checkpoint's origin, its first line
  eventstore::Record record;
  domain::ListAccessed access;
};

std::optional<std::string> office_of(std::string_view checkpoint) {
  const auto origin = eventstore::take_line(checkpoint);
  if (!origin) return std::nullopt;
  const auto office = domain::Uuid::parse(origin->substr(origin->rfind('/') + 1));
  return office ? std::optional(office->to_string()) : std::nullopt;
}

std::optional<Look> look_of(const Receipt& receipt) {
  if (receipt.leaf.size() > eventstore::kMaxStoredBytes) return std::nullopt;
  auto office = office_of(receipt.proof.checkpoint);
  auto record = eventstore::decode_stored(receipt.proof.index + 1, receipt.leaf);
  if (!office || !record) return std::nullopt;
  const auto logged = decode_sealed(*record);
  const auto* event = logged ? std::get_if<domain::AccessEvent>(&logged->event.of) : nullptr;
  if (!event) return std::nullopt;
  auto access = std::get<domain::ListAccessed>(*event);
  const bool is_text = std::ranges::all_of(
      access.columns, [](const auto& column) { return domain::is_valid_utf8(column.key()); });
  if (!is_text) return std::nullopt;
  return Look{*std::move(office), *std::move(record), std::move(access)};
}

template <class Id>
std::optional<std::string> text_of(const std::optional<Id>& id) {
  return id ? std::optional(id->uuid.to_string()) : std::nullopt;
}

std::string look_json(const Look& look) {
  const auto& access = look.access;
  const auto actor = projections::from_log(look.record.actor);
  json::Writer out;
  out.begin_object()
      .field("id", access.access.uuid.to_string())
      .field("officeId", look.office)
      .field("position", look.record.position)
      .field("at", domain::Instant{look.record.recorded_at}.to_string())
      .field("kind", wire::name_of(access.kind))
      .field("listId", access.list.uuid.to_string())
      .field("projectId", access.project.uuid.to_string())
      .field("shareId", text_of(access.share))
      .field("contactId", text_of(access.contact))
      .field("listVersion", access.list_version)
      .field("rowCount", access.row_count)
      .field("since", access.since)
      .begin_array("columns");
  for (const auto& column : access.columns) out.value(column.key());
  out.end_array().begin_object("by").field("kind", wire::name_of(actor.kind));
  out.field("id", actor.id.to_string()).end_object();
  return out.end_object().finish();
}

std::string receipt_json(const Receipt& receipt, const Look& look) {
  json::Writer out;
  out.begin_object().field("kind", kKind).key("look").raw(look_json(look));
  out.field("leaf", eventstore::base64_of(receipt.leaf));
  return out.field("proof", eventstore::to_string(receipt.proof)).end_object().finish();
}

std::string text_field(const json::Object& from, std::string_view name) {
  const auto value = from.optional(name);
  return value ? value->text().value_or("") : "";
}

// What a file claims to be; faults name the parts that cannot be read.
std::optional<Receipt> read_receipt(std::string_view file, std::vector<std::string>& faults) {
  const json::Body body(file);
  if (body.malformed()) faults.emplace_back("the file is not JSON");
  if (!faults.empty()) return std::nullopt;
  if (text_field(body.root(), "kind") != kKind) {
    faults.push_back("/kind: this is no " + std::string(kKind));
  }
  auto leaf = eventstore::from_base64(text_field(body.root(), "leaf"));
  auto proof = eventstore::parse_log_proof(text_field(body.root(), "proof"));
  if (!leaf) faults.emplace_back("/leaf: not base64");
  if (!proof) faults.emplace_back("/proof: no c2sp.org/tlog-proof@v1");
  if (!leaf || !proof) return std::nullopt;
  return Receipt{*std::move(leaf), *std::move(proof)};
}

void check_proof(const Receipt& receipt, const eventstore::NoteVerifier& key,
                 std::vector<std::string>& faults) {
  const auto checkpoint = eventstore::open_checkpoint(receipt.proof.checkpoint, key);
  if (!checkpoint) {
    faults.emplace_back("/proof: the checkpoint is not signed by this key");
  } else if (!eventstore::proves(receipt.proof, receipt.leaf, checkpoint->head)) {
    faults.emplace_back("/leaf: not what the checkpoint's log has at this index");
  }
}

void check_words(std::string_view file, const Receipt& receipt, const Look& look,
                 std::vector<std::string>& faults) {
  const auto wrong = json::differences(file, receipt_json(receipt, look));
  if (!wrong) return faults.emplace_back("the file is too large"), void();
  for (const auto& pointer : *wrong) {
    if (pointer == "/kind") continue;  // likewise
    faults.push_back(pointer + ": not what the leaf and its proof say");
  }
}

}  // namespace

std::optional<std::string> to_json(const Receipt& receipt) {
  const auto look = look_of(receipt);
  return look ? std::optional(receipt_json(receipt, *look)) : std::nullopt;
}

CheckedReceipt check_receipt(std::string_view file, const eventstore::NoteVerifier& key) {
  CheckedReceipt checked;
  const auto receipt = read_receipt(file, checked.faults);
  if (!receipt) return checked;
  check_proof(*receipt, key, checked.faults);
  const auto look = look_of(*receipt);
  if (!look) {
    checked.faults.emplace_back("/leaf: no look");
    return checked;
  }
  check_words(file, *receipt, *look, checked.faults);
  checked.look = look_json(*look);
  return checked;
}

}  // namespace rollcall::api
