#include "api/app/exchange.hpp"
#include "api/handlers/parts/answers.hpp"
#include "api/handlers/parts/memberships.hpp"
#include "api/handlers/parts/project_json.hpp"
#include "api/handlers/parts/query.hpp"
#include "api/handlers/tables.hpp"
#include "api/past/subjects.hpp"

namespace rollcall::api::handlers::projects {
namespace {

using domain::TagKind;

std::optional<domain::ProjectStatus> read_status(Query& query) {
  const auto text = query.text("status");
  if (text.empty()) return std::nullopt;
  const auto status = project_status(text);
  if (!status) query.fault("status", "unknown_value");
  return status;
}

void list_projects(const std::shared_ptr<Exchange>& exchange) {
  Query query(*exchange);
  projections::ProjectFilter filter;
  filter.query = query.text("query");
  filter.customer = query.id<domain::OrganisationId>("customerId");
  filter.contact = query.id<domain::ContactId>("contactId");
  filter.status = read_status(query);
  const auto paging = query.paging();
  if (query.refused()) return;
  exchange->read([exchange, filter, paging](const Shown& shown) {
    const auto page = projections::list_projects(shown.view, shown.office, filter, paging.request);
    return page_response(*exchange, paging, page, [&](json::Writer& out, const auto& row) {
      write_project(out, shown, row);
    });
  });
}

void get_project(const std::shared_ptr<Exchange>& exchange) {
  if (refused_query(*exchange)) return;
  const auto id = exchange->id<domain::ProjectId>(0);
  exchange->read([id](const Shown& shown) {
    const auto row = projections::find_project(shown.view, shown.office, id);
    return row ? resource_response(200, project_json(shown, *row), row->version)
               : not_found_response();
  });
}

// More than allowed are refused unread.
std::vector<domain::StaffState> load_managers(Facts& facts,
                                              const std::vector<domain::StaffId>& all) {
  std::vector<domain::StaffState> managers(all.size());
  if (all.size() > domain::kMaxProjectManagers) return managers;
  for (std::size_t i = 0; i < all.size(); ++i) {
    managers[i] = *facts.load<domain::StaffState>(domain::facts_of_staff(all[i]));
  }
  return managers;
}

domain::CreateProjectFacts load_facts(Facts& facts, const domain::CreateProject& command) {
  const domain::OfficeId office{projections::from_log(facts.office())};
  domain::CreateProjectFacts loaded;
  loaded.office = *facts.load<domain::OfficeState>(domain::facts_of_office(office));
  loaded.staff = *facts.load<domain::OfficeStaff>(domain::facts_of_office_staff(office));
  loaded.customer =
      *facts.load<domain::OrganisationState>(domain::facts_of_organisation(command.customer));
  loaded.managers = load_managers(facts, command.managers);
  for (const auto& person : command.contacts) {
    domain::ContactState known;
    domain::EmailHolder holder;
    if (person.details) {
      holder = *facts.load<domain::EmailHolder>(domain::facts_of_email(person.email));
    } else {
      known = *facts.load<domain::ContactState>(domain::facts_of_contact(person.contact));
    }
    loaded.contacts.push_back(std::move(known));
    loaded.holders.push_back(holder);
  }
  return loaded;
}

// More people or managers than allowed are refused before their facts are read.
bool is_too_large(const domain::CreateProject& command) {
  return command.contacts.size() > domain::kMaxProjectContacts ||
         command.managers.size() > domain::kMaxProjectManagers;
}

std::optional<http::Response> render_created(const Shown& shown, const Done& done) {
  const domain::ProjectId id{done.shows.front().id};
  const auto row = projections::find_project(shown.view, shown.office, id);
  if (!row) return std::nullopt;
  return created(project_json(shown, *row), row->version, "/v1/projects/" + id.uuid.to_string());
}

void create_project(const std::shared_ptr<Exchange>& exchange) {
  json::Body body(exchange->request().body);
  const auto command = read_project(*exchange, body.root());
  const auto rules = stateless_refusals(command);
  if (refused_body(*exchange, body, rules, [] { return true; })) return;
  if (is_too_large(command)) return exchange->fail(Denied{rules, false});
  exchange->write({[command](Facts& facts, const domain::Deciding& deciding) {
                     return decided(domain::decide(load_facts(facts, command), command, deciding),
                                    {{TagKind::project, command.project.uuid}});
                   },
                   shown_or_as_left(exchange, render_created)});
}

domain::Result<domain::Proposals> decide_edit(Facts& facts, domain::ProjectId id,
                                              const ProjectChange& change) {
  domain::EditProjectFacts loaded;
  loaded.project = *facts.load<domain::ProjectState>(domain::facts_of_project(id));
  const auto command = change.applied_to(id, loaded.project);
  const auto& details = command.details;
  loaded.customer =
      *facts.load<domain::OrganisationState>(domain::facts_of_organisation(details.customer));
  loaded.managers = load_managers(facts, details.managers);
  if (details.status == domain::ProjectStatus::cancelled) {
    loaded.shares = load_shares(facts, domain::facts_of_shares_of_project(id));
    loaded.ticked =
        facts.load<domain::CustomerWebState>(domain::facts_of_customer_web(id))->ticked();
  }
  return domain::decide(loaded, command);
}

std::optional<http::Response> render_edited(const Shown& shown, const Done& done) {
  const auto row = projections::find_project(shown.view, shown.office, {done.shows.front().id});
  if (!row) return std::nullopt;
  return resource_response(200, project_json(shown, *row), row->version);
}

void edit_project(const std::shared_ptr<Exchange>& exchange) {
  const auto id = exchange->id<domain::ProjectId>(0);
  json::Body body(exchange->request().body);
  const auto change = read_project_change(*exchange, body.root());
  const auto decide = [id, change](Facts& facts) { return decide_edit(facts, id, change); };
  if (refused_body(*exchange, body, decide)) return;
  exchange->write({[exchange, id, decide](
                       Facts& facts, const domain::Deciding&) -> tl::expected<Decided, Denied> {
                     const auto project =
                         facts.load<domain::ProjectState>(domain::facts_of_project(id));
                     const bool holds = wire::if_match_holds(exchange->request(), project->version);
                     if (project->details && !holds) return stale();
                     return decided(decide(facts), {{TagKind::project, id.uuid}});
                   },
                   shown_or_as_left(exchange, render_edited)});
}

constexpr Route kRoutes[] = {
    {http::Method::get, "/v1/projects", kOffice, BodyKind::none, list_projects,
     subjects::directory},
    {http::Method::post, "/v1/projects", kOffice, BodyKind::json, create_project},
    {http::Method::get, "/v1/projects/{projectId}", kOffice, BodyKind::none, get_project,
     subjects::project},
    {http::Method::patch, "/v1/projects/{projectId}", kOffice, BodyKind::json, edit_project},
    {http::Method::get, "/v1/projects/{projectId}/contacts", kOffice, BodyKind::none, list_members,
     subjects::project},
    {http::Method::put, "/v1/projects/{projectId}/contacts/{contactId}", kOffice, BodyKind::json,
     put_member},
    {http::Method::del, "/v1/projects/{projectId}/contacts/{contactId}", kOffice, BodyKind::none,
     remove_member},
};

}  // namespace

Table routes() {
  return kRoutes;
}

}  // namespace rollcall::api::handlers::projects
