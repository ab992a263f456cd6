#pragma once
// The folder that mails are written into. Waiting is woken by the kernel, not by time.

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/deadline.hpp"

namespace rollcall::tests {

struct Mail {
  std::string name;  // of its file
  std::string text;  // all of it, headers too

  std::string to() const;          // the bare address
  std::string url() const;         // the one URL of its text; "" if there is not exactly one
  std::string link_token() const;  // the URL's last path segment
  std::string code() const;        // XXXX-XXXX; "" if there is not exactly one
};

class Outbox {
 public:
  // Makes the folder if it is not there yet.
  explicit Outbox(std::filesystem::path folder);
  ~Outbox();
  Outbox(const Outbox&) = delete;
  Outbox& operator=(const Outbox&) = delete;

  // All mails, oldest first.
  std::vector<Mail> mails() const;
  // The newest mail that fits; waits for one.
  std::optional<Mail> wait_for(const std::function<bool(const Mail&)>& fits,
                               const Deadline& deadline = Deadline());
  std::optional<Mail> link_mail(const std::string& to);
  std::optional<Mail> code_mail(const std::string& to);
  // Returns when a mail comes, at the latest after `longest`.
  void wait_for_any(std::chrono::milliseconds longest);

 private:
  const std::filesystem::path folder_;
  int watch_ = -1;
};

}  // namespace rollcall::tests
