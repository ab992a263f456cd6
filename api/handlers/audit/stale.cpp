// Stale copies: who was shown a list only as it was before a change; also as of an earlier moment.

#include "replay/access/stale.hpp"

#include "api/handlers/audit/history_json.hpp"
#include "api/handlers/audit/history_page.hpp"
#include "api/handlers/tables.hpp"
#include "api/past/subjects.hpp"
#include "projections/lists.hpp"

namespace rollcall::api::handlers::stale_copies {
namespace {

struct Asked {
  domain::ListId list;
  domain::ProjectId project;
  HistoryPage page;
  eventstore::Position since = 0;  // versions before it are stale
  domain::HistorySpan as_asked;
};

std::string to_json(Exchange& exchange, const Asked& asked, const Part<replay::StaleReceiver>& part,
                    const replay::Viewers& viewers) {
  json::Writer out;
  out.begin_object().field("listId", asked.list.uuid.to_string()).field("since", asked.since);
  write_instance(out, asked.page.until);
  out.begin_array("items");
  for (const auto& receiver : part.shown) {
    out.begin_object();
    write_viewer(out, viewers, receiver.viewer, receiver.last.position);
    out.field("looks", receiver.looks).begin_object("lastLook");
    write_disclosure(out, receiver.last);
    out.end_object().end_object();
  }
  out.end_array();
  write_next(out, exchange, asked.page, part.next);
  return out.end_object().finish();
}

// Nothing that the list shows has changed since: no copy of it is stale. A deleted list has.
eventstore::Result<bool> is_unchanged(const Exchange& exchange, const Asked& asked) {
  const auto reading = exchange.reading();
  if (!reading) return tl::make_unexpected(reading.error());
  const auto list = projections::find_list(*reading->view, exchange.office(), asked.list);
  return list && list->version < asked.since;
}

eventstore::Result<HistoryAnswer> stale(Exchange& exchange, const Asked& asked) {
  auto receivers =
      replay::stale_receivers(moment_of(exchange, asked.page.until), asked.list, asked.since);
  if (!receivers) return tl::make_unexpected(receivers.error());
  const auto unchanged = is_unchanged(exchange, asked);
  if (!unchanged) return tl::make_unexpected(unchanged.error());
  if (*unchanged) receivers->clear();
  const auto part = part_of(*receivers, asked.page);
  const auto viewers = viewers_of(exchange, asked.page, asked.project, part.shown);
  if (!viewers) return tl::make_unexpected(viewers.error());
  return HistoryAnswer{to_json(exchange, asked, part, *viewers),
                       {domain::HistoryKind::stale_receivers,
                        domain::HistorySubject{domain::HistorySubjectKind::list, asked.list.uuid},
                        asked.as_asked, static_cast<std::uint32_t>(part.shown.size())},
                       asked.page.until.position};
}

void get_stale_receivers(const std::shared_ptr<Exchange>& exchange) {
  Asked asked;
  asked.list = exchange->id<domain::ListId>(0);
  Query query(*exchange);
  const auto project = project_in_history(*exchange, asked.list);
  if (!project) return;
  asked.project = *project;
  const auto since = query.moment("since");
  if (exchange->request().query_value("since") == nullptr) query.fault("since", "required");
  const auto paging = query.paging();
  if (query.refused()) return;
  const auto page = history_page(*exchange, paging, std::nullopt);
  if (!page) return;
  asked.page = *page;
  asked.as_asked.from = since;
  if (exchange->as_of()) asked.as_asked.to = exchange->as_of()->position;
  const auto first = first_position(*exchange, *since);
  if (!first) return;
  asked.since = *first;
  answer_history(exchange, [asked](Exchange& with) { return stale(with, asked); });
}

constexpr Route kRoutes[] = {
    {http::Method::get, "/v1/lists/{listId}/stale-receivers", kOffice, BodyKind::none,
     get_stale_receivers, subjects::list},
};

}  // namespace

Table routes() {
  return kRoutes;
}

}  // namespace rollcall::api::handlers::stale_copies
