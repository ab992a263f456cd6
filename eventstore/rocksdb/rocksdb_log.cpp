#include "eventstore/rocksdb_log.hpp"

#include <future>

#include "eventstore/commit/committer.hpp"
#include "eventstore/index/indexer.hpp"
#include "eventstore/index/tag_erasure.hpp"
#include "eventstore/rules/limits.hpp"

namespace rollcall::eventstore {
namespace {

constexpr std::size_t kMaxQueuedBytes = std::size_t{512} << 20;
// Appends of one group: bounds the time the first of them waits for the last.
constexpr std::size_t kMaxGroupAppends = 1'024;
constexpr std::size_t kMaxGroupBytes = std::size_t{32} << 20;

class RocksDbLog final : public Log {
 public:
  RocksDbLog(std::unique_ptr<Database> database, std::unique_ptr<Offices> offices,
             std::unique_ptr<RecentTags> recent, const Tail& tail, const RocksDbLogOptions& options)
      : database_(std::move(database)),
        offices_(std::move(offices)),
        heads_(options.max_tag_heads),
        recent_(std::move(recent)),
        queries_(*database_, heads_, *recent_),
        feed_(*database_, *offices_, tail.sequence),
        indexer_(*database_, *recent_, heads_),
        committer_(*database_, *offices_, queries_, *recent_, feed_, tail,
                   {options.max_queued_appends, kMaxQueuedBytes, kMaxGroupAppends,
                    options.max_group_events, kMaxGroupBytes}) {}

  RocksDbLog(const RocksDbLog&) = delete;
  RocksDbLog& operator=(const RocksDbLog&) = delete;

  ~RocksDbLog() override {
    committer_.stop();
    if (writable()) database_->flush();
  }

  void append(Append append, Completion done) override {
    if (const auto limits = check_limits(append); !limits) {
      return done(tl::unexpected(limits.error()));
    }
    const Office* office = offices_->find(append.office);
    if (office != nullptr && append.condition) {
      queries_.warm(append.condition->fail_if_matches, office->number);
    }
    committer_.append(prepare(std::move(append), std::move(done), office));
  }

  Result<std::vector<Record>> read(const OfficeId& id, const Query& query,
                                   const ReadOptions& options) const override {
    const Office* office = offices_->find(id);
    if (office == nullptr) return std::vector<Record>();
    const Position head = office->head.load(std::memory_order_acquire);
    return queries_.read(
        query, {office->number, options.after, std::min(options.up_to, head), options.direction},
        options.limit);
  }

  Position head(const OfficeId& id) const override {
    const Office* office = offices_->find(id);
    return office == nullptr ? 0 : office->head.load(std::memory_order_acquire);
  }

  Millis last_recorded_at(const OfficeId& id) const override {
    const Office* office = offices_->find(id);
    return office == nullptr ? 0 : office->last_recorded_at.load(std::memory_order_acquire);
  }

  Result<std::optional<Answer>> find_answer(const OfficeId& id, const Hash& key,
                                            Millis now) const override {
    return find_durable_answer(*database_, id, key, now, last_recorded_at(id));
  }

  std::vector<OfficeId> offices() const override { return offices_->with_events(); }

  Result<std::vector<std::shared_ptr<const CommittedBatch>>> follow(
      std::uint64_t sequence, std::size_t limit, std::chrono::milliseconds timeout,
      const std::stop_token& end) const override {
    return feed_.follow(sequence, limit, timeout, end);
  }

  std::uint64_t last_batch() const override { return feed_.last(); }

  void interrupt() override { feed_.stop(); }

  bool writable() const override { return committer_.writable(); }

  Result<void> forget_tags(const OfficeId& id, std::uint8_t kind,
                           std::span<const Position> positions) override {
    const Office* office = offices_->find(id);
    if (office == nullptr || positions.empty()) return {};
    if (!bring_recent_to_tags()) return tl::unexpected(Error::stopped);
    auto erased =
        erase_tag_rows(*database_, office->number, kind, positions, recent_->indexed_up_to());
    heads_.forget_all();
    return erased;
  }

 private:
  // Everything committed so far: what comes later is about nobody who is forgotten.
  bool bring_recent_to_tags() {
    auto pending = std::make_unique<Pending>();
    pending->seals = true;
    std::promise<bool> sealed;
    pending->done = [&](const Outcome& outcome) { sealed.set_value(outcome.has_value()); };
    auto done = sealed.get_future();
    committer_.append(std::move(pending));
    return done.get() && recent_->wait_for_indexer();
  }

  // In this order: the committer goes first, the database last.
  std::unique_ptr<Database> database_;
  std::unique_ptr<Offices> offices_;
  TagHeads heads_;
  const std::unique_ptr<RecentTags> recent_;
  const Queries queries_;
  Feed feed_;
  Indexer indexer_;
  Committer committer_;
};

}  // namespace

Result<std::unique_ptr<Log>> open_rocksdb_log(const std::filesystem::path& folder,
                                              const RocksDbLogOptions& options) {
  auto database = Database::open(folder, options.env);
  if (!database) return tl::unexpected(database.error());
  if (auto marked = mark_format(**database); !marked) return tl::unexpected(marked.error());
  auto offices = std::make_unique<Offices>();
  const auto tail = recover(**database, *offices);
  if (!tail) return tl::unexpected(tail.error());
  auto recent = std::make_unique<RecentTags>(options.max_recent_rows);
  if (auto ok = load_recent(**database, *recent); !ok) return tl::unexpected(ok.error());
  return std::make_unique<RocksDbLog>(std::move(*database), std::move(offices), std::move(recent),
                                      *tail, options);
}

}  // namespace rollcall::eventstore
