#pragma once
// A mail, and who takes it: the seam between the process manager and a way of sending.

#include <memory>
#include <optional>
#include <string>
#include <variant>

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

// Threads: several at once; may block up to its own time limit.
class MailTransport {
 public:
  virtual ~MailTransport() = default;
  virtual Delivery deliver(const Mail& mail) = 0;
  // What is being delivered is finished or broken off within seconds, and nothing more begun.
  virtual void stop() {}
};

}  // namespace rollcall::api::mail
