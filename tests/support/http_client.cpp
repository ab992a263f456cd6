#include "tests/support/http_client.hpp"

#include <charconv>
#include <cstdlib>
#include <strings.h>

#include <curl/curl.h>

#include "tests/support/deadline.hpp"

namespace rollcall::tests {
namespace {

std::size_t append(char* bytes, std::size_t size, std::size_t count, void* text) {
  static_cast<std::string*>(text)->append(bytes, size * count);
  return size * count;
}

bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() && ::strncasecmp(a.data(), b.data(), a.size()) == 0;
}

bool has(const Headers& headers, std::string_view wanted) {
  for (const auto& [name, value] : headers) {
    if (same_name(name, wanted)) return true;
  }
  return false;
}

// Calls `visit(name, value, line)` for each header line.
template <class Visit>
void each_header(std::string_view head, const Visit& visit) {
  while (!head.empty()) {
    const auto line = head.substr(0, std::min(head.find("\r\n") + 2, head.size()));
    head.remove_prefix(line.size());
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) {
      visit("", "", line);
      continue;
    }
    auto value = line.substr(colon + 1);
    while (value.starts_with(' ')) value.remove_prefix(1);
    while (value.ends_with('\n') || value.ends_with('\r')) value.remove_suffix(1);
    visit(line.substr(0, colon), value, line);
  }
}

bool start_curl() {
  if (::curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) std::abort();
  return true;
}

}  // namespace

std::string Reply::header(std::string_view wanted) const {
  std::string found;
  each_header(head, [&](std::string_view name, std::string_view value, std::string_view) {
    if (same_name(name, wanted)) found = value;
  });
  return found;
}

std::string Reply::without_date() const {
  std::string all;
  each_header(head, [&](std::string_view name, std::string_view, std::string_view line) {
    if (!same_name(name, "Date")) all += line;
  });
  return all + body;
}

std::uint64_t Reply::position() const {
  const auto text = header("Rollcall-Position");
  std::uint64_t position = 0;
  std::from_chars(text.data(), text.data() + text.size(), position);
  return position;
}

struct HttpClient::Handle {
  Handle(std::string url, std::string bearer) : base_url(std::move(url)), token(std::move(bearer)) {
    static const bool started = start_curl();
    curl = started ? ::curl_easy_init() : nullptr;
    if (curl == nullptr) std::abort();
  }
  ~Handle() { ::curl_easy_cleanup(curl); }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;

  std::string base_url;
  std::string token;
  CURL* curl = nullptr;
};

HttpClient::HttpClient(std::string base_url, std::string token)
    : handle_(std::make_unique<Handle>(std::move(base_url), std::move(token))) {}
HttpClient::~HttpClient() = default;
HttpClient::HttpClient(HttpClient&&) noexcept = default;

Reply HttpClient::get(const std::string& target, const Headers& headers) {
  return send("GET", target, "", headers);
}
Reply HttpClient::head(const std::string& target, const Headers& headers) {
  return send("HEAD", target, "", headers);
}
Reply HttpClient::post(const std::string& target, const std::string& body, const Headers& headers) {
  return send("POST", target, body, headers);
}
Reply HttpClient::put(const std::string& target, const std::string& body, const Headers& headers) {
  return send("PUT", target, body, headers);
}
Reply HttpClient::patch(const std::string& target, const std::string& body,
                        const Headers& headers) {
  return send("PATCH", target, body, headers);
}
Reply HttpClient::del(const std::string& target, const Headers& headers) {
  return send("DELETE", target, "", headers);
}

Reply HttpClient::send(const std::string& method, const std::string& target,
                       const std::string& body, const Headers& headers) {
  CURL* curl = handle_->curl;
  ::curl_easy_reset(curl);
  curl_slist* lines = ::curl_slist_append(nullptr, "Expect:");
  const auto add = [&lines](const std::string& name, const std::string& value) {
    lines = ::curl_slist_append(lines, (name + ": " + value).c_str());
  };
  for (const auto& [name, value] : headers) add(name, value);
  if (!handle_->token.empty() && !has(headers, "authorization")) {
    add("Authorization", "Bearer " + handle_->token);
  }
  if (!has(headers, "content-type")) {
    body.empty() ? add("Content-Type", "") : add("Content-Type", "application/json");
  }
  Reply reply;
  ::curl_easy_setopt(curl, CURLOPT_URL, (handle_->base_url + target).c_str());
  ::curl_easy_setopt(curl, CURLOPT_PROXY, "");
  ::curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  ::curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(kPatience.count()) * 1'000);
  ::curl_easy_setopt(curl, CURLOPT_HTTPHEADER, lines);
  if (method == "HEAD") {
    ::curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
  } else if (method != "GET") {
    ::curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
    ::curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body.c_str());
    ::curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, method.c_str());
  }
  ::curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, append);
  ::curl_easy_setopt(curl, CURLOPT_HEADERDATA, &reply.head);
  ::curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, append);
  ::curl_easy_setopt(curl, CURLOPT_WRITEDATA, &reply.body);
  const auto outcome = ::curl_easy_perform(curl);
  ::curl_slist_free_all(lines);
  if (outcome != CURLE_OK) {
    reply.failure = ::curl_easy_strerror(outcome);
    return reply;
  }
  curl_off_t took = 0;
  ::curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &reply.status);
  ::curl_easy_getinfo(curl, CURLINFO_TOTAL_TIME_T, &took);
  reply.took = std::chrono::microseconds(took);
  return reply;
}

}  // namespace rollcall::tests
