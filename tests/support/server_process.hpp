#pragma once
// A real server over a data folder of its own: made, started, stopped, killed, started again.

#include <csignal>
#include <memory>
#include <string>

#include "tests/support/child_process.hpp"
#include "tests/support/folders.hpp"
#include "tests/support/http_client.hpp"
#include "tests/support/outbox.hpp"

namespace rollcall::tests {

// An office in a folder that is not there yet: a copy of the one that `init` made for this program.
// Gives what `init` printed.
std::string make_office(const std::filesystem::path& data);

class ServerProcess {
 public:
  // An office in a folder of its own; not served yet.
  explicit ServerProcess(std::vector<std::string> serve_arguments = {});
  ~ServerProcess();

  // Serves on a port that is free; a test failure if it does not come up.
  void start();
  // SIGTERM, and waits; its exit status (-1: it did not end).
  int stop();
  // SIGKILL, and waits.
  void kill();
  bool running() const { return child_ != nullptr; }
  ChildProcess& child() { return *child_; }

  std::string base_url() const;
  // Signed in as officeAdmin.
  HttpClient admin() const { return HttpClient(base_url(), admin_token_); }
  HttpClient stranger() const { return HttpClient(base_url()); }

  const std::filesystem::path& data() const { return data_; }
  Outbox& outbox() { return *outbox_; }
  const std::string& admin_token() const { return admin_token_; }
  const std::string& init_line() const { return init_line_; }
  // What all servers of this folder wrote on standard error.
  std::string logged() const;

 private:
  ScratchFolder scratch_;
  const std::filesystem::path data_;
  const std::vector<std::string> serve_arguments_;
  std::string init_line_;
  std::string admin_token_;
  std::string logged_;
  std::string address_;
  std::unique_ptr<Outbox> outbox_;
  std::unique_ptr<ChildProcess> child_;
};

}  // namespace rollcall::tests
