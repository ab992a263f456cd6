#pragma once
// API tokens: credentials of programs. Made once, withdrawn for good.

#include <optional>
#include <variant>

#include "domain/proposal.hpp"
#include "domain/values/text.hpp"
#include "domain/values/time.hpp"

namespace rollcall::domain {

enum class TokenRole : std::uint8_t {
  office_admin = 1,
  project_manager = 2,
  auditor = 3,
  analyst = 4
};

// Whether programs of that role look at lists. The authorisation table says the same to the router,
// and a test holds both together; who audits looks long past asks here.
bool looks_at_lists(TokenRole role);

struct ApiTokenCreated {  // the token's hash is in the vault, under the token's id
  static constexpr EventType kType = 3;
  static constexpr std::string_view kName = "ApiTokenCreated";
  OfficeId office;
  ApiTokenId token;
  Name name;
  TokenRole role{};
  std::optional<Instant> expires_at;
  bool operator==(const ApiTokenCreated&) const = default;
};
struct ApiTokenWithdrawn {
  static constexpr EventType kType = 9;
  static constexpr std::string_view kName = "ApiTokenWithdrawn";
  OfficeId office;
  ApiTokenId token;
  bool operator==(const ApiTokenWithdrawn&) const = default;
};
using ApiTokenEvent = std::variant<ApiTokenCreated, ApiTokenWithdrawn>;

struct ApiTokenState {
  bool exists = false;  // false again once it is withdrawn
  OfficeId office;
  TokenRole role{};
  std::optional<Instant> expires_at;
  std::uint64_t version = 0;  // position of the last change
  bool usable(Instant now) const { return exists && (!expires_at || now < *expires_at); }
};
FactQueries facts_of_api_token(ApiTokenId token);
ApiTokenState evolve(ApiTokenState state, const Recorded& recorded);

struct CreateApiToken {
  OfficeId office;
  ApiTokenId token;
  Name name;
  TokenRole role{};
  std::optional<Instant> expires_at;
};
// out_of_range at /expiresAt: not after now.
Result<Proposals> decide(const CreateApiToken& command, const Deciding& deciding);

struct WithdrawApiToken {
  OfficeId office;
  ApiTokenId token;
};
// not_found: never made, or withdrawn already. An expired one can be withdrawn.
Result<Proposals> decide(const ApiTokenState& state, const WithdrawApiToken& command);

}  // namespace rollcall::domain
