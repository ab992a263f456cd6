#pragma once
// A mail, and who takes it: the seam between the process manager and a way of sending.

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/values/text.hpp"

namespace rollcall::api::mail {

// Header values hold no CR, LF or NUL; the text part is UTF-8 with \n line ends.
struct Mail {
  std::string from_name;  // display name
  domain::EmailAddress from;
  std::optional<domain::EmailAddress> reply_to;  // of whoever from_name names
  std::string to_name;                           // may be empty
  domain::EmailAddress to;
  std::string subject;
  std::string text;
  std::string link;        // the one URL of the text; "": it has none
  std::string message_id;  // without <>
  std::int64_t date_ms = 0;
  std::string language;  // Content-Language
};

struct Delivered {};
struct Deferred {      // may work later
  std::string reason;  // no address in it
};
struct Refused {  // never will
  std::string reason;
};
struct Unanswered {};  // handed over whole, then nothing was heard: may have arrived
using Delivery = std::variant<Delivered, Deferred, Refused, Unanswered>;

// Mails to or about persons who are erased.
struct Forgotten {
  std::vector<std::string> ids;        // unique_part() of what they are about, without attempts
  std::vector<std::string> addresses;  // mails that name one of these are about the person too
};

// Threads: several at once; may block up to its own time limit.
class MailTransport {
 public:
  virtual ~MailTransport() = default;
  virtual Delivery deliver(const Mail& mail) = 0;
  // What is being delivered is finished or broken off within seconds, and nothing more begun.
  virtual void stop() {}
  // Takes such mails away from where this keeps what it delivered, and delivers none of the ids any
  // more. False if that could not be done.
  virtual bool forget(const Forgotten&) { return true; }
};

}  // namespace rollcall::api::mail
