#pragma once
// Runs commands: load facts, decide, append on condition, decide again on conflict.
//
// Threads: run() from any thread; the attempt runs on the pool; `done` runs on the pool or on the
// committer's thread and must not block.

#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "api/commands/clock.hpp"
#include "api/commands/facts.hpp"
#include "api/commands/work_pool.hpp"
#include "eventstore/vault.hpp"

namespace rollcall::api {

class Forgetting;

// Kinds of eventstore::SecretName: part of the vault's format, never reused.
enum class SecretKind : std::uint8_t {
  api_token = 1,        // SHA-256 of the secret part
  viewing_session = 2,  // the same
  code_hash = 3,        // keyed hash of a one-time code
  code = 4,             // the code itself, until it is mailed
  link_token = 5,       // a link's token, until it is mailed
                        // 6 is used up
  log_key = 7,          // Ed25519 secret key that signs the office's log
  signed_in = 8,        // SHA-256 of the secret part of a signed-in session's token
  password = 9,         // argon2id hash, in libsodium's text form
  sign_in_tries = 10,   // failed sign-ins in a row; the id is a counter's number
  session_use = 11,     // when a signed-in session was used last (ms, decimal)
  api_token_use = 12,   // the hour an API token was used last in (since 1970, decimal)
  key_to_destroy = 13,  // nothing; the id is a person's, see Forgetting
  erased_up_to = 14,    // the position up to which erasures are complete (decimal); the office's id
};
eventstore::SecretName secret_name(SecretKind kind, const domain::Uuid& id);

// A secret that the events will name: written before they are appended.
struct NewSecret {
  eventstore::SecretName name;
  std::string value;
};

// What an attempt decided.
struct Decided {
  domain::Proposals proposals;       // none: there is nothing to record
  std::vector<domain::Tag> shows{};  // the resources the answer shows, in its order
  std::vector<NewSecret> secrets{};
  // A secret the answer shows once (a session's token). A repeat shows it again: kept with the
  // answer, sealed under the Idempotency-Key, which the server does not keep.
  std::string shown_once{};
};

struct Denied {
  domain::Refusals refusals;
  bool precondition_failed = false;  // If-Match; refusals are empty then
};

// Pure but for what it loads; may run several times.
using Attempt =
    std::function<tl::expected<Decided, Denied>(Facts& facts, const domain::Deciding& deciding)>;

// A domain decision as an attempt's result.
tl::expected<Decided, Denied> decided(domain::Result<domain::Proposals> proposals,
                                      std::vector<domain::Tag> shows = {},
                                      std::vector<NewSecret> secrets = {});
tl::unexpected<Denied> denied(domain::Refusals refusals);

struct Command {
  eventstore::OfficeId office{};
  domain::Actor actor;
  domain::Uuid correlation;
  std::optional<eventstore::Idempotency> idempotency{};  // its note is set from what is decided
  std::string idempotency_secret{};  // seals Decided::shown_once; with a key only
  Attempt attempt;
};

struct Done {
  eventstore::Position first = 0;
  eventstore::Position last = 0;
  domain::Instant at{};
  std::vector<domain::Tag> shows{};
  std::string shown_once{};
  bool repeated = false;  // an earlier request with this idempotency key did it
};
enum class Failure {
  busy,             // full queues, or conflicts without end: nothing was written
  outcome_unknown,  // I/O error while writing
  stopped,          // the log takes no more writes
  key_reused,       // idempotency key with another body
  too_large,        // more than one append may hold
  unreadable,       // log or vault could not be read
};
using CommandOutcome = std::variant<Done, Denied, Failure>;
using Refused = std::variant<Denied, Failure>;  // an outcome that is none

class Commands {
 public:
  struct Parts {
    eventstore::Log& log;
    eventstore::Vault& vault;
    const projections::LogCodec& codec;
    FoldCache& cache;
    const Clock& clock;
    Ids& ids;
    WorkPool& pool;
    Forgetting& forgetting;
  };
  explicit Commands(const Parts& parts) : parts_(parts) {}

  // On the pool already? Then run_here saves the hop.
  void run(Command command, std::function<void(CommandOutcome)> done);
  void run_here(Command command, std::function<void(CommandOutcome)> done);
  // What an earlier command with this idempotency key left; nullopt if there was none.
  std::optional<CommandOutcome> repeated(const Command& command) const;

  // For threads that may block (mail, subcommands); never from the pool.
  CommandOutcome run_and_wait(Command command);

  // The decision's now: never before what the office's log has seen.
  domain::Instant now(const eventstore::OfficeId& office) const;
  Facts facts(const eventstore::OfficeId& office) const;
  std::size_t cached_states() const { return parts_.cache.size(); }

 private:
  struct Running;
  void attempt(std::shared_ptr<Running> running);
  void append(std::shared_ptr<Running> running, Decided what, eventstore::Condition condition);
  void finish(const std::shared_ptr<Running>& running, eventstore::Outcome outcome, Done done);
  bool prepare_vault(Running& running, const Decided& what);

  Parts parts_;
};

}  // namespace rollcall::api
