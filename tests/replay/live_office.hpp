#pragma once
// An office over a log in memory whose states are kept up to date event by event, so that each
// command decides at once however long the log is: found by tags and types, as commands load them.

#include <functional>
#include <map>
#include <memory>
#include <typeindex>
#include <vector>

#include "eventstore/log.hpp"
#include "projections/log_codec.hpp"
#include "tests/projections/given.hpp"

namespace rollcall::replay {

class LiveOffice {
 public:
  // The state that these facts make: from now on, so ask before the first of them happens.
  template <class State>
  const State& of(const domain::FactQueries& queries) {
    auto& slot = slots_[{std::type_index(typeid(State)), queries.front().tags.front()}];
    if (!slot) {
      auto state = std::make_shared<State>();
      slot = state;
      for (const auto& query : queries) {
        watch(query, [state](const domain::Recorded& recorded) {
          *state = evolve(std::move(*state), recorded);
        });
      }
    }
    return *std::static_pointer_cast<State>(slot);
  }

  // Appends, if it was not refused; whether anything was recorded.
  bool record(const domain::Result<domain::Proposals>& decided, domain::Actor by);
  bool record(domain::Proposals proposals, domain::Actor by);

  domain::Instant now{1'780'000'000'000};  // 2026-05-28T20:26:40Z
  eventstore::Position head() const { return log_->head(projections::kLogOffice); }
  const eventstore::Log& log() const { return *log_; }
  const projections::LogCodec& codec() const { return codec_; }
  domain::Uuid next_id() { return projections::id_of<domain::AccessId>(++last_id_).uuid; }

 private:
  struct Watch {
    std::vector<domain::EventType> types;
    std::function<void(const domain::Recorded&)> apply;
  };
  void watch(const domain::FactQuery& query, std::function<void(const domain::Recorded&)> apply);
  void tell(const domain::Recorded& recorded);

  std::map<std::pair<std::type_index, domain::Tag>, std::shared_ptr<void>> slots_;
  std::map<domain::Tag, std::vector<Watch>> watches_;
  std::uint64_t last_id_ = 1'000;
  std::unique_ptr<eventstore::Vault> vault_ =
      eventstore::make_memory_vault(eventstore::MasterKey::from_seed("test"));
  std::unique_ptr<eventstore::Log> log_ = eventstore::make_memory_log();
  projections::LogCodec codec_{*vault_};
};

}  // namespace rollcall::replay
