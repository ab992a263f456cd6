#pragma once
// Addresses of web pages that links lead to.

#include <string>
#include <string_view>

#include "domain/values/result.hpp"

namespace rollcall::domain {

// An absolute URL of RFC 3986 with scheme http or https, in ASCII (others are written with % and in
// Punycode), at most 2,000 characters, without a user name: what stands before @ passes for a host
// in people's eyes.
class WebAddress {
 public:
  WebAddress() = default;
  static Result<WebAddress> parse(std::string_view text);
  static WebAddress restore(std::string text);
  const std::string& str() const { return text_; }
  auto operator<=>(const WebAddress&) const = default;

 private:
  std::string text_;
};

}  // namespace rollcall::domain
