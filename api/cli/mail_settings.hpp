#pragma once
// How mails leave: the settings of `--smtp`, its login among them, checked before anything starts.

#include <optional>

#include "api/cli/options.hpp"
#include "api/mail/smtp.hpp"

namespace rollcall::api::cli {

// nullopt: into the outbox. The login comes from the file that --smtp-login names (two lines, user
// and password; mode 0600), else from ROLLCALL_SMTP_USER and ROLLCALL_SMTP_PASSWORD: command lines
// can be read by everybody on the machine.
CliResult<std::optional<mail::SmtpOptions>> smtp_options(const Options& options);

}  // namespace rollcall::api::cli
