@0x9a4e6c1d27f0b853;
# Events of erasure and retention; part of events.capnp, by whose rules it grows.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("rollcall::codec::schema");

enum PersonKind { unset @0; contact @1; participant @2; receiver @3; staff @4; }
enum ErasureCause { unset @0; request @1; retention @2; }

struct PersonErased {
  person :group { hi @0 :UInt64; lo @1 :UInt64; }
  kind @2 :PersonKind;
  cause @3 :ErasureCause;
  hasProject @4 :Bool;
  project :group { hi @5 :UInt64; lo @6 :UInt64; }  # a participant's
  hasShare @7 :Bool;
  share :group { hi @8 :UInt64; lo @9 :UInt64; }  # a receiver's
}
struct RetentionPassed {
  project :group { hi @0 :UInt64; lo @1 :UInt64; }
}
