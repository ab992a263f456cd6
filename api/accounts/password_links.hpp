#pragma once
// Set-password links: issued, found again, used.
//
// Threads: called on the pool; callbacks run on the pool or the committer's thread.

#include <functional>
#include <memory>
#include <string>
#include <variant>

#include "api/accounts/person.hpp"
#include "api/app/exchange.hpp"

namespace rollcall::api {

// A link that is to be issued, and its token.
struct NewPasswordLink {
  domain::PasswordLinkId id;
  std::string token;
  domain::LinkHash hash{};
};
NewPasswordLink make_password_link(const Context& context);

// The token of a mailed link waits in the vault for its mail.
NewSecret secret_of(const NewPasswordLink& link);

// Issues a mailed link to that person.
tl::expected<Decided, Denied> issue_password_link(const Context& context,
                                                  const domain::AccountFacts& facts,
                                                  const domain::AccountHolder& holder,
                                                  const NewPasswordLink& link,
                                                  const domain::Deciding& deciding);

// Has a link mailed to whoever has the address, if they may have one. `done` comes when that is
// durable, and says nothing about it: for Exchange::reply_in_step. It is given what anybody would
// be refused: too_many_tries, from this client or on this office, and failures.
using LinkRequested = std::function<void(std::optional<Refused>)>;
void request_password_link(const std::shared_ptr<Exchange>& exchange,
                           const std::optional<std::string>& slug, const std::string& email,
                           const LinkRequested& done);

// A link that works, and whose it is.
struct FoundPasswordLink {
  eventstore::OfficeId office{};
  domain::LinkHash hash{};
  Person person;
};
// nullopt: dead or unknown, alike. Looking at it changes nothing.
std::optional<FoundPasswordLink> find_password_link(const Context& context,
                                                    const std::string& token);

struct PasswordChanged {};
using PasswordDone = std::function<void(std::variant<PasswordChanged, Refused>)>;
// Uses the link up; every session of the person ends. A password that is refused (at /password)
// leaves it as it was.
void set_password(const std::shared_ptr<Exchange>& exchange, const FoundPasswordLink& link,
                  const std::string& password, PasswordDone done);

}  // namespace rollcall::api
