#pragma once
// Who is signed in, as JSON.

#include "api/accounts/person.hpp"
#include "api/app/exchange.hpp"
#include "api/json/writer.hpp"

namespace rollcall::api::handlers {

// {"kind", "id", "role", "name", "email", "office"}; a contact person has no role (null).
void write_principal(json::Writer& out, Exchange& exchange, const Person& person);

// The fields "expiresAt" (null: never) and "principal" of an API token.
void write_api_token(json::Writer& out, Exchange& exchange, domain::ApiTokenId token);

}  // namespace rollcall::api::handlers
