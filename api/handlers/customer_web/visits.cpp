// Customer web as a signed-in contact person sees it. Who may see what is asked of the log, at
// every request; what is not theirs is not there.
#include "api/handlers/customer_web/content.hpp"
#include "api/handlers/customer_web/menu_json.hpp"
#include "api/handlers/customer_web/visited.hpp"
#include "api/handlers/parts/project_json.hpp"
#include "api/handlers/parts/query.hpp"
#include "api/handlers/tables.hpp"
#include "api/looks/look.hpp"
#include "api/looks/present.hpp"
#include "api/looks/visiting.hpp"

namespace rollcall::api::handlers::visits {
namespace {

using ExchangePtr = std::shared_ptr<Exchange>;

constexpr Who kVisitors = Who::contact | Who::offer_reader;

domain::ContactId visitor_of(const Exchange& exchange) {
  return {exchange.principal().actor.id};
}
domain::ProjectId project_of(const Exchange& exchange) {
  return exchange.id<domain::ProjectId>(0);
}
domain::MenuItemId item_of(const Exchange& exchange) {
  return exchange.id<domain::MenuItemId>(1);
}

// The position that what was loaded reflects.
http::Response as_of(const Facts& facts, http::Response response) {
  return response.with("Rollcall-Position", std::to_string(facts.head()));
}

// Answers from the facts of the path's project, if it opens to this person.
using RenderVisit = std::function<http::Response(Facts& facts, const domain::VisitFacts& visit)>;
void visit(const ExchangePtr& exchange, RenderVisit render,
           Rendering rendering = Rendering::quick) {
  exchange->read(
      [exchange, render = std::move(render)](const Shown&) {
        auto facts = exchange->context().commands.facts(exchange->office());
        const auto visitor = visitor_of(*exchange);
        const auto loaded = load_visit(facts, visitor, project_of(*exchange));
        if (facts.failed()) return unreadable_blob();
        if (!reaches(*exchange, project_of(*exchange)) ||
            !domain::may_visit(loaded.project, visitor, loaded.visitor)) {
          return as_of(facts, not_found_response());
        }
        return as_of(facts, render(facts, loaded));
      },
      rendering);
}

// ---- Projects ----------------------------------------------------------------------------------

// Members of the object at hand.
void write_visited(json::Writer& out, const VisitedProject& project) {
  out.field("id", project.id.uuid.to_string()).field("name", project.details.name.str());
  out.field("startDate", project.details.start_date.to_string()).key("returnDate");
  const auto& return_date = project.details.return_date;
  return_date ? out.value(return_date->to_string()) : out.null();
  out.field("status", name_of(project.details.status));
}

void list_projects(const ExchangePtr& exchange) {
  Query query(*exchange);
  const auto paging = query.paging();
  if (query.refused()) return;
  exchange->read([exchange, paging](const Shown&) {
    auto facts = exchange->context().commands.facts(exchange->office());
    const auto page = visited_projects(facts, *exchange, paging.request);
    if (facts.failed()) return unreadable_blob();
    return as_of(facts, page_response(*exchange, paging, page,
                                      [](json::Writer& out, const VisitedProject& project) {
                                        out.begin_object();
                                        write_visited(out, project);
                                        out.end_object();
                                      }));
  });
}

void write_list_entry(json::Writer& out, Facts& facts, const domain::PublishedList& ticked) {
  const auto list = facts.load<domain::ListState>(domain::facts_of_list(ticked.list));
  if (!list->definition) return;
  out.begin_object().field("id", ticked.list.uuid.to_string()).field("kind", "list");
  out.field("title", ticked.title.value_or(list->definition->name).str());
  out.null_field("url").null_field("file").end_object();
}

void get_project(const ExchangePtr& exchange) {
  if (refused_query(*exchange)) return;
  visit(exchange, [exchange](Facts& facts, const domain::VisitFacts& loaded) {
    const auto& details = *loaded.project.details;
    json::Writer out;
    out.begin_object();
    write_visited(out, {project_of(*exchange), details});
    out.begin_array("items");
    for (const auto& entry : domain::menu_of(loaded.web, *loaded.office.settings, details.status)) {
      if (entry.list) {
        write_list_entry(out, facts, *entry.list);
        continue;
      }
      out.begin_object();
      write_headline(out, *entry.item);
      out.end_object();
    }
    return json_response(200, out.end_array().end_object().finish());
  });
}

// ---- Items -------------------------------------------------------------------------------------

const domain::MenuItem* visible_item(const domain::VisitFacts& loaded, domain::MenuItemId id) {
  const auto* item = loaded.web.item(id);
  return item && item->shows() ? item : nullptr;
}

void get_item(const ExchangePtr& exchange) {
  if (refused_query(*exchange)) return;
  visit(
      exchange,
      [exchange](Facts& facts, const domain::VisitFacts& loaded) {
        const auto* item = visible_item(loaded, item_of(*exchange));
        if (!item) return not_found_response();
        const auto body = read_body(exchange->context(), facts.office(), *item);
        if (!body) return unreadable_blob();
        json::Writer out;
        out.begin_object();
        write_headline(out, *item);
        write_body(out, *item, *body);
        return json_response(200, out.end_object().finish());
      },
      Rendering::slow);
}

// Asked before every chunk: whatever takes the file away stops what is being sent.
std::function<bool()> still_there(const ExchangePtr& exchange, const domain::MenuItem& item) {
  return [&context = exchange->context(), office = exchange->office(),
          signed_in = exchange->still_signed_in(), visitor = visitor_of(*exchange),
          project = project_of(*exchange), id = item.id, file = item.file] {
    auto facts = context.commands.facts(office);
    const auto loaded = load_visit(facts, visitor, project);
    const auto* now = visible_item(loaded, id);
    return signed_in() && !facts.failed() && now && now->file == file &&
           domain::may_visit(loaded.project, visitor, loaded.visitor);
  };
}

void get_content(const ExchangePtr& exchange) {
  if (refused_query(*exchange)) return;
  visit(
      exchange,
      [exchange](Facts& facts, const domain::VisitFacts& loaded) {
        const auto* item = visible_item(loaded, item_of(*exchange));
        if (!item || !item->file) return not_found_response();
        auto response = content_response(exchange->context(), facts.office(), *item->file);
        response.still_allowed = still_there(exchange, *item);
        return response;
      },
      Rendering::slow);
}

// ---- Lists -------------------------------------------------------------------------------------

void get_list(const ExchangePtr& exchange) {
  const auto kind = look_kind(exchange->request());
  if (!kind) return exchange->reply(not_a_look_kind());
  look_as_visitor(exchange, {*kind, project_of(*exchange), exchange->id<domain::ListId>(1)});
}

void get_changes(const ExchangePtr& exchange) {
  if (refused_query(*exchange)) return;
  look_as_visitor(exchange, {domain::AccessKind::changes, project_of(*exchange),
                             exchange->id<domain::ListId>(1)});
}

using http::Method;
constexpr Route kRoutes[] = {
    {Method::get, "/v1/customer-web/projects", kVisitors, BodyKind::none, list_projects},
    {Method::get, "/v1/customer-web/projects/{projectId}", kVisitors, BodyKind::none, get_project},
    {Method::get, "/v1/customer-web/projects/{projectId}/lists/{listId}", kVisitors, BodyKind::none,
     get_list},
    {Method::get, "/v1/customer-web/projects/{projectId}/lists/{listId}/changes", kVisitors,
     BodyKind::none, get_changes},
    {Method::get, "/v1/customer-web/projects/{projectId}/items/{itemId}", kVisitors, BodyKind::none,
     get_item},
    {Method::get, "/v1/customer-web/projects/{projectId}/items/{itemId}/content", kVisitors,
     BodyKind::none, get_content},
};

}  // namespace

Table routes() {
  return kRoutes;
}

}  // namespace rollcall::api::handlers::visits
