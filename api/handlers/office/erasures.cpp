// Erasing a person: by who they are, or by an address everybody who has it.
#include "api/app/waits.hpp"
#include "api/erasure/forgetting.hpp"
#include "api/erasure/subject.hpp"
#include "api/handlers/parts/answers.hpp"
#include "api/handlers/tables.hpp"
#include "api/json/writer.hpp"

namespace rollcall::api::handlers::erasures {
namespace {

using ExchangePtr = std::shared_ptr<Exchange>;

ErasureSubject read_subject(const json::Object& object) {
  const int given = object.has("contactId") + object.has("participantId") + object.has("email");
  if (given == 0) object.fault("", "required", "contactId, participantId or email is needed.");
  if (given > 1) object.fault("", "ambiguous", "Only one of contactId, participantId and email.");
  ErasureSubject subject;
  subject.contact = optional_id<domain::ContactId>(object, "contactId");
  subject.participant = optional_id<domain::ParticipantId>(object, "participantId");
  if (const auto value = object.optional("email")) {
    subject.email = value->parsed<domain::EmailAddress>();
  }
  return subject;
}

// What an erasure did, counted in the log: so a repeat says the same.
struct Counts {
  std::uint64_t contacts = 0, participants = 0, receivers = 0, staff = 0;
  std::uint64_t shares_revoked = 0, memberships_ended = 0;

  void count(const domain::PersonErased& erased) {
    switch (erased.kind) {
      case domain::PersonKind::contact:
        ++contacts;
        break;
      case domain::PersonKind::participant:
        ++participants;
        break;
      case domain::PersonKind::receiver:
        ++receivers;
        break;
      case domain::PersonKind::staff:
        ++staff;
        break;
    }
  }
};

std::optional<Counts> counts_of(const Context& context, const eventstore::OfficeId& office,
                                const Done& done) {
  Counts counts;
  if (done.last < done.first) return counts;
  const auto records = context.log.read(office, {}, {.after = done.first - 1, .up_to = done.last});
  if (!records) return std::nullopt;
  for (const auto& record : *records) {
    const auto logged = context.codec.decode(office, record);
    if (!logged) return std::nullopt;
    domain::visit_event(
        domain::Overloaded{
            [&](const domain::PersonErased& event) { counts.count(event); },
            [&](const domain::ShareRevoked&) { ++counts.shares_revoked; },
            [&](const domain::ContactRemovedFromProject&) { ++counts.memberships_ended; },
            [](const auto&) {},  // is not counted
        },
        logged->event);
  }
  return counts;
}

http::Response unfinished() {
  return wire::problem(503, "erasure_unfinished",
                       "The erasure is recorded, but not everything is clean yet; it goes on by "
                       "itself. Repeat the request to wait for it.")
      .with("Retry-After", "10");
}

http::Response render(Context& context, const eventstore::OfficeId& office, const Done& done) {
  const auto counts = counts_of(context, office, done);
  if (!counts) return unfinished();
  json::Writer out;
  out.begin_object().field("completedAt", done.at.to_string());
  out.begin_object("erased")
      .field("contacts", counts->contacts)
      .field("participants", counts->participants)
      .field("receivers", counts->receivers)
      .field("staff", counts->staff)
      .end_object();
  out.field("sharesRevoked", counts->shares_revoked)
      .field("membershipsEnded", counts->memberships_ended)
      .end_object();
  return json_response(201, out.finish()).with("Cache-Control", "no-store");
}

void write_erasure(const ExchangePtr& exchange, const ErasureSubject& subject) {
  exchange->write({[=](Facts& facts, const domain::Deciding&) {
                     const auto loaded = load_erasure_facts(exchange->context(), facts, subject);
                     return decided(domain::decide(loaded, domain::ErasePersons{}));
                   },
                   [=](const Shown& shown, const Done& done) {
                     return render(exchange->context(), shown.office, done);
                   },
                   Rendering::slow,
                   // Answers once everything is clean, a repeat too.
                   [=]() -> std::optional<http::Response> {
                     const bool is_clean =
                         exchange->context().forgetting.catch_up(exchange->office());
                     return is_clean ? std::nullopt : std::optional(unfinished());
                   }});
}

// Participants are found by a view: it must show what was written before.
void post_erasure(const ExchangePtr& exchange) {
  json::Body body(exchange->request().body);
  const auto subject = read_subject(body.root());
  if (refused_body(*exchange, body)) return;
  auto& context = exchange->context();
  context.waits.until_projected(
      exchange->office(), context.log.head(exchange->office()), {projections::KeySpace::people},
      [exchange, subject](bool projected) {
        if (!projected) return exchange->fail(Failure::busy);
        exchange->context().pool.resume([exchange, subject] { write_erasure(exchange, subject); });
      });
}

constexpr Route kRoutes[] = {
    {http::Method::post, "/v1/erasures", Who::office_admin, BodyKind::json, post_erasure},
};

}  // namespace

Table routes() {
  return kRoutes;
}

}  // namespace rollcall::api::handlers::erasures
