#include "api/http/reply.hpp"

#include <atomic>

#include "api/http/plain_problem.hpp"

namespace rollcall::api::http {
namespace {

bool may_settle(const Response& response) {
  return response.is_settling;
}
bool may_settle(const Piece&) {
  return false;
}

Response unanswered(const Response*) {
  return plain_problem(kInternal);
}
Piece unanswered(const Piece*) {
  return {"", Piece::Then::broken};
}

// `T` is given at most once, and if not, what `unanswered` says.
template <class T>
class Slot {
 public:
  explicit Slot(std::shared_ptr<Destination> to) : to_(std::move(to)) {}
  ~Slot() {
    if (!answered_.load(std::memory_order_acquire)) {
      pass_on(unanswered(static_cast<const T*>(nullptr)));
    }
  }
  Slot(const Slot&) = delete;
  Slot& operator=(const Slot&) = delete;

  void send(T given) {
    if (!answered_.exchange(true, std::memory_order_acq_rel)) pass_on(std::move(given));
  }

 private:
  void pass_on(T given) {
    // What is given while it is asked for needs no hop: the connection looks for it on return.
    if (to_->thread == std::this_thread::get_id() && to_->handing_over && !may_settle(given)) {
      to_->sink->deliver(std::move(given));
      return;
    }
    Mailbox& mailbox = *to_->mailbox;
    mailbox.put(std::move(to_), std::move(given));
  }

  std::shared_ptr<Destination> to_;
  std::atomic<bool> answered_{false};
};

}  // namespace

void Mailbox::put(std::shared_ptr<Destination> to, Response response) {
  if (response.is_settling && settles_first(to, response)) return;
  post({std::move(to), std::move(response)});
}

void Mailbox::put(std::shared_ptr<Destination> to, Piece piece) {
  post({std::move(to), std::move(piece)});
}

// True if the answer comes later; it is taken then.
bool Mailbox::settles_first(const std::shared_ptr<Destination>& to, Response& response) {
  const std::lock_guard lock(mutex_);
  if (!wake_) return false;
  auto waiting = std::make_shared<Response>(std::move(response));
  if (settle_([to, waiting] { to->mailbox->post({to, std::move(*waiting)}); })) return true;
  response = std::move(*waiting);
  return false;
}

void Mailbox::post(Letter letter) {
  const std::lock_guard lock(mutex_);
  if (!wake_) return;
  letters_.push_back(std::move(letter));
  if (letters_.size() == 1) wake_();
}

void Mailbox::drain() {
  {
    const std::lock_guard lock(mutex_);
    being_read_.swap(letters_);
  }
  for (Letter& letter : being_read_) {
    if (letter.to->sink == nullptr) continue;
    std::visit([&](auto& content) { letter.to->sink->deliver(std::move(content)); },
               letter.content);
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
  auto slot = std::make_shared<Slot<Response>>(std::move(to));
  return [slot = std::move(slot)](Response response) { slot->send(std::move(response)); };
}

std::function<void(Piece)> make_piece_reply(std::shared_ptr<Destination> to) {
  auto slot = std::make_shared<Slot<Piece>>(std::move(to));
  return [slot = std::move(slot)](Piece piece) { slot->send(std::move(piece)); };
}

}  // namespace rollcall::api::http
