#include "api/http/connection_limits.hpp"

#include <algorithm>

namespace rollcall::api::http {
namespace {

Address client_of(const Address& peer) {
  constexpr std::size_t kNetworkBytes = 8;
  // Mapped IPv4 has zeros there and stands for one host.
  if (std::all_of(peer.begin(), peer.begin() + kNetworkBytes, [](auto b) { return b == 0; })) {
    return peer;
  }
  Address network{};
  std::copy_n(peer.begin(), kNetworkBytes, network.begin());
  return network;
}

}  // namespace

std::unique_ptr<ConnectionLimits::Place> ConnectionLimits::enter(const Address& peer) {
  const Address client = client_of(peer);
  const bool trusted = proxies_.trusts(peer);
  const std::lock_guard lock(mutex_);
  std::size_t& of_client = by_address_[client];
  if (open_ >= total_ || (!trusted && of_client >= per_address_)) {
    if (of_client == 0) by_address_.erase(client);
    ++refused_;
    return nullptr;
  }
  ++of_client;
  ++open_;
  return std::make_unique<Place>(*this, client);
}

void ConnectionLimits::leave(const Address& address) {
  const std::lock_guard lock(mutex_);
  const auto found = by_address_.find(address);
  if (found != by_address_.end() && --found->second == 0) by_address_.erase(found);
  if (--open_ == 0) empty_.notify_all();
}

bool ConnectionLimits::wait_until_empty(std::chrono::milliseconds longest) {
  std::unique_lock lock(mutex_);
  return empty_.wait_for(lock, longest, [this] { return open_ == 0; });
}

std::uint64_t ConnectionLimits::open() const {
  const std::lock_guard lock(mutex_);
  return open_;
}

std::uint64_t ConnectionLimits::refused() const {
  const std::lock_guard lock(mutex_);
  return refused_;
}

}  // namespace rollcall::api::http
