#include "api/http/trusted_proxies.hpp"

#include <gtest/gtest.h>

namespace rollcall::tests::trusted_proxies_test {
namespace {

using api::http::parse_address;
using api::http::RequestHead;
using api::http::TrustedProxies;

TrustedProxies proxies() {
  std::string error;
  auto parsed = TrustedProxies::parse({"10.0.0.0/8", "192.0.2.1", "2001:db8::/33"}, error);
  EXPECT_TRUE(parsed) << error;
  return *parsed;
}

TEST(TrustedProxies, match_addresses_and_networks) {
  const std::pair<const char*, bool> cases[] = {
      {"10.0.0.1", true},    {"10.255.255.255", true},   {"11.0.0.0", false},
      {"192.0.2.1", true},   {"192.0.2.2", false},       {"::ffff:10.1.2.3", true},
      {"2001:db8::1", true}, {"2001:db8:7fff::1", true}, {"2001:db8:8000::1", false},
      {"::1", false},        {"::a00:1", false},
  };
  for (const auto& [address, trusted] : cases) {
    EXPECT_EQ(proxies().trusts(parse_address(address).value()), trusted) << address;
  }
}

struct Case {
  const char* forwarded;
  const char* client;
};

TEST(TrustedProxies, take_the_rightmost_address_that_is_not_theirs) {
  const Case cases[] = {
      {"203.0.113.9", "203.0.113.9"},
      {"6.6.6.6, 203.0.113.9", "203.0.113.9"},
      {"6.6.6.6,203.0.113.9,10.0.0.7", "203.0.113.9"},
      {"203.0.113.9, 10.0.0.7, 10.0.0.8", "203.0.113.9"},
      {"10.0.0.7, 10.0.0.8", "10.0.0.7"},
      {"203.0.113.9:4711", "203.0.113.9"},
      {"2001:db8:ffff::9", "2001:db8:ffff::9"},
      {"[2001:DB8:ffff::9]:443", "2001:db8:ffff::9"},
      {"::ffff:203.0.113.9", "203.0.113.9"},
      {"203.0.113.9, unknown", "10.0.0.1"},
      {"203.0.113.9, unknown, 10.0.0.7", "10.0.0.7"},
      {"203.0.113.9,", "10.0.0.1"},
      {"[", "10.0.0.1"},
      {"", "10.0.0.1"},
  };
  for (const auto& [forwarded, client] : cases) {
    RequestHead head;
    head.client_address = "10.0.0.1";
    head.headers.push_back({"x-forwarded-for", forwarded});
    proxies().resolve(head);
    EXPECT_EQ(head.client_address, client) << forwarded;
  }
}

TEST(TrustedProxies, say_whether_the_client_came_by_tls) {
  const std::pair<const char*, bool> cases[] = {
      {"https", true}, {"HTTPS", true}, {"http, https", true}, {"https, http", false}, {"", false}};
  for (const auto& [protocol, secure] : cases) {
    RequestHead head;
    head.headers.push_back({"x-forwarded-proto", protocol});
    proxies().resolve(head);
    EXPECT_EQ(head.secure, secure) << protocol;
  }
}

TEST(Addresses, are_numeric_only) {
  for (const char* text :
       {"", "localhost", "1.2.3", "1.2.3.4.5", "1.2.3.256", ":::", "1.2.3.4/8"}) {
    EXPECT_FALSE(parse_address(text)) << text;
  }
  EXPECT_FALSE(parse_address(std::string(100, '1')));
  EXPECT_FALSE(parse_address(std::string_view("1.2.3.4\0x", 9)));
}

}  // namespace
}  // namespace rollcall::tests::trusted_proxies_test
