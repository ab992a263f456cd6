#pragma once
// Who asks: found from the credential a request carries.

#include <optional>
#include <string>
#include <string_view>

#include "api/app/context.hpp"
#include "api/app/route.hpp"

namespace rollcall::api {

struct Principal {
  eventstore::OfficeId office{};
  domain::Actor actor;
  Who role{};
  domain::ShareId share;                            // of a receiver
  domain::SessionId session;                        // of a receiver, or of who signed in
  std::optional<domain::ProjectId> only_project{};  // all that an offer's reader may visit
};

// Credentials carry what finds them (office, ids) and a 256-bit secret of which only the SHA-256 is
// kept, in the vault. Written as prefix + base64url.
struct ApiTokenText {
  eventstore::OfficeId office{};
  domain::ApiTokenId token;
  std::string secret;  // 32 bytes
  static std::optional<ApiTokenText> parse(std::string_view text);
  std::string to_string() const;  // "rct_…"
};
struct SessionText {
  eventstore::OfficeId office{};
  domain::ShareId share;
  domain::SessionId session;
  std::string secret;  // 32 bytes
  static std::optional<SessionText> parse(std::string_view text);
  std::string to_string() const;  // "rcs_…"
};
// Of staff and contact persons; the log says whose it is.
struct SignedInText {
  eventstore::OfficeId office{};
  domain::SessionId session;
  std::string secret;  // 32 bytes
  static std::optional<SignedInText> parse(std::string_view text);
  std::string to_string() const;  // "rcu_…"
};
std::string secret_hash(std::string_view secret);  // SHA-256, 32 bytes

// SHA-256 of a link token's 43 characters; nullopt if the text is not of that form.
std::optional<domain::LinkHash> link_hash(std::string_view token);

// Hashes of credentials that were looked up lately: an id's hash never changes, and whether it
// still stands is asked of the log every time.
class CredentialCache {
 public:
  explicit CredentialCache(std::size_t max) : cache_(max) {}
  std::optional<std::string> hash(const eventstore::Vault& vault,
                                  const eventstore::OfficeId& office,
                                  const eventstore::SecretName& name);

 private:
  FoldCache cache_;
};

// nullopt: no credential, or one that does not stand (any more). Reads the log and the vault. A use
// is noted: sessions end when there is none for long.
enum class CredentialUse { request, none };
std::optional<Principal> authenticate(Context& context, std::string_view bearer,
                                      CredentialUse use = CredentialUse::request);

// The Authorization header's bearer token; "" if there is none.
std::string bearer_token(const http::RequestHead& head);

// Cookie that holds a share's viewing session: "__Host-rc-{shareId}" (plain "rc-…" without TLS).
std::string session_cookie_name(const Settings& settings, domain::ShareId share);

// The viewing session a browser holds, if it holds exactly one; "" otherwise.
std::string only_session_cookie(const Settings& settings, const http::RequestHead& head);

// Cookie that holds a signed-in session: "__Host-rollcall" (plain "rollcall" without TLS).
std::string signed_in_cookie_name(const Settings& settings);

}  // namespace rollcall::api
