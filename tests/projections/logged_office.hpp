#pragma once
// A log with a codec, projectors over it, and stores that crash or fail when told.

#include <future>
#include <mutex>
#include <random>
#include <vector>

#include "tests/projections/given.hpp"

namespace rollcall::projections {

// The log of kOffice, and of others if asked.
class LoggedOffice {
 public:
  // One append, so one batch; its last position.
  Position append(std::vector<domain::Event> events, const OfficeId& office = kLogOffice);
  Position append_unknown_type();

  const eventstore::Log& log() const { return *log_; }
  const LogCodec& codec() const { return codec_; }
  std::unique_ptr<Projector> start(std::unique_ptr<ViewStore> store,
                                   std::vector<std::unique_ptr<Projection>> projections,
                                   std::size_t max_batches_per_write = 256) const {
    return start_projector(*log_, codec_, std::move(store), std::move(projections),
                           {max_batches_per_write});
  }

 private:
  std::mutex mutex_;
  std::uint64_t next_id_ = 1'000'000;
  std::unique_ptr<eventstore::Vault> vault_ =
      eventstore::make_memory_vault(eventstore::MasterKey::from_seed("test"));
  std::unique_ptr<eventstore::Log> log_ = eventstore::make_memory_log();
  LogCodec codec_{*vault_};
};

// Waits for the answer.
bool projected(Projector& projector, Position position, std::vector<KeySpace> spaces = {},
               const OfficeId& office = kLogOffice);

// Every write that a store got. What a crash leaves is what some first part of them makes.
struct Journal {
  mutable std::mutex mutex;
  std::vector<std::vector<ViewChange>> writes;
  std::size_t writes_until_failure = ~std::size_t{0};
  std::size_t size() const {
    const std::lock_guard lock(mutex);
    return writes.size();
  }
};
std::unique_ptr<ViewStore> journaled_store(std::shared_ptr<Journal> journal,
                                           std::size_t after_writes = 0);

// Everything in it, checkpoints too.
std::string all_rows(const ViewReader& view);
// Of the journal's store at its end.
std::string rows_at_end(const Journal& journal);

// Keeps each event's type under its position, and the office's last position.
struct Tally {
  static constexpr KeySpace kSpace = static_cast<KeySpace>(0x70);
  std::string name = "tally";
  std::uint32_t version = 1;
  Position fails_at = 0;
  std::string prefix_of_values = "";
};
std::unique_ptr<Projection> make_tally(Tally tally);
std::string tally_last_key(const OfficeId& office);

std::vector<std::unique_ptr<Projection>> only(std::unique_ptr<Projection> projection);
std::vector<std::unique_ptr<Projection>> all_and(std::unique_ptr<Projection> projection);

// Events that could have been: what each names was made before.
class RandomHistory {
 public:
  explicit RandomHistory(std::uint32_t seed) : random_(seed) {}
  domain::Event next();
  std::vector<domain::Event> batch();

 private:
  std::uint64_t pick(const std::vector<std::uint64_t>& from) {
    return from[random_() % from.size()];
  }
  std::string text() { return std::string(1, static_cast<char>('a' + random_() % 6)) + "lfa"; }
  domain::Event make();
  domain::Event change();
  domain::Event change_share();
  domain::ParticipantDetails any_participant() {
    return participant(text(), text(), random_() % 2 == 0 ? "Acme" : text());
  }

  struct Child {
    std::uint64_t id, parent;
  };
  std::mt19937 random_;
  std::uint64_t last_id_ = 100;
  std::vector<std::uint64_t> organisations_, contacts_, projects_;
  std::vector<Child> participants_, lists_, shares_;
};

}  // namespace rollcall::projections
