#include "tests/support/outbox.hpp"

#include <algorithm>
#include <cstdlib>
#include <poll.h>
#include <regex>
#include <sys/inotify.h>
#include <unistd.h>

#include "tests/support/folders.hpp"

namespace rollcall::tests {
namespace {

namespace fs = std::filesystem;

// The only match's group; "" if there is none or there are several.
std::string only_match(const std::string& text, const std::string& pattern) {
  const std::regex wanted(pattern);
  std::string found;
  int count = 0;
  for (std::sregex_iterator each(text.begin(), text.end(), wanted), end; each != end; ++each) {
    found = (*each)[1];
    ++count;
  }
  return count == 1 ? found : "";
}

std::string body_of(const std::string& text) {
  const auto end = text.find("\r\n\r\n");
  return end == std::string::npos ? "" : text.substr(end + 4);
}

}  // namespace

std::string Mail::to() const {
  const auto start = text.find("\r\nTo: ");
  if (start == std::string::npos) return "";
  auto line = text.substr(start + 6, text.find("\r\n", start + 6) - start - 6);
  const auto open = line.rfind('<');
  return open == std::string::npos ? line : line.substr(open + 1, line.size() - open - 2);
}

std::string Mail::url() const {
  return only_match(body_of(text), R"((https?://[^\s]+))");
}

std::string Mail::link_token() const {
  const auto address = url();
  const auto slash = address.rfind('/');
  return slash == std::string::npos ? "" : address.substr(slash + 1);
}

std::string Mail::code() const {
  const auto one = "[23456789ABCDEFGHJKMNPQRSTUVWXYZ]{4}";
  return only_match(body_of(text), std::string("\\b(") + one + "-" + one + ")\\b");
}

Outbox::Outbox(fs::path folder) : folder_(std::move(folder)) {
  fs::create_directories(folder_);
  watch_ = ::inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
  if (watch_ < 0 || ::inotify_add_watch(watch_, folder_.c_str(), IN_MOVED_TO) < 0) std::abort();
}

Outbox::~Outbox() {
  ::close(watch_);
}

std::vector<Mail> Outbox::mails() const {
  std::vector<fs::directory_entry> files;
  for (const auto& entry : fs::directory_iterator(folder_)) {
    if (entry.path().extension() == ".eml") files.push_back(entry);
  }
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) {
    return std::pair(a.last_write_time(), a.path()) < std::pair(b.last_write_time(), b.path());
  });
  std::vector<Mail> mails;
  for (const auto& file : files) {
    mails.push_back({file.path().filename().string(), read_file(file.path())});
  }
  return mails;
}

std::optional<Mail> Outbox::wait_for(const std::function<bool(const Mail&)>& fits,
                                     const Deadline& deadline) {
  while (true) {
    const auto all = mails();
    const auto found = std::find_if(all.rbegin(), all.rend(), fits);
    if (found != all.rend()) return *found;
    if (deadline.passed()) return std::nullopt;
    wait_for_any(deadline.left());
  }
}

std::optional<Mail> Outbox::link_mail(const std::string& to) {
  return wait_for([&to](const Mail& mail) { return mail.to() == to && !mail.url().empty(); });
}

std::optional<Mail> Outbox::code_mail(const std::string& to) {
  return wait_for([&to](const Mail& mail) { return mail.to() == to && !mail.code().empty(); });
}

void Outbox::wait_for_any(std::chrono::milliseconds longest) {
  pollfd polled{watch_, POLLIN, 0};
  if (::poll(&polled, 1, static_cast<int>(longest.count())) != 1) return;
  alignas(inotify_event) char events[4096];
  while (::read(watch_, events, sizeof events) > 0) continue;
}

}  // namespace rollcall::tests
