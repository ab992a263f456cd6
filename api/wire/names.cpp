#include "api/wire/names.hpp"

namespace rollcall::api::wire {

std::string_view name_of(domain::AccessKind kind) {
  switch (kind) {
    case domain::AccessKind::json:
      return "json";
    case domain::AccessKind::page:
      return "page";
    case domain::AccessKind::csv:
      return "csv";
    case domain::AccessKind::xlsx:
      return "xlsx";
    case domain::AccessKind::changes:
      return "changes";
  }
  return "";
}

std::string_view name_of(domain::ActorKind kind) {
  switch (kind) {
    case domain::ActorKind::system:
      return "system";
    case domain::ActorKind::staff:
      return "staff";
    case domain::ActorKind::api_token:
      return "apiToken";
    case domain::ActorKind::contact:
      return "contact";
    case domain::ActorKind::receiver:
      return "receiver";
  }
  return "";
}

}  // namespace rollcall::api::wire
