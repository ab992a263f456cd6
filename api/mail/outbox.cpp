#include "api/mail/outbox.hpp"

#include <algorithm>
#include <fcntl.h>
#include <unistd.h>

#include "api/mail/message.hpp"

namespace rollcall::api::mail {
namespace {

// Writes all bytes and syncs; the file is private, as it holds a link or a code.
bool write_durably(const std::filesystem::path& file, std::string_view bytes) {
  const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (fd < 0) return false;
  while (!bytes.empty()) {
    const auto written = ::write(fd, bytes.data(), bytes.size());
    if (written <= 0) break;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  const bool durable = bytes.empty() && ::fsync(fd) == 0;
  return ::close(fd) == 0 && durable;
}

bool sync_folder(const std::filesystem::path& folder) {
  const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return false;
  const bool durable = ::fsync(fd) == 0;
  return ::close(fd) == 0 && durable;
}

std::string file_name(const std::string& message_id) {
  std::string name = message_id.substr(0, message_id.find('@'));
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return !std::isalnum(c) && c != '-'; }, '_');
  return name;
}

class Outbox : public MailTransport {
 public:
  explicit Outbox(std::filesystem::path folder) : folder_(std::move(folder)) {}

  Delivery deliver(const Mail& mail) override {
    std::error_code error;
    std::filesystem::create_directories(folder_, error);
    const auto name = file_name(mail.message_id);
    const auto draft = folder_ / (name + ".tmp");
    const auto bytes = to_rfc5322(mail, Carries::eight_bit);
    if (!write_durably(draft, bytes)) return Deferred{"outbox not writable"};
    std::filesystem::rename(draft, folder_ / (name + ".eml"), error);
    if (error || !sync_folder(folder_)) return Deferred{"outbox not writable"};
    return Delivered{};
  }

 private:
  const std::filesystem::path folder_;
};

}  // namespace

std::unique_ptr<MailTransport> make_outbox(std::filesystem::path folder) {
  return std::make_unique<Outbox>(std::move(folder));
}

}  // namespace rollcall::api::mail
