#include "api/audit/log_signer.hpp"

#include <sodium.h>

namespace rollcall::api {

std::string make_log_key() {
  std::string secret(crypto_sign_SECRETKEYBYTES, '\0');
  std::string shown(crypto_sign_PUBLICKEYBYTES, '\0');
  crypto_sign_keypair(reinterpret_cast<unsigned char*>(shown.data()),
                      reinterpret_cast<unsigned char*>(secret.data()));
  return secret;
}

std::string log_origin(const domain::OfficeId& office) {
  return "rollcall.office/" + office.uuid.to_string();
}

eventstore::Result<eventstore::NoteSigner> log_signer(const eventstore::Vault& vault,
                                                      const eventstore::OfficeId& office) {
  const domain::OfficeId id{projections::from_log(office)};
  auto secret = vault.secret(office, secret_name(SecretKind::log_key, id.uuid));
  if (!secret) return tl::make_unexpected(secret.error());
  if (!*secret) return tl::make_unexpected(eventstore::Error::corrupt);
  return eventstore::NoteSigner{log_origin(id), **std::move(secret)};
}

}  // namespace rollcall::api
