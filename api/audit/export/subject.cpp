#include "api/audit/export/subject.hpp"

namespace rollcall::api::audit_export {

Headline headline_of(Events events, std::string_view kind, std::string_view id) {
  Headline headline;
  const auto read = [&](const auto& event) {
    if constexpr (requires { event.settings.name; }) {
      headline.office = event.settings.name.str();
    } else if constexpr (requires { event.definition.name; }) {
      if (kind == "list" && event.list.uuid.to_string() == id) {
        headline.title = event.definition.name.str();
      }
    } else if constexpr (requires { event.details.customer; }) {
      if (kind == "project" && event.project.uuid.to_string() == id) {
        headline.title = event.details.name.str();
      }
    }
  };
  for (const auto* logged : events) domain::visit_event(read, logged->event);
  return headline;
}

}  // namespace rollcall::api::audit_export
