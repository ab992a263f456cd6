#include "api/mail/backlog.hpp"

#include <algorithm>

namespace rollcall::api::mail {
namespace {

std::size_t lane_of(const Job& job) {
  const bool is_waited_for = std::holds_alternative<CodeMail>(job.what) ||
                             std::holds_alternative<PasswordLinkMail>(job.what);
  return is_waited_for ? 0 : 1;
}

}  // namespace

void Backlog::add(Job job, domain::Instant at) {
  std::lock_guard lock(mutex_);
  due_[lane_of(job)].emplace(at, std::move(job));
}

void Backlog::follow_up_to(const eventstore::BatchMark& mark) {
  std::lock_guard lock(mutex_);
  followed_ = mark;
}

std::optional<Backlog::Ticket> Backlog::take(domain::Instant now) {
  std::lock_guard lock(mutex_);
  if (at_hand_.size() >= max_at_hand_) return std::nullopt;
  for (auto& lane : due_) {
    if (lane.empty() || lane.begin()->first > now) continue;
    Ticket ticket{++last_ticket_, std::move(lane.begin()->second)};
    lane.erase(lane.begin());
    at_hand_.emplace(ticket.number, ticket.job);
    return ticket;
  }
  return std::nullopt;
}

void Backlog::put_back(const Ticket& ticket, const TryAgain& again) {
  std::lock_guard lock(mutex_);
  at_hand_.erase(ticket.number);
  if (!again) return;
  auto job = ticket.job;
  ++job.tries;
  due_[lane_of(job)].emplace(*again, std::move(job));
}

std::optional<domain::Instant> Backlog::next_due() const {
  std::lock_guard lock(mutex_);
  std::optional<domain::Instant> next;
  if (at_hand_.size() >= max_at_hand_) return next;
  for (const auto& lane : due_) {
    if (!lane.empty() && (!next || lane.begin()->first < *next)) next = lane.begin()->first;
  }
  return next;
}

Backlog::Settled Backlog::settled() const {
  std::lock_guard lock(mutex_);
  Settled settled{followed_};
  const auto take_in = [&settled](const Job& job) {
    if (job.before.sequence < settled.mark.sequence) settled.mark = job.before;
    settled.doubtful = settled.doubtful || job.doubtful;
  };
  for (const auto& lane : due_) {
    for (const auto& [at, job] : lane) take_in(job);
  }
  for (const auto& [ticket, job] : at_hand_) take_in(job);
  return settled;
}

}  // namespace rollcall::api::mail
