@0xb7c1e0f4a26d9385;
# Events of what mails say and how they fare, where accounts and shares do not have their own; part
# of events.capnp, by whose rules it grows.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("rollcall::codec::schema");

struct ShareEmailTemplateSaved {
  office :group { hi @0 :UInt64; lo @1 :UInt64; }
  language @2 :Text;  # BCP 47
  subject @3 :Text;
  body @4 :Text;
}
struct ShareEmailTemplateRemoved {
  office :group { hi @0 :UInt64; lo @1 :UInt64; }
  language @2 :Text;
}

struct ExpiryReminderQueued {
  mailing :group { hi @0 :UInt64; lo @1 :UInt64; }
  recipient :group { hi @2 :UInt64; lo @3 :UInt64; }
}
struct ShareExpiryReminded {
  share :group { hi @0 :UInt64; lo @1 :UInt64; }
  validUntil @2 :Int32;  # days since 1970-01-01
  mailing :group { hi @3 :UInt64; lo @4 :UInt64; }
}
struct MailingAttempted {
  mailing :group { hi @0 :UInt64; lo @1 :UInt64; }
  attempt @2 :UInt32;
}
struct MailingSent {
  mailing :group { hi @0 :UInt64; lo @1 :UInt64; }
  attempt @2 :UInt32;
  messageId @3 :Text;
}
struct MailingDeferred {
  mailing :group { hi @0 :UInt64; lo @1 :UInt64; }
  attempt @2 :UInt32;
  reason @3 :Text;
  retryAt @4 :Int64;
}
struct MailingFailed {
  mailing :group { hi @0 :UInt64; lo @1 :UInt64; }
  attempt @2 :UInt32;
  reason @3 :Text;
}
struct OfferMailQueued {
  mailing :group { hi @0 :UInt64; lo @1 :UInt64; }
  project :group { hi @2 :UInt64; lo @3 :UInt64; }
  item :group { hi @4 :UInt64; lo @5 :UInt64; }
  contact :group { hi @6 :UInt64; lo @7 :UInt64; }
  linkHash :group { w0 @8 :UInt64; w1 @9 :UInt64; w2 @10 :UInt64; w3 @11 :UInt64; }
  language @12 :Text;
  addressed :group {  # sealed: Addressed
    person :group { hi @13 :UInt64; lo @14 :UInt64; }
    sealed @15 :Data;
  }
}
