#pragma once
// What a command reads before it decides: states folded from the log at one position, and the
// condition under which the decision may be appended (that none of it changed since).
//
// Threads: an instance belongs to one thread.

#include <memory>
#include <string>
#include <typeinfo>

#include "api/commands/fold_cache.hpp"
#include "domain/event.hpp"
#include "projections/log_codec.hpp"

namespace rollcall::api {

class Facts {
 public:
  Facts(const eventstore::Log& log, const projections::LogCodec& codec, FoldCache& cache,
        const eventstore::OfficeId& office)
      : log_(log),
        codec_(codec),
        cache_(cache),
        generation_(cache.generation()),
        office_(office),
        head_(log.head(office)) {}

  // The state as of head(), from the events that `queries` matches.
  template <class State>
  std::shared_ptr<const State> load(const domain::FactQueries& queries);

  eventstore::Position head() const { return head_; }
  const eventstore::OfficeId& office() const { return office_; }
  // Why the log could not be read; states are then not to be trusted.
  bool failed() const { return failed_; }
  // What was loaded must not have changed.
  eventstore::Condition condition() const { return {condition_, head_}; }

 private:
  std::vector<eventstore::Record> news(const domain::FactQueries& queries,
                                       eventstore::Position after);
  std::optional<projections::LoggedEvent> decode(const eventstore::Record& record);
  std::string key(const domain::FactQueries& queries, std::string_view type) const;

  const eventstore::Log& log_;
  const projections::LogCodec& codec_;
  FoldCache& cache_;
  const std::uint64_t generation_;
  const eventstore::OfficeId office_;
  const eventstore::Position head_;
  eventstore::Query condition_;
  bool failed_ = false;
};

// A cached state may be newer than head() (another decision folded it just now). That is safe: if
// something did come after head(), the append meets its condition and the decision is made again.
template <class State>
std::shared_ptr<const State> Facts::load(const domain::FactQueries& queries) {
  const auto name = key(queries, typeid(State).name());
  const auto cached = cache_.find(name);
  const auto from = cached ? cached->position : 0;
  const auto records = news(queries, from);
  if (cached && records.empty()) {
    cache_.advance(name, head_);
    return std::static_pointer_cast<const State>(cached->state);
  }
  State state = cached ? *std::static_pointer_cast<const State>(cached->state) : State{};
  for (const auto& record : records) {
    const auto event = decode(record);
    if (!event) break;
    state = evolve(std::move(state), event->recorded());
  }
  auto folded = std::make_shared<State>(std::move(state));
  const auto weight = (cached ? cached->weight : 1) + records.size();
  if (!failed_) cache_.put(name, {folded, head_, weight}, generation_);
  return folded;
}

}  // namespace rollcall::api
