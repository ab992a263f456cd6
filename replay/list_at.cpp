#include "replay/list_at.hpp"

#include "domain/event.hpp"

namespace rollcall::replay {
namespace {

using eventstore::Result;

Result<std::vector<domain::Event>> read(const Moment& moment, const domain::FactQuery& query,
                                        const eventstore::ReadOptions& options) {
  const auto records = moment.log.read(moment.office, projections::to_log({query}), options);
  if (!records) return tl::make_unexpected(records.error());
  std::vector<domain::Event> events;
  events.reserve(records->size());
  for (const auto& record : *records) {
    auto logged = moment.codec.decode(moment.office, record);
    if (!logged) return tl::make_unexpected(eventstore::Error::corrupt);
    events.push_back(std::move(logged->event));
  }
  return events;
}

// The last event up to the moment that matches; nullopt if there is none.
Result<std::optional<domain::Event>> last_event(const Moment& moment,
                                                const domain::FactQuery& query) {
  auto events =
      read(moment, query,
           {.up_to = moment.position, .limit = 1, .direction = eventstore::Direction::backward});
  if (!events) return tl::make_unexpected(events.error());
  return events->empty() ? std::nullopt : std::optional(std::move(events->front()));
}

std::optional<domain::ListDefinition> definition_in(const domain::Event& event) {
  using Definition = std::optional<domain::ListDefinition>;
  return domain::visit_event(
      domain::Overloaded{
          [](const domain::ListCreated& created) { return Definition(created.definition); },
          [](const domain::ListEdited& edited) { return Definition(edited.definition); },
          [](const auto&) { return Definition(); },
      },
      event);
}

std::optional<domain::ListRow> row_in(const domain::Event& event) {
  using Row = std::optional<domain::ListRow>;
  return domain::visit_event(domain::Overloaded{
                                 [](const domain::ParticipantAdded& added) {
                                   return Row({added.participant, added.details.known});
                                 },
                                 [](const domain::ParticipantEdited& edited) {
                                   return Row({edited.participant, edited.details.known});
                                 },
                                 [](const auto&) { return Row(); },
                             },
                             event);
}

}  // namespace

Result<std::optional<domain::ListDefinition>> definition_at(const Moment& moment,
                                                            domain::ListId list) {
  const auto event = last_event(
      moment, {domain::types_of<domain::ListCreated, domain::ListEdited, domain::ListDeleted>(),
               {{domain::TagKind::list, list.uuid}}});
  if (!event) return tl::make_unexpected(event.error());
  return *event ? definition_in(**event) : std::nullopt;
}

Result<std::vector<domain::ListRow>> participants_at(
    const Moment& moment, const std::vector<domain::ParticipantId>& participants) {
  std::vector<domain::ListRow> rows;
  for (const auto& participant : participants) {
    const auto event =
        last_event(moment, {domain::types_of<domain::ParticipantAdded, domain::ParticipantEdited,
                                             domain::ParticipantRemoved>(),
                            {{domain::TagKind::participant, participant.uuid}}});
    if (!event) return tl::make_unexpected(event.error());
    auto row = *event ? row_in(**event) : std::nullopt;
    if (row) rows.push_back(std::move(*row));
  }
  return rows;
}

Result<std::vector<domain::ParticipantId>> removed_since(const Moment& moment,
                                                         domain::ProjectId project,
                                                         eventstore::Position up_to) {
  const auto events = read(
      moment,
      {domain::types_of<domain::ParticipantRemoved>(), {{domain::TagKind::roster, project.uuid}}},
      {.after = moment.position, .up_to = up_to});
  if (!events) return tl::make_unexpected(events.error());
  std::vector<domain::ParticipantId> removed;
  for (const auto& event : *events) {
    const auto& of = std::get<domain::ParticipantEvent>(event.of);
    removed.push_back(std::get<domain::ParticipantRemoved>(of).participant);
  }
  return removed;
}

}  // namespace rollcall::replay
