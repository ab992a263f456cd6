#pragma once
// The tag of an e-mail address: a keyed hash, so that the log alone does not let one test a guess.

#include <algorithm>

#include "domain/tag.hpp"
#include "domain/values/text.hpp"
#include "eventstore/vault.hpp"

namespace rollcall::api {

// The same for every way to write the address. "email" is part of the stored format.
inline domain::EmailKey email_key(const eventstore::Vault& vault,
                                  const eventstore::OfficeId& office,
                                  const domain::EmailAddress& address) {
  const auto hash = vault.keyed_hash(office, "email", address.canonical());
  domain::EmailKey key;
  std::copy_n(hash.begin(), key.hash.bytes.size(), key.hash.bytes.begin());
  return key;
}

}  // namespace rollcall::api
