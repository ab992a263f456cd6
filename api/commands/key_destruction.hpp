#pragma once
// Destroys the keys of persons whom nothing needs to know any more: after the append that says so.
//
// That there is something to destroy is noted in the vault before the append, so that a start finds
// what was cut off in between, without reading the log. Whether it is to be destroyed the log alone
// says: a note of an append that never came to be means nothing.
//
// Threads: every method from any thread; all of them may block.

#include <span>
#include <vector>

#include "api/commands/facts.hpp"
#include "eventstore/vault.hpp"

namespace rollcall::api {

class KeyDestruction {
 public:
  KeyDestruction(const eventstore::Log& log, eventstore::Vault& vault,
                 const projections::LogCodec& codec, FoldCache& cache)
      : log_(log), vault_(vault), codec_(codec), cache_(cache) {}

  // Before the append; false: the vault failed.
  bool note(const eventstore::OfficeId& office, domain::PersonId person);
  // After it.
  void carry_out(const eventstore::OfficeId& office, std::span<const domain::PersonId> persons);
  // At the start, while nothing else is under way: everything that was noted.
  void finish();

 private:
  bool destroy(const eventstore::OfficeId& office, std::span<const domain::PersonId> persons);
  std::vector<domain::PersonId> noted(const eventstore::OfficeId& office) const;

  const eventstore::Log& log_;
  eventstore::Vault& vault_;
  const projections::LogCodec& codec_;
  FoldCache& cache_;
};

}  // namespace rollcall::api
