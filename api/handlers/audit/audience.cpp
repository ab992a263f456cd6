// Who could see a list, by which route, from when to when, and why: asked of the log as it was,
// also of lists that are deleted by now.

#include "api/handlers/audit/history_json.hpp"
#include "api/handlers/audit/history_page.hpp"
#include "api/handlers/tables.hpp"

namespace rollcall::api::handlers::audience {
namespace {

using Grants = std::vector<replay::Grant>;

struct Asked {
  domain::ListId list;
  domain::ProjectId project;
  HistoryPage page;
  std::optional<Instance> from;  // of a span
  bool is_moment = true;         // who could see it at one moment; else at any time of a span
  domain::HistorySpan as_asked;
};

Grants chosen(Grants grants, const Asked& asked) {
  const auto& until = asked.page.until;
  std::erase_if(grants, [&](const replay::Grant& grant) {
    if (asked.is_moment) return !grant.covers(until.position, until.at);
    return asked.from && grant.ended_by(asked.from->position, asked.from->at);
  });
  return grants;
}

std::string to_json(Exchange& exchange, const Asked& asked, const Part<replay::Grant>& part,
                    const replay::Viewers& viewers) {
  json::Writer out;
  out.begin_object().field("listId", asked.list.uuid.to_string());
  write_instance(out, asked.page.until);
  out.begin_array("items");
  for (const auto& grant : part.shown) {
    out.begin_object();
    write_viewer(out, viewers, grant.viewer, asked.page.until.position);
    write_grant(out, grant);
    out.end_object();
  }
  out.end_array();
  write_next(out, exchange, asked.page, part.next);
  return out.end_object().finish();
}

eventstore::Result<HistoryAnswer> audience(Exchange& exchange, const Asked& asked) {
  const auto& until = asked.page.until;
  const auto moment = moment_of(exchange, until);
  auto found = replay::audience_of(moment, asked.list, until.at);
  if (!found) return tl::make_unexpected(found.error());
  const auto grants = *found ? chosen(std::move((*found)->grants), asked) : Grants{};
  const auto part = part_of(grants, asked.page);
  const auto viewers = viewers_of(exchange, asked.page, asked.project, part.shown);
  if (!viewers) return tl::make_unexpected(viewers.error());
  return HistoryAnswer{to_json(exchange, asked, part, *viewers),
                       {domain::HistoryKind::list_audience,
                        domain::HistorySubject{domain::HistorySubjectKind::list, asked.list.uuid},
                        asked.as_asked, static_cast<std::uint32_t>(part.shown.size())},
                       until.position};
}

void get_audience(const std::shared_ptr<Exchange>& exchange) {
  Asked asked;
  asked.list = exchange->id<domain::ListId>(0);
  const auto project = project_in_history(*exchange, asked.list);
  if (!project) return;
  asked.project = *project;
  Query query(*exchange);
  const auto at = query.moment("at");
  const auto span = read_span(query);
  asked.is_moment = !span.from && !span.to;
  if (at && !asked.is_moment) query.fault("at", "not_with_span");
  const auto paging = query.paging();
  if (query.refused()) return;
  asked.as_asked = at ? domain::HistorySpan{at, at} : api::handlers::asked(span);
  const auto page = history_page(*exchange, paging, at ? at : span.to);
  if (!page) return;
  asked.page = *page;
  if (span.from && !(asked.from = instance_of(*exchange, span.from))) return;
  answer_history(exchange, [asked](Exchange& with) { return audience(with, asked); });
}

constexpr Route kRoutes[] = {
    {http::Method::get, "/v1/audit/lists/{listId}/audience", kAudits, BodyKind::none, get_audience},
};

}  // namespace

Table routes() {
  return kRoutes;
}

}  // namespace rollcall::api::handlers::audience
