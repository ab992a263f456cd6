#include "api/app/application.hpp"

#include "api/accounts/rates.hpp"
#include "api/accounts/session_uses.hpp"
#include "api/accounts/tries.hpp"
#include "api/app/client_limits.hpp"
#include "api/app/in_flight.hpp"
#include "api/app/principal.hpp"
#include "api/app/router.hpp"
#include "api/app/timers.hpp"
#include "api/app/token_uses.hpp"
#include "api/app/traffic.hpp"
#include "api/app/waits.hpp"
#include "api/app/watch.hpp"
#include "api/audit/checkpoints.hpp"
#include "api/commands/blob_sweep.hpp"
#include "api/commands/slugs.hpp"
#include "api/commands/vault_sweep.hpp"
#include "api/erasure/forgetting.hpp"
#include "api/erasure/retention.hpp"
#include "api/looks/look_cache.hpp"
#include "api/mail/dispatch.hpp"

namespace rollcall::api {

// A file takes up to a second and its table's memory several times over.
constexpr unsigned kFileThreads = 1;
constexpr std::size_t kFilesWaiting = 256;
constexpr std::chrono::milliseconds kBetweenCheckpoints = std::chrono::hours(1);
constexpr std::chrono::milliseconds kBetweenSweepSteps = std::chrono::seconds(10);
constexpr std::chrono::milliseconds kBetweenSweeps = std::chrono::minutes(10);

struct Application::Wiring {
  explicit Wiring(ApplicationParts given)
      : parts(std::move(given)),
        projector(projections::start_projector(*parts.log, codec, std::move(parts.views),
                                               projections::all_projections())) {
    forgetting.finish();
    sweep_after(kBetweenSweeps);
    keep_checkpoints_after(std::chrono::milliseconds{0});
  }

  // For others to hold: a log can be cut unnoticed behind the last checkpoint that somebody has.
  void keep_checkpoints_after(std::chrono::milliseconds delay) {
    if (parts.settings.checkpoint_folder.empty()) return;
    timers.after(delay, [this] {
      files.post([this] { keep_checkpoints(context); });
      keep_checkpoints_after(kBetweenCheckpoints);
    });
  }

  // On the pool, a step at a time. What is not yet due at the end is dropped.
  void sweep_after(std::chrono::milliseconds delay) {
    timers.after(delay, [this] {
      const auto step = [this] {
        const auto now = std::chrono::steady_clock::now();
        blob_sweep.step(now);
        const bool is_round = sweep.step(now);
        sweep_after(is_round ? kBetweenSweeps : kBetweenSweepSteps);
      };
      if (!pool.post(step)) sweep_after(kBetweenSweeps);
    });
  }

  ApplicationParts parts;
  projections::LogCodec codec{*parts.vault};
  eventstore::MerkleTree tree{*parts.log, *parts.tiles};
  std::unique_ptr<projections::Projector> projector;
  Ids ids{*parts.clock, *parts.randomness};
  FoldCache folds{parts.fold_cache_weight};
  CredentialCache credentials{100'000};
  TokenUses token_uses{*parts.vault};
  LookCache looks{parts.look_cache_bytes};
  PastViews past_views{*parts.log, codec, parts.past_views};
  InFlight in_flight;
  Traffic traffic;
  ClientLimits code_requests{parts.settings.code_requests_per_client_per_hour};
  SignInTries sign_in_tries{*parts.vault};
  SessionUses session_uses{*parts.vault};
  Rates client_rates{parts.settings.sign_ins_per_client_per_minute, *parts.randomness};
  Rates office_rates{parts.settings.sign_ins_per_office_per_minute, *parts.randomness};
  PasswordHashing hashing{parts.settings.hashing, *parts.randomness};
  WorkPool pool{parts.pool_threads, parts.pool_queue};
  WorkPool files{kFileThreads, kFilesWaiting};
  Forgetting forgetting{{*parts.log, *parts.vault, codec, folds, looks, *projector, past_views,
                         *parts.mail, parts.erasures}};
  Commands commands{{*parts.log, *parts.vault, codec, folds, *parts.clock, ids, pool, forgetting}};
  VaultSweep sweep{*parts.log, *parts.vault};
  BlobSweep blob_sweep{*parts.log, *parts.blobs};
  Slugs slugs{*parts.log, commands};
  Timers timers;
  Watch watch{*parts.log, *projector, timers};
  feed::Live live{*parts.log, parts.settings.live_limits};
  Waits waits{*projector, timers, parts.settings.view_wait};
  Context context{.settings = parts.settings,
                  .log = *parts.log,
                  .vault = *parts.vault,
                  .tree = tree,
                  .codec = codec,
                  .projector = *projector,
                  .commands = commands,
                  .forgetting = forgetting,
                  .pool = pool,
                  .files = files,
                  .blobs = *parts.blobs,
                  .clock = *parts.clock,
                  .randomness = *parts.randomness,
                  .ids = ids,
                  .cursor_key = parts.vault->keyed_hash({}, "cursors", ""),
                  .credentials = credentials,
                  .token_uses = token_uses,
                  .slugs = slugs,
                  .looks = looks,
                  .past_views = past_views,
                  .waits = waits,
                  .in_flight = in_flight,
                  .code_requests = code_requests,
                  .hashing = hashing,
                  .sign_in_tries = sign_in_tries,
                  .session_uses = session_uses,
                  .client_rates = client_rates,
                  .office_rates = office_rates,
                  .timers = timers,
                  .traffic = traffic,
                  .live = live};
  Router router{context};
  std::unique_ptr<mail::Dispatch> mail;
  std::unique_ptr<Retention> retention;
};

Application::Application(ApplicationParts parts)
    : wiring_(std::make_unique<Wiring>(std::move(parts))) {}

// Each stage ends before what it hands its work to.
Application::~Application() {
  wiring_->retention.reset();
  wiring_->mail.reset();
  wiring_->live.stop();
  wiring_->timers.stop();
  wiring_->hashing.stop();
  wiring_->pool.stop();
  wiring_->files.stop();
  wiring_->parts.log->interrupt();
  wiring_->projector.reset();
}

Context& Application::context() {
  return wiring_->context;
}
http::Application& Application::router() {
  return wiring_->router;
}

void Application::start_mail() {
  wiring_->mail = std::make_unique<mail::Dispatch>(wiring_->context, *wiring_->parts.mail,
                                                   wiring_->parts.mail_threads);
}

void Application::start_retention() {
  wiring_->retention = std::make_unique<Retention>(wiring_->context);
}

bool Application::mail_idle() const {
  return !wiring_->mail || wiring_->mail->idle();
}

}  // namespace rollcall::api
