#pragma once
// The person behind an account: everything that decides what they may do, read from the log.

#include <optional>
#include <string>
#include <vector>

#include "api/app/context.hpp"
#include "api/app/route.hpp"
#include "domain/account.hpp"

namespace rollcall::api {

struct Person {
  domain::AccountHolder holder;
  Who role{};  // what their sessions may do
  domain::AccountFacts facts;
  // "" if there is nobody, or they are erased
  domain::EmailAddress email;
  std::string first_name;
  std::string last_name;

  std::string name() const;
  // What a password of theirs must not be made of.
  std::vector<std::string> known_words() const { return {first_name, last_name, email.str()}; }
};

// Whose address it is; nullopt: nobody's.
std::optional<domain::AccountHolder> find_holder(Facts& facts, const domain::EmailKey& email);
// Nobody has no standing; finding that out takes as long.
Person load_person(Facts& facts, const domain::AccountHolder& holder);

// A session that stands.
struct OpenSession {
  Person person;
  domain::SessionId id;
  domain::Instant expires_at;                       // if it is not used any more
  std::optional<domain::ProjectId> only_project{};  // all it opens, of one by an offer's link
};
std::optional<OpenSession> find_signed_in(Context& context, Facts& facts,
                                          domain::SessionId session);

}  // namespace rollcall::api
