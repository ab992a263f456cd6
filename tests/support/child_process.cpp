#include "tests/support/child_process.hpp"

#include <array>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <poll.h>
#include <string_view>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace rollcall::tests {
namespace {

std::vector<std::string> environment_with(const Variables& variables) {
  std::vector<std::string> all;
  for (char** each = environ; *each != nullptr; ++each) {
    if (!std::string_view(*each).starts_with("ROLLCALL_")) all.emplace_back(*each);
  }
  for (const auto& [name, value] : variables) all.push_back(name + '=' + value);
  return all;
}

std::vector<char*> pointers_to(const std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (const auto& text : texts) pointers.push_back(const_cast<char*>(text.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

struct Pipe {
  int read_end = -1;
  int write_end = -1;
};

Pipe open_pipe() {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) std::abort();
  return {ends[0], ends[1]};
}

}  // namespace

ChildProcess::ChildProcess(const std::vector<std::string>& command, const Variables& variables) {
  const auto environment = environment_with(variables);
  const auto arguments = pointers_to(command);
  const auto settings = pointers_to(environment);
  const Pipe out = open_pipe(), err = open_pipe();
  pid_ = ::fork();
  if (pid_ == 0) {  // only what is safe after a fork
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::dup2(out.write_end, STDOUT_FILENO);
    ::dup2(err.write_end, STDERR_FILENO);
    ::execve(arguments[0], arguments.data(), settings.data());
    ::_exit(127);
  }
  if (pid_ < 0) std::abort();
  ::close(out.write_end);
  ::close(err.write_end);
  exit_fd_ = static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0));
  pipes_[0] = out.read_end;
  pipes_[1] = err.read_end;
  reader_ = std::thread([this] { gather(); });
}

ChildProcess::~ChildProcess() {
  if (!status_) signal(SIGKILL);
  (void)wait();
  ::close(exit_fd_);
}

void ChildProcess::signal(int number) const {
  if (!status_) ::kill(pid_, number);
}

void ChildProcess::gather() {
  std::array<pollfd, 2> polled{{{pipes_[0], POLLIN, 0}, {pipes_[1], POLLIN, 0}}};
  char buffer[4096];
  while (polled[0].fd >= 0 || polled[1].fd >= 0) {
    if (::poll(polled.data(), polled.size(), -1) < 0) continue;
    for (std::size_t i = 0; i < polled.size(); ++i) {
      if (polled[i].fd < 0 || polled[i].revents == 0) continue;
      const auto size = ::read(polled[i].fd, buffer, sizeof buffer);
      if (size <= 0) {
        ::close(polled[i].fd);
        polled[i].fd = -1;
        continue;
      }
      const std::lock_guard lock(mutex_);
      texts_[i].append(buffer, static_cast<std::size_t>(size));
      grown_.notify_all();
    }
  }
  const std::lock_guard lock(mutex_);
  closed_ = true;
  grown_.notify_all();
}

std::optional<int> ChildProcess::wait(const Deadline& deadline) {
  if (status_) return status_;
  pollfd ended{exit_fd_, POLLIN, 0};
  if (::poll(&ended, 1, deadline.left_ms()) != 1) return std::nullopt;
  int status = 0;
  ::waitpid(pid_, &status, 0);
  status_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  reader_.join();
  return status_;
}

std::string ChildProcess::output() const {
  const std::lock_guard lock(mutex_);
  return texts_[0];
}

std::string ChildProcess::errors() const {
  const std::lock_guard lock(mutex_);
  return texts_[1];
}

std::optional<std::string> ChildProcess::error_line(const std::string& text,
                                                    const Deadline& deadline) const {
  std::unique_lock lock(mutex_);
  while (true) {
    const auto& all = texts_[1];
    const auto at = all.find(text);
    const auto end = at == std::string::npos ? at : all.find('\n', at);
    if (end != std::string::npos) {
      const auto start = all.rfind('\n', at);
      const auto first = start == std::string::npos ? 0 : start + 1;
      return all.substr(first, end - first);
    }
    if (closed_ || grown_.wait_until(lock, deadline.end()) == std::cv_status::timeout) {
      return std::nullopt;
    }
  }
}

std::vector<std::string> rollcall_command(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), ROLLCALL_BINARY);
  return arguments;
}

Finished run_rollcall(std::vector<std::string> arguments, const Variables& variables) {
  ChildProcess child(rollcall_command(std::move(arguments)), variables);
  const auto status = child.wait();
  return {status.value_or(-1), child.output(), child.errors()};
}

}  // namespace rollcall::tests
