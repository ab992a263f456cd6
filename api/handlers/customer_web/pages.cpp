// Customer web in a browser: what a signed-in contact person of the customer sees of a project.
// Whether it is theirs is asked of the log, at every request; what is not is not there.
#include "api/accounts/sign_in.hpp"
#include "api/content/markdown.hpp"
#include "api/handlers/customer_web/content.hpp"
#include "api/handlers/customer_web/menu_json.hpp"
#include "api/handlers/customer_web/visited.hpp"
#include "api/handlers/tables.hpp"
#include "api/looks/look.hpp"
#include "api/looks/visiting.hpp"
#include "api/opening/link.hpp"
#include "api/pages/customer_web.hpp"
#include "api/pages/list_head.hpp"
#include "api/pages/list_view.hpp"

namespace rollcall::api::handlers::visit_pages {
namespace {

using ExchangePtr = std::shared_ptr<Exchange>;

const std::string kStart = "/customer-web";

std::string path_of(domain::ProjectId project) {
  return kStart + '/' + project.uuid.to_string();
}
std::string path_of(domain::ProjectId project, domain::ListId list) {
  return path_of(project) + "/lists/" + list.uuid.to_string();
}
// Files are the API's: it takes the browser's cookie too.
std::string path_of(domain::ProjectId project, const domain::MenuItem& item) {
  const auto here = "/items/" + item.id.uuid.to_string();
  switch (item.details.kind) {
    case domain::MenuItemKind::link:
      return item.details.url ? item.details.url->str() : "";
    case domain::MenuItemKind::file:
      return "/v1/customer-web/projects/" + project.uuid.to_string() + here + "/content";
    case domain::MenuItemKind::offer:
    case domain::MenuItemKind::page:
      break;
  }
  return item_page_path(project, item.id);
}

domain::ContactId visitor_of(const Exchange& exchange) {
  return {exchange.principal().actor.id};
}
domain::ProjectId project_of(const Exchange& exchange) {
  return exchange.id<domain::ProjectId>(0);
}

// Whoever is signed in as a contact person; all others are sent to sign in.
std::optional<Person> enter(const ExchangePtr& exchange) {
  auto person = enter_by_cookie(*exchange);
  if (person && person->role == Who::contact) return person;
  exchange->reply(pages::redirect("/sign-in"));
  return std::nullopt;
}

pages::VisitorFrame frame_for(const ExchangePtr& exchange, const Person& person, Facts& facts) {
  const domain::OfficeId office{projections::from_log(exchange->office())};
  const auto settings = facts.load<domain::OfficeState>(domain::facts_of_office(office))->settings;
  return {pages::language_of(exchange->request()), settings ? settings->name.str() : "",
          person.name().empty() ? person.email.str() : person.name(),
          form_key(exchange->context(), exchange->principal())};
}

void not_there(const ExchangePtr& exchange, const pages::VisitorFrame& frame) {
  exchange->reply(pages::shown(404, pages::not_there_page(frame)));
}

// ---- Projects ----------------------------------------------------------------------------------

// A person is on few projects; who is on more picks from as many.
constexpr std::size_t kMostProjects = 500;

void get_projects(const ExchangePtr& exchange) {
  const auto person = enter(exchange);
  if (!person) return;
  auto facts = exchange->context().commands.facts(exchange->office());
  const auto page = visited_projects(facts, *exchange, {"", kMostProjects});
  const auto frame = frame_for(exchange, *person, facts);
  if (facts.failed()) return exchange->fail(Failure::unreadable);
  if (page.rows.size() == 1) return exchange->reply(pages::redirect(path_of(page.rows[0].id)));
  std::vector<pages::ProjectLink> links;
  for (const auto& [id, details] : page.rows) {
    links.push_back({path_of(id), details.name.str(), details.start_date, details.return_date});
  }
  exchange->reply(pages::shown(200, pages::projects_page(frame, links)));
}

// ---- A project ---------------------------------------------------------------------------------

struct Visit {
  pages::VisitorFrame frame;
  domain::VisitFacts facts;
  pages::Menu menu;
};

pages::MenuLink link_to(domain::ProjectId project, const domain::MenuItem& item) {
  using Kind = pages::MenuLink::Kind;
  const auto kind = [&item] {
    switch (item.details.kind) {
      case domain::MenuItemKind::offer:
        return Kind::offer;
      case domain::MenuItemKind::page:
        return Kind::page;
      case domain::MenuItemKind::link:
        return Kind::link;
      case domain::MenuItemKind::file:
        break;
    }
    return Kind::file;
  };
  return {kind(), path_of(project, item), item.details.title.str()};
}

std::vector<pages::MenuLink> menu_links(Facts& facts, domain::ProjectId project,
                                        const domain::VisitFacts& visit) {
  std::vector<pages::MenuLink> links;
  const auto& status = visit.project.details->status;
  for (const auto& entry : domain::menu_of(visit.web, *visit.office.settings, status)) {
    if (entry.item) {
      links.push_back(link_to(project, *entry.item));
      continue;
    }
    const auto list = facts.load<domain::ListState>(domain::facts_of_list(entry.list->list));
    if (!list->definition) continue;
    links.push_back({pages::MenuLink::Kind::list, path_of(project, entry.list->list),
                     entry.list->title.value_or(list->definition->name).str()});
  }
  return links;
}

// The path's project as this person sees it; nullopt and answered if it does not open to them.
std::optional<Visit> visit(const ExchangePtr& exchange) {
  const auto person = enter(exchange);
  if (!person) return std::nullopt;
  auto facts = exchange->context().commands.facts(exchange->office());
  const auto project = project_of(*exchange);
  const auto visitor = visitor_of(*exchange);
  Visit visit{frame_for(exchange, *person, facts), load_visit(facts, visitor, project), {}};
  if (!facts.failed() && reaches(*exchange, project) &&
      domain::may_visit(visit.facts.project, visitor, visit.facts.visitor)) {
    visit.menu = {visit.facts.project.details->name.str(), path_of(project),
                  menu_links(facts, project, visit.facts),
                  visited_projects(facts, *exchange, {"", 2}).rows.size() > 1};
    if (!facts.failed()) return visit;
  }
  facts.failed() ? exchange->fail(Failure::unreadable) : not_there(exchange, visit.frame);
  return std::nullopt;
}

void get_menu(const ExchangePtr& exchange) {
  const auto here = visit(exchange);
  if (here) exchange->reply(pages::shown(200, pages::menu_page(here->frame, here->menu)));
}

// ---- Items -------------------------------------------------------------------------------------

const domain::MenuItem* visible_item(const ExchangePtr& exchange, const Visit& here) {
  const auto* item = here.facts.web.item(exchange->id<domain::MenuItemId>(1));
  return item && item->shows() ? item : nullptr;
}

void get_item(const ExchangePtr& exchange) {
  const auto here = visit(exchange);
  if (!here) return;
  const auto* item = visible_item(exchange, *here);
  if (!item || !domain::has_body(item->details.kind)) return not_there(exchange, here->frame);
  const auto body = read_body(exchange->context(), exchange->office(), *item);
  if (!body) return exchange->fail(Failure::unreadable);
  const auto content = pages::Html::trusted(render_markdown(*body));
  exchange->reply(pages::shown(
      200, pages::item_page(here->frame, here->menu, path_of(project_of(*exchange), *item),
                            item->details.title.str(),
                            pages::html("<div class=\"prose\">\n{}</div>\n", content))));
}

// ---- Lists -------------------------------------------------------------------------------------

http::Response list_response(const ExchangePtr& exchange, const Visit& here,
                             const Presented& presented) {
  const auto& [table, at, cursor, access, changes] = presented;
  const auto path = path_of(project_of(*exchange), table.list);
  const auto& words = here.frame.words;
  const auto* ticked = here.facts.web.list(table.list);
  const auto title = ticked && ticked->title ? ticked->title->str() : table.name;
  const auto content =
      pages::list_head({.words = words,
                        .path = path,
                        .office = *here.facts.office.settings,
                        .as_of = at,
                        .changed_at = table.changed_at,
                        .valid_until = {},
                        .may_download = true,
                        .receipt = "/v1/accesses/" + access.uuid.to_string() + "/receipt"}) +
      pages::list_view({words, table, path, cursor, pages::leafing_of(exchange->request(), table),
                        here.facts.office.settings->time_zone, changes});
  return pages::shown(200, pages::item_page(here.frame, here.menu, path, title, content));
}

void get_list(const ExchangePtr& exchange) {
  const auto here = visit(exchange);
  if (!here) return;
  const auto visited = std::make_shared<const Visit>(*here);
  VisitorLook look{pages::look_kind(exchange->request()), project_of(*exchange),
                   exchange->id<domain::ListId>(1)};
  look.refused = [visited](const ExchangePtr& of, const domain::Refusals&) {
    not_there(of, visited->frame);
  };
  if (look.kind == domain::AccessKind::page) {
    look.render = [exchange, visited](const Presented& presented) {
      return list_response(exchange, *visited, presented);
    };
  }
  look_as_visitor(exchange, std::move(look));
}

using http::Method;
constexpr Route kRoutes[] = {
    {Method::get, "/customer-web", Who::anyone, BodyKind::none, get_projects},
    {Method::get, "/customer-web/{projectId}", Who::anyone, BodyKind::none, get_menu},
    {Method::get, "/customer-web/{projectId}/items/{itemId}", Who::anyone, BodyKind::none,
     get_item},
    {Method::get, "/customer-web/{projectId}/lists/{listId}", Who::anyone, BodyKind::none,
     get_list},
};

}  // namespace

Table routes() {
  return kRoutes;
}

}  // namespace rollcall::api::handlers::visit_pages
