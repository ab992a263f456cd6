#include "domain/office/api_token.hpp"

#include "domain/event.hpp"

namespace rollcall::domain {

bool looks_at_lists(TokenRole role) {
  switch (role) {
    case TokenRole::office_admin:
    case TokenRole::project_manager:
      return true;
    case TokenRole::auditor:
    case TokenRole::analyst:
      break;
  }
  return false;
}

FactQueries facts_of_api_token(ApiTokenId token) {
  return {{types_of<ApiTokenCreated, ApiTokenWithdrawn>(), {Tag{TagKind::api_token, token.uuid}}}};
}

ApiTokenState evolve(ApiTokenState state, const Recorded& recorded) {
  const auto* event = std::get_if<ApiTokenEvent>(&recorded.event->of);
  if (event == nullptr) return state;
  std::visit(Overloaded{
                 [&](const ApiTokenCreated& created) {
                   state = {true, created.office, created.role, created.expires_at, 0};
                 },
                 [&](const ApiTokenWithdrawn&) { state.exists = false; },
             },
             *event);
  state.version = recorded.position;
  return state;
}

Result<Proposals> decide(const CreateApiToken& command, const Deciding& deciding) {
  if (command.expires_at && *command.expires_at <= deciding.now) {
    return refuse(Reason::out_of_range, "/expiresAt");
  }
  return Proposals{propose(ApiTokenCreated{command.office, command.token, command.name,
                                           command.role, command.expires_at})};
}

Result<Proposals> decide(const ApiTokenState& state, const WithdrawApiToken& command) {
  if (!state.exists) return refuse(Reason::not_found, "", command.token.uuid);
  return Proposals{propose(ApiTokenWithdrawn{command.office, command.token})};
}

}  // namespace rollcall::domain
