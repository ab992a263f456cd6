#pragma once
// Events of the office, its staff, API tokens, organisations and templates, and of reads of its
// history; see parts.hpp.

#include "api/feed/data/parts.hpp"

namespace rollcall::api::feed {

template <class Out>
void describe(Out& out, const domain::OfficeCreated& event) {
  const auto& [office, settings] = event;
  out.field("officeId", office).field("settings", settings);
}
template <class Out>
void describe(Out& out, const domain::OfficeSettingsChanged& event) {
  const auto& [office, settings] = event;
  out.field("officeId", office).field("settings", settings);
}

template <class Out>
void describe(Out& out, const domain::StaffAdded& event) {
  const auto& [office, staff, role, details] = event;
  out.field("officeId", office).field("staffId", staff).field("role", role);
  out.field("details", details);
}
template <class Out>
void describe(Out& out, const domain::StaffEdited& event) {
  const auto& [office, staff, details] = event;
  out.field("officeId", office).field("staffId", staff).field("details", details);
}
template <class Out>
void describe(Out& out, const domain::StaffRoleChanged& event) {
  const auto& [office, staff, role] = event;
  out.field("officeId", office).field("staffId", staff).field("role", role);
}
template <class Out>
void describe(Out& out, const domain::StaffDeactivated& event) {
  const auto& [office, staff] = event;
  out.field("officeId", office).field("staffId", staff);
}
template <class Out>
void describe(Out& out, const domain::StaffReactivated& event) {
  const auto& [office, staff] = event;
  out.field("officeId", office).field("staffId", staff);
}

// People name tokens after who holds them.
template <class Out>
void describe(Out& out, const domain::ApiTokenCreated& event) {
  const auto& [office, token, name, role, expires_at] = event;
  out.field("officeId", office).field("tokenId", token).authored("name", name);
  out.field("role", role).field("expiresAt", expires_at);
}
template <class Out>
void describe(Out& out, const domain::ApiTokenWithdrawn& event) {
  const auto& [office, token] = event;
  out.field("officeId", office).field("tokenId", token);
}

template <class Out>
void describe(Out& out, const domain::AccessDenied& event) {
  const auto& [principal, operation] = event;
  out.field("principal", principal).field("operation", operation);
}

template <class Out>
void describe(Out& out, const domain::HistorySpan& span) {
  const auto& [from, to] = span;
  out.field("from", from).field("to", to);
}
template <class Out>
void describe(Out& out, const domain::HistoryRead& event) {
  const auto& [office, kind, subject, span, entries] = event;
  out.field("officeId", office).field("kind", kind).field("subject", subject);
  out.field("span", span).field("entries", entries);
}

template <class Out>
void describe(Out& out, const domain::OrganisationAdded& event) {
  const auto& [organisation, kind, name] = event;
  out.field("organisationId", organisation).field("kind", kind).field("name", name);
}
template <class Out>
void describe(Out& out, const domain::OrganisationRenamed& event) {
  const auto& [organisation, name] = event;
  out.field("organisationId", organisation).field("name", name);
}
template <class Out>
void describe(Out& out, const domain::OrganisationDeleted& event) {
  const auto& [organisation, kind] = event;
  out.field("organisationId", organisation).field("kind", kind);
}

template <class Out>
void describe(Out& out, const domain::ShareEmailTemplateSaved& event) {
  const auto& [office, language, mail] = event;
  out.field("officeId", office).field("language", language).field("mail", mail);
}
template <class Out>
void describe(Out& out, const domain::ShareEmailTemplateRemoved& event) {
  const auto& [office, language] = event;
  out.field("officeId", office).field("language", language);
}

}  // namespace rollcall::api::feed
