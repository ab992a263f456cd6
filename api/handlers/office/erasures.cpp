// Erasing a person: by who they are, or by an address everybody who has it.
#include "api/app/waits.hpp"
#include "api/commands/email_key.hpp"
#include "api/erasure/forgetting.hpp"
#include "api/handlers/parts/answers.hpp"
#include "api/handlers/tables.hpp"
#include "api/json/writer.hpp"
#include "domain/erasure/erasure.hpp"
#include "domain/share/bulk.hpp"
#include "projections/search/people.hpp"

namespace rollcall::api::handlers {
namespace {

using ExchangePtr = std::shared_ptr<Exchange>;

// Who is meant: exactly one of these.
struct Subject {
  std::optional<domain::ContactId> contact;
  std::optional<domain::ParticipantId> participant;
  std::optional<domain::EmailAddress> email;
};

Subject read_subject(const json::Object& object) {
  const int given = object.has("contactId") + object.has("participantId") + object.has("email");
  if (given == 0) object.fault("", "required", "contactId, participantId or email is needed.");
  if (given > 1) object.fault("", "ambiguous", "Only one of contactId, participantId and email.");
  Subject subject;
  subject.contact = optional_id<domain::ContactId>(object, "contactId");
  subject.participant = optional_id<domain::ParticipantId>(object, "participantId");
  if (const auto value = object.optional("email")) {
    subject.email = value->parsed<domain::EmailAddress>();
  }
  return subject;
}

// What a decision is made on; shares are found in several ways, and count once.
class Loading {
 public:
  Loading(Context& context, Facts& facts) : context_(context), facts_(facts) {}

  domain::ErasureFacts load(const Subject& subject) {
    if (subject.contact) add(*subject.contact);
    if (subject.participant) add(*subject.participant);
    if (subject.email) add(*subject.email);
    return std::move(loaded_);
  }

 private:
  void add(domain::ContactId contact) {
    const auto state = facts_.load<domain::ContactState>(domain::facts_of_contact(contact));
    const domain::Tag tag{domain::TagKind::contact, contact.uuid};
    const auto erased = facts_.load<domain::ErasedPersons>(domain::facts_of_erased(tag));
    domain::ErasureFacts::OfContact of{contact, *state, !erased->persons.empty(), std::nullopt};
    if (state->details) of.email = key_of(state->details->email);
    add_shares(domain::facts_of_shares_of_contact(contact));
    // A share with nobody's address that is theirs now is theirs.
    if (of.email) add_shares(domain::facts_of_shares_of_email(*of.email), contact);
    loaded_.contacts.push_back(std::move(of));
  }

  void add(domain::ParticipantId participant) {
    const auto trace =
        facts_.load<domain::ParticipantTrace>(domain::facts_of_participant(participant));
    loaded_.participants.push_back({participant, *trace});
  }

  void add(const domain::EmailAddress& email) {
    const auto key = key_of(email);
    const auto holders = facts_.load<domain::AddressTrace>(domain::facts_of_email(key));
    for (const auto contact : holders->contacts) add(contact);
    if (holders->staff) {
      const auto state = facts_.load<domain::StaffState>(domain::facts_of_staff(*holders->staff));
      loaded_.staff.push_back({*holders->staff, *state});
    }
    add_shares(domain::facts_of_shares_of_email(key), domain::ContactId{});
    const auto snapshot = context_.projector.snapshot(facts_.office());
    for (const auto participant : projections::participants_with_email(
             *snapshot.view, facts_.office(), email.canonical(), domain::kMaxErased + 1)) {
      const auto trace =
          facts_.load<domain::ParticipantTrace>(domain::facts_of_participant(participant));
      if (trace->emails.contains(email.canonical())) add(participant);
    }
  }

  // `or_nobodys`: of shares that are a contact person's only those of this one.
  void add_shares(const domain::FactQueries& queries,
                  std::optional<domain::ContactId> or_nobodys = std::nullopt) {
    const auto index = facts_.load<domain::ShareIndex>(queries);
    for (const auto id : index->shares) {
      const auto share = facts_.load<domain::ShareState>(domain::facts_of_share(id));
      if (or_nobodys && share->contact && share->contact != or_nobodys) continue;
      if (!shares_.insert(id).second) continue;
      const auto receivers = facts_.load<domain::ReceiverTrace>(domain::facts_of_receivers(id));
      loaded_.shares.push_back({*share, *receivers});
    }
  }

  domain::EmailKey key_of(const domain::EmailAddress& email) const {
    return email_key(context_.vault, facts_.office(), email);
  }

  Context& context_;
  Facts& facts_;
  domain::ErasureFacts loaded_;
  std::set<domain::ShareId> shares_;
};

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

// Answers once everything is clean, a repeat too.
http::Response render(Context& context, const eventstore::OfficeId& office, const Done& done) {
  if (!context.forgetting.catch_up(office)) return unfinished();
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

void write_erasure(const ExchangePtr& exchange, const Subject& subject) {
  exchange->write({[=](Facts& facts, const domain::Deciding&) {
                     const auto loaded = Loading(exchange->context(), facts).load(subject);
                     return decided(domain::decide(loaded, domain::ErasePersons{}));
                   },
                   [=](const Shown& shown, const Done& done) {
                     return render(exchange->context(), shown.office, done);
                   },
                   Rendering::slow});
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

std::span<const Route> erasure_routes() {
  return kRoutes;
}

}  // namespace rollcall::api::handlers
