// Receipts of looks, for the office and for whoever looked. Asking for one records nothing: it
// holds no row.
#include "api/audit/checkpoints.hpp"
#include "api/audit/receipt.hpp"
#include "api/handlers/parts/query.hpp"
#include "api/handlers/tables.hpp"
#include "api/looks/opening.hpp"
#include "api/opening/link.hpp"
#include "api/pages/receiver.hpp"
#include "eventstore/keys.hpp"
#include "projections/shares.hpp"

namespace rollcall::api::handlers::receipts {
namespace {

using ExchangePtr = std::shared_ptr<Exchange>;
using MayHave = std::function<bool(const domain::ListAccessed&)>;

http::Response unreadable() {
  return wire::problem(503, "storage_unreadable", "The storage could not be read.")
      .with("Retry-After", "1");
}

http::Response receipt_response(Context& context, const eventstore::OfficeId& office,
                                const projections::AccessRow& row) {
  const auto record =
      context.log.read(office, {}, {.after = row.position - 1, .up_to = row.position});
  auto proof = prove_now(context, office, row.position);
  if (!record || record->empty() || !proof) return unreadable();
  auto text = to_json({eventstore::stored_bytes(record->front()), *std::move(proof)});
  if (!text) return unreadable();
  const auto name = "receipt-" + row.access.access.uuid.to_string() + ".json";
  return json_response(200, *std::move(text)).with("Content-Disposition", wire::attachment(name));
}

// The receipt of that access, if there is one and it may be had; else as `missing` says.
void answer(const ExchangePtr& exchange, domain::AccessId id, MayHave may_have,
            std::function<http::Response()> missing) {
  exchange->read(
      [=](const Shown& shown) {
        const auto row = projections::find_access(shown.view, shown.office, id);
        if (!row || !may_have(row->access)) return missing();
        return receipt_response(exchange->context(), shown.office, *row);
      },
      Rendering::slow);
}

// A contact person has the receipts of their own looks, on customer web.
void get_receipt(const ExchangePtr& exchange) {
  if (refused_query(*exchange)) return;
  const auto& who = exchange->principal();
  const auto may_have = [is_contact = who.role == Who::contact,
                         id = who.actor.id](const domain::ListAccessed& access) {
    return !is_contact || access.contact == domain::ContactId{id};
  };
  answer(exchange, exchange->id<domain::AccessId>(0), may_have, not_found_response);
}

// Would a look be granted now? Who may no longer look is told nothing.
bool may_look(const Exchange& exchange) {
  const auto& context = exchange.context();
  const auto& who = exchange.principal();
  auto facts = context.commands.facts(exchange.office());
  const auto opening = load_opening(facts, who.share);
  domain::RecordReceiverLook look;
  look.session = who.session;
  look.look.kind = domain::AccessKind::page;
  return !facts.failed() &&
         domain::decide(opening, look, {context.commands.now(exchange.office()), who.actor});
}

// A receiver has those of the share whose viewing session they are in.
void get_receivers_receipt(const ExchangePtr& exchange) {
  const pages::Words words = pages::language_of(exchange->request());
  const auto dead = [words] { return pages::shown(404, pages::dead_page(words)); };
  const auto share = exchange->id<domain::ShareId>(0);
  const auto principal = viewing_session(*exchange, share);
  if (!principal) return exchange->dead_link(dead());
  exchange->become(*principal);
  if (!may_look(*exchange)) return exchange->dead_link(dead());
  answer(
      exchange, exchange->id<domain::AccessId>(1),
      [share](const domain::ListAccessed& access) { return access.share == share; }, dead);
}

using http::Method;
constexpr Route kRoutes[] = {
    {Method::get, "/v1/accesses/{accessId}/receipt", kOffice | Who::auditor | Who::contact,
     BodyKind::none, get_receipt},
    {Method::get, "/l/{shareId}/receipts/{accessId}", Who::anyone, BodyKind::none,
     get_receivers_receipt},
};

}  // namespace

Table routes() {
  return kRoutes;
}

}  // namespace rollcall::api::handlers::receipts
