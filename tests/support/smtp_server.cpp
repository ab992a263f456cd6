#include "tests/support/smtp_server.hpp"

#include <algorithm>
#include <csignal>

#include <gtest/gtest.h>

namespace rollcall::tests {

SmtpServer::SmtpServer(std::vector<std::string> flags) {
  std::vector<std::string> command = {"/usr/bin/python3", "-B",
                                      source_file("tests/support/smtp_server.py").string(),
                                      folder_.path().string()};
  command.insert(command.end(), flags.begin(), flags.end());
  child_ = std::make_unique<ChildProcess>(command);
  const std::string listening = "listening on ";
  const auto line = child_->error_line(listening);
  EXPECT_TRUE(line) << child_->errors();
  address_ = line ? line->substr(line->find(listening) + listening.size()) : "127.0.0.1:1";
  const bool closed = std::find(flags.begin(), flags.end(), "--closed") != flags.end();
  if (!closed) EXPECT_TRUE(child_->error_line("open")) << child_->errors();
}

void SmtpServer::open() {
  child_->signal(SIGUSR1);
  EXPECT_TRUE(child_->error_line("open")) << child_->errors();
}

}  // namespace rollcall::tests
