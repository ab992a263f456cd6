#pragma once
// Mails by SMTP (RFC 5321), a connection each.
//
// smtp:// wants STARTTLS, smtps:// is TLS from the start; certificates are checked. Without TLS
// mails go only where the settings say so (`plain`), or to this machine itself if it offers none;
// a login is never sent without TLS.
//
// An answer of 4xx defers a mail, one of 5xx to sender, receiver or text refuses it; the reason is
// the code alone ("550 5.1.1"), as texts name addresses. What ails the server or our settings (no
// connection, no TLS, certificate or login refused, too slow) defers, to be mended meanwhile.

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

#include "api/mail/mail.hpp"

namespace rollcall::api::mail {

struct SmtpOptions {
  std::string url;       // smtp[s]://HOST[:PORT][/NAME], NAME being what we greet with
  bool plain = false;    // no TLS at all
  std::string user;      // "": no login
  std::string password;  // never shown
  std::string ca_file;   // PEM; "": the system's authorities
  std::chrono::milliseconds timeout = std::chrono::minutes(1);  // of a whole mail
  std::chrono::milliseconds grace = std::chrono::seconds(5);    // of what runs at stop()
};

// Why these options cannot be used, for people; "" if they can.
std::string fault_of(const SmtpOptions& options);

// `options` have no fault.
std::unique_ptr<MailTransport> make_smtp(SmtpOptions options);

}  // namespace rollcall::api::mail
