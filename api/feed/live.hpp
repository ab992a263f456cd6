#pragma once
// Who follows the logs live: how many, and who is to be woken. One thread for all of them, which
// follows the log only while there is somebody.
//
// Threads: every method from any thread.

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

#include "domain/actor.hpp"
#include "eventstore/log.hpp"

namespace rollcall::api::feed {

class Live {
 public:
  struct Limits {
    std::size_t per_office = 64;
    std::size_t per_credential = 8;
  };

  // Woken when its office's log may have grown. Must not block: all others wait.
  class Listener {
   public:
    virtual void wake() = 0;

   protected:
    ~Listener() = default;
  };

  // A listener's place, until this is destroyed.
  class Place {
   public:
    Place(Live& live, std::uint64_t number) : live_(live), number_(number) {}
    ~Place() { live_.leave(number_); }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

   private:
    friend class Live;
    Live& live_;
    const std::uint64_t number_;
  };
  enum class Full { for_credential, for_office };

  Live(const eventstore::Log& log, const Limits& limits);
  ~Live();

  tl::expected<std::unique_ptr<Place>, Full> enter(const eventstore::OfficeId& office,
                                                   const domain::Actor& by);
  // From now on the listener is told of all growth; what came before is there to be read.
  void listen(const Place& place, std::weak_ptr<Listener> listener);
  std::size_t count() const;
  void stop();  // wakes nobody any more

 private:
  struct Entry {
    eventstore::OfficeId office{};
    domain::Actor by;
    std::weak_ptr<Listener> listener;
  };

  void leave(std::uint64_t number);
  void run();
  void follow(std::uint64_t sequence);
  bool idle() const;
  void wake(const std::vector<eventstore::BatchRange>* of);

  const eventstore::Log& log_;
  const Limits limits_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::uint64_t, Entry> entries_;
  std::uint64_t next_ = 0;
  std::stop_source stopping_;
  std::thread thread_;
};

}  // namespace rollcall::api::feed
