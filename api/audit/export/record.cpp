#include "api/audit/export/record.hpp"

#include <algorithm>

#include "domain/history.hpp"

namespace rollcall::api::audit_export {
namespace {

using domain::HistorySubject;
using domain::HistorySubjectKind;

// nullopt: an address of nobody's.
std::optional<HistorySubject> asked_about(const Subject& subject) {
  if (subject.list) return HistorySubject{HistorySubjectKind::list, subject.list->uuid};
  if (subject.project) return HistorySubject{HistorySubjectKind::project, subject.project->uuid};
  if (subject.participant) {
    return HistorySubject{HistorySubjectKind::participant, subject.participant->uuid};
  }
  if (subject.contact) return HistorySubject{HistorySubjectKind::contact, subject.contact->uuid};
  if (subject.staff) return HistorySubject{HistorySubjectKind::staff, subject.staff->uuid};
  return std::nullopt;
}

bool is_export(const domain::Event& event) {
  const auto* history = std::get_if<domain::HistoryEvent>(&event.of);
  const auto* read = history ? std::get_if<domain::HistoryRead>(history) : nullptr;
  return read != nullptr && read->kind == domain::HistoryKind::exported_history;
}

}  // namespace

bool record_export(const Sources& sources, const Request& request, std::size_t events) {
  const auto& office = request.office;
  const domain::ReadHistory read{
      {projections::from_log(office)},    domain::HistoryKind::exported_history,
      asked_about(request.subject),       {std::nullopt, request.head.size},
      static_cast<std::uint32_t>(events), request.subject.email};
  auto encoded =
      sources.codec.encode(office, domain::decide(read), [&sources] { return sources.ids.next(); });
  if (!encoded) return false;
  eventstore::Append append;
  append.office = office;
  append.events = *std::move(encoded);
  append.decided_at = std::max(request.now.ms, sources.log.last_recorded_at(office));
  append.actor = projections::to_log(domain::Actor{});
  append.correlation = projections::to_log(sources.ids.next());
  return eventstore::append_and_wait(sources.log, std::move(append)).has_value();
}

eventstore::Result<eventstore::Position> position_of_export(const eventstore::Log& log,
                                                            const projections::LogCodec& codec,
                                                            const eventstore::OfficeId& office) {
  for (auto position = log.head(office); position > 0; --position) {
    const auto last = log.read(office, {}, {.after = position - 1, .up_to = position});
    if (!last) return tl::make_unexpected(last.error());
    const auto logged = codec.decode(office, last->front());
    if (!logged) return tl::make_unexpected(eventstore::Error::corrupt);
    if (!is_export(logged->event)) return position;
  }
  return 0;
}

}  // namespace rollcall::api::audit_export
