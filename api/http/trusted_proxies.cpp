#include "api/http/trusted_proxies.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <charconv>

#include "api/http/grammar.hpp"

namespace rollcall::api::http {
namespace {

constexpr Address kMappedPrefix = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
constexpr unsigned kMappedBits = 96;

bool is_mapped(const Address& address) {
  return std::equal(address.begin(), address.begin() + 12, kMappedPrefix.begin());
}

bool same_prefix(const Address& a, const Address& b, unsigned bits) {
  const std::size_t bytes = bits / 8;
  if (!std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(bytes), b.begin())) {
    return false;
  }
  if (bits % 8 == 0) return true;
  const unsigned mask = 0xFFU << (8 - bits % 8);
  return ((a[bytes] ^ b[bytes]) & mask) == 0;
}

// "1.2.3.4", "1.2.3.4:80", "::1", "[::1]", "[::1]:80": what proxies write.
std::string_view without_port(std::string_view entry) {
  if (entry.starts_with('[')) return entry.substr(1, entry.find(']') - 1);
  const std::size_t colon = entry.find(':');
  const bool one_colon = colon != std::string_view::npos && colon == entry.rfind(':');
  return one_colon ? entry.substr(0, colon) : entry;
}

std::string_view last_element(std::string_view& rest) {
  const std::size_t comma = rest.rfind(',');
  const bool more = comma != std::string_view::npos;
  const std::string_view element = more ? rest.substr(comma + 1) : rest;
  rest = more ? rest.substr(0, comma) : std::string_view{};
  return trimmed(element);
}

}  // namespace

std::optional<Address> parse_address(std::string_view numeric) {
  char text[INET6_ADDRSTRLEN] = {};
  if (numeric.size() >= sizeof text || numeric.find('\0') != std::string_view::npos) {
    return std::nullopt;
  }
  std::copy(numeric.begin(), numeric.end(), text);
  Address address = kMappedPrefix;
  if (inet_pton(AF_INET, text, address.data() + 12) == 1) return address;
  if (inet_pton(AF_INET6, text, address.data()) == 1) return address;
  return std::nullopt;
}

std::string to_string(const Address& address) {
  char text[INET6_ADDRSTRLEN] = {};
  if (is_mapped(address)) {
    inet_ntop(AF_INET, address.data() + 12, text, sizeof text);
  } else {
    inet_ntop(AF_INET6, address.data(), text, sizeof text);
  }
  return text;
}

std::optional<TrustedProxies::Network> TrustedProxies::parse_network(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto prefix = parse_address(text.substr(0, slash));
  if (!prefix) return std::nullopt;
  Network network{*prefix, 128};
  if (slash == std::string_view::npos) return network;
  const bool dotted = text.find(':') == std::string_view::npos;
  const std::string_view digits = text.substr(slash + 1);
  unsigned bits = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  if (bits > (dotted ? 32U : 128U)) return std::nullopt;
  network.bits = dotted ? kMappedBits + bits : bits;
  return network;
}

std::optional<TrustedProxies> TrustedProxies::parse(const std::vector<std::string>& networks,
                                                    std::string& error) {
  TrustedProxies proxies;
  for (const std::string& text : networks) {
    const auto network = parse_network(text);
    if (!network) {
      error = "trusted proxy is neither an address nor a network: " + text;
      return std::nullopt;
    }
    proxies.networks_.push_back(*network);
  }
  return proxies;
}

bool TrustedProxies::trusts(const Address& address) const {
  return std::any_of(networks_.begin(), networks_.end(), [&address](const Network& network) {
    return same_prefix(address, network.prefix, network.bits);
  });
}

void TrustedProxies::resolve(RequestHead& head) const {
  if (const std::string* forwarded = head.header("x-forwarded-for")) {
    std::string_view rest = *forwarded;
    while (!rest.empty()) {
      const auto address = parse_address(without_port(last_element(rest)));
      if (!address) break;
      head.client_address = to_string(*address);
      if (!trusts(*address)) break;
    }
  }
  if (const std::string* protocol = head.header("x-forwarded-proto")) {
    std::string_view rest = *protocol;
    head.secure = equals_ignoring_case(last_element(rest), "https");
  }
}

}  // namespace rollcall::api::http
