#include "eventstore/commit/committer.hpp"

#include <algorithm>
#include <pthread.h>

namespace rollcall::eventstore {
namespace {

// Memory that the callers' threads wrote is far away: it is asked for some turns ahead.
void fetch_ahead(const std::vector<std::unique_ptr<Pending>>& appends, std::size_t at) {
  for (std::size_t distance = 1; distance <= 3 && at + distance < appends.size(); ++distance) {
    fetch_ahead(*appends[at + distance], distance);
  }
}

}  // namespace

Committer::Committer(const Database& database, Offices& offices, const Queries& queries,
                     RecentTags& recent, Feed& feed, const Tail& tail, const QueueLimits& limits)
    : database_(database),
      recent_(recent),
      feed_(feed),
      tail_(tail),
      group_(database, offices, queries, recent),
      queue_(limits),
      thread_([this] { run(); }) {
  ::pthread_setname_np(thread_.native_handle(), "committer");
}

void Committer::stop() {
  queue_.close();
  if (thread_.joinable()) thread_.join();
}

void Committer::append(std::unique_ptr<Pending> pending) {
  if (!writable()) return pending->done(tl::unexpected(Error::stopped));
  if (const auto pushed = queue_.push(pending); !pushed) {
    pending->done(tl::unexpected(pushed.error()));
  }
}

void Committer::run() {
  while (true) {
    Appends appends;
    if (queue_.take(appends) == 0) return;
    if (writable()) commit(appends);
    for (const auto& pending : appends) {
      pending->done(std::move(pending->outcome));
      pending->done = nullptr;  // what it holds is the caller's, and must not linger
    }
    queue_.give_back(std::move(appends));
  }
}

void Committer::commit(Appends& appends) {
  group_.begin();
  stage(appends);
  group_.finish(tail_.sequence + 1, tail_.hash);
  if (!write()) return fail(appends);
  if (auto committed = group_.publish()) {
    tail_ = {committed->batch.sequence, committed->batch.hash};
    feed_.push(std::move(committed));
    recent_.batch_added(tail_.sequence);
  }
  const bool seals = std::any_of(appends.begin(), appends.end(),
                                 [](const auto& pending) { return pending->seals; });
  if (seals) recent_.seal(tail_.sequence);
}

// What comes while a group is staged still joins it: a sync costs more than all else, and appends
// that were just answered are soon followed by the next.
void Committer::stage(Appends& appends) {
  std::size_t staged = 0;
  do {
    for (; staged < appends.size(); ++staged) {
      fetch_ahead(appends, staged);
      group_.stage(*appends[staged]);
    }
  } while (queue_.take(appends) > 0);
}

bool Committer::write() {
  if (group_.write().Count() == 0) return true;
  rocksdb::WriteOptions options;
  options.sync = true;
  return database_.db().Write(options, &group_.write()).ok();
}

void Committer::fail(Appends& appends) {
  writable_.store(false, std::memory_order_release);
  for (const auto& pending : appends) {
    if (pending->needs_write) pending->outcome = tl::unexpected(Error::outcome_unknown);
  }
  feed_.stop();
}

}  // namespace rollcall::eventstore
