#include "api/mail/outbox.hpp"

#include <algorithm>
#include <deque>
#include <fcntl.h>
#include <fstream>
#include <mutex>
#include <set>
#include <shared_mutex>

#include "api/mail/message.hpp"
#include "eventstore/files.hpp"

namespace rollcall::api::mail {
namespace {

// The file is private, as it holds a link or a code.
bool write_mail(const std::filesystem::path& file, std::string_view bytes) {
  const eventstore::OpenFile out(
      ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
  return out.ok() && eventstore::write_durably(out.get(), bytes);
}

std::string file_name(const std::string& message_id) {
  std::string name = message_id.substr(0, message_id.find('@'));
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return !std::isalnum(c) && c != '-'; }, '_');
  return name;
}

// Of forgotten ids so many are remembered: mails in the making when they were forgotten have long
// been made by then.
constexpr std::size_t kMaxForgotten = 100'000;
constexpr std::size_t kMaxMailBytes = std::size_t{1} << 20;

// What a file's name, or a Message-ID, says its mail is about: all before the attempt.
std::string subject_of(const std::string& name) {
  return name.substr(0, name.find_first_of("_.@"));
}

std::string in_small_letters(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

bool names_any(const std::filesystem::path& file, const std::vector<std::string>& addresses) {
  if (addresses.empty()) return false;
  std::ifstream in(file, std::ios::binary);
  std::string text(kMaxMailBytes, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  text = in_small_letters(std::move(text));
  return std::any_of(addresses.begin(), addresses.end(), [&](const std::string& address) {
    return text.find(in_small_letters(address)) != std::string::npos;
  });
}

class Outbox : public MailTransport {
 public:
  explicit Outbox(std::filesystem::path folder) : folder_(std::move(folder)) {}

  Delivery deliver(const Mail& mail) override {
    const std::shared_lock lock(forgetting_);
    if (forgotten_.contains(subject_of(mail.message_id))) return Refused{"receiver erased"};
    std::error_code error;
    std::filesystem::create_directories(folder_, error);
    const auto name = file_name(mail.message_id);
    const auto draft = folder_ / (name + ".tmp");
    const auto bytes = to_rfc5322(mail, Carries::eight_bit);
    if (!write_mail(draft, bytes)) return Deferred{"outbox not writable"};
    std::filesystem::rename(draft, folder_ / (name + ".eml"), error);
    if (error || !eventstore::sync_folder(folder_)) return Deferred{"outbox not writable"};
    return Delivered{};
  }

  // Nothing is being delivered meanwhile: what comes after knows the ids.
  bool forget(const Forgotten& what) override {
    const std::unique_lock lock(forgetting_);
    for (const auto& id : what.ids) remember(id);
    std::error_code error;
    if (!std::filesystem::exists(folder_, error)) return !error;
    bool ok = true;
    for (const auto& file : std::filesystem::directory_iterator(folder_, error)) {
      const bool goes = forgotten_.contains(subject_of(file.path().filename().string())) ||
                        names_any(file.path(), what.addresses);
      std::error_code failed;
      if (goes) std::filesystem::remove(file.path(), failed);
      ok = ok && !failed;
    }
    return ok && !error && eventstore::sync_folder(folder_);
  }

 private:
  void remember(const std::string& id) {
    if (!forgotten_.insert(id).second) return;
    oldest_first_.push_back(id);
    if (oldest_first_.size() <= kMaxForgotten) return;
    forgotten_.erase(oldest_first_.front());
    oldest_first_.pop_front();
  }

  const std::filesystem::path folder_;
  std::shared_mutex forgetting_;
  std::set<std::string> forgotten_;
  std::deque<std::string> oldest_first_;
};

}  // namespace

std::unique_ptr<MailTransport> make_outbox(std::filesystem::path folder) {
  return std::make_unique<Outbox>(std::move(folder));
}

}  // namespace rollcall::api::mail
