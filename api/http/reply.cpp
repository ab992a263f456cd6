#include "api/http/reply.hpp"

#include <atomic>

#include "api/http/plain_problem.hpp"

namespace rollcall::api::http {
namespace {

class ReplySlot {
 public:
  explicit ReplySlot(std::shared_ptr<Destination> to) : to_(std::move(to)) {}
  ~ReplySlot() {
    if (!answered_.load(std::memory_order_acquire)) pass_on(plain_problem(kInternal));
  }
  ReplySlot(const ReplySlot&) = delete;
  ReplySlot& operator=(const ReplySlot&) = delete;

  void send(Response response) {
    if (!answered_.exchange(true, std::memory_order_acq_rel)) pass_on(std::move(response));
  }

 private:
  void pass_on(Response response) {
    // An answer given within handle() needs no hop: the connection looks for it on return.
    if (to_->thread == std::this_thread::get_id() && to_->handing_over && !response.is_settling) {
      to_->sink->deliver(std::move(response));
      return;
    }
    Mailbox& mailbox = *to_->mailbox;
    mailbox.put(std::move(to_), std::move(response));
  }

  std::shared_ptr<Destination> to_;
  std::atomic<bool> answered_{false};
};

}  // namespace

void Mailbox::put(std::shared_ptr<Destination> to, Response response) {
  if (response.is_settling && settles_first(to, response)) return;
  post(std::move(to), std::move(response));
}

// True if the answer comes later; it is taken then.
bool Mailbox::settles_first(const std::shared_ptr<Destination>& to, Response& response) {
  const std::lock_guard lock(mutex_);
  if (!wake_) return false;
  auto waiting = std::make_shared<Response>(std::move(response));
  if (settle_([to, waiting] { to->mailbox->post(to, std::move(*waiting)); })) return true;
  response = std::move(*waiting);
  return false;
}

void Mailbox::post(std::shared_ptr<Destination> to, Response response) {
  const std::lock_guard lock(mutex_);
  if (!wake_) return;
  letters_.push_back({std::move(to), std::move(response)});
  if (letters_.size() == 1) wake_();
}

void Mailbox::drain() {
  {
    const std::lock_guard lock(mutex_);
    being_read_.swap(letters_);
  }
  for (Letter& letter : being_read_) {
    if (letter.to->sink != nullptr) letter.to->sink->deliver(std::move(letter.response));
  }
  being_read_.clear();
}

void Mailbox::close() {
  std::vector<Letter> dropped;  // destroyed without the lock
  const std::lock_guard lock(mutex_);
  wake_ = nullptr;
  dropped.swap(letters_);
}

Reply make_reply(std::shared_ptr<Destination> to) {
  auto slot = std::make_shared<ReplySlot>(std::move(to));
  return [slot = std::move(slot)](Response response) { slot->send(std::move(response)); };
}

}  // namespace rollcall::api::http
