#pragma once
// Events of lists, looks at them, and the customer web; see parts.hpp.

#include "api/feed/data/parts.hpp"

namespace rollcall::api::feed {

template <class Out>
void describe(Out& out, const domain::ListCreated& event) {
  const auto& [list, project, definition] = event;
  out.field("listId", list).field("projectId", project).field("definition", definition);
}
template <class Out>
void describe(Out& out, const domain::ListEdited& event) {
  const auto& [list, project, definition] = event;
  out.field("listId", list).field("projectId", project).field("definition", definition);
}
template <class Out>
void describe(Out& out, const domain::ListDeleted& event) {
  const auto& [list, project] = event;
  out.field("listId", list).field("projectId", project);
}

template <class Out>
void describe(Out& out, const domain::ListAccessed& event) {
  const auto& [access, list, project, share, session, kind, version, rows, columns, client, since,
               contact] = event;
  out.field("accessId", access).field("listId", list).field("projectId", project);
  out.field("shareId", share).field("contactId", contact).field("sessionId", session);
  out.field("kind", kind).field("listVersion", version).field("since", since);
  out.field("rowCount", rows).field("columns", columns).field("client", client);
}

// ---- Customer web --------------------------------------------------------------------------

template <class Out>
void describe(Out& out, const domain::ListPublishedOnCustomerWeb& event) {
  const auto& [list, project, columns, title, order] = event;
  out.field("listId", list).field("projectId", project).field("columns", columns);
  out.authored("title", title).field("order", order);
}
template <class Out>
void describe(Out& out, const domain::ListWithdrawnFromCustomerWeb& event) {
  const auto& [list, project, cause] = event;
  out.field("listId", list).field("projectId", project).field("cause", cause);
}
template <class Out>
void describe(Out& out, const domain::MenuItemAdded& event) {
  const auto& [item, project, details] = event;
  out.field("itemId", item).field("projectId", project).field("details", details);
}
template <class Out>
void describe(Out& out, const domain::MenuItemEdited& event) {
  const auto& [item, project, details] = event;
  out.field("itemId", item).field("projectId", project).field("details", details);
}
template <class Out>
void describe(Out& out, const domain::MenuItemPublished& event) {
  const auto& [item, project] = event;
  out.field("itemId", item).field("projectId", project);
}
template <class Out>
void describe(Out& out, const domain::MenuItemWithdrawn& event) {
  const auto& [item, project] = event;
  out.field("itemId", item).field("projectId", project);
}
template <class Out>
void describe(Out& out, const domain::MenuItemDeleted& event) {
  const auto& [item, project] = event;
  out.field("itemId", item).field("projectId", project);
}
template <class Out>
void describe(Out& out, const domain::MenuFileUploaded& event) {
  const auto& [item, project, file] = event;
  out.field("itemId", item).field("projectId", project).field("file", file);
}

}  // namespace rollcall::api::feed
