#pragma once
// Who a request really comes from, when configured proxies stand in between. Pure but for its list;
// safe from many threads.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/message.hpp"

namespace rollcall::api::http {

// IPv6; IPv4 in its mapped form (::ffff:a.b.c.d), so that both are compared alike.
using Address = std::array<std::uint8_t, 16>;

std::optional<Address> parse_address(std::string_view numeric);
std::string to_string(const Address& address);  // IPv4 in dotted form

class TrustedProxies {
 public:
  // Numeric addresses or CIDR; nullopt and a reason in `error` if one is neither.
  static std::optional<TrustedProxies> parse(const std::vector<std::string>& networks,
                                             std::string& error);

  bool trusts(const Address& address) const;

  // For a request that a trusted peer passed on: client_address becomes the rightmost address of
  // X-Forwarded-For that is no trusted proxy (everything left of it is the client's own claim), and
  // `secure` what the last X-Forwarded-Proto says. An unreadable entry ends the walk.
  void resolve(RequestHead& head) const;

 private:
  struct Network {
    Address prefix{};
    unsigned bits = 128;
  };
  static std::optional<Network> parse_network(std::string_view text);

  std::vector<Network> networks_;
};

}  // namespace rollcall::api::http
