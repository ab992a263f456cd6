#include "projections/log_codec.hpp"

#include <algorithm>

namespace rollcall::projections {
namespace {

// The keys of one office's persons, as the codec wants them.
class VaultKeys final : public codec::PersonKeys {
 public:
  VaultKeys(const eventstore::Vault& vault, const eventstore::OfficeId& office)
      : vault_(vault), office_(office) {}

  codec::Result<std::optional<std::string>> seal(domain::PersonId person,
                                                 std::string_view associated_data,
                                                 std::string_view plain) const override {
    return answer(vault_.seal(office_, to_log(person.uuid), associated_data, plain));
  }
  codec::Result<std::optional<std::string>> open(domain::PersonId person,
                                                 std::string_view associated_data,
                                                 std::string_view sealed) const override {
    return answer(vault_.open(office_, to_log(person.uuid), associated_data, sealed));
  }

 private:
  // Bytes that the key does not fit are the event's fault, a vault that can't be read is not.
  static codec::Result<std::optional<std::string>> answer(
      eventstore::Result<std::optional<eventstore::Bytes>> result) {
    if (result) return std::move(*result);
    const bool event_is_bad = result.error() == eventstore::Error::corrupt;
    return tl::unexpected(event_is_bad ? codec::Error::malformed : codec::Error::key_store);
  }

  const eventstore::Vault& vault_;
  const eventstore::OfficeId& office_;
};

// Adds whose key a personal part is sealed with; an erased part is not sealed.
template <class T>
void add_person(std::vector<domain::PersonId>& persons, const domain::Personal<T>& personal) {
  if (!personal.erased()) persons.push_back(personal.person);
}

void add_persons(std::vector<domain::PersonId>& persons, const domain::Event& event) {
  domain::visit_event(
      [&](const auto& e) {
        if constexpr (requires { e.details.person; }) {
          add_person(persons, e.details);
        } else if constexpr (requires { e.sending.addressed.person; }) {
          add_person(persons, e.sending.addressed);
        } else if constexpr (requires { e.client.person; }) {
          add_person(persons, e.client);
        }
      },
      event);
}

}  // namespace

eventstore::Id to_log(const domain::Uuid& id) {
  return id.bytes;
}

domain::Uuid from_log(const eventstore::Id& id) {
  return {id};
}

eventstore::Tag to_log(const domain::Tag& tag) {
  return {static_cast<std::uint8_t>(tag.kind), tag.id.bytes};
}

eventstore::Query to_log(const domain::FactQueries& queries) {
  eventstore::Query query;
  query.items.reserve(queries.size());
  for (const domain::FactQuery& facts : queries) {
    auto& item = query.items.emplace_back();
    item.types = facts.types;
    item.tags.reserve(facts.tags.size());
    for (const domain::Tag& tag : facts.tags) item.tags.push_back(to_log(tag));
  }
  return query;
}

eventstore::Actor to_log(const domain::Actor& actor) {
  return {static_cast<std::uint8_t>(actor.kind), actor.id.bytes};
}

domain::Actor from_log(const eventstore::Actor& actor) {
  return {static_cast<domain::ActorKind>(actor.kind), {actor.id}};
}

codec::Result<LoggedEvent> LogCodec::decode(const eventstore::OfficeId& office,
                                            const eventstore::Record& record) const {
  auto event =
      codec::decode(record.type, record.payload, from_log(record.id), VaultKeys(vault_, office));
  if (!event) return tl::unexpected(event.error());
  return LoggedEvent{.event = std::move(*event),
                     .position = record.position,
                     .decided_at = {record.decided_at},
                     .recorded_at = {record.recorded_at},
                     .actor = from_log(record.actor),
                     .correlation = from_log(record.correlation)};
}

codec::Result<std::vector<eventstore::NewEvent>> LogCodec::encode(
    const eventstore::OfficeId& office, const domain::Proposals& proposals,
    const std::function<domain::Uuid()>& next_id) const {
  const VaultKeys keys(vault_, office);
  std::vector<eventstore::NewEvent> events;
  events.reserve(proposals.size());
  for (const domain::Proposal& proposal : proposals) {
    const domain::Uuid id = next_id();
    auto payload = codec::encode(*proposal.event, id, keys);
    if (!payload) return tl::unexpected(payload.error());
    auto& event = events.emplace_back();
    event.id = to_log(id);
    event.type = domain::type_of(*proposal.event);
    for (const domain::Tag& tag : domain::tags_of(*proposal.event)) {
      event.tags.push_back(to_log(tag));
    }
    for (const auto& email : {proposal.email, proposal.former_email}) {
      if (email) event.tags.push_back(to_log(domain::Tag{domain::TagKind::email, email->hash}));
    }
    event.payload = std::move(*payload);
  }
  return events;
}

std::vector<domain::PersonId> persons_of(const domain::Proposals& proposals) {
  std::vector<domain::PersonId> persons;
  for (const domain::Proposal& proposal : proposals) add_persons(persons, *proposal.event);
  std::sort(persons.begin(), persons.end());
  persons.erase(std::unique(persons.begin(), persons.end()), persons.end());
  return persons;
}

}  // namespace rollcall::projections
