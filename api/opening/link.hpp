#pragma once
// What can be done with a mailed link, for the API and for the pages alike: look at it, ask for a
// code, open a viewing session.
//
// Threads: called on the pool; callbacks run on the pool or the committer's thread.

#include <functional>
#include <memory>
#include <string>
#include <variant>

#include "api/app/exchange.hpp"
#include "domain/share.hpp"

namespace rollcall::api {

// A link that works: whose it is and what it opens. The exchange then acts as that receiver.
struct OpenLink {
  domain::LinkHash hash{};
  domain::OpeningFacts facts;
};
// nullopt: dead or unknown, alike. Reading it changes nothing.
std::optional<OpenLink> find_open_link(Exchange& exchange, const std::string& token);

// How something asked of a link ended.
struct CodeSent {};
struct SessionOpened {
  std::string token;
  domain::SessionId session;
  domain::ShareId share;
  domain::Instant opened_at;
  domain::Instant expires_at;
};

// Has a new code mailed. too_many_codes if asked too often.
void request_code(const std::shared_ptr<Exchange>& exchange, const OpenLink& link,
                  std::function<void(std::variant<CodeSent, Refused>)> done);

using SessionDone = std::function<void(std::variant<SessionOpened, Refused>)>;

// Counts the try durably, then compares, then opens a session or records the refusal
// (code_refused; malformed codes too).
void try_code(const std::shared_ptr<Exchange>& exchange, const OpenLink& link,
              const std::string& code, SessionDone done);

// The session that an earlier request with this Idempotency-Key opened, whatever became of it
// since; nullopt if there was none.
std::optional<std::variant<SessionOpened, Refused>> opened_before(const Exchange& exchange);

// Set-Cookie for a viewing session, and one that takes it away.
std::string session_cookie(const Context& context, const SessionOpened& session);
std::string no_session_cookie(const Context& context, domain::ShareId share);

// The viewing session a request carries for this share, as bearer token or cookie.
std::optional<Principal> viewing_session(Exchange& exchange, domain::ShareId share);

// From where a browser sent this: what Sec-Fetch-Site says, else Origin. Browsers send the former
// only by TLS and to this machine itself; and to pages that forbid referrers, as ours do, every
// form's Origin is "null", our own as anybody's: then nothing is said. Programs say nothing of the
// kind and act by no cookie that a browser holds: they count as ours.
enum class Site { ours, unsaid, other };
Site site_of(const Context& context, const http::RequestHead& head);

// A form's field that only a page shown in this session can have: what a form says whose site is
// unsaid. Base64url.
std::string form_key(const Context& context, const Principal& principal);
bool is_form_key(const Context& context, const Principal& principal, std::string_view given);

}  // namespace rollcall::api
