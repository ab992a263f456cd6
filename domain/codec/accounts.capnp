@0x9d2d73537e97d500;
# Events of accounts; part of events.capnp, by whose rules it grows.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("rollcall::codec::schema");

enum AccountKind { unset @0; staff @1; contact @2; }

struct PasswordLinkIssued {
  holder :group { kind @0 :AccountKind; hi @1 :UInt64; lo @2 :UInt64; }
  link :group { hi @3 :UInt64; lo @4 :UInt64; }
  linkHash :group { w0 @5 :UInt64; w1 @6 :UInt64; w2 @7 :UInt64; w3 @8 :UInt64; }
  expiresAt @9 :Int64;
  byMail @10 :Bool;
}
struct PasswordLinkAttempted {
  holder :group { kind @0 :AccountKind; hi @1 :UInt64; lo @2 :UInt64; }
  link :group { hi @3 :UInt64; lo @4 :UInt64; }
  attempt @5 :UInt32;
}
struct PasswordLinkEmailed {
  holder :group { kind @0 :AccountKind; hi @1 :UInt64; lo @2 :UInt64; }
  link :group { hi @3 :UInt64; lo @4 :UInt64; }
  attempt @5 :UInt32;
  messageId @6 :Text;
}
struct PasswordLinkDeferred {
  holder :group { kind @0 :AccountKind; hi @1 :UInt64; lo @2 :UInt64; }
  link :group { hi @3 :UInt64; lo @4 :UInt64; }
  attempt @5 :UInt32;
  reason @6 :Text;
  retryAt @7 :Int64;
}
struct PasswordLinkFailed {
  holder :group { kind @0 :AccountKind; hi @1 :UInt64; lo @2 :UInt64; }
  link :group { hi @3 :UInt64; lo @4 :UInt64; }
  attempt @5 :UInt32;
  reason @6 :Text;
}
struct PasswordSet {
  holder :group { kind @0 :AccountKind; hi @1 :UInt64; lo @2 :UInt64; }
  link :group { hi @3 :UInt64; lo @4 :UInt64; }
  password :group { hi @5 :UInt64; lo @6 :UInt64; }
}
struct SignedIn {
  holder :group { kind @0 :AccountKind; hi @1 :UInt64; lo @2 :UInt64; }
  session :group { hi @3 :UInt64; lo @4 :UInt64; }
  hasExpiresAt @5 :Bool;
  expiresAt @6 :Int64;
}
struct SignInRefused {
  holder :group { kind @0 :AccountKind; hi @1 :UInt64; lo @2 :UInt64; }
}
struct SignedOut {
  holder :group { kind @0 :AccountKind; hi @1 :UInt64; lo @2 :UInt64; }
  session :group { hi @3 :UInt64; lo @4 :UInt64; }
}
struct SignedOutEverywhere {
  holder :group { kind @0 :AccountKind; hi @1 :UInt64; lo @2 :UInt64; }
}
struct SignedInByOffer {
  holder :group { kind @0 :AccountKind; hi @1 :UInt64; lo @2 :UInt64; }
  session :group { hi @3 :UInt64; lo @4 :UInt64; }
  expiresAt @5 :Int64;
  project :group { hi @6 :UInt64; lo @7 :UInt64; }
}
