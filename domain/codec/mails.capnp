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
