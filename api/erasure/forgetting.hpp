#pragma once
// Makes erasures and deletions come true: when the log says that somebody is erased, or deleted and
// named by nothing, everything of them goes. Mails that are kept, secrets, keyed addresses in the
// index, their keys, states in memory, rows in views; and the files that held them. Of who is
// deleted but named in the log only the secrets go.
//
// The log is the memory. Erasures up to a position are complete; what comes after it is done at the
// next occasion, at the latest when a server starts, before it serves. So is what an older vault,
// put back from a backup, would bring to light again. A deletion is noted in the vault before its
// append, so that a start need not look for it; a note of an append that never came to be means
// nothing.
//
// Threads: every method from any thread; all of them may block, the last three for seconds.

#include <chrono>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <vector>

#include "api/commands/facts.hpp"
#include "eventstore/vault.hpp"
#include "projections/projector.hpp"

namespace rollcall::api {

class ErasureRegister;
class LookCache;
class PastViews;
namespace mail {
class MailTransport;
}

class Forgetting {
 public:
  struct Parts {
    eventstore::Log& log;
    eventstore::Vault& vault;
    const projections::LogCodec& codec;
    FoldCache& folds;
    LookCache& looks;
    projections::Projector& projector;
    PastViews& past_views;
    mail::MailTransport& mail;
    ErasureRegister* erasures = nullptr;  // where it is written who is erased; none: nowhere
  };
  explicit Forgetting(const Parts& parts) : parts_(parts) {}

  // Before the append of a deletion; false: the vault failed.
  bool note(const eventstore::OfficeId& office, domain::PersonId person);
  // After it. What fails is done at the next start.
  void carry_out(const eventstore::OfficeId& office, std::span<const domain::PersonId> persons);
  // Everybody erased in the office up to now is gone when it returns true.
  bool catch_up(const eventstore::OfficeId& office);
  // While nothing else is under way, as at the start: all that is not complete. False if something
  // still isn't.
  bool finish();
  // Up to where in the office's log erasures are complete; nullopt: the vault failed.
  std::optional<eventstore::Position> erased_up_to(const eventstore::OfficeId& office) const;

 private:
  // Who is to be forgotten, and by which tags what is left of them is found.
  struct Leavers {
    std::vector<eventstore::Id> persons;
    std::set<domain::Tag> subjects;
    std::set<domain::Tag> signed_out;  // of these only the secrets go
  };
  using Wait = std::chrono::milliseconds;  // for views, at most
  void carry_out(const eventstore::OfficeId& office, std::span<const domain::PersonId> persons,
                 Wait wait);
  bool destroy(const eventstore::OfficeId& office, std::span<const domain::PersonId> persons,
               Wait wait);
  bool catch_up(const eventstore::OfficeId& office, Wait wait);
  bool forget(const eventstore::OfficeId& office, const Leavers& leavers, Wait wait);
  bool forget_secrets(const eventstore::OfficeId& office, const std::set<domain::Tag>& subjects);
  bool clean_views(const eventstore::OfficeId& office, Wait wait);
  std::vector<domain::PersonId> noted(const eventstore::OfficeId& office) const;
  bool keep_erased_up_to(const eventstore::OfficeId& office, eventstore::Position position);

  const Parts parts_;
  std::mutex forgetting_;
};

}  // namespace rollcall::api
