#pragma once
// What answers about the history have in common: as of which moment they are, their pages, and the
// record of the read, which comes before the answer.

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <span>

#include "api/audit/history_record.hpp"
#include "api/handlers/parts/query.hpp"
#include "replay/access/disclosures.hpp"
#include "replay/access/viewers.hpp"

namespace rollcall::api::handlers {

// Up to which event of the log, and how late it was then.
struct Instance {
  eventstore::Position position = 0;
  domain::Instant at;
};

// Now; or, looking back, then: nothing later is known.
Instance last_instance(const Exchange& exchange);

inline constexpr Who kAudits = Who::office_admin | Who::auditor;

// The span that an address asks about.
struct Span {
  std::optional<Moment> from;
  std::optional<Moment> to;
};
Span read_span(Query& query);
domain::HistorySpan asked(const Span& span);

// The first page fixes the moment that all pages are as of; the cursor carries it.
struct HistoryPage {
  Paging paging;
  Instance until;
  std::uint64_t after = 0;  // the last position, or the number of entries, that came before
};

// Of no moment, and of a time later than the last instance: that one. nullopt, and answered: 409
// position_unknown, of a later position.
std::optional<Instance> instance_of(Exchange& exchange, const std::optional<Moment>& moment);
// The first position that is not before the moment, at least 1: of an instant, the first recorded
// then or later. nullopt, and answered, as above.
std::optional<eventstore::Position> first_position(Exchange& exchange, Moment moment);
// nullopt, and answered, if the cursor's moment is none of the log's.
std::optional<HistoryPage> history_page(Exchange& exchange, const Paging& paging,
                                        const std::optional<Moment>& until);
replay::Moment moment_of(const Exchange& exchange, const Instance& until);

// "position" and "at" of an answer: as of when it is.
void write_instance(json::Writer& out, const Instance& until);
// "nextCursor"; nullopt: that was the last page.
void write_next(json::Writer& out, Exchange& exchange, const HistoryPage& page,
                const std::optional<std::uint64_t>& after);

// A finished answer, the read that it is, and the position that it is as of.
struct HistoryAnswer {
  std::string body;
  HistoryReading reading;
  eventstore::Position position = 0;
};
// Works on the pool for what takes long; then records the read, then answers. Errors of reading,
// and of looking back, are answered as such.
using HistoryWork = std::function<eventstore::Result<HistoryAnswer>(Exchange&)>;
void answer_history(const std::shared_ptr<Exchange>& exchange, HistoryWork work);

// The part of `all` that a page shows, and where the next one goes on.
template <class Entry>
struct Part {
  std::span<const Entry> shown;
  std::optional<std::uint64_t> next;
};
template <class Entry>
Part<Entry> part_of(const std::vector<Entry>& all, const HistoryPage& page) {
  const auto first = std::min<std::size_t>(page.after, all.size());
  const auto count = std::min(page.paging.request.limit, all.size() - first);
  const auto next = first + count;
  return {std::span(all).subspan(first, count),
          next < all.size() ? std::optional<std::uint64_t>(next) : std::nullopt};
}

// Who the viewers of entries are, as of the page's moment.
template <class Entries>
eventstore::Result<replay::Viewers> viewers_of(const Exchange& exchange, const HistoryPage& page,
                                               domain::ProjectId project, const Entries& entries) {
  std::set<domain::Actor> who;
  for (const auto& entry : entries) who.insert(entry.viewer);
  return replay::Viewers::read(moment_of(exchange, page.until), project, who);
}

// An id of the path that names something of which there is a history by then; 404 and nullopt
// otherwise.
template <class Id>
std::optional<domain::ProjectId> project_in_history(Exchange& exchange, Id id) {
  const auto project = replay::project_of(moment_of(exchange, last_instance(exchange)), id);
  if (project && *project) return *project;
  project ? exchange.not_found() : exchange.fail(Failure::unreadable);
  return std::nullopt;
}

}  // namespace rollcall::api::handlers
