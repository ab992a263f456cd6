// Menu items of a project's customer web, for the office.
#include "api/handlers/customer_web/content.hpp"
#include "api/handlers/customer_web/menu_json.hpp"
#include "api/handlers/parts/answers.hpp"
#include "api/handlers/parts/query.hpp"
#include "api/handlers/parts/read.hpp"
#include "api/handlers/tables.hpp"
#include "api/past/subjects.hpp"
#include "projections/customer_webs.hpp"
#include "projections/projects.hpp"

namespace rollcall::api::handlers::menu_items {
namespace {

using ExchangePtr = std::shared_ptr<Exchange>;

domain::ProjectId project_of(const Exchange& exchange) {
  return exchange.id<domain::ProjectId>(0);
}
domain::MenuItemId item_of(const Exchange& exchange) {
  return exchange.id<domain::MenuItemId>(1);
}

// ---- Bodies ------------------------------------------------------------------------------------

// What a body says of an item, its Markdown apart: the command names that by its hash.
struct Given {
  std::optional<domain::Markdown> markdown;
  std::optional<domain::MenuText> body;
};

Given read_markdown(const json::Object& from, bool may_change) {
  Given given;
  const auto value = may_change ? changed(from, "body") : from.optional("body");
  if (value) given.markdown = value->parsed<domain::Markdown>();
  if (given.markdown) {
    const auto& text = given.markdown->str();
    given.body =
        domain::MenuText{eventstore::hash_of_blob(text), static_cast<std::uint32_t>(text.size())};
  }
  return given;
}

std::optional<domain::MenuItemKind> read_kind(const json::Object& from) {
  const auto value = from.required("kind");
  const auto text = value ? value->text() : std::nullopt;
  if (!text) return std::nullopt;
  const auto kind = menu_item_kind(*text);
  if (!kind) value->fault("unknown_value", std::string(json::sentence_of("unknown_value")));
  return kind;
}

struct NewItem {
  domain::AddMenuItem command;
  std::optional<domain::Markdown> markdown;
};

NewItem read_new_item(const Exchange& exchange, const json::Object& from) {
  NewItem item;
  auto& command = item.command;
  command.item = {exchange.context().new_id()};
  command.project = project_of(exchange);
  command.details.kind = read_kind(from).value_or(domain::MenuItemKind::file);
  if (const auto title = from.required("title")) {
    command.details.title = title->parsed<domain::Name>().value_or(domain::Name());
  }
  auto given = read_markdown(from, false);
  item.markdown = std::move(given.markdown);
  command.details.body = given.body;
  if (const auto url = from.optional("url")) {
    command.details.url = url->parsed<domain::WebAddress>();
  }
  command.order = read_count(from.optional("order"));
  if (const auto published = from.optional("published")) {
    command.published = published->boolean().value_or(true);
  }
  return item;
}

struct ItemChange {
  domain::EditMenuItem command;
  std::optional<domain::Markdown> markdown;
};

ItemChange read_item_change(const Exchange& exchange, const json::Object& from) {
  ItemChange change;
  auto& command = change.command;
  command.item = item_of(exchange);
  command.project = project_of(exchange);
  if (const auto title = changed(from, "title")) command.title = title->parsed<domain::Name>();
  auto given = read_markdown(from, true);
  change.markdown = std::move(given.markdown);
  command.body = given.body;
  if (const auto url = changed(from, "url")) command.url = url->parsed<domain::WebAddress>();
  command.order = read_count(changed(from, "order"));
  if (const auto published = changed(from, "published")) command.published = published->boolean();
  return change;
}

// ---- Answers -----------------------------------------------------------------------------------

domain::Tag tag_of(domain::ProjectId project) {
  return {domain::TagKind::customer_web, project.uuid};
}

std::optional<http::Response> render_item(const Exchange& exchange, const Shown& shown,
                                          domain::ProjectId project, domain::MenuItemId id) {
  const auto web = projections::find_customer_web(shown.view, shown.office, project);
  const auto* item = web.item(id);
  if (!item) return std::nullopt;
  const auto body = read_body(exchange.context(), shown.office, *item);
  if (!body) return unreadable_blob();
  return resource_response(200, item_json(project, *item, *body), item->version);
}

// Of `id`, as it is or as that commit left it.
WritePlan shows_item(const ExchangePtr& exchange, Attempt attempt, domain::MenuItemId id) {
  return {std::move(attempt),
          shown_or_as_left(exchange,
                           [exchange, id](const Shown& shown, const Done&) {
                             return render_item(*exchange, shown, project_of(*exchange), id);
                           }),
          Rendering::slow};
}

void list_items(const ExchangePtr& exchange) {
  Query query(*exchange);
  const auto paging = query.paging();
  if (query.refused()) return;
  exchange->read([exchange, paging](const Shown& shown) {
    const auto project = project_of(*exchange);
    if (!projections::find_project(shown.view, shown.office, project)) return not_found_response();
    const auto page = page_of_items(
        projections::find_customer_web(shown.view, shown.office, project), paging.request);
    return page_response(*exchange, paging, page, [&](json::Writer& out, const auto& item) {
      write_item_headline(out, project, item);
    });
  });
}

void get_item(const ExchangePtr& exchange) {
  if (refused_query(*exchange)) return;
  exchange->read(
      [exchange](const Shown& shown) {
        return render_item(*exchange, shown, project_of(*exchange), item_of(*exchange))
            .value_or(not_found_response());
      },
      Rendering::slow);
}

// ---- Commands ----------------------------------------------------------------------------------

domain::CustomerWebState load_web(Facts& facts, domain::ProjectId project) {
  return *facts.load<domain::CustomerWebState>(domain::facts_of_customer_web(project));
}

// The item's id of the attempt that was appended: a repeat is told the first one's.
void post_item(const ExchangePtr& exchange) {
  json::Body body(exchange->request().body);
  const auto item = read_new_item(*exchange, body.root());
  const auto decide = [command = item.command](Facts& facts) {
    const auto project =
        facts.load<domain::ProjectState>(domain::facts_of_project(command.project));
    return domain::decide(*project, load_web(facts, command.project), command);
  };
  if (refused_body(*exchange, body, decide)) return;
  const auto project = item.command.project;
  const domain::Tag made{domain::TagKind::customer_web, item.command.item.uuid};
  const Attempt attempt = [=](Facts& facts, const domain::Deciding&) {
    return decided(decide(facts), {tag_of(project), made});
  };
  const auto render = [exchange, project](const Shown& shown,
                                          const Done& done) -> std::optional<http::Response> {
    const domain::MenuItemId id{done.shows.back().id};
    auto response = render_item(*exchange, shown, project, id);
    if (!response || response->status != 200) return response;
    response->status = 201;
    return response->with("Location", "/v1/projects/" + project.uuid.to_string() +
                                          "/customer-web/items/" + id.uuid.to_string());
  };
  store_text(exchange, item.markdown, [=] {
    exchange->write({attempt, shown_or_as_left(exchange, render), Rendering::slow});
  });
}

// An attempt on the path's item, if it is there and as If-Match says.
using OnItem =
    std::function<domain::Result<domain::Proposals>(const domain::CustomerWebState& web)>;
Attempt on_item(const ExchangePtr& exchange, OnItem decide) {
  return [exchange, decide = std::move(decide)](
             Facts& facts, const domain::Deciding&) -> tl::expected<Decided, Denied> {
    const auto project = project_of(*exchange);
    const auto web = load_web(facts, project);
    const auto* item = web.item(item_of(*exchange));
    if (item && !wire::if_match_holds(exchange->request(), item->version)) return stale();
    return decided(decide(web), {tag_of(project)});
  };
}

void patch_item(const ExchangePtr& exchange) {
  json::Body body(exchange->request().body);
  const auto change = read_item_change(*exchange, body.root());
  const OnItem decide = [command = change.command](const domain::CustomerWebState& web) {
    return domain::decide(web, command);
  };
  const auto now = [&](Facts& facts) { return decide(load_web(facts, change.command.project)); };
  if (refused_body(*exchange, body, now)) return;
  store_text(exchange, change.markdown, [=] {
    exchange->write(shows_item(exchange, on_item(exchange, decide), change.command.item));
  });
}

void delete_item(const ExchangePtr& exchange) {
  const domain::DeleteMenuItem command{item_of(*exchange), project_of(*exchange)};
  exchange->write({on_item(exchange,
                           [command](const domain::CustomerWebState& web) {
                             return domain::decide(web, command);
                           }),
                   [](const Shown&, const Done&) { return no_content(); }});
}

// ---- Files -------------------------------------------------------------------------------------

void put_content(const ExchangePtr& exchange) {
  auto facts = exchange->context().commands.facts(exchange->office());
  const auto web = load_web(facts, project_of(*exchange));
  if (!web.item(item_of(*exchange))) return exchange->not_found();
  const auto upload = read_upload(*exchange);
  if (!upload) return;
  const domain::UploadMenuFile command{item_of(*exchange), project_of(*exchange), *upload};
  const OnItem decide = [command](const domain::CustomerWebState& now) {
    return domain::decide(now, command);
  };
  const auto possible = decide(web);
  if (!possible) return exchange->fail(Denied{possible.error(), false});
  store(exchange, exchange->request().body,
        [=] { exchange->write(shows_item(exchange, on_item(exchange, decide), command.item)); });
}

void get_content(const ExchangePtr& exchange) {
  if (refused_query(*exchange)) return;
  exchange->read(
      [exchange](const Shown& shown) {
        const auto web =
            projections::find_customer_web(shown.view, shown.office, project_of(*exchange));
        const auto* item = web.item(item_of(*exchange));
        if (!item || !item->file) return not_found_response();
        auto response = content_response(exchange->context(), shown.office, *item->file);
        response.still_allowed = exchange->still_signed_in();
        return response;
      },
      Rendering::slow);
}

using http::Method;
constexpr Route kRoutes[] = {
    {Method::get, "/v1/projects/{projectId}/customer-web/items", kOffice, BodyKind::none,
     list_items, subjects::customer_web},
    {Method::post, "/v1/projects/{projectId}/customer-web/items", kOffice, BodyKind::json,
     post_item},
    {Method::get, "/v1/projects/{projectId}/customer-web/items/{itemId}", kOffice, BodyKind::none,
     get_item, subjects::customer_web},
    {Method::patch, "/v1/projects/{projectId}/customer-web/items/{itemId}", kOffice, BodyKind::json,
     patch_item},
    {Method::del, "/v1/projects/{projectId}/customer-web/items/{itemId}", kOffice, BodyKind::none,
     delete_item},
    {Method::get, "/v1/projects/{projectId}/customer-web/items/{itemId}/content", kOffice,
     BodyKind::none, get_content, subjects::customer_web},
    {Method::put, "/v1/projects/{projectId}/customer-web/items/{itemId}/content", kOffice,
     BodyKind::file, put_content},
};

}  // namespace

Table routes() {
  return kRoutes;
}

}  // namespace rollcall::api::handlers::menu_items
