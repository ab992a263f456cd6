#pragma once
// Clients that write until the server is killed, each with a ledger of what was answered.
//
// Threads: a writer belongs to one thread at a time; the tally is shared by all.

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/flow.hpp"

namespace rollcall::tests {

// How many writes were answered, and how many of these could not be found again.
class Tally {
 public:
  void acknowledge();
  void lose(const std::string& what);  // fails the test
  // Waits until `count` more writes than `since` are acknowledged; false at the deadline.
  bool wait_for(std::uint64_t since, std::uint64_t count);
  std::uint64_t acknowledged() const { return acknowledged_; }
  std::uint64_t lost() const { return lost_; }

 private:
  std::atomic<std::uint64_t> acknowledged_{0};
  std::atomic<std::uint64_t> lost_{0};
  std::mutex mutex_;
  std::condition_variable grown_;
};

// A resource as it was answered, and where in the log that is.
struct Acknowledged {
  std::uint8_t tag_kind = 0;  // of the tag that its events carry
  std::string id;
  std::uint64_t position = 0;
  std::string target;
  std::string body;
  bool changes = false;  // by itself, as a share does when it is mailed
};

class Writer {
 public:
  explicit Writer(Tally& tally) : tally_(tally) {}
  virtual ~Writer() = default;
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  // One request; false once the server is gone.
  virtual bool write(HttpClient& client) = 0;
  // After a restart: finds out what became of the request that was not answered.
  virtual void settle(HttpClient& client) = 0;
  // Whether what was acknowledged since the last call can be read.
  virtual void check(HttpClient& client) = 0;
  // The same for everything that ever was.
  virtual void check_all(HttpClient& client) = 0;
  // What the log must hold.
  virtual const std::vector<Acknowledged>& ledger() const;

  std::uint64_t last_position() const { return last_position_; }

 protected:
  // An answered write: positions only grow.
  void acknowledge(const Reply& reply);
  Tally& tally() { return tally_; }

 private:
  Tally& tally_;
  std::uint64_t last_position_ = 0;
};

// POSTs customers, contact persons and shares of `list`, each under an Idempotency-Key.
std::unique_ptr<Writer> make_creator(Tally& tally, const std::string& name,
                                     const std::string& list);
// PATCHes the share's last day.
std::unique_ptr<Writer> make_changer(Tally& tally, const std::string& share);
// Looks at the share's list.
std::unique_ptr<Writer> make_looker(Tally& tally, const std::string& share,
                                    const std::string& session_token);

}  // namespace rollcall::tests
