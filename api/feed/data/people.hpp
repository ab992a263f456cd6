#pragma once
// Events of contact persons, participants, projects and erasure; see parts.hpp.

#include "api/feed/data/parts.hpp"

namespace rollcall::api::feed {

// ---- Contact persons -----------------------------------------------------------------------

template <class Out>
void describe(Out& out, const domain::ContactAdded& event) {
  const auto& [contact, organisation, kind, details] = event;
  out.field("contactId", contact).field("organisationId", organisation);
  out.field("organisationKind", kind).field("details", details);
}
template <class Out>
void describe(Out& out, const domain::ContactLinked& event) {
  const auto& [contact, organisation, kind] = event;
  out.field("contactId", contact).field("organisationId", organisation);
  out.field("organisationKind", kind);
}
template <class Out>
void describe(Out& out, const domain::ContactEdited& event) {
  const auto& [contact, email_changed, details] = event;
  out.field("contactId", contact).field("emailChanged", email_changed);
  out.field("details", details);
}
template <class Out>
void describe(Out& out, const domain::ContactUnlinked& event) {
  const auto& [contact, organisation] = event;
  out.field("contactId", contact).field("organisationId", organisation);
}
template <class Out>
void describe(Out& out, const domain::ContactDeactivated& event) {
  const auto& [contact] = event;
  out.field("contactId", contact);
}
template <class Out>
void describe(Out& out, const domain::ContactReactivated& event) {
  const auto& [contact] = event;
  out.field("contactId", contact);
}
template <class Out>
void describe(Out& out, const domain::ContactDeleted& event) {
  const auto& [contact] = event;
  out.field("contactId", contact);
}

// ---- Projects ------------------------------------------------------------------------------

template <class Out>
void describe(Out& out, const domain::ProjectCreated& event) {
  const auto& [project, details] = event;
  out.field("projectId", project).field("details", details);
}
template <class Out>
void describe(Out& out, const domain::ProjectEdited& event) {
  const auto& [project, details] = event;
  out.field("projectId", project).field("details", details);
}
template <class Out>
void describe(Out& out, const domain::ProjectStatusChanged& event) {
  const auto& [project, status, reason] = event;
  out.field("projectId", project).field("status", status).authored("reason", reason);
}
template <class Out>
void describe(Out& out, const domain::ContactAddedToProject& event) {
  const auto& [project, contact, organisation, kind] = event;
  out.field("projectId", project).field("contactId", contact);
  out.field("organisationId", organisation).field("organisationKind", kind);
}
template <class Out>
void describe(Out& out, const domain::ContactRemovedFromProject& event) {
  const auto& [project, contact] = event;
  out.field("projectId", project).field("contactId", contact);
}

// ---- Participants --------------------------------------------------------------------------

template <class Out>
void describe(Out& out, const domain::ParticipantAdded& event) {
  const auto& [participant, project, details] = event;
  out.field("participantId", participant).field("projectId", project);
  out.field("details", details);
}
template <class Out>
void describe(Out& out, const domain::ParticipantEdited& event) {
  const auto& [participant, project, details] = event;
  out.field("participantId", participant).field("projectId", project);
  out.field("details", details);
}
template <class Out>
void describe(Out& out, const domain::ParticipantRemoved& event) {
  const auto& [participant, project] = event;
  out.field("participantId", participant).field("projectId", project);
}
template <class Out>
void describe(Out& out, const domain::ParticipantsImported& event) {
  const auto& [project, created, updated, unchanged] = event;
  out.field("projectId", project).field("created", created).field("updated", updated);
  out.field("unchanged", unchanged);
}

// ---- Erasure -------------------------------------------------------------------------------

template <class Out>
void describe(Out& out, const domain::PersonErased& event) {
  const auto& [person, kind, cause, project, share] = event;
  out.field("personId", person).field("kind", kind).field("cause", cause);
  out.field("projectId", project).field("shareId", share);
}
template <class Out>
void describe(Out& out, const domain::RetentionPassed& event) {
  const auto& [project] = event;
  out.field("projectId", project);
}

}  // namespace rollcall::api::feed
