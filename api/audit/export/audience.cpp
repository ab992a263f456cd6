#include "api/audit/export/audience.hpp"

#include <algorithm>
#include <set>

#include "api/wire/names.hpp"
#include "replay/access/grants.hpp"

namespace rollcall::api::audit_export {
namespace {

// The lists among the events, and whose shares and visits the export is about.
struct Named {
  std::vector<domain::ListId> lists;  // in the order they were made
  std::set<domain::Uuid> shares;

  explicit Named(Events events) {
    for (const auto* logged : events) {
      domain::visit_event(
          [this](const auto& event) {
            using E = std::remove_cvref_t<decltype(event)>;
            if constexpr (std::is_same_v<E, domain::ListCreated>) lists.push_back(event.list);
            if constexpr (std::is_same_v<E, domain::ListShared>) shares.insert(event.share.uuid);
          },
          logged->event);
    }
  }
};

std::string positions_of(const std::vector<replay::Why>& because) {
  std::string text;
  for (const auto& why : because) {
    text += (text.empty() ? "" : " ") + std::to_string(why.position);
  }
  return text;
}

std::vector<std::string> row_of(domain::ListId list, const std::string& name,
                                const replay::Grant& grant) {
  const auto& end = grant.end;
  const bool by_event = end && end->event;
  return {list.uuid.to_string(),
          name,
          std::string(wire::name_of(grant.viewer.kind)),
          grant.viewer.id.to_string(),
          grant.from.to_string(),
          end ? end->at.to_string() : "",
          end ? std::string(replay::to_string(end->why)) : "",
          columns_text(grant.columns),
          positions_of(grant.because),
          by_event ? std::to_string(end->event->position) : ""};
}

replay::Audience audience_of(Events events, domain::ListId list, domain::Instant at) {
  replay::Grants grants(list);
  for (const auto* logged : events) {
    // A look changes nothing of what could be seen, and there are many.
    if (!std::holds_alternative<domain::AccessEvent>(logged->event.of)) grants.apply(*logged);
  }
  grants.pass_time(at);
  return std::move(grants).finish();
}

}  // namespace

Table audience_table(Events events, const Manifest& manifest) {
  Table table{{"listId", "list", "viewerKind", "viewerId", "from", "until", "endedBy", "columns",
               "becauseOfEvents", "endedByEvent"},
              {}};
  const Named named(events);
  auto names = list_names(events);
  const auto at = domain::Instant::parse(manifest.made_at).value_or(domain::Instant{});
  const bool is_person = manifest.subject == "person";
  for (const auto list : named.lists) {
    if (manifest.subject == "list" && list.uuid.to_string() != manifest.subject_id) continue;
    for (const auto& grant : audience_of(events, list, at).grants) {
      const auto& viewer = grant.viewer.id;
      const bool is_theirs =
          named.shares.contains(viewer) || viewer.to_string() == manifest.subject_id;
      if (!is_person || is_theirs) table.rows.push_back(row_of(list, names[list], grant));
    }
  }
  return table;
}

}  // namespace rollcall::api::audit_export
