#include "api/app/principal.hpp"

#include <cstring>

#include <sodium.h>

#include "api/accounts/person.hpp"
#include "api/accounts/session_uses.hpp"
#include "api/app/token_uses.hpp"

namespace rollcall::api {
namespace {

constexpr std::string_view kTokenPrefix = "rct_";
constexpr std::string_view kSessionPrefix = "rcs_";
constexpr std::string_view kSignedInPrefix = "rcu_";
constexpr std::size_t kIdSize = 16;
constexpr std::size_t kSecretSize = 32;

template <class Array>
void read_id(std::string_view& bytes, Array& id) {
  std::memcpy(id.data(), bytes.data(), kIdSize);
  bytes.remove_prefix(kIdSize);
}

template <class Array>
std::string id_bytes(const Array& id) {
  return {reinterpret_cast<const char*>(id.data()), id.size()};
}

// `prefix`, then base64url of the ids and the secret.
template <class... Ids>
std::string write_credential(std::string_view prefix, const std::string& secret,
                             const Ids&... ids) {
  return std::string(prefix) + wire::base64url((id_bytes(ids) + ...) + secret);
}

// False if the text is not of that form.
template <class... Ids>
bool read_credential(std::string_view text, std::string_view prefix, std::string& secret,
                     Ids&... ids) {
  if (!text.starts_with(prefix)) return false;
  const auto bytes = wire::from_base64url(text.substr(prefix.size()));
  if (!bytes || bytes->size() != sizeof...(ids) * kIdSize + kSecretSize) return false;
  std::string_view rest = *bytes;
  (read_id(rest, ids), ...);
  secret = rest;
  return true;
}

bool secret_matches(Context& context, const eventstore::OfficeId& office,
                    const eventstore::SecretName& name, std::string_view secret) {
  const auto expected = context.credentials.hash(context.vault, office, name);
  const auto given = secret_hash(secret);
  return expected && expected->size() == given.size() &&
         sodium_memcmp(expected->data(), given.data(), given.size()) == 0;
}

std::string_view cookie_prefix(const Settings& settings) {
  return settings.secure_cookies ? "__Host-rc-" : "rc-";
}

Who role_of(domain::TokenRole role) {
  switch (role) {
    case domain::TokenRole::office_admin:
      return Who::office_admin;
    case domain::TokenRole::project_manager:
      return Who::project_manager;
    case domain::TokenRole::auditor:
      return Who::auditor;
    case domain::TokenRole::analyst:
      return Who::analyst;
  }
  return Who{};
}

std::optional<Principal> by_api_token(Context& context, const ApiTokenText& text,
                                      CredentialUse use) {
  auto facts = context.commands.facts(text.office);
  const auto state = facts.load<domain::ApiTokenState>(domain::facts_of_api_token(text.token));
  const auto now = context.commands.now(text.office);
  if (facts.failed() || !state->usable(now)) return std::nullopt;
  const auto name = secret_name(SecretKind::api_token, text.token.uuid);
  if (!secret_matches(context, text.office, name, text.secret)) return std::nullopt;
  if (use == CredentialUse::request) context.token_uses.note(text.office, text.token, now);
  return Principal{
      text.office, {domain::ActorKind::api_token, text.token.uuid}, role_of(state->role), {}, {}};
}

// Whether the session still opens anything is the domain's to say, at each look; here only whose it
// is.
std::optional<Principal> by_session(Context& context, const SessionText& text) {
  const auto name = secret_name(SecretKind::viewing_session, text.session.uuid);
  if (!secret_matches(context, text.office, name, text.secret)) return std::nullopt;
  return Principal{text.office,
                   {domain::ActorKind::receiver, text.share.uuid},
                   Who::receiver,
                   text.share,
                   text.session};
}

// Everything that can end the session is asked of the log.
std::optional<Principal> by_sign_in(Context& context, const SignedInText& text, CredentialUse use) {
  auto facts = context.commands.facts(text.office);
  const auto open = find_signed_in(context, facts, text.session);
  const auto name = secret_name(SecretKind::signed_in, text.session.uuid);
  if (!open || !secret_matches(context, text.office, name, text.secret)) return std::nullopt;
  if (use == CredentialUse::request) {
    context.session_uses.use(text.office, text.session, context.commands.now(text.office));
  }
  const auto role = open->only_project ? Who::offer_reader : open->person.role;
  return Principal{text.office,       domain::actor_of(open->person.holder), role, {}, text.session,
                   open->only_project};
}

}  // namespace

std::optional<ApiTokenText> ApiTokenText::parse(std::string_view text) {
  ApiTokenText token;
  if (!read_credential(text, kTokenPrefix, token.secret, token.office, token.token.uuid.bytes)) {
    return std::nullopt;
  }
  return token;
}

std::string ApiTokenText::to_string() const {
  return write_credential(kTokenPrefix, secret, office, token.uuid.bytes);
}

std::optional<SessionText> SessionText::parse(std::string_view text) {
  SessionText session;
  if (!read_credential(text, kSessionPrefix, session.secret, session.office,
                       session.share.uuid.bytes, session.session.uuid.bytes)) {
    return std::nullopt;
  }
  return session;
}

std::string SessionText::to_string() const {
  return write_credential(kSessionPrefix, secret, office, share.uuid.bytes, session.uuid.bytes);
}

std::optional<SignedInText> SignedInText::parse(std::string_view text) {
  SignedInText session;
  if (!read_credential(text, kSignedInPrefix, session.secret, session.office,
                       session.session.uuid.bytes)) {
    return std::nullopt;
  }
  return session;
}

std::string SignedInText::to_string() const {
  return write_credential(kSignedInPrefix, secret, office, session.uuid.bytes);
}

std::string secret_hash(std::string_view secret) {
  std::string hash(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(reinterpret_cast<unsigned char*>(hash.data()),
                     reinterpret_cast<const unsigned char*>(secret.data()), secret.size());
  return hash;
}

std::optional<domain::LinkHash> link_hash(std::string_view token) {
  constexpr std::size_t kTokenLength = 43;  // 32 bytes in base64url
  if (token.size() != kTokenLength || !wire::from_base64url(token)) return std::nullopt;
  const auto bytes = secret_hash(token);
  domain::LinkHash hash;
  std::memcpy(hash.data(), bytes.data(), hash.size());
  return hash;
}

std::optional<std::string> CredentialCache::hash(const eventstore::Vault& vault,
                                                 const eventstore::OfficeId& office,
                                                 const eventstore::SecretName& name) {
  const auto key = id_bytes(office) + static_cast<char>(name.kind) + id_bytes(name.id);
  if (const auto known = cache_.find(key)) {
    return *std::static_pointer_cast<const std::string>(known->state);
  }
  const auto generation = cache_.generation();
  const auto secret = vault.secret(office, name);
  if (!secret || !*secret) return std::nullopt;
  cache_.put(key, {std::make_shared<const std::string>(**secret), 1, 1}, generation);
  return **secret;
}

std::optional<Principal> authenticate(Context& context, std::string_view bearer,
                                      CredentialUse use) {
  if (const auto token = ApiTokenText::parse(bearer)) return by_api_token(context, *token, use);
  if (const auto session = SessionText::parse(bearer)) return by_session(context, *session);
  if (const auto session = SignedInText::parse(bearer)) return by_sign_in(context, *session, use);
  return std::nullopt;
}

std::string bearer_token(const http::RequestHead& head) {
  const auto* header = head.header("authorization");
  if (!header || header->size() < 7) return "";
  const auto scheme = std::string_view(*header).substr(0, 7);
  if (strncasecmp(scheme.data(), "bearer ", 7) != 0) return "";
  const auto start = header->find_first_not_of(' ', 6);
  return start == std::string::npos ? "" : header->substr(start);
}

std::string session_cookie_name(const Settings& settings, domain::ShareId share) {
  return std::string(cookie_prefix(settings)) + share.uuid.to_string();
}

std::string only_session_cookie(const Settings& settings, const http::RequestHead& head) {
  std::vector<std::string_view> sessions;
  for (const auto& [name, value] : wire::cookies(head)) {
    if (name.starts_with(cookie_prefix(settings))) sessions.push_back(value);
  }
  return sessions.size() == 1 ? std::string(sessions.front()) : "";
}

std::string signed_in_cookie_name(const Settings& settings) {
  return settings.secure_cookies ? "__Host-rollcall" : "rollcall";
}

}  // namespace rollcall::api
