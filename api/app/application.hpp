#pragma once
// Wires a whole Rollcall without its sockets: what main serves and tests drive.

#include <memory>

#include "api/app/context.hpp"
#include "api/http/message.hpp"
#include "api/mail/mail.hpp"
#include "api/past/past_views.hpp"
#include "eventstore/proof/tile_store.hpp"
#include "projections/projector.hpp"

namespace rollcall::api {

class ErasureRegister;

// What an Application is made of; all outlive it or are owned by it.
struct ApplicationParts {
  Settings settings;
  std::unique_ptr<eventstore::Log> log;
  std::unique_ptr<eventstore::Vault> vault;
  std::unique_ptr<eventstore::TileStore> tiles;
  std::unique_ptr<projections::ViewStore> views;
  std::unique_ptr<eventstore::Blobs> blobs = eventstore::make_memory_blobs();
  std::unique_ptr<mail::MailTransport> mail;
  ErasureRegister* erasures = nullptr;  // none: who is erased is written nowhere else
  const Clock* clock = &system_clock();
  Randomness* randomness = &system_randomness();
  unsigned pool_threads = 2;
  std::size_t pool_queue = 20'000;
  unsigned mail_threads = 4;
  std::size_t fold_cache_weight = 500'000;  // events folded into cached states
  std::size_t look_cache_bytes = std::size_t{64} << 20;
  PastViews::Limits past_views{};
};

class Application {
 public:
  explicit Application(ApplicationParts parts);
  // Stops mail, pool and projector; the log commits what is queued.
  ~Application();

  Context& context();
  http::Application& router();
  // Sends what waits to be mailed from now on.
  void start_mail();
  // Erases what is kept no longer from now on.
  void start_retention();
  bool mail_idle() const;  // nothing waits to be mailed now

 private:
  struct Wiring;
  std::unique_ptr<Wiring> wiring_;
};

}  // namespace rollcall::api
