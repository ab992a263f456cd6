#include "benchmarks/append/raw_store.hpp"

#include "benchmarks/append/workload.hpp"
#include "eventstore/check.hpp"
#include "eventstore/keys.hpp"
#include "eventstore/rocksdb/status.hpp"

namespace rollcall::benchmarks {

using namespace eventstore;

namespace {

constexpr OfficeNumber kNumber = 1;

std::unique_ptr<Database> open(const std::filesystem::path& folder) {
  auto database = Database::open(folder, nullptr);
  CHECK(database.has_value());
  return std::move(*database);
}

}  // namespace

RawStore::RawStore(const std::filesystem::path& folder)
    : database_(open(folder)), committer_([this] { run(); }) {}

RawStore::~RawStore() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }
  filled_.notify_all();
  committer_.join();
}

void RawStore::append(std::unique_ptr<RawAppend> append) {
  bool wake = false;
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(append));
    wake = std::exchange(taker_sleeps_, false);
  }
  if (wake) filled_.notify_one();
}

RawStore::Appends RawStore::take() {
  std::unique_lock lock(mutex_);
  while (waiting_.empty() && !closed_) {
    taker_sleeps_ = true;
    filled_.wait(lock);
  }
  return std::exchange(waiting_, {});
}

void RawStore::put(const RawEvent& event) {
  const EventKey key = event_key(kNumber, ++head_);
  CHECK(write_.Put(database_->events(), slice(key.view()), event.stored).ok());
  for (const Tag& tag : event.tags) add_recent(tag_rows_, {tag_key(kNumber, tag, head_), kType});
}

void RawStore::put_batch(Position first) {
  const StoredBatch batch{
      .id = {},
      .hash = {},
      .ranges = {{kNumber, first, static_cast<std::uint32_t>(head_ - first + 1)}}};
  const BatchKey key = batch_key(++sequence_);
  CHECK(write_.Put(database_->batches(), slice(key.view()), encode_batch(batch)).ok());
  CHECK(write_.Put(database_->recent(), slice(key.view()), tag_rows_).ok());
}

void RawStore::run() {
  rocksdb::WriteOptions options;
  options.sync = true;
  std::vector<Position> lasts;
  while (true) {
    const Appends appends = take();
    if (appends.empty()) return;
    write_.Clear();
    tag_rows_.clear();
    lasts.clear();
    const Position first = head_ + 1;
    for (const auto& append : appends) {
      for (const RawEvent& event : append->events) put(event);
      lasts.push_back(head_);
    }
    put_batch(first);
    CHECK(database_->db().Write(options, &write_).ok());
    for (std::size_t i = 0; i < appends.size(); ++i) appends[i]->done(lasts[i]);
  }
}

}  // namespace rollcall::benchmarks
