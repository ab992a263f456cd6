#pragma once
// A client over one kept-alive connection. One thread at a time; make one per thread.

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/support/json.hpp"

namespace rollcall::tests {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Reply {
  long status = 0;  // 0: there was no whole answer; `failure` says why
  std::string failure;
  std::string head;  // status line and headers, as they came
  std::string body;
  std::chrono::microseconds took{0};  // from sending to the last byte

  std::string header(std::string_view name) const;  // "" if absent
  // The whole answer except for its Date.
  std::string without_date() const;
  Json json() const { return Json(body); }
  std::string text(const std::string& pointer) const { return json().text(pointer); }
  std::uint64_t position() const;  // Rollcall-Position; 0 if absent
};

class HttpClient {
 public:
  // `token`: sent as bearer unless a request has an authorization ("": none).
  explicit HttpClient(std::string base_url, std::string token = "");
  ~HttpClient();
  HttpClient(HttpClient&&) noexcept;

  // Bodies are sent as application/json unless a content-type is given.
  Reply get(const std::string& target, const Headers& headers = {});
  Reply head(const std::string& target, const Headers& headers = {});
  Reply post(const std::string& target, const std::string& body = "", const Headers& headers = {});
  Reply put(const std::string& target, const std::string& body = "", const Headers& headers = {});
  Reply patch(const std::string& target, const std::string& body, const Headers& headers = {});
  Reply del(const std::string& target, const Headers& headers = {});
  Reply send(const std::string& method, const std::string& target, const std::string& body,
             const Headers& headers);

 private:
  struct Handle;
  std::unique_ptr<Handle> handle_;
};

}  // namespace rollcall::tests
