#pragma once
// Looks: no row leaves before the access is durable.
//
// Take a snapshot of the views, record the access with the version it shows on condition that the
// share still stands, then answer from the snapshot. The pages of one cursor are one access of one
// version; every page asks anew whether the share and the session stand.

#include <functional>
#include <memory>
#include <optional>

#include "api/app/exchange.hpp"
#include "api/looks/changes.hpp"

namespace rollcall::api {

// A look that is on record, for who renders it as a page.
struct Presented {
  const ListTable& table;  // all of it
  domain::Instant at;      // of the look
  std::string cursor;      // ?cursor= by which this look goes on: further pages are no new look
  domain::AccessId access;
  // Since the same reader's previous look; nullptr: there was none, or the list has moved on since
  // this one.
  const TableChanges* changes = nullptr;
};

// A receiver's look, in the viewing session of `exchange.principal()`.
struct ReceiverLook {
  domain::AccessKind kind{};
  std::optional<domain::LinkHash> link;  // where the request came by it
  // Renders pages; default: JSON page, file or changes, by kind. A page whose cursor cannot be gone
  // on with is a new look.
  std::function<http::Response(const Presented&, const domain::ShareState&)> render;
  // Answers a look that is not granted; default: the domain's refusal as JSON.
  std::function<void(const std::shared_ptr<Exchange>&, const domain::Refusals&)> refused;
};
void look_as_receiver(const std::shared_ptr<Exchange>& exchange, ReceiverLook look);

// A contact person's look at a list on customer web, signed in as `exchange.principal()`.
struct VisitorLook {
  domain::AccessKind kind{};
  domain::ProjectId project;
  domain::ListId list;
  // As of ReceiverLook.
  std::function<http::Response(const Presented&)> render{};
  std::function<void(const std::shared_ptr<Exchange>&, const domain::Refusals&)> refused{};
};
void look_as_visitor(const std::shared_ptr<Exchange>& exchange, VisitorLook look);

// Staff and API clients: now, or looking back, by a route whose subjects are the list's.
void look_as_staff(const std::shared_ptr<Exchange>& exchange, domain::ListId list);
void look_at_changes_as_staff(const std::shared_ptr<Exchange>& exchange, domain::ListId list,
                              Since since);

}  // namespace rollcall::api
