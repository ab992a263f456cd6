@0xb3f0c4e1d27a9865;
# Events of customer webs; part of events.capnp, by whose rules it grows.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("rollcall::codec::schema");

enum WithdrawalCause { unset @0; unticked @1; listDeleted @2; projectCancelled @3; }
enum MenuItemKind { unset @0; offer @1; page @2; link @3; file @4; }
enum FileType {
  unset @0; pdf @1; png @2; jpeg @3; gif @4; webp @5; docx @6; xlsx @7; pptx @8; odt @9; ods @10;
  odp @11; text @12; csv @13;
}

struct ListPublishedOnCustomerWeb {
  list :group { hi @0 :UInt64; lo @1 :UInt64; }
  project :group { hi @2 :UInt64; lo @3 :UInt64; }
  columns @4 :List(Text);
  title @5 :Text;  # absent: the list's name
  order @6 :Int32;
}
struct ListWithdrawnFromCustomerWeb {
  list :group { hi @0 :UInt64; lo @1 :UInt64; }
  project :group { hi @2 :UInt64; lo @3 :UInt64; }
  cause @4 :WithdrawalCause;
}
struct MenuItemDetails {
  kind @0 :MenuItemKind;
  title @1 :Text;
  order @2 :Int32;
  hasBody @3 :Bool;
  bodyHash :group { w0 @4 :UInt64; w1 @5 :UInt64; w2 @6 :UInt64; w3 @7 :UInt64; }
  bodySize @8 :UInt32;  # bytes
  url @9 :Text;  # absent: none
}
struct MenuItemAdded {
  item :group { hi @0 :UInt64; lo @1 :UInt64; }
  project :group { hi @2 :UInt64; lo @3 :UInt64; }
  details @4 :MenuItemDetails;
}
struct MenuItemEdited {
  item :group { hi @0 :UInt64; lo @1 :UInt64; }
  project :group { hi @2 :UInt64; lo @3 :UInt64; }
  details @4 :MenuItemDetails;
}
struct MenuItemPublished {
  item :group { hi @0 :UInt64; lo @1 :UInt64; }
  project :group { hi @2 :UInt64; lo @3 :UInt64; }
}
struct MenuItemWithdrawn {
  item :group { hi @0 :UInt64; lo @1 :UInt64; }
  project :group { hi @2 :UInt64; lo @3 :UInt64; }
}
struct MenuItemDeleted {
  item :group { hi @0 :UInt64; lo @1 :UInt64; }
  project :group { hi @2 :UInt64; lo @3 :UInt64; }
}
struct MenuFileUploaded {
  item :group { hi @0 :UInt64; lo @1 :UInt64; }
  project :group { hi @2 :UInt64; lo @3 :UInt64; }
  hash :group { w0 @4 :UInt64; w1 @5 :UInt64; w2 @6 :UInt64; w3 @7 :UInt64; }
  size @8 :UInt32;  # bytes
  type @9 :FileType;
  name @10 :Text;
}
