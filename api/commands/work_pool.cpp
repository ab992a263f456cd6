#include "api/commands/work_pool.hpp"

namespace rollcall::api {

WorkPool::WorkPool(unsigned threads, std::size_t max_queued) : max_queued_(max_queued) {
  for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
}

WorkPool::~WorkPool() {
  stop();
}

void WorkPool::stop() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  for (auto& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

bool WorkPool::post(std::function<void()> task) {
  std::unique_lock lock(mutex_);
  if (stopping_ || tasks_.size() >= max_queued_) return false;
  push(std::move(task), lock);
  return true;
}

void WorkPool::resume(std::function<void()> task) {
  std::unique_lock lock(mutex_);
  push(std::move(task), lock);
}

void WorkPool::push(std::function<void()> task, std::unique_lock<std::mutex>& lock) {
  tasks_.push_back(std::move(task));
  const bool someone_sleeps = idle_ > 0;
  lock.unlock();
  if (someone_sleeps) wake_.notify_one();
}

void WorkPool::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    if (tasks_.empty()) {
      if (stopping_) return;
      ++idle_;
      wake_.wait(lock, [this] { return stopping_ || !tasks_.empty(); });
      --idle_;
      continue;
    }
    auto task = std::move(tasks_.front());
    tasks_.pop_front();
    lock.unlock();
    task();
    task = nullptr;  // what it holds goes before the lock is taken again
    lock.lock();
  }
}

}  // namespace rollcall::api
