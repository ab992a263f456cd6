#include "api/audit/export/tables.hpp"

#include "api/wire/csv.hpp"
#include "api/wire/names.hpp"
#include "replay/access/viewers.hpp"

namespace rollcall::api::audit_export {
namespace {

template <class Id>
std::string text_of(const std::optional<Id>& id) {
  return id ? id->uuid.to_string() : "";
}

std::string text_of(const domain::Actor& actor) {
  return std::string(wire::name_of(actor.kind)) + ' ' + actor.id.to_string();
}

// The events of one concept among all.
template <class Concept, class Each>
void each(Events events, Each&& of) {
  for (const auto* logged : events) {
    const auto* concept_event = std::get_if<Concept>(&logged->event.of);
    if (concept_event) of(*concept_event, *logged);
  }
}

struct Share {
  domain::ShareState state;
  domain::Instant shared_at;
  eventstore::Position position = 0;
  std::uint64_t mails = 0;
  std::uint64_t looks = 0;
  std::optional<domain::Instant> last_look;
};

// Every share among the events, folded by the domain's own rules, in order of its first event.
std::vector<Share> shares_of(Events events) {
  std::vector<Share> shares;
  std::map<domain::ShareId, std::size_t> places;
  each<domain::ShareEvent>(events, [&](const domain::ShareEvent& event, const auto& logged) {
    const auto id = std::visit([](const auto& e) { return e.share; }, event);
    const auto [place, is_new] = places.emplace(id, shares.size());
    if (is_new) shares.push_back({{}, logged.recorded_at, logged.position, 0, 0, {}});
    auto& share = shares[place->second];
    share.state = domain::evolve(std::move(share.state), logged.recorded());
    share.mails += std::holds_alternative<domain::ShareEmailSent>(event);
  });
  each<domain::AccessEvent>(events, [&](const domain::AccessEvent& event, const auto& logged) {
    const auto& look = std::get<domain::ListAccessed>(event);
    const auto place = look.share ? places.find(*look.share) : places.end();
    if (place == places.end()) return;
    ++shares[place->second].looks;
    shares[place->second].last_look = logged.recorded_at;
  });
  return shares;
}

std::vector<std::string> share_row(const Share& share, const std::string& list) {
  const auto& state = share.state;
  const auto& revoked = state.revocation;
  return {state.id.uuid.to_string(),
          std::to_string(share.position),
          share.shared_at.to_string(),
          state.list.uuid.to_string(),
          list,
          state.project.uuid.to_string(),
          text_of(state.contact),
          columns_text(state.columns),
          state.may_download ? "yes" : "no",
          state.valid_until.to_string(),
          text_of(state.sent_by),
          std::to_string(share.mails),
          revoked ? revoked->at.to_string() : "",
          revoked ? text_of(revoked->by) : "",
          std::to_string(share.looks),
          share.last_look ? share.last_look->to_string() : ""};
}

struct Person {
  std::string name;
  std::string email;
};

Person person_of(std::string first, const std::string& last, std::string email) {
  if (!first.empty() && !last.empty()) first += ' ';
  return {first + last, std::move(email)};
}
Person person_of(const domain::ContactDetails& details) {
  return person_of(details.first_name.str(), details.last_name.str(), details.email.str());
}
Person person_of(const domain::ParticipantDetails& details) {
  using domain::StandardField;
  return person_of(details.at(StandardField::first_name), details.at(StandardField::last_name),
                   details.at(StandardField::email));
}

constexpr const char* kContact = "contact";
constexpr const char* kParticipant = "participant";

// What they are, and their ids; as they were last.
std::map<std::pair<std::string, domain::Uuid>, Person> known_persons(Events events) {
  std::map<std::pair<std::string, domain::Uuid>, Person> persons;
  const auto note = [&](const auto& event) {
    if constexpr (requires { person_of(*event.details.known); }) {
      if (!event.details.known) return;
      const auto person = person_of(*event.details.known);
      if constexpr (requires { event.participant; }) {
        persons[{kParticipant, event.participant.uuid}] = person;
      } else if constexpr (requires { event.contact; }) {
        persons[{kContact, event.contact.uuid}] = person;
      }
    }
  };
  for (const auto* logged : events) domain::visit_event(note, logged->event);
  return persons;
}

// For which organisations people look, by project.
class Organisations {
 public:
  explicit Organisations(Events events) : events_(events) {}

  std::string of(const domain::ListAccessed& look, const projections::LoggedEvent& logged) {
    const auto [viewers, is_new] = viewers_.try_emplace(look.project);
    if (is_new) viewers->second = replay::Viewers::among(events_, look.project);
    return viewers->second.of(logged.actor, logged.position).organisation_name;
  }

 private:
  const Events events_;
  std::map<domain::ProjectId, replay::Viewers> viewers_;
};

}  // namespace

std::string csv_of(const Table& table) {
  std::string text;
  const auto add = [&text](const std::vector<std::string>& cells) {
    wire::write_csv_line(text, {cells.begin(), cells.end()});
  };
  add(table.columns);
  for (const auto& row : table.rows) add(row);
  return text;
}

std::string columns_text(const std::vector<domain::Column>& columns) {
  std::string text;
  for (const auto& column : columns) text += (text.empty() ? "" : "; ") + column.key();
  return text;
}

Table table_of_csv(std::string_view text) {
  auto read = wire::read_csv(text);
  Table table{std::move(read.header), {}};
  for (auto& record : read.records) table.rows.push_back(std::move(record.cells));
  return table;
}

std::map<domain::ListId, std::string> list_names(Events events) {
  std::map<domain::ListId, std::string> names;
  each<domain::ListEvent>(events, [&](const domain::ListEvent& event, const auto&) {
    std::visit(
        [&](const auto& e) {
          if constexpr (requires { e.definition; }) names[e.list] = e.definition.name.str();
        },
        event);
  });
  return names;
}

Table shares_table(Events events) {
  Table table{{"shareId", "position", "sharedAt", "listId", "list", "projectId", "contactId",
               "columns", "mayDownload", "validUntil", "sentBy", "mailsSent", "revokedAt",
               "revokedBy", "looks", "lastLookAt"},
              {}};
  auto lists = list_names(events);
  for (const auto& share : shares_of(events)) {
    table.rows.push_back(share_row(share, lists[share.state.list]));
  }
  return table;
}

Table looks_table(Events events) {
  Table table{{"lookId", "position", "at", "kind", "listId", "list", "listVersion", "rowCount",
               "columns", "since", "shareId", "contactId", "by", "organisation"},
              {}};
  auto lists = list_names(events);
  Organisations organisations(events);
  each<domain::AccessEvent>(events, [&](const domain::AccessEvent& event, const auto& logged) {
    const auto& look = std::get<domain::ListAccessed>(event);
    table.rows.push_back({look.access.uuid.to_string(), std::to_string(logged.position),
                          logged.recorded_at.to_string(), std::string(wire::name_of(look.kind)),
                          look.list.uuid.to_string(), lists[look.list],
                          std::to_string(look.list_version), std::to_string(look.row_count),
                          columns_text(look.columns), look.since ? std::to_string(*look.since) : "",
                          text_of(look.share), text_of(look.contact), text_of(logged.actor),
                          organisations.of(look, logged)});
  });
  return table;
}

Table participant_table(Events events) {
  Table table{{"position", "at", "event", "by"}, {}};
  for (const auto* logged : events) {
    const bool is_theirs = std::holds_alternative<domain::ParticipantEvent>(logged->event.of) ||
                           domain::person_erased(logged->recorded()) != nullptr;
    if (!is_theirs) continue;
    table.rows.push_back({std::to_string(logged->position), logged->recorded_at.to_string(),
                          std::string(domain::name_of(logged->event)), text_of(logged->actor)});
  }
  return table;
}

Table people_table(Events events) {
  Table table{{"of", "id", "name", "email"}, {}};
  for (const auto& share : shares_of(events)) {
    const auto& known = share.state.sending.addressed.known;
    if (!known) continue;
    table.rows.push_back(
        {"share", share.state.id.uuid.to_string(), known->name.str(), known->email.str()});
  }
  for (const auto& [who, person] : known_persons(events)) {
    table.rows.push_back({who.first, who.second.to_string(), person.name, person.email});
  }
  return table;
}

std::string participant_name(Events events) {
  for (const auto& [who, person] : known_persons(events)) {
    if (who.first == kParticipant) return person.name;
  }
  return "";
}

Table clients_table(Events events) {
  Table table{{"lookId", "address", "userAgent"}, {}};
  each<domain::AccessEvent>(events, [&](const domain::AccessEvent& event, const auto&) {
    const auto& look = std::get<domain::ListAccessed>(event);
    const auto& client = look.client.known;
    if (!client) return;
    table.rows.push_back({look.access.uuid.to_string(), client->address, client->user_agent});
  });
  return table;
}

}  // namespace rollcall::api::audit_export
