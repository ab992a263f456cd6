#include "api/commands/vault_sweep.hpp"

#include <array>
#include <utility>

#include "api/commands/commands.hpp"

namespace rollcall::api {
namespace {

// What may be swept. Other kinds never: link tokens are made after the event that names them and
// taken away with their mail, the founding's secrets come with the office.
struct Sweepable {
  SecretKind kind;
  std::optional<domain::TagKind> named_by;  // an event with this tag and the secret's id
};
constexpr std::array kSweepable = {
    Sweepable{SecretKind::api_token, domain::TagKind::api_token},
    Sweepable{SecretKind::viewing_session, domain::TagKind::session},
    Sweepable{SecretKind::signed_in, domain::TagKind::session},
    Sweepable{SecretKind::code_hash, std::nullopt},
    Sweepable{SecretKind::code, std::nullopt},
};

}  // namespace

bool VaultSweep::step(Time now) {
  const auto secrets = vault_.list_secrets(after_, kAtOnce);
  if (!secrets) return true;  // nothing is removed that could not be looked at
  for (const auto& secret : *secrets) look_at(secret, now);
  if (secrets->size() == kAtOnce) {
    after_ = secrets->back();
    return false;
  }
  after_.reset();
  suspects_ = std::exchange(found_, {});
  return true;
}

void VaultSweep::look_at(const eventstore::StoredSecret& secret, Time now) {
  if (is_wanted(secret)) return;
  const auto before = suspects_.find(secret);
  const Time since = before == suspects_.end() ? now : before->second;
  const bool goes = now - since >= kPatience;
  if (goes && vault_.remove_secret(secret.office, secret.name)) return;
  if (found_.size() < kMaxSuspects) found_.emplace(secret, since);
}

bool VaultSweep::is_wanted(const eventstore::StoredSecret& secret) const {
  for (const auto& each : kSweepable) {
    if (static_cast<std::uint8_t>(each.kind) != secret.name.kind) continue;
    if (!each.named_by) return false;
    eventstore::Query query;
    query.items.push_back({{}, {{static_cast<std::uint8_t>(*each.named_by), secret.name.id}}});
    const auto named = log_.read(secret.office, query, {.limit = 1});
    return !named || !named->empty();
  }
  return true;
}

}  // namespace rollcall::api
