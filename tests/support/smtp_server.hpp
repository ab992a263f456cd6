#pragma once
// A real SMTP server beside the test; smtp_server.py says how it treats which receiver.

#include <memory>

#include "tests/support/child_process.hpp"
#include "tests/support/folders.hpp"
#include "tests/support/outbox.hpp"

namespace rollcall::tests {

class SmtpServer {
 public:
  // `flags` as of smtp_server.py. Serves once made, unless --closed is among them.
  explicit SmtpServer(std::vector<std::string> flags = {});

  // From now on it serves.
  void open();

  // With that scheme.
  std::string url(const std::string& scheme = "smtp") const { return scheme + "://" + address_; }
  std::filesystem::path certificate() const { return folder_.path() / "certificate.pem"; }
  // What it took, with the envelope as X-MailFrom and X-RcptTo.
  Outbox& taken() { return taken_; }

 private:
  ScratchFolder folder_;
  Outbox taken_{folder_.path()};
  std::unique_ptr<ChildProcess> child_;
  std::string address_;
};

}  // namespace rollcall::tests
