#pragma once
// Mails as files: for offices without an SMTP server, for trying out and for tests.

#include <filesystem>
#include <memory>

#include "api/mail/mail.hpp"

namespace rollcall::api::mail {

// Each mail becomes FOLDER/{message-id}.eml: written under another name, fsynced, renamed. The same
// message id twice is one file. Disk errors are Deferred. What is forgotten is deleted, of mails
// that another process left too.
std::unique_ptr<MailTransport> make_outbox(std::filesystem::path folder);

}  // namespace rollcall::api::mail
