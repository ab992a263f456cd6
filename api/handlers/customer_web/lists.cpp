// The checkbox: which lists are on a project's customer web, and who looked at them there.
#include "projections/lists.hpp"

#include "api/handlers/parts/answers.hpp"
#include "api/handlers/parts/list_json.hpp"
#include "api/handlers/parts/query.hpp"
#include "api/handlers/parts/read.hpp"
#include "api/handlers/share_json.hpp"
#include "api/handlers/tables.hpp"
#include "api/past/subjects.hpp"
#include "projections/customer_webs.hpp"

namespace rollcall::api::handlers::ticked_lists {
namespace {

using ExchangePtr = std::shared_ptr<Exchange>;

domain::ProjectId project_of(const Exchange& exchange) {
  return exchange.id<domain::ProjectId>(0);
}
domain::ListId list_of(const Exchange& exchange) {
  return exchange.id<domain::ListId>(1);
}

std::vector<domain::Tag> tags_of(const domain::PublishList& command) {
  return {{domain::TagKind::list, command.list.uuid},
          {domain::TagKind::customer_web, command.project.uuid}};
}

bool is_of_project(const Shown& shown, domain::ProjectId project, domain::ListId list) {
  const auto row = projections::find_list(shown.view, shown.office, list);
  return row && row->project == project;
}

std::string tick_json(const ListsOnCustomerWeb& lists, domain::ProjectId project,
                      domain::ListId list) {
  const auto* ticked = lists.web.list(list);
  json::Writer out;
  out.begin_object().field("listId", list.uuid.to_string());
  out.field("projectId", project.uuid.to_string());
  write_tick(out, lists, list);
  out.key("title");
  ticked && ticked->title ? out.value(ticked->title->str()) : out.null();
  out.key("order");
  ticked ? out.value(std::int64_t{ticked->order}) : out.null();
  out.begin_array("columns");
  for (std::size_t i = 0; ticked && i < ticked->columns.size(); ++i) {
    out.value(ticked->columns[i].key());
  }
  return out.end_array().end_object().finish();
}

std::optional<http::Response> render_tick(unsigned status, const Shown& shown,
                                          domain::ProjectId project, domain::ListId list) {
  if (!is_of_project(shown, project, list)) return std::nullopt;
  const auto lists = lists_on_customer_web(shown, project);
  const auto* ticked = lists.web.list(list);
  return resource_response(status, tick_json(lists, project, list), ticked ? ticked->version : 0);
}

void get_tick(const ExchangePtr& exchange) {
  if (refused_query(*exchange)) return;
  exchange->read([project = project_of(*exchange), list = list_of(*exchange)](const Shown& shown) {
    return render_tick(200, shown, project, list).value_or(not_found_response());
  });
}

domain::PublishList read_tick(const Exchange& exchange, const json::Object& from) {
  domain::PublishList command{
      list_of(exchange), project_of(exchange), std::nullopt, std::nullopt, false, std::nullopt};
  command.columns = read_columns(from.optional("columns"));
  command.clears_title = from.is_null("title");
  if (const auto title = from.optional("title")) command.title = title->parsed<domain::Name>();
  command.order = read_count(from.optional("order"));
  return command;
}

domain::Result<domain::Proposals> decide_tick(Facts& facts, const domain::PublishList& command) {
  const domain::OfficeId office{projections::from_log(facts.office())};
  const auto list = facts.load<domain::ListState>(domain::facts_of_list(command.list));
  return domain::decide(
      {*facts.load<domain::OfficeState>(domain::facts_of_office(office)),
       *facts.load<domain::ProjectState>(domain::facts_of_project(command.project)),
       *facts.load<domain::CustomerWebState>(domain::facts_of_customer_web(command.project))},
      *list, command);
}

// Does If-Match hold? Nothing matches what is not there, not even * (RFC 9110, 13.1.1).
bool holds(const Exchange& exchange, const domain::PublishedList* ticked) {
  if (!wire::has_if_match(exchange.request())) return true;
  return ticked && wire::if_match_holds(exchange.request(), ticked->version);
}

void put_tick(const ExchangePtr& exchange) {
  json::Body body(exchange->request().body);
  const auto command = read_tick(*exchange, body.root());
  const auto decide = [command](Facts& facts) { return decide_tick(facts, command); };
  if (refused_body(*exchange, body, decide)) return;
  const auto is_new = std::make_shared<bool>(false);
  const Attempt attempt = [=](Facts& facts,
                              const domain::Deciding&) -> tl::expected<Decided, Denied> {
    const auto web =
        facts.load<domain::CustomerWebState>(domain::facts_of_customer_web(command.project));
    const auto* ticked = web->list(command.list);
    *is_new = ticked == nullptr;
    auto proposals = decide(facts);
    if (proposals && !holds(*exchange, ticked)) return stale();
    return decided(std::move(proposals), tags_of(command));
  };
  exchange->write({attempt, shown_or_as_left(exchange, [=](const Shown& shown, const Done&) {
                     return render_tick(*is_new ? 201 : 200, shown, command.project, command.list);
                   })});
}

void delete_tick(const ExchangePtr& exchange) {
  const domain::WithdrawList command{list_of(*exchange), project_of(*exchange)};
  const Attempt attempt = [=](Facts& facts,
                              const domain::Deciding&) -> tl::expected<Decided, Denied> {
    const auto web =
        facts.load<domain::CustomerWebState>(domain::facts_of_customer_web(command.project));
    const auto list = facts.load<domain::ListState>(domain::facts_of_list(command.list));
    auto proposals = domain::decide(*web, *list, command);
    if (proposals && !holds(*exchange, web->list(command.list))) return stale();
    return decided(std::move(proposals));
  };
  exchange->write({attempt, [](const Shown&, const Done&) { return no_content(); }});
}

void list_visits(const ExchangePtr& exchange) {
  Query query(*exchange);
  const auto paging = query.paging();
  if (query.refused()) return;
  exchange->read([exchange, paging](const Shown& shown) {
    const auto list = list_of(*exchange);
    if (!is_of_project(shown, project_of(*exchange), list)) return not_found_response();
    const auto page = projections::visits_of_list(shown.view, shown.office, list, paging.request);
    return page_response(*exchange, paging, page, write_access);
  });
}

using http::Method;
constexpr Route kRoutes[] = {
    {Method::get, "/v1/projects/{projectId}/customer-web/lists/{listId}", kOffice, BodyKind::none,
     get_tick, subjects::list_on_customer_web},
    {Method::put, "/v1/projects/{projectId}/customer-web/lists/{listId}", kOffice, BodyKind::json,
     put_tick},
    {Method::del, "/v1/projects/{projectId}/customer-web/lists/{listId}", kOffice, BodyKind::none,
     delete_tick},
    {Method::get, "/v1/projects/{projectId}/customer-web/lists/{listId}/accesses", kOffice,
     BodyKind::none, list_visits, subjects::looks_on_customer_web},
};

}  // namespace

Table routes() {
  return kRoutes;
}

}  // namespace rollcall::api::handlers::ticked_lists
