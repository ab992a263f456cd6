#include "api/feed/streams.hpp"

#include "api/app/timers.hpp"
#include "api/app/traffic.hpp"

namespace rollcall::api::feed {
namespace {

using eventstore::Position;
using http::Piece;
using Then = http::Piece::Then;

const Piece kBroken{{}, Then::broken};

class WholeStream final : public http::BodyStream,
                          public std::enable_shared_from_this<WholeStream> {
 public:
  WholeStream(Context& context, Reader reader, Position after, Position up_to, RecordRead record)
      : context_(context),
        reader_(std::move(reader)),
        up_to_(up_to),
        outlet_(std::move(record)),
        after_(after) {}

  void next(Give give) override {
    context_.pool.resume([self = shared_from_this(), give = std::move(give)] { self->step(give); });
  }
  bool endless() const override { return false; }

 private:
  void step(const Give& give) {
    const auto step = reader_.step(after_, up_to_);
    if (!step) return give(kBroken);
    after_ = step->next;
    Piece piece;
    for (const auto& event : step->events) piece.bytes.append(event.json).append("\n");
    if (after_ >= up_to_) piece.then = Then::end;
    if (piece.bytes.empty() && piece.then == Then::more) return next(give);  // in its turn
    outlet_.pass(std::move(piece), step->has_personal, give);
  }

  Context& context_;
  const Reader reader_;
  const Position up_to_;
  Outlet outlet_;
  Position after_;  // one step at a time
};

std::string id_line(Position position) {
  return "id: " + std::to_string(position) + "\n";
}

std::string block_of(const CloudEvent& event) {
  return id_line(event.position) + "event: " + event.type + "\ndata: " + event.json + "\n\n";
}

class LiveStream final : public http::BodyStream,
                         public Live::Listener,
                         public std::enable_shared_from_this<LiveStream> {
 public:
  LiveStream(Context& context, Reader reader, Position after, RecordRead record,
             std::unique_ptr<Live::Place> place)
      : context_(context),
        reader_(std::move(reader)),
        outlet_(std::move(record)),
        place_(std::move(place)),
        after_(after) {}

  void start() {
    context_.live.listen(*place_, weak_from_this());
    beat_later();
  }

  // The first piece comes at once: it shows that the stream stands, and from where on.
  void next(Give give) override {
    {
      std::unique_lock lock(mutex_);
      if (!std::exchange(opened_, true)) {
        Piece opening{"retry: 2000\n" + id_line(after_) + "\n", Then::more};
        lock.unlock();
        return give(std::move(opening));
      }
      give_ = std::move(give);
    }
    wake();
  }
  bool endless() const override { return true; }

  void wake() override {
    std::unique_lock lock(mutex_);
    if (!give_ || reader_.head() <= after_) return;
    context_.pool.resume([self = shared_from_this(), after = after_,
                          give = std::exchange(give_, nullptr)] { self->step(after, give); });
  }

  void ended(End how) override {
    if (how == End::too_slow) context_.traffic.slow_streams.fetch_add(1, std::memory_order_relaxed);
    Give dropped;  // without the lock
    const std::lock_guard lock(mutex_);
    ended_ = true;
    dropped.swap(give_);
    place_.reset();
  }

 private:
  // Nobody else has `give` meanwhile, so nobody else comes here.
  void step(Position after, const Give& give) {
    const auto step = reader_.step(after, reader_.head());
    if (!step) return give(kBroken);
    Piece piece;
    for (const auto& event : step->events) piece.bytes += block_of(event);
    {
      const std::lock_guard lock(mutex_);
      after_ = step->next;
      if (piece.bytes.empty() && !ended_) give_ = give;
    }
    if (piece.bytes.empty()) return wake();
    outlet_.pass(std::move(piece), step->has_personal, give);
  }

  void beat_later() {
    context_.timers.after(context_.settings.heartbeat, [weak = weak_from_this()] {
      if (const auto self = weak.lock()) self->beat();
    });
  }

  void beat() {
    Give give;
    Piece heartbeat;
    {
      const std::lock_guard lock(mutex_);
      if (ended_) return;
      give.swap(give_);
      heartbeat.bytes = ": heartbeat\n" + id_line(after_) + "\n";
    }
    if (give) give(std::move(heartbeat));
    beat_later();
  }

  Context& context_;
  const Reader reader_;
  Outlet outlet_;
  std::mutex mutex_;  // of what follows
  std::unique_ptr<Live::Place> place_;
  Position after_;
  Give give_;  // while the connection waits for more than there is
  bool opened_ = false;
  bool ended_ = false;
};

}  // namespace

void Outlet::pass(Piece piece, bool has_personal, const Give& give) {
  if (!has_personal || std::exchange(recorded_, true)) return give(std::move(piece));
  record_([piece = std::move(piece), give](bool recorded) { give(recorded ? piece : kBroken); });
}

std::shared_ptr<http::BodyStream> stream_whole(Context& context, Reader reader, Position after,
                                               Position up_to, RecordRead record) {
  return std::make_shared<WholeStream>(context, std::move(reader), after, up_to, std::move(record));
}

std::shared_ptr<http::BodyStream> stream_live(Context& context, Reader reader, Position after,
                                              RecordRead record,
                                              std::unique_ptr<Live::Place> place) {
  auto stream = std::make_shared<LiveStream>(context, std::move(reader), after, std::move(record),
                                             std::move(place));
  stream->start();
  return stream;
}

}  // namespace rollcall::api::feed
