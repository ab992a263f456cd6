#pragma once
// A whole Rollcall in memory, driven without sockets.
//
//   Api api;
//   const auto customer = api.post("/v1/customers", R"({"name":"Fjord"})");
//   EXPECT_EQ(customer.status, 201u);
//   api.get("/v1/customers/" + customer.text("/id")).text("/name");

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "api/app/application.hpp"

namespace rollcall::api {

// Stands still unless it is told to go on.
class FakeClock : public Clock {
 public:
  domain::Instant now() const override { return {ms_.load()}; }
  void set(domain::Instant instant) { ms_ = instant.ms; }
  void advance(std::chrono::milliseconds span) { ms_ += span.count(); }

 private:
  std::atomic<std::int64_t> ms_{1'780'000'000'000};  // 2026-05-28T20:26:40Z
};

// Mails as they were handed over. Threads: the mail thread writes, the test reads.
struct Mailbox {
  std::mutex mutex;
  std::vector<mail::Mail> mails;
  std::vector<mail::Mail> all() {
    std::lock_guard lock(mutex);
    return mails;
  }
};

// An answer with its JSON, found by RFC 6901 pointers.
class Answer {
 public:
  explicit Answer(http::Response response);

  unsigned status = 0;
  std::string body;
  http::Response response;

  std::string header(std::string_view name) const;  // "" if absent
  // Value of that kind; a test failure and something unlikely if there is none.
  std::string text(const std::string& pointer) const;
  std::int64_t number(const std::string& pointer) const;
  bool flag(const std::string& pointer) const;
  std::size_t size(const std::string& pointer) const;  // of an array
  // Whatever is there as JSON without white space; "" if there is nothing.
  std::string json(const std::string& pointer = "") const;
  bool has(const std::string& pointer) const { return !json(pointer).empty(); }
  // The text at `pointer` of each of "items".
  std::vector<std::string> items(const std::string& pointer) const;

  std::string code() const { return text("/code"); }
  // "pointer code" of each of "errors", in their order.
  std::vector<std::string> faults() const;

 private:
  struct Parsed;
  std::shared_ptr<const Parsed> parsed_;
};

using Headers = std::vector<std::pair<std::string, std::string>>;  // names in lower case
inline const Headers kNobody = {{"authorization", ""}};            // signs in with nothing

class Api {
 public:
  struct Options {
    Settings settings{};
    std::size_t fold_cache_weight = 500'000;
    domain::TimeZone time_zone{};                     // of offices
    std::function<void(ApplicationParts&)> adjust{};  // the last word on what it is made of
  };
  explicit Api(Options options);
  Api() : Api(Options{}) {}
  ~Api();

  // Stops the application and starts another; keeps what Options::adjust makes it keep.
  void restart();

  // Requests carry the first office's admin token unless `headers` has an authorization ("": none),
  // and application/json with a body unless it has a content-type.
  Answer get(const std::string& target, Headers headers = {});
  Answer head(const std::string& target, Headers headers = {});
  Answer post(const std::string& target, std::string body = "", Headers headers = {});
  Answer put(const std::string& target, std::string body = "", Headers headers = {});
  Answer patch(const std::string& target, std::string body, Headers headers = {});
  Answer del(const std::string& target, Headers headers = {});
  // From any thread.
  Answer send(http::Method method, const std::string& target, std::string body, Headers headers,
              bool head = false);

  // Another office, with a token of its first admin.
  struct Office {
    eventstore::OfficeId id{};
    domain::StaffId admin;
    std::string token;
  };
  Office add_office(const std::string& name, const std::string& slug);
  const Office& office() const { return office_; }
  // An API token of the first office.
  std::string add_token(domain::TokenRole role);
  // The header that signs in with `token`.
  static std::pair<std::string, std::string> bearer(const std::string& token);

  FakeClock& clock() { return clock_; }
  Mailbox& mailbox() { return mailbox_; }
  Application& application() { return *application_; }
  Context& context() { return application_->context(); }
  eventstore::Position position() { return context().log.head(office_.id); }

 private:
  void run(const eventstore::OfficeId& office, Attempt attempt);

  const Options options_;
  FakeClock clock_;
  Mailbox mailbox_;
  std::unique_ptr<Application> application_;
  Office office_;
};

}  // namespace rollcall::api
