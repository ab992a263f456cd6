#pragma once
// What handlers work with. Made by main (api/app/application.cpp), outlives every request.

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>

#include "api/commands/commands.hpp"
#include "api/wire/conventions.hpp"
#include "domain/share.hpp"
#include "projections/projector.hpp"

namespace rollcall::api {

class LookCache;
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
  std::string mail_from = "rollcall@localhost";
  std::filesystem::path mail_checkpoint{};  // "": none is kept (tests)
};

struct Context {
  Settings settings;
  eventstore::Log& log;
  eventstore::Vault& vault;
  const projections::LogCodec& codec;
  projections::Projector& projector;
  Commands& commands;
  WorkPool& pool;
  const Clock& clock;
  Randomness& randomness;
  Ids& ids;
  wire::CursorKey cursor_key;
  CredentialCache& credentials;
  LookCache& looks;
  Waits& waits;
  InFlight& in_flight;
  ClientLimits& code_requests;
  Timers& timers;
  Traffic& traffic;

  domain::Uuid new_id() const { return ids.next(); }
};

}  // namespace rollcall::api
