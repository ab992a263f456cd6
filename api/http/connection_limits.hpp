#pragma once
// How many connections are open, in all and by address. Shared by the edge's threads; thread-safe.

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>

#include "api/http/trusted_proxies.hpp"

namespace rollcall::api::http {

class ConnectionLimits {
 public:
  // One open connection, counted until this is destroyed. The limits must outlive it.
  class Place {
   public:
    Place(ConnectionLimits& limits, const Address& address) : limits_(limits), address_(address) {}
    ~Place() { limits_.leave(address_); }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

   private:
    ConnectionLimits& limits_;
    Address address_;
  };

  ConnectionLimits(std::size_t total, std::size_t per_address, const TrustedProxies& proxies)
      : total_(total), per_address_(per_address), proxies_(proxies) {}

  // nullptr, and counted as refused, if a limit is reached. Trusted proxies speak for many, so only
  // the total counts for them. One IPv6 client has a whole /64.
  std::unique_ptr<Place> enter(const Address& peer);

  // Until none is open; false if that takes longer.
  bool wait_until_empty(std::chrono::milliseconds longest);

  std::uint64_t open() const;
  std::uint64_t refused() const;

 private:
  void leave(const Address& address);

  const std::size_t total_;
  const std::size_t per_address_;
  const TrustedProxies& proxies_;
  mutable std::mutex mutex_;
  std::condition_variable empty_;
  std::map<Address, std::size_t> by_address_;
  std::size_t open_ = 0;
  std::uint64_t refused_ = 0;
};

}  // namespace rollcall::api::http
