#pragma once
// What an Application stands on, for tests that let it fail, stall or start again: log, vault,
// views and mail transport with switches.

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "tests/api/fixture.hpp"

namespace rollcall::api {

// Lets nobody through while it is shut. Threads: every method from any thread.
class Gate {
 public:
  void shut() { set(false); }
  void open() { set(true); }
  void pass() {
    std::unique_lock lock(mutex_);
    ++waiting_;
    opened_.wait(lock, [this] { return open_; });
    --waiting_;
  }
  bool has_waiting() {
    std::lock_guard lock(mutex_);
    return waiting_ > 0;
  }

 private:
  void set(bool open);

  std::mutex mutex_;
  std::condition_variable opened_;
  bool open_ = true;
  int waiting_ = 0;
};

struct Backing {
  std::shared_ptr<eventstore::Log> log = eventstore::make_memory_log();
  std::shared_ptr<eventstore::Vault> vault =
      eventstore::make_memory_vault(eventstore::MasterKey::from_seed("tests"));
  std::atomic<bool> takes_writes = true;   // false: the log is fail-stopped
  std::atomic<bool> destroys_keys = true;  // false: the vault fails to
  // Runs when rows are to be taken out of the views' files, which waits until nobody holds an older
  // view.
  std::function<void()> before_rewriting;
  // So many steps of an erasure's cleaning succeed, then they fail.
  std::atomic<int> steps_left = 1'000'000;
  bool takes_step() { return steps_left.fetch_sub(1) > 0; }
  ErasureRegister* erasures = nullptr;  // none: who is erased is written nowhere else
  Gate appends;
  Gate projected;  // what the projector writes

  // How the next mails fare; then every one is delivered. Threads: under the mailbox's mutex.
  std::deque<mail::Delivery> deliveries;
  std::function<void(const mail::Mail&)> on_mail;  // while it is handed over
  Mailbox handed_over;
  // Makes the transport that mails go on to from there; none: as `deliveries` says.
  std::function<std::unique_ptr<mail::MailTransport>()> transport;

  // Parts that lie on this.
  void adjust(ApplicationParts& parts);
};

}  // namespace rollcall::api
