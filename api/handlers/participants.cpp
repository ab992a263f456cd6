#include "api/app/exchange.hpp"
#include "api/handlers/parts/answers.hpp"
#include "api/handlers/parts/participant_import.hpp"
#include "api/handlers/parts/participant_json.hpp"
#include "api/handlers/parts/query.hpp"
#include "api/handlers/tables.hpp"
#include "api/past/subjects.hpp"
#include "projections/projects.hpp"

namespace rollcall::api::handlers::participants {
namespace {

using domain::TagKind;

// project and participant of the path
struct Place {
  domain::ProjectId project;
  domain::ParticipantId participant;
};
Place place_of(const Exchange& exchange) {
  return {exchange.id<domain::ProjectId>(0), exchange.id<domain::ParticipantId>(1)};
}

domain::Tag tag_of(domain::ParticipantId participant) {
  return {TagKind::participant, participant.uuid};
}

void list_participants(const std::shared_ptr<Exchange>& exchange) {
  Query query(*exchange);
  const auto paging = query.paging();
  if (query.refused()) return;
  const auto id = exchange->id<domain::ProjectId>(0);
  exchange->read([exchange, id, paging](const Shown& shown) {
    if (!projections::find_project(shown.view, shown.office, id)) return not_found_response();
    const auto page = projections::list_participants(shown.view, shown.office, id, paging.request);
    return page_response(*exchange, paging, page, write_participant);
  });
}

void get_participant(const std::shared_ptr<Exchange>& exchange) {
  if (refused_query(*exchange)) return;
  const auto place = place_of(*exchange);
  exchange->read([place](const Shown& shown) {
    const auto row =
        projections::find_participant(shown.view, shown.office, place.project, place.participant);
    return row ? resource_response(200, participant_json(*row), row->version)
               : not_found_response();
  });
}

// Renders the participant that the answer shows, in `project`.
std::optional<projections::ParticipantRow> row_of(const Shown& shown, const Done& done,
                                                  domain::ProjectId project) {
  return projections::find_participant(shown.view, shown.office, project, {done.shows.front().id});
}

void add_participant(const std::shared_ptr<Exchange>& exchange) {
  const auto project = exchange->id<domain::ProjectId>(0);
  json::Body body(exchange->request().body);
  const auto change = read_participant(body.root());
  const auto exists = [&] { return project_exists(*exchange, project); };
  if (refused_body(*exchange, body, stateless_refusals(change), exists)) return;
  const domain::AddParticipant command{
      {exchange->context().new_id()}, project, change.applied_to({})};
  exchange->write(
      {[command](Facts& facts, const domain::Deciding&) {
         const auto state =
             facts.load<domain::ProjectState>(domain::facts_of_project(command.project));
         const auto roster =
             facts.load<domain::RosterState>(domain::facts_of_roster(command.project));
         return decided(domain::decide(*state, *roster, command), {tag_of(command.participant)});
       },
       shown_or_as_left(
           exchange,
           [project](const Shown& shown, const Done& done) -> std::optional<http::Response> {
             const auto row = row_of(shown, done, project);
             if (!row) return std::nullopt;
             return created(participant_json(*row), row->version,
                            participants_location(project) + "/" + row->id.uuid.to_string());
           })});
}

Attempt edit(const std::shared_ptr<Exchange>& exchange, const Place& place,
             const ParticipantChange& change) {
  return [exchange, place, change](Facts& facts,
                                   const domain::Deciding&) -> tl::expected<Decided, Denied> {
    const auto roster = facts.load<domain::RosterState>(domain::facts_of_roster(place.project));
    const auto found = roster->participants.find(place.participant);
    const bool is_known = found != roster->participants.end() && found->second.details;
    if (is_known && !wire::if_match_holds(exchange->request(), found->second.version)) {
      return stale();
    }
    const auto before = is_known ? *found->second.details : domain::ParticipantDetails{};
    return decided(domain::decide(*roster, domain::EditParticipant{place.participant, place.project,
                                                                   change.applied_to(before)}),
                   {tag_of(place.participant)});
  };
}

void edit_participant(const std::shared_ptr<Exchange>& exchange) {
  const auto place = place_of(*exchange);
  json::Body body(exchange->request().body);
  const auto change = read_participant(body.root());
  auto rules = stateless_refusals(change);
  // What is not given stays as it is: nothing can be said about the whole.
  std::erase_if(rules, [](const domain::Refusal& rule) { return rule.field.empty(); });
  const auto exists = [&] {
    auto facts = exchange->context().commands.facts(exchange->office());
    const auto roster = facts.load<domain::RosterState>(domain::facts_of_roster(place.project));
    return roster->participants.contains(place.participant);
  };
  if (refused_body(*exchange, body, rules, exists)) return;
  exchange->write(
      {edit(exchange, place, change),
       shown_or_as_left(
           exchange,
           [place](const Shown& shown, const Done& done) -> std::optional<http::Response> {
             const auto row = row_of(shown, done, place.project);
             if (!row) return std::nullopt;
             return resource_response(200, participant_json(*row), row->version);
           })});
}

void remove_participant(const std::shared_ptr<Exchange>& exchange) {
  const auto place = place_of(*exchange);
  exchange->write(
      {[exchange, place](Facts& facts, const domain::Deciding&) -> tl::expected<Decided, Denied> {
         const auto roster =
             facts.load<domain::RosterState>(domain::facts_of_roster(place.project));
         const auto found = roster->participants.find(place.participant);
         const bool is_there = found != roster->participants.end();
         if (is_there && !wire::if_match_holds(exchange->request(), found->second.version)) {
           return stale();
         }
         return decided(
             domain::decide(*roster, domain::RemoveParticipant{place.participant, place.project}));
       },
       [](const Shown&, const Done&) { return no_content(); }});
}

constexpr Route kRoutes[] = {
    {http::Method::get, "/v1/projects/{projectId}/participants", kOffice, BodyKind::none,
     list_participants, subjects::participants},
    {http::Method::post, "/v1/projects/{projectId}/participants", kOffice, BodyKind::json,
     add_participant},
    {http::Method::post, "/v1/projects/{projectId}/participants/import", kOffice, BodyKind::csv,
     import_participants},
    {http::Method::get, "/v1/projects/{projectId}/participants/{participantId}", kOffice,
     BodyKind::none, get_participant, subjects::participant},
    {http::Method::patch, "/v1/projects/{projectId}/participants/{participantId}", kOffice,
     BodyKind::json, edit_participant},
    {http::Method::del, "/v1/projects/{projectId}/participants/{participantId}", kOffice,
     BodyKind::none, remove_participant},
};

}  // namespace

Table routes() {
  return kRoutes;
}

}  // namespace rollcall::api::handlers::participants
