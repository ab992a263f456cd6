@0xe3a5917c0d48b2f6;
# Events of who read the history; part of events.capnp, by whose rules it grows.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("rollcall::codec::schema");

enum HistoryKind {
  unset @0;
  listAudience @1;
  listDisclosures @2;
  participantDisclosures @3;
  peopleReport @4;
  staleReceivers @5;
  eventsFeed @6;
  exportedHistory @7;
}
enum HistorySubjectKind { unset @0; list @1; participant @2; contact @3; staff @4; project @5; }

# A position, or an instant; neither: open on that side.
struct HistoryMoment {
  hasPosition @0 :Bool;
  position @1 :UInt64;
  hasInstant @2 :Bool;
  instant @3 :Int64;  # ms since 1970
}
struct HistoryRead {
  office :group { hi @0 :UInt64; lo @1 :UInt64; }
  kind @2 :HistoryKind;
  hasSubject @3 :Bool;
  subjectKind @4 :HistorySubjectKind;
  subject :group { hi @5 :UInt64; lo @6 :UInt64; }
  from @7 :HistoryMoment;
  to @8 :HistoryMoment;
  hasEntries @9 :Bool;
  entries @10 :UInt32;
}
