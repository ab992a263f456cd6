#pragma once
// The feed as bodies that are made while they are sent: the whole log up to a position, or the log
// as it grows. A stream holds one step's events at a time, and nothing while its reader is slow: it
// reads on in the log when the connection asks for more.
//
// Threads: a stream is asked by its connection, works on the pool, and is woken by Live and timers.
// The context must outlive it.

#include <functional>
#include <memory>
#include <mutex>

#include "api/feed/live.hpp"
#include "api/feed/reader.hpp"

namespace rollcall::api::feed {

// Records, durably, that personal data is about to leave; `then` is told whether that is done.
using RecordRead = std::function<void(std::function<void(bool)> then)>;

using Give = std::function<void(http::Piece)>;

// Lets pieces go; the first one with personal data only after it was recorded.
class Outlet {
 public:
  explicit Outlet(RecordRead record) : record_(std::move(record)) {}
  void pass(http::Piece piece, bool has_personal, const Give& give);

 private:
  const RecordRead record_;
  bool recorded_ = false;
};

// Newline-delimited JSON: every event in (after, up_to].
std::shared_ptr<http::BodyStream> stream_whole(Context& context, Reader reader,
                                               eventstore::Position after,
                                               eventstore::Position up_to, RecordRead record);

// Server-sent events (WHATWG HTML, 9.2): every event after `after`, as it comes, with a heartbeat
// in between. A heartbeat's id is what was looked at, so that a reader whose filter matches nothing
// comes back to where it was.
std::shared_ptr<http::BodyStream> stream_live(Context& context, Reader reader,
                                              eventstore::Position after, RecordRead record,
                                              std::unique_ptr<Live::Place> place);

}  // namespace rollcall::api::feed
