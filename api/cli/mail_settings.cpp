#include "api/cli/mail_settings.hpp"

#include <cstdlib>
#include <fstream>

namespace rollcall::api::cli {
namespace {

namespace fs = std::filesystem;

struct Login {
  std::string user;
  std::string password;
};

tl::unexpected<std::string> wrong_setting(std::string text) {
  return tl::make_unexpected(std::move(text));
}

CliResult<Login> login_from(const fs::path& file) {
  std::error_code error;
  const auto others = fs::perms::group_all | fs::perms::others_all;
  const auto status = fs::status(file, error);
  if (!fs::is_regular_file(status) || (status.permissions() & others) != fs::perms::none)
    return wrong_setting("--smtp-login: wants a file with mode 0600");
  std::ifstream in(file);
  Login login;
  if (!std::getline(in, login.user) || !std::getline(in, login.password) || login.user.empty())
    return wrong_setting("--smtp-login: wants a line with the user and one with the password");
  return login;
}

CliResult<Login> login_from_environment() {
  const char* user = std::getenv("ROLLCALL_SMTP_USER");
  const char* password = std::getenv("ROLLCALL_SMTP_PASSWORD");
  if ((user == nullptr) != (password == nullptr))
    return wrong_setting("ROLLCALL_SMTP_USER and ROLLCALL_SMTP_PASSWORD go together");
  return user == nullptr ? Login{} : Login{user, password};
}

}  // namespace

CliResult<std::optional<mail::SmtpOptions>> smtp_options(const Options& options) {
  if (options.mail_from != kMailFrom && !domain::EmailAddress::parse(options.mail_from))
    return wrong_setting("--mail-from: no e-mail address");
  if (options.smtp.empty()) return std::nullopt;
  const auto login =
      options.smtp_login.empty() ? login_from_environment() : login_from(options.smtp_login);
  if (!login) return wrong_setting(login.error());
  const mail::SmtpOptions smtp{.url = options.smtp,
                               .plain = options.smtp_plain,
                               .user = login->user,
                               .password = login->password,
                               .ca_file = options.smtp_ca,
                               .timeout = std::chrono::seconds(options.smtp_timeout)};
  if (const auto fault = mail::fault_of(smtp); !fault.empty())
    return wrong_setting("--smtp: " + fault);
  if (!smtp.ca_file.empty() && !std::ifstream(smtp.ca_file))
    return wrong_setting("--smtp-ca: cannot be read");
  return smtp;
}

}  // namespace rollcall::api::cli
