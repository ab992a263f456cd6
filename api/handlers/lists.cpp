#include "api/app/exchange.hpp"
#include "api/handlers/parts/answers.hpp"
#include "api/handlers/parts/list_json.hpp"
#include "api/handlers/parts/query.hpp"
#include "api/handlers/tables.hpp"
#include "api/past/subjects.hpp"
#include "projections/projects.hpp"

namespace rollcall::api::handlers::lists {
namespace {

domain::Tag tag_of(domain::ListId list) {
  return {domain::TagKind::list, list.uuid};
}

void list_lists(const std::shared_ptr<Exchange>& exchange) {
  Query query(*exchange);
  const auto paging = query.paging();
  if (query.refused()) return;
  const auto id = exchange->id<domain::ProjectId>(0);
  exchange->read([exchange, id, paging](const Shown& shown) {
    if (!projections::find_project(shown.view, shown.office, id)) return not_found_response();
    const auto page = projections::lists_of_project(shown.view, shown.office, id, paging.request);
    return page_response(*exchange, paging, page,
                         [lists = lists_on_customer_web(shown, id)](
                             json::Writer& out, const auto& row) { write_list(out, lists, row); });
  });
}

void get_list(const std::shared_ptr<Exchange>& exchange) {
  if (refused_query(*exchange)) return;
  const auto id = exchange->id<domain::ListId>(0);
  exchange->read([id](const Shown& shown) {
    const auto row = projections::find_list(shown.view, shown.office, id);
    return row ? resource_response(200, list_json(shown, *row), row->own_version)
               : not_found_response();
  });
}

std::optional<http::Response> render_created(const Shown& shown, const Done& done) {
  const domain::ListId id{done.shows.front().id};
  const auto row = projections::find_list(shown.view, shown.office, id);
  if (!row) return std::nullopt;
  return created(list_json(shown, *row), row->own_version, "/v1/lists/" + id.uuid.to_string());
}

void create_list(const std::shared_ptr<Exchange>& exchange) {
  const auto project = exchange->id<domain::ProjectId>(0);
  json::Body body(exchange->request().body);
  const auto change = read_list(body.root(), true);
  const auto exists = [&] { return project_exists(*exchange, project); };
  if (refused_body(*exchange, body, stateless_refusals(change), exists)) return;
  const domain::CreateList command{{exchange->context().new_id()}, project, change.applied_to({})};
  exchange->write({[command](Facts& facts, const domain::Deciding&) {
                     const auto state = facts.load<domain::ProjectState>(
                         domain::facts_of_project(command.project));
                     return decided(domain::decide(*state, command), {tag_of(command.list)});
                   },
                   shown_or_as_left(exchange, render_created)});
}

Attempt edit(const std::shared_ptr<Exchange>& exchange, domain::ListId list,
             const ListChange& change) {
  return [exchange, list, change](Facts& facts,
                                  const domain::Deciding&) -> tl::expected<Decided, Denied> {
    const auto state = facts.load<domain::ListState>(domain::facts_of_list(list));
    if (state->definition && !wire::if_match_holds(exchange->request(), state->version)) {
      return stale();
    }
    const auto before = state->definition.value_or(domain::ListDefinition{});
    return decided(domain::decide(*state, domain::EditList{list, change.applied_to(before)}),
                   {tag_of(list)});
  };
}

std::optional<http::Response> render_edited(const Shown& shown, const Done& done) {
  const auto row = projections::find_list(shown.view, shown.office, {done.shows.front().id});
  if (!row) return std::nullopt;
  return resource_response(200, list_json(shown, *row), row->own_version);
}

void edit_list(const std::shared_ptr<Exchange>& exchange) {
  const auto list = exchange->id<domain::ListId>(0);
  json::Body body(exchange->request().body);
  const auto change = read_list(body.root(), false);
  const auto exists = [&] {
    return load_now<domain::ListState>(*exchange, domain::facts_of_list(list))
        .definition.has_value();
  };
  if (refused_body(*exchange, body, stateless_refusals(change), exists)) return;
  exchange->write({edit(exchange, list, change), shown_or_as_left(exchange, render_edited)});
}

void delete_list(const std::shared_ptr<Exchange>& exchange) {
  const auto list = exchange->id<domain::ListId>(0);
  exchange->write(
      {[exchange, list](Facts& facts, const domain::Deciding&) -> tl::expected<Decided, Denied> {
         const auto state = facts.load<domain::ListState>(domain::facts_of_list(list));
         if (state->definition && !wire::if_match_holds(exchange->request(), state->version)) {
           return stale();
         }
         const auto shares = load_shares(facts, domain::facts_of_shares_of_list(list));
         const auto web =
             facts.load<domain::CustomerWebState>(domain::facts_of_customer_web(state->project));
         return decided(domain::decide(*state, shares, *web, domain::DeleteList{list}));
       },
       [](const Shown&, const Done&) { return no_content(); }});
}

constexpr Route kRoutes[] = {
    {http::Method::get, "/v1/projects/{projectId}/lists", kOffice, BodyKind::none, list_lists,
     subjects::lists},
    {http::Method::post, "/v1/projects/{projectId}/lists", kOffice, BodyKind::json, create_list},
    {http::Method::get, "/v1/lists/{listId}", kOffice, BodyKind::none, get_list, subjects::list},
    {http::Method::patch, "/v1/lists/{listId}", kOffice, BodyKind::json, edit_list},
    {http::Method::del, "/v1/lists/{listId}", kOffice, BodyKind::none, delete_list},
};

}  // namespace

Table routes() {
  return kRoutes;
}

}  // namespace rollcall::api::handlers::lists
