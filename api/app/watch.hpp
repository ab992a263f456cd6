#pragma once
// Says in the log, once each, what an operator must know: that a projection stopped, that the event
// log takes no more writes.
//
// Threads: works on the timers'.

#include <chrono>
#include <set>
#include <string>

#include "api/app/timers.hpp"
#include "eventstore/log.hpp"
#include "projections/projector.hpp"

namespace rollcall::api {

class Watch {
 public:
  Watch(const eventstore::Log& log, const projections::Projector& projector, Timers& timers);

 private:
  void look();

  const eventstore::Log& log_;
  const projections::Projector& projector_;
  Timers& timers_;
  std::set<std::string> stopped_;
  bool writable_ = true;
};

}  // namespace rollcall::api
