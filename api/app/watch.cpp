#include "api/app/watch.hpp"

#include <spdlog/spdlog.h>

namespace rollcall::api {
namespace {

constexpr std::chrono::seconds kEvery{2};

}  // namespace

Watch::Watch(const eventstore::Log& log, const projections::Projector& projector, Timers& timers)
    : log_(log), projector_(projector), timers_(timers) {
  timers_.after(kEvery, [this] { look(); });
}

void Watch::look() {
  if (writable_ && !log_.writable()) {
    spdlog::error("the event log stopped at an I/O error: no writes until a restart");
    writable_ = false;
  }
  for (const auto& status : projector_.status()) {
    if (status.stopped_reason.empty() || !stopped_.insert(status.name).second) continue;
    spdlog::error("projection {} stopped after batch {}: {}", status.name, status.batch,
                  status.stopped_reason);
  }
  timers_.after(kEvery, [this] { look(); });
}

}  // namespace rollcall::api
