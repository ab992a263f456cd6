#include "api/cli/serving.hpp"

#include <csignal>
#include <future>

#include <spdlog/spdlog.h>

namespace rollcall::api::cli {
namespace {

constexpr std::chrono::seconds kGrace{10};

sigset_t stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

bool told_to_stop() {
  const auto signals = stop_signals();
  const timespec at_once{};
  return ::sigtimedwait(&signals, nullptr, &at_once) > 0;
}

// After a crash the views are behind the log. Who reads them must find all that was ever answered:
// else a live link would seem dead. False if told to stop meanwhile.
bool wait_for_views(Context& context) {
  constexpr std::chrono::milliseconds kStopIsNoticed{100};
  for (const auto& office : context.log.offices()) {
    const auto there = std::make_shared<std::promise<void>>();
    context.projector.when_projected(office, context.log.head(office), {},
                                     [there](bool) { there->set_value(); });
    const auto waiting = there->get_future();
    while (waiting.wait_for(kStopIsNoticed) != std::future_status::ready) {
      if (told_to_stop()) return false;
    }
  }
  return true;
}

}  // namespace

void hold_signals() {
  const auto signals = stop_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGHUP, SIG_IGN);
}

int serve_until_stopped(Application& application, const http::ServerOptions& options) {
  if (!wait_for_views(application.context())) return 0;
  std::string error;
  const auto server = http::start_server(options, application.router(), error);
  if (!server) {
    spdlog::error("cannot listen on {}:{}: {}", options.address, options.port, error);
    return 1;
  }
  application.start_mail();
  application.start_retention();
  spdlog::info("listening on {}:{}, links start with {}", options.address, server->port(),
               application.context().settings.public_url);
  const auto signals = stop_signals();
  int signal = 0;
  sigwait(&signals, &signal);
  spdlog::info("stopping on signal {}", signal);
  server->stop(kGrace);
  spdlog::info("stopped after {} requests", server->counters().requests);
  return 0;
}

}  // namespace rollcall::api::cli
