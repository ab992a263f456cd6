// POST /v1/lists/{listId}/shares/preview: decided as sharing is, shown instead of recorded.

#include "api/handlers/share_commands.hpp"
#include "api/handlers/tables.hpp"
#include "api/json/writer.hpp"
#include "api/mail/html_part.hpp"
#include "api/mail/wording.hpp"

namespace rollcall::api::handlers::share_preview {
namespace {

// The share as it would be.
domain::ShareState after(domain::ShareState share, domain::ShareId id,
                         const domain::Proposals& proposals, const domain::Deciding& deciding) {
  for (const auto& proposal : proposals) {
    const auto* event = std::get_if<domain::ShareEvent>(&proposal.event->of);
    const bool is_its =
        event && std::visit([&](const auto& each) { return each.share == id; }, *event);
    if (!is_its) continue;
    share = evolve(std::move(share), {proposal.event.get(), 0, deciding.now, deciding.actor});
  }
  return share;
}

std::vector<domain::ShareState> shares_after(Facts& facts, const Decided& decided,
                                             const domain::Deciding& deciding) {
  std::vector<domain::ShareState> shares;
  for (const auto& tag : decided.shows) {
    const domain::ShareId id{tag.id};
    const auto before = facts.load<domain::ShareState>(domain::facts_of_share(id));
    shares.push_back(after(*before, id, decided.proposals, deciding));
  }
  return shares;
}

void write_mailbox(json::Writer& out, std::string_view name, const std::string& display_name,
                   const domain::EmailAddress& email) {
  out.begin_object(name).field("name", display_name).field("email", email.str()).end_object();
}

void write_preview(json::Writer& out, Context& context, const eventstore::OfficeId& office,
                   const domain::ShareState& share) {
  const auto mail = mail::share_mail(context, office, share, std::string(mail::kNoToken), 1);
  if (!mail) return;  // erased just now: nobody to write to
  out.begin_object().key("contactId");
  share.contact ? out.value(share.contact->uuid.to_string()) : out.null();
  out.field("language", mail->language).field("validUntil", share.valid_until.to_string());
  write_mailbox(out, "from", mail->from_name, mail->from);
  out.key("replyTo");
  mail->reply_to ? out.value(mail->reply_to->str()) : out.null();
  write_mailbox(out, "to", mail->to_name, mail->to);
  out.field("subject", mail->subject).field("text", mail->text);
  out.field("html", mail::html_of(*mail)).end_object();
}

void preview_shares(const std::shared_ptr<Exchange>& exchange) {
  auto& context = exchange->context();
  json::Body body(exchange->request().body);
  const auto command = read_share_list(*exchange, body.root(), exchange->id<domain::ListId>(0));
  const Attempt attempt = [&](Facts& facts, const domain::Deciding& deciding) {
    return share_list(context, facts, command, deciding);
  };
  if (refused_with_rules(*exchange, body, attempt)) return;
  auto facts = context.commands.facts(exchange->office());
  const domain::Deciding deciding{context.commands.now(exchange->office()),
                                  exchange->principal().actor};
  const auto decided = attempt(facts, deciding);
  if (!decided) return exchange->fail(decided.error());
  const auto shares = shares_after(facts, *decided, deciding);
  if (facts.failed()) return exchange->fail(Failure::unreadable);
  exchange->read([exchange, shares](const Shown& shown) {
    json::Writer out;
    out.begin_object().begin_array("items");
    for (const auto& share : shares) write_preview(out, exchange->context(), shown.office, share);
    return json_response(200, out.end_array().end_object().finish());
  });
}

constexpr Route kRoutes[] = {
    {http::Method::post, "/v1/lists/{listId}/shares/preview", kOffice, BodyKind::json,
     preview_shares},
};

}  // namespace

Table routes() {
  return kRoutes;
}

}  // namespace rollcall::api::handlers::share_preview
