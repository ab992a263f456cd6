#pragma once
// What handlers work with. Made by main (api/app/application.cpp), outlives every request.

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>

#include "api/accounts/hashing.hpp"
#include "api/commands/commands.hpp"
#include "api/feed/live.hpp"
#include "api/wire/conventions.hpp"
#include "domain/account.hpp"
#include "domain/share.hpp"
#include "eventstore/blobs.hpp"
#include "eventstore/proof/merkle_tree.hpp"
#include "projections/projector.hpp"

namespace rollcall::api {

class Forgetting;
class LookCache;
class PastViews;
class Rates;
class SessionUses;
class SignInTries;
class Slugs;
class TokenUses;
class ClientLimits;
class CredentialCache;
class InFlight;
struct Traffic;
class Timers;
class Waits;

struct Settings {
  std::string public_url = "http://127.0.0.1:8080";  // without a trailing slash
  bool secure_cookies = false;                       // public_url is https
  domain::ShareLimits share_limits{};
  std::chrono::milliseconds view_wait{5'000};
  // Every answer to a dead or unknown link leaves this long after the request came, so that no
  // cause shows in the time.
  std::chrono::milliseconds dead_link_delay{25};
  std::uint32_t code_requests_per_client_per_hour = 60;
  domain::AccountLimits account_limits{};
  PasswordHashing::Options hashing{};
  // Answers about accounts leave at a multiple of this after the request came, likewise.
  std::chrono::milliseconds account_answer_step{50};
  std::uint32_t sign_ins_per_client_per_minute = 100;  // and requests for links
  std::uint32_t sign_ins_per_office_per_minute = 1'000;
  // Streams that follow a log live.
  std::chrono::milliseconds heartbeat{15'000};
  feed::Live::Limits live_limits{};
  std::string mail_from = "rollcall@localhost";
  std::filesystem::path checkpoint_folder{};  // "": none are written (tests)
  std::filesystem::path mail_checkpoint{};    // "": none is kept (tests)
};

struct Context {
  Settings settings;
  eventstore::Log& log;
  eventstore::Vault& vault;
  eventstore::MerkleTree& tree;
  const projections::LogCodec& codec;
  projections::Projector& projector;
  Commands& commands;
  Forgetting& forgetting;
  WorkPool& pool;
  WorkPool& files;  // renders and stores files
  eventstore::Blobs& blobs;
  const Clock& clock;
  Randomness& randomness;
  Ids& ids;
  wire::CursorKey cursor_key;
  CredentialCache& credentials;
  TokenUses& token_uses;
  Slugs& slugs;
  LookCache& looks;
  PastViews& past_views;
  Waits& waits;
  InFlight& in_flight;
  ClientLimits& code_requests;
  PasswordHashing& hashing;
  SignInTries& sign_in_tries;
  SessionUses& session_uses;
  Rates& client_rates;  // of sign-ins and of requests for links
  Rates& office_rates;
  Timers& timers;
  Traffic& traffic;
  feed::Live& live;

  domain::Uuid new_id() const { return ids.next(); }
};

}  // namespace rollcall::api
