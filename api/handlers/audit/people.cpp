// All that the log has about one person, for who asks what is kept of them: the shares with them,
// the looks by these and their own, and every other event.

#include "api/commands/email_key.hpp"
#include "api/handlers/audit/history_json.hpp"
#include "api/handlers/audit/history_page.hpp"
#include "api/handlers/share_json.hpp"
#include "api/handlers/tables.hpp"
#include "replay/access/person.hpp"

namespace rollcall::api::handlers::people {
namespace {

using Events = std::vector<projections::LoggedEvent>;

struct Asked {
  HistoryPage page;
  std::optional<domain::ContactId> contact;
  std::optional<domain::EmailKey> email;
  replay::PersonTraces person;
};

// Keyed hashes of addresses, links and contents say nothing to who reads this.
bool is_told(domain::TagKind kind) {
  return kind != domain::TagKind::email && kind != domain::TagKind::link &&
         kind != domain::TagKind::blob;
}

void write_event(json::Writer& out, const projections::LoggedEvent& logged) {
  out.begin_object()
      .field("position", logged.position)
      .field("time", logged.recorded_at.to_string())
      .field("type", domain::name_of(logged.event))
      .key("by");
  write_actor(out, logged.actor);
  out.begin_array("tags");
  for (const auto& tag : domain::tags_of(logged.event)) {
    if (is_told(tag.kind)) out.value(domain::to_string(tag));
  }
  out.end_array().key("look");
  const auto* access = std::get_if<domain::AccessEvent>(&logged.event.of);
  if (access) {
    out.begin_object();
    write_disclosure(out, {logged.position, logged.decided_at, logged.actor,
                           std::get<domain::ListAccessed>(*access)});
    out.end_object();
  } else {
    out.null();
  }
  out.end_object();
}

template <class Id>
void write_ids(json::Writer& out, std::string_view name, const std::set<Id>& ids) {
  out.begin_array(name);
  for (const auto& id : ids) out.value(id.uuid.to_string());
  out.end_array();
}

std::string to_json(Exchange& exchange, const Asked& asked, const Events& events,
                    const std::optional<std::uint64_t>& next) {
  json::Writer out;
  out.begin_object();
  write_instance(out, asked.page.until);
  write_ids(out, "contactIds", asked.person.contacts);
  write_ids(out, "staffIds", asked.person.staff);
  write_ids(out, "shareIds", asked.person.shares);
  out.begin_array("items");
  for (const auto& logged : events) write_event(out, logged);
  out.end_array();
  write_next(out, exchange, asked.page, next);
  return out.end_object().finish();
}

// Whom the record of the read names: the one person, if there is one.
std::optional<domain::HistorySubject> subject_of(const Asked& asked) {
  using Kind = domain::HistorySubjectKind;
  const auto& person = asked.person;
  if (asked.contact) return domain::HistorySubject{Kind::contact, asked.contact->uuid};
  if (person.contacts.size() + person.staff.size() != 1) return std::nullopt;
  return person.staff.empty() ? domain::HistorySubject{Kind::contact, person.contacts.begin()->uuid}
                              : domain::HistorySubject{Kind::staff, person.staff.begin()->uuid};
}

eventstore::Result<HistoryAnswer> people(Exchange& exchange, const Asked& asked) {
  const auto limit = asked.page.paging.request.limit;
  auto events = replay::events_about(moment_of(exchange, asked.page.until), asked.person,
                                     asked.page.after, limit + 1);
  if (!events) return tl::make_unexpected(events.error());
  std::optional<std::uint64_t> next;
  if (events->size() > limit) {
    events->resize(limit);
    next = events->back().position;
  }
  return HistoryAnswer{to_json(exchange, asked, *events, next),
                       {domain::HistoryKind::people_report,
                        subject_of(asked),
                        {},
                        static_cast<std::uint32_t>(events->size()),
                        asked.email},
                       asked.page.until.position};
}

std::optional<domain::EmailKey> read_email(Exchange& exchange, Query& query) {
  const auto text = query.text("email");
  if (text.empty()) return std::nullopt;
  const auto email = domain::EmailAddress::parse(text);
  if (!email) {
    query.fault("email", "malformed");
    return std::nullopt;
  }
  return email_key(exchange.context().vault, exchange.office(), *email);
}

void get_people(const std::shared_ptr<Exchange>& exchange) {
  Asked asked;
  Query query(*exchange);
  asked.contact = query.id<domain::ContactId>("contactId");
  asked.email = read_email(*exchange, query);
  const auto& request = exchange->request();
  const bool has_email = request.query_value("email") != nullptr;
  const bool has_contact = request.query_value("contactId") != nullptr;
  if (!has_email && !has_contact) query.fault("contactId", "required");
  if (has_email && has_contact) query.fault("email", "not_with_contact");
  const auto paging = query.paging();
  if (query.refused()) return;
  const auto page = history_page(*exchange, paging, std::nullopt);
  if (!page) return;
  asked.page = *page;
  const auto moment = moment_of(*exchange, page->until);
  auto person = asked.contact ? replay::traces_of(moment, *asked.contact)
                              : replay::traces_of(moment, *asked.email);
  if (!person) return exchange->fail(Failure::unreadable);
  if (person->empty()) return exchange->not_found();
  asked.person = *std::move(person);
  answer_history(exchange, [asked](Exchange& with) { return people(with, asked); });
}

constexpr Route kRoutes[] = {
    {http::Method::get, "/v1/audit/people", kAudits, BodyKind::none, get_people},
};

}  // namespace

Table routes() {
  return kRoutes;
}

}  // namespace rollcall::api::handlers::people
