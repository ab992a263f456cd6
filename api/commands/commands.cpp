#include "api/commands/commands.hpp"

#include <future>

#include "api/commands/answer_note.hpp"
#include "api/erasure/forgetting.hpp"

namespace rollcall::api {
namespace {

constexpr unsigned kMaxAttempts = 6;  // the first, and five more after conflicts

Failure failure_of(eventstore::Error error) {
  switch (error) {
    case eventstore::Error::key_reused:
      return Failure::key_reused;
    case eventstore::Error::outcome_unknown:
      return Failure::outcome_unknown;
    case eventstore::Error::stopped:
      return Failure::stopped;
    case eventstore::Error::invalid:
      return Failure::too_large;
    case eventstore::Error::io:
    case eventstore::Error::corrupt:
      return Failure::unreadable;
    case eventstore::Error::conflict:
    case eventstore::Error::overloaded:
      break;
  }
  return Failure::busy;
}

Done done_by(const eventstore::Answer& answer, std::string_view secret) {
  auto note = read_note(answer.note, secret);
  return {answer.first,
          answer.last,
          {answer.recorded_at},
          std::move(note.shows),
          std::move(note.shown_once),
          true};
}

}  // namespace

struct Commands::Running {
  Command command;
  std::function<void(CommandOutcome)> done;
  unsigned attempts = 0;
  domain::Instant now{};                      // of the last attempt: what it was decided by
  std::vector<domain::PersonId> forgotten{};  // by what is appended
};

eventstore::SecretName secret_name(SecretKind kind, const domain::Uuid& id) {
  return {static_cast<std::uint8_t>(kind), projections::to_log(id)};
}

tl::expected<Decided, Denied> decided(domain::Result<domain::Proposals> proposals,
                                      std::vector<domain::Tag> shows,
                                      std::vector<NewSecret> secrets) {
  if (!proposals) return denied(std::move(proposals.error()));
  return Decided{std::move(*proposals), std::move(shows), std::move(secrets)};
}

tl::unexpected<Denied> denied(domain::Refusals refusals) {
  return tl::make_unexpected(Denied{std::move(refusals), false});
}

domain::Instant Commands::now(const eventstore::OfficeId& office) const {
  return {std::max(parts_.clock.now().ms, parts_.log.last_recorded_at(office))};
}

Facts Commands::facts(const eventstore::OfficeId& office) const {
  return Facts(parts_.log, parts_.codec, parts_.cache, office);
}

void Commands::run(Command command, std::function<void(CommandOutcome)> done) {
  auto running = std::make_shared<Running>(Running{std::move(command), std::move(done), 0});
  if (!parts_.pool.post([this, running] { attempt(running); })) running->done(Failure::busy);
}

void Commands::run_here(Command command, std::function<void(CommandOutcome)> done) {
  attempt(std::make_shared<Running>(Running{std::move(command), std::move(done), 0}));
}

CommandOutcome Commands::run_and_wait(Command command) {
  auto promise = std::make_shared<std::promise<CommandOutcome>>();
  auto outcome = promise->get_future();
  run_here(std::move(command),
           [promise](CommandOutcome result) { promise->set_value(std::move(result)); });
  return outcome.get();
}

void Commands::attempt(std::shared_ptr<Running> running) {
  if (++running->attempts > kMaxAttempts) return running->done(Failure::busy);
  if (auto before = repeated(running->command)) return running->done(std::move(*before));
  auto loaded = facts(running->command.office);
  running->now = now(running->command.office);
  auto what = running->command.attempt(loaded, {running->now, running->command.actor});
  if (loaded.failed()) return running->done(Failure::unreadable);
  if (!what) return running->done(std::move(what.error()));
  if (what->proposals.empty() && !running->command.idempotency) {
    return running->done(Done{.first = loaded.head() + 1,
                              .last = loaded.head(),
                              .at = now(running->command.office),
                              .shows = std::move(what->shows)});
  }
  append(std::move(running), std::move(*what), loaded.condition());
}

// An idempotency key that was used before settles the matter before anything is decided.
std::optional<CommandOutcome> Commands::repeated(const Command& command) const {
  if (!command.idempotency) return std::nullopt;
  const auto answer =
      parts_.log.find_answer(command.office, command.idempotency->key, parts_.clock.now().ms);
  if (!answer) return failure_of(answer.error());
  if (!*answer) return std::nullopt;
  if ((*answer)->fingerprint != command.idempotency->fingerprint) return Failure::key_reused;
  return done_by(**answer, command.idempotency_secret);
}

// Vault first, log second: what the events seal with and name must be there before them.
bool Commands::prepare_vault(Running& running, const Decided& what) {
  std::vector<eventstore::Id> persons;
  for (const auto& person : projections::persons_of(what.proposals)) {
    persons.push_back(projections::to_log(person.uuid));
  }
  const auto& office = running.command.office;
  if (!persons.empty() && !parts_.vault.create_keys(office, persons, parts_.clock.now().ms)) {
    return false;
  }
  for (const auto& secret : what.secrets) {
    if (!parts_.vault.put_secret(office, secret.name, secret.value)) return false;
  }
  running.forgotten.clear();
  for (const auto& proposal : what.proposals) {
    if (!proposal.forgets) continue;
    if (!parts_.forgetting.note(office, *proposal.forgets)) return false;
    running.forgotten.push_back(*proposal.forgets);
  }
  return true;
}

void Commands::append(std::shared_ptr<Running> running, Decided what,
                      eventstore::Condition condition) {
  const auto& command = running->command;
  if (!prepare_vault(*running, what)) return running->done(Failure::unreadable);
  auto events =
      parts_.codec.encode(command.office, what.proposals, [this] { return parts_.ids.next(); });
  if (!events) {
    // A key that went meanwhile took its person with it: the next decision sees that.
    const bool is_gone = events.error() == codec::Error::not_sealable;
    return is_gone ? attempt(running) : running->done(Failure::unreadable);
  }
  eventstore::Append append{.office = command.office,
                            .events = std::move(*events),
                            .condition = std::move(condition),
                            .idempotency = command.idempotency,
                            .decided_at = running->now.ms,
                            .actor = projections::to_log(command.actor),
                            .correlation = projections::to_log(command.correlation)};
  if (append.idempotency) {
    append.idempotency->note =
        write_note({what.shows, what.shown_once}, command.idempotency_secret);
  }
  Done done{.shows = std::move(what.shows), .shown_once = std::move(what.shown_once)};
  parts_.log.append(std::move(append),
                    [this, running, done = std::move(done)](eventstore::Outcome outcome) mutable {
                      finish(running, std::move(outcome), std::move(done));
                    });
}

void Commands::finish(const std::shared_ptr<Running>& running, eventstore::Outcome outcome,
                      Done done) {
  if (!outcome) {
    if (outcome.error() != eventstore::Error::conflict) {
      return running->done(failure_of(outcome.error()));
    }
    return parts_.pool.resume([this, running] { attempt(running); });
  }
  if (const auto* before = std::get_if<eventstore::AlreadyDone>(&*outcome)) {
    return running->done(done_by(before->answer, running->command.idempotency_secret));
  }
  const auto& appended = std::get<eventstore::Appended>(*outcome);
  done.first = appended.first;
  done.last = appended.last;
  done.at = {appended.recorded_at};
  if (running->forgotten.empty()) return running->done(std::move(done));
  parts_.pool.resume([this, running, done = std::move(done)] {
    parts_.forgetting.carry_out(running->command.office, running->forgotten);
    running->done(done);
  });
}

}  // namespace rollcall::api
