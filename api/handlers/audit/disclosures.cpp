// Who saw a list, and who was shown a participant: the recorded looks, also at lists that are
// deleted by now. They name who looked, never what participants' values were.

#include "api/handlers/audit/history_json.hpp"
#include "api/handlers/audit/history_page.hpp"
#include "api/handlers/tables.hpp"

namespace rollcall::api::handlers::disclosures {
namespace {

using Disclosures = std::vector<replay::Disclosure>;

struct Asked {
  domain::ProjectId project;
  HistoryPage page;
  domain::HistorySubject subject;
  domain::HistoryKind kind{};
  domain::HistorySpan as_asked;
};

// One page of looks, of which there may be one more than the page takes.
eventstore::Result<HistoryAnswer> answer(Exchange& exchange, const Asked& asked,
                                         Disclosures looks) {
  const auto limit = asked.page.paging.request.limit;
  std::optional<std::uint64_t> next;
  if (looks.size() > limit) {
    looks.resize(limit);
    next = looks.back().position;
  }
  const auto viewers = viewers_of(exchange, asked.page, asked.project, looks);
  if (!viewers) return tl::make_unexpected(viewers.error());
  const bool is_of_participant = asked.kind == domain::HistoryKind::participant_disclosures;
  json::Writer out;
  out.begin_object();
  write_instance(out, asked.page.until);
  out.begin_array("items");
  for (const auto& look : looks) {
    out.begin_object();
    write_viewer(out, *viewers, look.viewer, look.position);
    write_disclosure(out, look);
    if (is_of_participant) out.field("certain", !look.is_possible);
    out.end_object();
  }
  out.end_array();
  write_next(out, exchange, asked.page, next);
  return HistoryAnswer{
      out.end_object().finish(),
      {asked.kind, asked.subject, asked.as_asked, static_cast<std::uint32_t>(looks.size())},
      asked.page.until.position};
}

void get_list_disclosures(const std::shared_ptr<Exchange>& exchange) {
  const auto list = exchange->id<domain::ListId>(0);
  const auto project = project_in_history(*exchange, list);
  if (!project) return;
  Query query(*exchange);
  const auto span = read_span(query);
  const auto paging = query.paging();
  if (query.refused()) return;
  const auto page = history_page(*exchange, paging, span.to);
  if (!page) return;
  const auto first = span.from ? first_position(*exchange, *span.from) : 1;
  if (!first) return;
  const Asked asked{*project,
                    *page,
                    {domain::HistorySubjectKind::list, list.uuid},
                    domain::HistoryKind::list_disclosures,
                    api::handlers::asked(span)};
  answer_history(exchange, [=](Exchange& with) -> eventstore::Result<HistoryAnswer> {
    const replay::LookRange range{.after = std::max(page->after, *first - 1),
                                  .limit = page->paging.request.limit + 1};
    auto looks = replay::disclosures_of(moment_of(with, page->until), list, range);
    if (!looks) return tl::make_unexpected(looks.error());
    return answer(with, asked, *std::move(looks));
  });
}

void get_participant_disclosures(const std::shared_ptr<Exchange>& exchange) {
  const auto participant = exchange->id<domain::ParticipantId>(0);
  const auto project = project_in_history(*exchange, participant);
  if (!project) return;
  Query query(*exchange);
  const auto paging = query.paging();
  if (query.refused()) return;
  const auto page = history_page(*exchange, paging, std::nullopt);
  if (!page) return;
  const Asked asked{*project,
                    *page,
                    {domain::HistorySubjectKind::participant, participant.uuid},
                    domain::HistoryKind::participant_disclosures,
                    {}};
  answer_history(exchange, [=](Exchange& with) -> eventstore::Result<HistoryAnswer> {
    const replay::LookRange range{.after = page->after, .limit = page->paging.request.limit + 1};
    auto looks = replay::disclosures_of_participant(moment_of(with, page->until), asked.project,
                                                    participant, range);
    if (!looks) return tl::make_unexpected(looks.error());
    return answer(with, asked, *std::move(looks));
  });
}

constexpr Route kRoutes[] = {
    {http::Method::get, "/v1/audit/lists/{listId}/disclosures", kAudits, BodyKind::none,
     get_list_disclosures},
    {http::Method::get, "/v1/audit/participants/{participantId}/disclosures", kAudits,
     BodyKind::none, get_participant_disclosures},
};

}  // namespace

Table routes() {
  return kRoutes;
}

}  // namespace rollcall::api::handlers::disclosures
