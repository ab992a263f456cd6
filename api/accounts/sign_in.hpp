#pragma once
// Signing in, for the API and the pages alike.
//
// Threads: called on the pool, as are callbacks.

#include <functional>
#include <memory>
#include <string>
#include <variant>

#include "api/accounts/person.hpp"
#include "api/app/exchange.hpp"

namespace rollcall::api {

// As typed; nothing of it need be well-formed.
struct Credentials {
  std::optional<std::string> office;  // its short name
  std::string email;
  std::string password;
};

struct SignedInSession {
  std::string token;
  domain::AccountHolder holder;
  domain::SessionId session;
  domain::Instant opened_at;
  domain::Instant expires_at;  // of staff: if it is not used
};
using SignInDone = std::function<void(std::variant<SignedInSession, Refused>)>;

// Counts the try, compares, then opens a session. sign_in_refused, whatever the cause: for
// Exchange::reply_in_step. too_many_tries: from this client, on this office or on this address.
// The exchange then acts as that person.
void sign_in(const std::shared_ptr<Exchange>& exchange, const Credentials& credentials,
             SignInDone done);

// Whether this client may ask once more now for what anybody may; else too_many_tries.
std::optional<Refused> refused_by_rates(Exchange& exchange,
                                        const std::optional<eventstore::OfficeId>& office);

// For pages: whose signed-in session the browser holds. The exchange then acts as that person.
std::optional<Person> enter_by_cookie(Exchange& exchange);

// Set-Cookie for a session, and one that takes it away.
std::string signed_in_cookie(const Context& context, const SignedInSession& session);
std::string no_signed_in_cookie(const Context& context);

}  // namespace rollcall::api
