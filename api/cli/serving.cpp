#include "api/cli/serving.hpp"

#include <csignal>

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

}  // namespace

void hold_signals() {
  const auto signals = stop_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGHUP, SIG_IGN);
}

int serve_until_stopped(Application& application, const http::ServerOptions& options) {
  std::string error;
  const auto server = http::start_server(options, application.router(), error);
  if (!server) {
    spdlog::error("cannot listen on {}:{}: {}", options.address, options.port, error);
    return 1;
  }
  application.start_mail();
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
