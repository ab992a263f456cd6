#pragma once
// A program beside the test: its output is gathered while it runs, its end awaited with a deadline.
// It dies with the thread that started it.

#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "tests/support/deadline.hpp"

namespace rollcall::tests {

using Variables = std::vector<std::pair<std::string, std::string>>;

class ChildProcess {
 public:
  // `variables` are set beside the test's own environment, of which ROLLCALL_* is left out.
  explicit ChildProcess(const std::vector<std::string>& command, const Variables& variables = {});
  // Kills it if it still runs.
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  int id() const { return pid_; }
  void signal(int number) const;

  // Its exit status, or 128 and the number of the signal that ended it; nullopt if it still runs
  // at the deadline. All output is there afterwards.
  std::optional<int> wait(const Deadline& deadline = Deadline());

  // What it wrote so far.
  std::string output() const;
  std::string errors() const;
  // The first line on its standard error that holds `text`; nullopt if it ends without one.
  std::optional<std::string> error_line(const std::string& text,
                                        const Deadline& deadline = Deadline()) const;

 private:
  void gather();

  int pid_ = -1;
  int exit_fd_ = -1;   // readable once it ended
  int pipes_[2] = {};  // where its output and errors come from
  std::optional<int> status_;
  mutable std::mutex mutex_;
  mutable std::condition_variable grown_;
  std::string texts_[2];
  bool closed_ = false;
  std::thread reader_;
};

// `rollcall` with these arguments, the build of the tests' own preset.
std::vector<std::string> rollcall_command(std::vector<std::string> arguments);

// Runs `rollcall` to its end.
struct Finished {
  int status = -1;  // -1: it did not end in time
  std::string output;
  std::string errors;
};
Finished run_rollcall(std::vector<std::string> arguments, const Variables& variables = {});

}  // namespace rollcall::tests
