#pragma once
// Offices' short names. Offices have separate logs, so no append can be made on condition that no
// other office takes a name: who is about to take one claims it first, and holds the claim until
// the append is answered. Of two who claim at once the first has the name, the other is refused.
// One process has the data folder, so a claim need not outlive it.
//
// Threads: every method from any thread.

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "api/commands/commands.hpp"
#include "domain/office.hpp"

namespace rollcall::api {

class Slugs {
 public:
  Slugs(const eventstore::Log& log, const Commands& commands) : log_(log), commands_(commands) {}

  class Claim {
   public:
    ~Claim();
    Claim(const Claim&) = delete;
    Claim& operator=(const Claim&) = delete;
    // Another office that has the name, or is about to take it.
    const std::optional<domain::OfficeId>& holder() const { return holder_; }

   private:
    friend class Slugs;
    using Entry = std::multimap<std::string, domain::OfficeId>::iterator;
    explicit Claim(Slugs& slugs) : slugs_(slugs) {}
    Slugs& slugs_;
    std::optional<Entry> entry_;  // nullopt: another office's claim is there
    std::optional<domain::OfficeId> holder_;
  };
  // Shared, so that commands can hold it. An office may claim a name several times at once. Claim
  // only what will then be taken: meanwhile others are refused.
  std::shared_ptr<const Claim> claim(const domain::Slug& slug, domain::OfficeId office);

  // The office that has the name now.
  std::optional<domain::OfficeId> find(const domain::Slug& slug) const;

 private:
  const eventstore::Log& log_;
  const Commands& commands_;
  std::mutex mutex_;
  std::multimap<std::string, domain::OfficeId> claims_;  // all of a name are of one office
};

}  // namespace rollcall::api
