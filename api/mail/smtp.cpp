#include "api/mail/smtp.hpp"

#include <algorithm>
#include <atomic>
#include <cstring>

#include <curl/curl.h>
#include <spdlog/spdlog.h>

#include "api/mail/message.hpp"
#include "api/mail/smtp_reply.hpp"

namespace rollcall::api::mail {
namespace {

using Time = std::chrono::steady_clock::time_point;

constexpr std::chrono::seconds kConnectWithin{15};

struct Freeing {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Handle = std::unique_ptr<CURL, Freeing>;
using Url = std::unique_ptr<CURLU, Freeing>;
using Addresses = std::unique_ptr<curl_slist, Freeing>;

// nullptr: not a URL, or one with a scheme that curl does not know.
Url parse(const std::string& text) {
  Url url(curl_url());
  const bool ok = curl_url_set(url.get(), CURLUPART_URL, text.c_str(), 0) == CURLUE_OK;
  return ok ? std::move(url) : nullptr;
}

std::string part_of(const Url& url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url.get(), part, &text, 0) != CURLUE_OK) return "";
  std::string copy(text);
  curl_free(text);
  return copy;
}

bool is_this_machine(const std::string& host) {
  return host == "localhost" || host == "[::1]" || host.starts_with("127.");
}

// An address that could end its line would say something else to the server.
bool is_one_line(const domain::EmailAddress& address) {
  const auto& text = address.str();
  return !text.empty() && std::none_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) <= ' ' || c == 0x7f || c == '<' || c == '>';
  });
}

// One mail on its way; curl calls back while it is sent.
class Transfer {
 public:
  Transfer(const SmtpOptions& options, long security, const std::atomic<Time>& stop_at)
      : options_(options), security_(security), stop_at_(stop_at) {}

  Delivery send(const Mail& mail) {
    bytes_ = to_rfc5322(mail, Carries::seven_bit);
    receivers_.reset(curl_slist_append(nullptr, mail.to.str().c_str()));
    curl_easy_setopt(curl_.get(), CURLOPT_MAIL_FROM, mail.from.str().c_str());
    curl_easy_setopt(curl_.get(), CURLOPT_MAIL_RCPT, receivers_.get());
    set_way();
    set_callbacks();
    return outcome(curl_easy_perform(curl_.get()));
  }

 private:
  template <class Value>
  void set(CURLoption option, Value value) {
    curl_easy_setopt(curl_.get(), option, value);
  }

  void set_way() {
    set(CURLOPT_URL, options_.url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(CURLOPT_PROXY, "");
    set(CURLOPT_USE_SSL, security_);
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!options_.ca_file.empty()) set(CURLOPT_CAINFO, options_.ca_file.c_str());
    if (!options_.user.empty()) {
      set(CURLOPT_USERNAME, options_.user.c_str());
      set(CURLOPT_PASSWORD, options_.password.c_str());
    }
    const auto whole = static_cast<long>(options_.timeout.count());
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_FORBID_REUSE, 1L);  // ends with the mail, where go_on() is still asked
    set(CURLOPT_TIMEOUT_MS, whole);
    set(CURLOPT_CONNECTTIMEOUT_MS, std::min(whole, long{1000} * kConnectWithin.count()));
  }

  void set_callbacks() {
    set(CURLOPT_UPLOAD, 1L);
    set(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(bytes_.size()));
    set(CURLOPT_READFUNCTION, &Transfer::read);
    set(CURLOPT_READDATA, this);
    set(CURLOPT_HEADERFUNCTION, &Transfer::take_line);
    set(CURLOPT_HEADERDATA, this);
    set(CURLOPT_NOPROGRESS, 0L);
    set(CURLOPT_XFERINFOFUNCTION, &Transfer::go_on);
    set(CURLOPT_XFERINFODATA, this);
  }

  static std::size_t read(char* to, std::size_t size, std::size_t count, void* self) {
    auto& transfer = *static_cast<Transfer*>(self);
    const auto rest = std::string_view(transfer.bytes_).substr(transfer.sent_);
    const auto taken = std::min(size * count, rest.size());
    std::memcpy(to, rest.data(), taken);
    transfer.sent_ += taken;
    if (transfer.handed_over()) transfer.reply_ = {};  // the next one is about the whole
    return taken;
  }

  static std::size_t take_line(char* line, std::size_t size, std::size_t count, void* self) {
    static_cast<Transfer*>(self)->reply_.take({line, size * count});
    return size * count;
  }

  // Asked at least once a second. Once the answer to the whole mail is there, nobody waits for the
  // one to QUIT; nor for a server that is silent after curl has given up.
  static int go_on(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    const auto& transfer = *static_cast<Transfer*>(self);
    const bool answered = transfer.handed_over() && !transfer.reply_.empty();
    const bool late = std::chrono::steady_clock::now() >= transfer.deadline_;
    return answered || late || transfer.is_stopped() ? 1 : 0;
  }

  bool handed_over() const { return sent_ == bytes_.size(); }
  bool is_stopped() const { return std::chrono::steady_clock::now() >= stop_at_.load(); }

  Delivery outcome(CURLcode result) const {
    if (result == CURLE_OK || (handed_over() && reply_.is_ok())) return Delivered{};
    if (handed_over() && reply_.empty()) return Unanswered{};
    // A server that greets us with 5xx has nothing against this receiver.
    const bool about_mail = result == CURLE_SEND_ERROR || handed_over();
    if (about_mail && reply_.is_refusal() && !reply_.is_about_login()) {
      if (reply_.is_permanent()) return Refused{reply_.to_string()};
      return Deferred{reply_.to_string()};
    }
    const std::string trouble = reply_.is_about_login() ? "login refused" : trouble_of(result);
    if (!trouble.empty()) return Deferred{trouble};
    return Deferred{reply_.is_refusal() ? reply_.to_string() : "connection lost"};
  }

  // "" if the reply says more.
  const char* trouble_of(CURLcode result) const {
    switch (result) {
      case CURLE_COULDNT_RESOLVE_HOST:
      case CURLE_COULDNT_CONNECT:
        return "cannot connect";
      case CURLE_OPERATION_TIMEDOUT:
        return "timed out";
      case CURLE_USE_SSL_FAILED:
      case CURLE_SSL_CONNECT_ERROR:
        return "no TLS";
      case CURLE_PEER_FAILED_VERIFICATION:
      case CURLE_SSL_CACERT_BADFILE:
        return "certificate refused";
      case CURLE_LOGIN_DENIED:
      case CURLE_AUTH_ERROR:
        return "login refused";
      case CURLE_ABORTED_BY_CALLBACK:
        return is_stopped() ? "stopped" : "timed out";
      default:
        return "";
    }
  }

  const SmtpOptions& options_;
  const long security_;
  const std::atomic<Time>& stop_at_;
  const Time deadline_ = std::chrono::steady_clock::now() + options_.timeout;
  std::string bytes_;
  std::size_t sent_ = 0;
  SmtpReply reply_;  // the newest
  Addresses receivers_;
  Handle curl_{curl_easy_init()};
};

class Smtp : public MailTransport {
 public:
  explicit Smtp(SmtpOptions options)
      : options_(std::move(options)), security_(security_for(options_)) {
    curl_global_init(CURL_GLOBAL_DEFAULT);
  }
  ~Smtp() override { curl_global_cleanup(); }

  Delivery deliver(const Mail& mail) override {
    if (std::chrono::steady_clock::now() >= stop_at_.load()) return Deferred{"stopped"};
    if (!is_one_line(mail.from) || !is_one_line(mail.to)) return Refused{"address malformed"};
    auto delivery = Transfer(options_, security_, stop_at_).send(mail);
    if (const auto* deferred = std::get_if<Deferred>(&delivery)) {
      spdlog::warn("a mail is put off: {}", deferred->reason);
    }
    return delivery;
  }

  void stop() override { stop_at_ = std::chrono::steady_clock::now() + options_.grace; }

 private:
  static long security_for(const SmtpOptions& options) {
    if (options.plain) return CURLUSESSL_NONE;
    const bool may_be_plain =
        options.user.empty() && is_this_machine(part_of(parse(options.url), CURLUPART_HOST));
    return may_be_plain ? CURLUSESSL_TRY : CURLUSESSL_ALL;
  }

  const SmtpOptions options_;
  const long security_;
  std::atomic<Time> stop_at_ = Time::max();
};

}  // namespace

std::string fault_of(const SmtpOptions& options) {
  const auto url = parse(options.url);
  const auto scheme = url ? part_of(url, CURLUPART_SCHEME) : "";
  if (scheme != "smtp" && scheme != "smtps") return "wants smtp://HOST:PORT or smtps://HOST:PORT";
  if (options.url.find('@') != options.url.npos)
    return "holds a login: that belongs in a file or a variable";
  if (!part_of(url, CURLUPART_QUERY).empty() || !part_of(url, CURLUPART_FRAGMENT).empty()) {
    return "wants smtp://HOST:PORT or smtps://HOST:PORT";
  }
  if (options.plain && scheme == "smtps") return "is TLS, yet plain is asked for";
  if (options.plain && !options.user.empty()) return "a login is not sent without TLS";
  return "";
}

std::unique_ptr<MailTransport> make_smtp(SmtpOptions options) {
  return std::make_unique<Smtp>(std::move(options));
}

}  // namespace rollcall::api::mail
