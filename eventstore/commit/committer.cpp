#include "eventstore/commit/committer.hpp"

#include <pthread.h>

namespace rollcall::eventstore {

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
  Appends appends;
  while (true) {
    appends = queue_.take(std::move(appends));
    if (appends.empty()) return;
    if (writable()) commit(appends);
    for (const auto& pending : appends) {
      pending->done(std::move(pending->outcome));
      pending->done = nullptr;  // what it holds is the caller's, and must not linger
    }
  }
}

void Committer::commit(Appends& appends) {
  group_.begin();
  for (const auto& pending : appends) group_.stage(*pending);
  group_.finish(tail_.sequence + 1, tail_.hash);
  if (!write()) return fail(appends);
  if (auto committed = group_.publish()) {
    tail_ = {committed->batch.sequence, committed->batch.hash};
    feed_.push(std::move(committed));
    recent_.batch_added(tail_.sequence);
  }
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
