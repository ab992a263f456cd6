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

// A receiver's look, in the viewing session of `exchange.principal()`.
struct ReceiverLook {
  domain::AccessKind kind{};
  std::optional<domain::LinkHash> link;  // where the request came by it
  // Renders the whole table (pages); default: JSON page, file or changes, by kind. `changes`: since
  // this receiver's previous look, of kinds page and changes; nullopt: they saw nothing before.
  std::function<http::Response(const ListTable& table, const domain::ShareState& share,
                               const std::optional<TableChanges>& changes)>
      render;
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
  std::function<http::Response(const ListTable& table, const std::optional<TableChanges>& changes)>
      render{};
  std::function<void(const std::shared_ptr<Exchange>&, const domain::Refusals&)> refused{};
};
void look_as_visitor(const std::shared_ptr<Exchange>& exchange, VisitorLook look);

// Staff and API clients; by the path's list id.
void look_as_staff(const std::shared_ptr<Exchange>& exchange, domain::ListId list);
void look_at_changes_as_staff(const std::shared_ptr<Exchange>& exchange, domain::ListId list,
                              Since since);

}  // namespace rollcall::api
