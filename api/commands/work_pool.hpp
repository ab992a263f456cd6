#pragma once
// Threads that run short tasks from a bounded queue.
//
// Threads: post() from any thread. The destructor runs what is queued, then joins.

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace rollcall::api {

class WorkPool {
 public:
  WorkPool(unsigned threads, std::size_t max_queued);
  ~WorkPool();
  WorkPool(const WorkPool&) = delete;
  WorkPool& operator=(const WorkPool&) = delete;

  // False if the queue is full or the pool stops: the task was not taken.
  bool post(std::function<void()> task);
  // For the second half of work that was admitted before: never refused while the pool lives, and
  // bounded by the number of tasks that post() let in.
  void resume(std::function<void()> task);
  void stop();

 private:
  void run();
  void push(std::function<void()> task, std::unique_lock<std::mutex>& lock);

  const std::size_t max_queued_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> tasks_;
  std::size_t idle_ = 0;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace rollcall::api
