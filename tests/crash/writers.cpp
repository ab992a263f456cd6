#include "tests/crash/writers.hpp"

#include <gtest/gtest.h>

#include "domain/tag.hpp"
#include "domain/values/time.hpp"
#include "tests/support/deadline.hpp"

namespace rollcall::tests {
namespace {

using domain::TagKind;

// How often a busy server may refuse one request.
constexpr int kMaxRefusals = 100;

struct Request {
  TagKind kind{};
  std::string target;
  std::string body;
  std::string key;
};

class Creator final : public Writer {
 public:
  Creator(Tally& tally, std::string name, std::string list)
      : Writer(tally), name_(std::move(name)), list_(std::move(list)) {}

  bool write(HttpClient& client) override {
    if (!open_) open_ = next_request();
    const auto reply = client.post(open_->target, open_->body, {{"Idempotency-Key", open_->key}});
    if (reply.status == 0) return false;
    if (reply.status == 503 && ++refusals_ < kMaxRefusals) return true;  // again, by the same key
    refusals_ = 0;
    if (reply.status == 201) {
      record(*open_, reply);
    } else {
      ADD_FAILURE() << open_->target << " answered " << reply.status << ' ' << reply.body;
    }
    open_.reset();
    return true;
  }

  void settle(HttpClient& client) override {
    while (open_) {
      if (write(client)) continue;
      ADD_FAILURE() << "the server went away by itself";
      return;
    }
  }

  void check(HttpClient& client) override {
    for (; checked_ < ledger_.size(); ++checked_) check(client, ledger_[checked_]);
  }
  void check_all(HttpClient& client) override {
    checked_ = 0;
    check(client);
  }
  const std::vector<Acknowledged>& ledger() const override { return ledger_; }

 private:
  Request next_request() {
    constexpr std::uint64_t kRound = 8;  // of these one share, as each is also mailed
    const auto number = ++made_;
    const auto own = name_ + '-' + std::to_string(number);
    if (number % kRound == 0) {
      return {TagKind::share, "/v1/lists/" + list_ + "/shares",
              R"({"receivers":[{"email":")" + own + R"(@share.example"}]})", own};
    }
    if (number % 2 == 1 || customer_.empty()) {
      return {TagKind::organisation, "/v1/customers", R"({"name":")" + own + R"("})", own};
    }
    return {TagKind::contact, "/v1/customers/" + customer_ + "/contacts",
            R"({"email":")" + own + R"(@contact.example","firstName":")" + own + R"("})", own};
  }

  void record(const Request& request, const Reply& reply) {
    const bool is_share = request.kind == TagKind::share;
    const auto body = is_share ? reply.json().json("/items/0") : reply.body;
    const auto id = Json(body).text("/id");
    const auto target = is_share ? "/v1/shares/" + id : reply.header("Location");
    if (request.kind == TagKind::organisation) customer_ = id;
    ledger_.push_back(
        {static_cast<std::uint8_t>(request.kind), id, reply.position(), target, body, is_share});
    acknowledge(reply);
  }

  void check(HttpClient& client, const Acknowledged& one) {
    const auto reply = client.get(one.target);
    if (reply.status != 200) {
      return tally().lose(one.target + " answers " + std::to_string(reply.status));
    }
    if (!one.changes) {
      if (reply.body != one.body) tally().lose(one.target + " is " + reply.body);
      return;
    }
    const Json now(reply.body), then(one.body);
    for (const auto* part : {"/id", "/listId", "/receiver", "/columns", "/validUntil"}) {
      if (now.json(part) != then.json(part)) tally().lose(one.target + " has another " + part);
    }
  }

  const std::string name_;
  const std::string list_;
  std::string customer_;
  std::uint64_t made_ = 0;
  int refusals_ = 0;
  std::optional<Request> open_;  // not answered yet
  std::vector<Acknowledged> ledger_;
  std::size_t checked_ = 0;
};

class Changer final : public Writer {
 public:
  Changer(Tally& tally, std::string share) : Writer(tally), target_("/v1/shares/" + share) {}

  bool write(HttpClient& client) override {
    constexpr int kFirstDay = 50'000;  // 2106, and on
    const domain::Date day{kFirstDay + ++changes_};
    open_ = day.to_string();
    const auto reply = client.patch(target_, R"({"validUntil":")" + open_ + R"("})");
    if (reply.status == 0) return false;
    if (reply.status == 200) {
      acknowledged_ = std::exchange(open_, "");
      acknowledge(reply);
    } else if (reply.status != 503) {
      ADD_FAILURE() << target_ << " answered " << reply.status << ' ' << reply.body;
    }
    return true;
  }

  // The request that was not answered may have been done, or not.
  void settle(HttpClient& client) override {
    if (acknowledged_.empty()) return;
    const auto day = client.get(target_).text("/validUntil");
    if (day != acknowledged_ && day != open_) {
      tally().lose(target_ + " ends on " + day + ", not on " + acknowledged_ + " or " + open_);
    }
    acknowledged_ = day;
    open_.clear();
  }

  void check(HttpClient& client) override { settle(client); }
  void check_all(HttpClient& client) override { settle(client); }

 private:
  const std::string target_;
  int changes_ = 0;
  std::string acknowledged_;  // the last day that was
  std::string open_;
};

class Looker final : public Writer {
 public:
  Looker(Tally& tally, std::string share, std::string session_token)
      : Writer(tally), target_("/v1/shares/" + share), session_token_(std::move(session_token)) {}

  bool write(HttpClient& client) override {
    const auto reply = client.get("/v1/viewing/list", bearer(session_token_));
    if (reply.status == 0) {
      ++open_;
      return false;
    }
    if (reply.status == 200) {
      ++acknowledged_;
      acknowledge(reply);
    } else {
      // Whether it was recorded stays open.
      ++open_;
      if (reply.status != 503) ADD_FAILURE() << reply.status << ' ' << reply.body;
    }
    return true;
  }

  void settle(HttpClient& client) override {
    const auto count = client.get(target_).json().number("/accessCount");
    if (count < acknowledged_ || count > acknowledged_ + open_) {
      tally().lose(target_ + " counts " + std::to_string(count) + " looks, not " +
                   std::to_string(acknowledged_) + " to " + std::to_string(acknowledged_ + open_));
    }
    acknowledged_ = count;
    open_ = 0;
  }

  void check(HttpClient& client) override { settle(client); }
  void check_all(HttpClient& client) override { settle(client); }

 private:
  const std::string target_;
  const std::string session_token_;
  std::int64_t acknowledged_ = 0;
  std::int64_t open_ = 0;
};

}  // namespace

void Tally::acknowledge() {
  ++acknowledged_;
  const std::lock_guard lock(mutex_);
  grown_.notify_all();
}

void Tally::lose(const std::string& what) {
  ++lost_;
  ADD_FAILURE() << "lost: " << what;
}

bool Tally::wait_for(std::uint64_t since, std::uint64_t count) {
  std::unique_lock lock(mutex_);
  return grown_.wait_until(lock, Deadline().end(), [&] { return acknowledged_ - since >= count; });
}

const std::vector<Acknowledged>& Writer::ledger() const {
  static const std::vector<Acknowledged> none;
  return none;
}

void Writer::acknowledge(const Reply& reply) {
  // A look answers with the position of the rows it shows: not its own, but never an earlier one.
  EXPECT_GE(reply.position(), last_position_);
  last_position_ = reply.position();
  tally_.acknowledge();
}

std::unique_ptr<Writer> make_creator(Tally& tally, const std::string& name,
                                     const std::string& list) {
  return std::make_unique<Creator>(tally, name, list);
}

std::unique_ptr<Writer> make_changer(Tally& tally, const std::string& share) {
  return std::make_unique<Changer>(tally, share);
}

std::unique_ptr<Writer> make_looker(Tally& tally, const std::string& share,
                                    const std::string& session_token) {
  return std::make_unique<Looker>(tally, share, session_token);
}

}  // namespace rollcall::tests
