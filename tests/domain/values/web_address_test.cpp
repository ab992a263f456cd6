#include "domain/values/web_address.hpp"

#include <gtest/gtest.h>

namespace rollcall::domain::web_address_test {
namespace {

TEST(WebAddress, is_one_of_http_or_https) {
  for (const std::string text :
       {"http://example.org", "https://example.org/", "HTTPS://Example.ORG:8443/a/b.html?q=1&r=#x",
        "https://192.0.2.1/", "https://xn--bcher-kva.example/%C3%A5?sted=Bod%C3%B8",
        "https://a.b/~x/(y);z=1,2!$'*+@:"}) {
    const auto address = WebAddress::parse(text);
    ASSERT_TRUE(address.has_value()) << text;
    EXPECT_EQ(address->str(), text);
  }
}

TEST(WebAddress, is_nothing_else) {
  const std::string long_label(64, 'a');
  for (const std::string text : {" https://example.org",
                                 "https://example.org ",
                                 "example.org",
                                 "//example.org",
                                 "/a",
                                 "javascript:alert(1)",
                                 "data:text/html,x",
                                 "ftp://example.org",
                                 "https:example.org",
                                 "https:/example.org",
                                 "https://",
                                 "https:///a",
                                 "https://bank.example@evil.example/",
                                 "https://a:b@evil.example/",
                                 "https://exa mple.org",
                                 "https://example.org/a b",
                                 "https://example.org/\"x",
                                 "https://example.org/<x>",
                                 "https://example.org/\\x",
                                 "https://example.org/\n",
                                 "https://example.org/%4",
                                 "https://example.org/%zz",
                                 "https://example.org/#a#b",
                                 "https://example.org:0/",
                                 "https://example.org:65536/",
                                 "https://example.org:/",
                                 "https://-a.example/",
                                 "https://a..b/",
                                 "https://[::1]/",
                                 "https://bücher.example/",
                                 "https://example.org/å"}) {
    const auto address = WebAddress::parse(text);
    ASSERT_FALSE(address.has_value()) << text;
    EXPECT_EQ(address.error().front().reason, Reason::malformed) << text;
  }
  EXPECT_FALSE(WebAddress::parse("https://" + long_label + ".example/").has_value());
  EXPECT_EQ(WebAddress::parse("").error().front().reason, Reason::required);
  EXPECT_EQ(
      WebAddress::parse("https://a.example/" + std::string(2'000, 'a')).error().front().reason,
      Reason::too_long);
}

}  // namespace
}  // namespace rollcall::domain::web_address_test
