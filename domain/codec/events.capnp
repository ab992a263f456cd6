@0xd8e0a37a34cdda7e;
# Every event of Rollcall, as its payload is stored.
#
# Rules of evolution; tests/golden/ and the schema lock hold them:
#  1. Ids and ordinals are never reused. Nothing is removed, retyped, renamed or moved.
#  2. A new event is a new struct and the next member of Event's union.
#  3. A new field takes the next ordinal of its struct; absent (zero, empty) it must say what was
#     meant before it existed. A new meaning of an old field is a new event.
#  4. An enum starts with `unset`, which is never stored; its numbers are the domain's.
#  5. An unknown event type or enum number is an error, never skipped, never an empty struct.
#  6. Data about a person is stored only in a sealed part. An event seals at most one part per
#     person: the seal binds event and person, not the place in the event.
#
# Layout: a payload is one segment, flat (not packed), without a segment table; its root is Event. A
# sealed part is a message of the struct named beside it, packed, then sealed with the person's
# key; absent if nothing is known of the person any more. Ids and hashes are big-endian words inside
# their struct, which saves a pointer each. hasX says whether the optional X is there.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("rollcall::codec::schema");

using Accounts = import "accounts.capnp";
using Mails = import "mails.capnp";
using CustomerWeb = import "customer_web.capnp";
using History = import "history.capnp";
using Erasure = import "erasure.capnp";

struct Event {
  union {
    officeCreated @0 :OfficeCreated;
    staffAdded @1 :StaffAdded;
    apiTokenCreated @2 :ApiTokenCreated;
    organisationAdded @3 :OrganisationAdded;
    contactAdded @4 :ContactAdded;
    contactLinked @5 :ContactLinked;
    projectCreated @6 :ProjectCreated;
    contactAddedToProject @7 :ContactAddedToProject;
    contactRemovedFromProject @8 :ContactRemovedFromProject;
    participantAdded @9 :ParticipantAdded;
    participantEdited @10 :ParticipantEdited;
    participantRemoved @11 :ParticipantRemoved;
    participantsImported @12 :ParticipantsImported;
    listCreated @13 :ListCreated;
    listEdited @14 :ListEdited;
    listDeleted @15 :ListDeleted;
    listShared @16 :ListShared;
    shareResent @17 :ShareResent;
    shareEmailAttempted @18 :ShareEmailAttempted;
    shareEmailSent @19 :ShareEmailSent;
    shareEmailDeferred @20 :ShareEmailDeferred;
    shareEmailFailed @21 :ShareEmailFailed;
    shareValidityChanged @22 :ShareValidityChanged;
    shareColumnsChanged @23 :ShareColumnsChanged;
    shareDownloadChanged @24 :ShareDownloadChanged;
    shareRevoked @25 :ShareRevoked;
    shareCodeIssued @26 :ShareCodeIssued;
    shareCodeSent @27 :ShareCodeSent;
    shareCodeFailed @28 :ShareCodeFailed;
    shareCodeTried @29 :ShareCodeTried;
    shareCodeRefused @30 :ShareCodeRefused;
    viewingSessionOpened @31 :ViewingSessionOpened;
    viewingSessionEnded @32 :ViewingSessionEnded;
    listAccessed @33 :ListAccessed;
    organisationRenamed @34 :OrganisationRenamed;
    projectEdited @35 :ProjectEdited;
    projectStatusChanged @36 :ProjectStatusChanged;
    officeSettingsChanged @37 :OfficeSettingsChanged;
    staffEdited @38 :StaffEdited;
    staffRoleChanged @39 :StaffRoleChanged;
    staffDeactivated @40 :StaffDeactivated;
    staffReactivated @41 :StaffReactivated;
    apiTokenWithdrawn @42 :ApiTokenWithdrawn;
    accessDenied @43 :AccessDenied;
    organisationDeleted @44 :OrganisationDeleted;
    contactEdited @45 :ContactEdited;
    contactUnlinked @46 :ContactUnlinked;
    contactDeactivated @47 :ContactDeactivated;
    contactReactivated @48 :ContactReactivated;
    contactDeleted @49 :ContactDeleted;
    shareReceiverIdentified @50 :ShareReceiverIdentified;
    passwordLinkIssued @51 :Accounts.PasswordLinkIssued;
    passwordLinkAttempted @52 :Accounts.PasswordLinkAttempted;
    passwordLinkEmailed @53 :Accounts.PasswordLinkEmailed;
    passwordLinkDeferred @54 :Accounts.PasswordLinkDeferred;
    passwordLinkFailed @55 :Accounts.PasswordLinkFailed;
    passwordSet @56 :Accounts.PasswordSet;
    signedIn @57 :Accounts.SignedIn;
    signInRefused @58 :Accounts.SignInRefused;
    signedOut @59 :Accounts.SignedOut;
    signedOutEverywhere @60 :Accounts.SignedOutEverywhere;
    shareEmailTemplateSaved @61 :Mails.ShareEmailTemplateSaved;
    shareEmailTemplateRemoved @62 :Mails.ShareEmailTemplateRemoved;
    listPublishedOnCustomerWeb @63 :CustomerWeb.ListPublishedOnCustomerWeb;
    listWithdrawnFromCustomerWeb @64 :CustomerWeb.ListWithdrawnFromCustomerWeb;
    menuItemAdded @65 :CustomerWeb.MenuItemAdded;
    menuItemEdited @66 :CustomerWeb.MenuItemEdited;
    menuItemPublished @67 :CustomerWeb.MenuItemPublished;
    menuItemWithdrawn @68 :CustomerWeb.MenuItemWithdrawn;
    menuItemDeleted @69 :CustomerWeb.MenuItemDeleted;
    menuFileUploaded @70 :CustomerWeb.MenuFileUploaded;
    expiryReminderQueued @71 :Mails.ExpiryReminderQueued;
    shareExpiryReminded @72 :Mails.ShareExpiryReminded;
    mailingAttempted @73 :Mails.MailingAttempted;
    mailingSent @74 :Mails.MailingSent;
    mailingDeferred @75 :Mails.MailingDeferred;
    mailingFailed @76 :Mails.MailingFailed;
    offerMailQueued @77 :Mails.OfferMailQueued;
    signedInByOffer @78 :Accounts.SignedInByOffer;
    historyRead @79 :History.HistoryRead;
    personErased @80 :Erasure.PersonErased;
    retentionPassed @81 :Erasure.RetentionPassed;
  }
}

struct Id { hi @0 :UInt64; lo @1 :UInt64; }  # in lists

# ---- Office ------------------------------------------------------------------------------------

enum StaffRole { unset @0; projectManager @1; officeAdmin @2; }
enum TokenRole { unset @0; officeAdmin @1; projectManager @2; auditor @3; analyst @4; }

struct OfficeSettings {
  name @0 :Text;
  slug @1 :Text;
  timeZone @2 :Text;  # IANA
  defaultLanguage @3 :Text;  # BCP 47
  retentionMonths @4 :Int32;
  receiversMayDownload @5 :Bool;
  automaticOfferLogin @6 :Bool;
  expiryReminderDays @7 :Int32;
}
struct OfficeCreated {
  office :group { hi @0 :UInt64; lo @1 :UInt64; }
  settings @2 :OfficeSettings;
}
struct StaffAdded {
  office :group { hi @0 :UInt64; lo @1 :UInt64; }
  staff :group { hi @2 :UInt64; lo @3 :UInt64; }
  role @4 :StaffRole;
  details :group {  # sealed: StaffDetails
    person :group { hi @5 :UInt64; lo @6 :UInt64; }
    sealed @7 :Data;
  }
}
struct OfficeSettingsChanged {
  office :group { hi @0 :UInt64; lo @1 :UInt64; }
  settings @2 :OfficeSettings;
}
struct StaffEdited {
  office :group { hi @0 :UInt64; lo @1 :UInt64; }
  staff :group { hi @2 :UInt64; lo @3 :UInt64; }
  details :group {  # sealed: StaffDetails
    person :group { hi @4 :UInt64; lo @5 :UInt64; }
    sealed @6 :Data;
  }
}
struct StaffRoleChanged {
  office :group { hi @0 :UInt64; lo @1 :UInt64; }
  staff :group { hi @2 :UInt64; lo @3 :UInt64; }
  role @4 :StaffRole;
}
struct StaffDeactivated {
  office :group { hi @0 :UInt64; lo @1 :UInt64; }
  staff :group { hi @2 :UInt64; lo @3 :UInt64; }
}
struct StaffReactivated {
  office :group { hi @0 :UInt64; lo @1 :UInt64; }
  staff :group { hi @2 :UInt64; lo @3 :UInt64; }
}
struct StaffDetails { email @0 :Text; firstName @1 :Text; lastName @2 :Text; }
struct ApiTokenCreated {
  office :group { hi @0 :UInt64; lo @1 :UInt64; }
  token :group { hi @2 :UInt64; lo @3 :UInt64; }
  name @4 :Text;
  role @5 :TokenRole;
  hasExpiresAt @6 :Bool;
  expiresAt @7 :Int64;  # ms since 1970
}
struct ApiTokenWithdrawn {
  office :group { hi @0 :UInt64; lo @1 :UInt64; }
  token :group { hi @2 :UInt64; lo @3 :UInt64; }
}

# ---- Denials -----------------------------------------------------------------------------------

enum PrincipalKind { unset @0; staff @1; apiToken @2; contact @3; receiver @4; }

struct AccessDenied {
  kind @0 :PrincipalKind;
  principal :group { hi @1 :UInt64; lo @2 :UInt64; }
  operation @3 :Text;  # method and route
}

# ---- Organisations, contacts -------------------------------------------------------------------

enum OrganisationKind { unset @0; customer @1; supplier @2; }

struct OrganisationAdded {
  organisation :group { hi @0 :UInt64; lo @1 :UInt64; }
  kind @2 :OrganisationKind;
  name @3 :Text;
}
struct OrganisationRenamed {
  organisation :group { hi @0 :UInt64; lo @1 :UInt64; }
  name @2 :Text;
}
struct OrganisationDeleted {
  organisation :group { hi @0 :UInt64; lo @1 :UInt64; }
  kind @2 :OrganisationKind;
}
struct Phone { label @0 :Text; number @1 :Text; }
struct ContactDetails {
  email @0 :Text;
  firstName @1 :Text;
  lastName @2 :Text;
  phones @3 :List(Phone);
}
struct ContactAdded {
  contact :group { hi @0 :UInt64; lo @1 :UInt64; }
  organisation :group { hi @2 :UInt64; lo @3 :UInt64; }
  organisationKind @4 :OrganisationKind;
  details :group {  # sealed: ContactDetails
    person :group { hi @5 :UInt64; lo @6 :UInt64; }
    sealed @7 :Data;
  }
}
struct ContactLinked {
  contact :group { hi @0 :UInt64; lo @1 :UInt64; }
  organisation :group { hi @2 :UInt64; lo @3 :UInt64; }
  organisationKind @4 :OrganisationKind;
}
struct ContactEdited {
  contact :group { hi @0 :UInt64; lo @1 :UInt64; }
  emailChanged @2 :Bool;
  details :group {  # sealed: ContactDetails
    person :group { hi @3 :UInt64; lo @4 :UInt64; }
    sealed @5 :Data;
  }
}
struct ContactUnlinked {
  contact :group { hi @0 :UInt64; lo @1 :UInt64; }
  organisation :group { hi @2 :UInt64; lo @3 :UInt64; }
}
struct ContactDeactivated { contact :group { hi @0 :UInt64; lo @1 :UInt64; } }
struct ContactReactivated { contact :group { hi @0 :UInt64; lo @1 :UInt64; } }
struct ContactDeleted { contact :group { hi @0 :UInt64; lo @1 :UInt64; } }

# ---- Projects, participants --------------------------------------------------------------------

enum ProjectStatus { unset @0; pending @1; confirmed @2; finished @3; cancelled @4; }

struct ProjectDetails {
  name @0 :Text;
  customer :group { hi @1 :UInt64; lo @2 :UInt64; }
  startDate @3 :Int32;  # days since 1970-01-01
  hasReturnDate @4 :Bool;
  returnDate @5 :Int32;
  managers @6 :List(Id);
  status @7 :ProjectStatus;
  retentionMonths @8 :Int32;
}
struct ProjectCreated {
  project :group { hi @0 :UInt64; lo @1 :UInt64; }
  details @2 :ProjectDetails;
}
struct ContactAddedToProject {
  project :group { hi @0 :UInt64; lo @1 :UInt64; }
  contact :group { hi @2 :UInt64; lo @3 :UInt64; }
  organisation :group { hi @4 :UInt64; lo @5 :UInt64; }
  organisationKind @6 :OrganisationKind;
}
struct ContactRemovedFromProject {
  project :group { hi @0 :UInt64; lo @1 :UInt64; }
  contact :group { hi @2 :UInt64; lo @3 :UInt64; }
}
struct ProjectEdited {
  project :group { hi @0 :UInt64; lo @1 :UInt64; }
  details @2 :ProjectDetails;
}
struct ProjectStatusChanged {
  project :group { hi @0 :UInt64; lo @1 :UInt64; }
  status @2 :ProjectStatus;
  reason @3 :Text;  # absent: none was given
}
struct CustomField { name @0 :Text; value @1 :Text; }
struct ParticipantDetails {
  externalId @0 :Text;
  firstName @1 :Text;
  lastName @2 :Text;
  email @3 :Text;
  phone @4 :Text;
  company @5 :Text;
  status @6 :Text;
  fields @7 :List(CustomField);  # by name
}
struct ParticipantAdded {
  participant :group { hi @0 :UInt64; lo @1 :UInt64; }
  project :group { hi @2 :UInt64; lo @3 :UInt64; }
  details :group {  # sealed: ParticipantDetails
    person :group { hi @4 :UInt64; lo @5 :UInt64; }
    sealed @6 :Data;
  }
}
struct ParticipantEdited {
  participant :group { hi @0 :UInt64; lo @1 :UInt64; }
  project :group { hi @2 :UInt64; lo @3 :UInt64; }
  details :group {  # sealed: ParticipantDetails
    person :group { hi @4 :UInt64; lo @5 :UInt64; }
    sealed @6 :Data;
  }
}
struct ParticipantRemoved {
  participant :group { hi @0 :UInt64; lo @1 :UInt64; }
  project :group { hi @2 :UInt64; lo @3 :UInt64; }
}
struct ParticipantsImported {
  project :group { hi @0 :UInt64; lo @1 :UInt64; }
  created @2 :UInt32;
  updated @3 :UInt32;
  unchanged @4 :UInt32;
}

# ---- Lists -------------------------------------------------------------------------------------

enum FilterOp {
  unset @0; eq @1; ne @2; contains @3; startsWith @4; in @5; isEmpty @6; isNotEmpty @7;
}

struct Condition { field @0 :Text; op @1 :FilterOp; values @2 :List(Text); }
struct SortKey { field @0 :Text; descending @1 :Bool; }
struct ListDefinition {
  name @0 :Text;
  columns @1 :List(Text);
  filter @2 :List(Condition);
  sort @3 :List(SortKey);
}
struct ListCreated {
  list :group { hi @0 :UInt64; lo @1 :UInt64; }
  project :group { hi @2 :UInt64; lo @3 :UInt64; }
  definition @4 :ListDefinition;
}
struct ListEdited {
  list :group { hi @0 :UInt64; lo @1 :UInt64; }
  project :group { hi @2 :UInt64; lo @3 :UInt64; }
  definition @4 :ListDefinition;
}
struct ListDeleted {
  list :group { hi @0 :UInt64; lo @1 :UInt64; }
  project :group { hi @2 :UInt64; lo @3 :UInt64; }
}

# ---- Shares ------------------------------------------------------------------------------------

enum RevocationCause {
  unset @0; bySender @1; contactRemovedFromProject @2; listDeleted @3; projectCancelled @4;
  retention @5; receiverErased @6;
}

struct Addressed { email @0 :Text; name @1 :Text; subject @2 :Text; body @3 :Text; }
struct Sending {
  id :group { hi @0 :UInt64; lo @1 :UInt64; }
  language @2 :Text;
  addressed :group {  # sealed: Addressed
    person :group { hi @3 :UInt64; lo @4 :UInt64; }
    sealed @5 :Data;
  }
}
struct ListShared {
  share :group { hi @0 :UInt64; lo @1 :UInt64; }
  list :group { hi @2 :UInt64; lo @3 :UInt64; }
  project :group { hi @4 :UInt64; lo @5 :UInt64; }
  hasContact @6 :Bool;
  contact :group { hi @7 :UInt64; lo @8 :UInt64; }
  validUntil @9 :Int32;  # days since 1970-01-01
  columns @10 :List(Text);
  mayDownload @11 :Bool;
  sending @12 :Sending;
}
struct ShareResent {
  share :group { hi @0 :UInt64; lo @1 :UInt64; }
  validUntil @2 :Int32;
  columns @3 :List(Text);
  mayDownload @4 :Bool;
  sending @5 :Sending;
}
struct ShareReceiverIdentified {
  share :group { hi @0 :UInt64; lo @1 :UInt64; }
  list :group { hi @2 :UInt64; lo @3 :UInt64; }
  project :group { hi @4 :UInt64; lo @5 :UInt64; }
  contact :group { hi @6 :UInt64; lo @7 :UInt64; }
}
struct ShareEmailAttempted {
  share :group { hi @0 :UInt64; lo @1 :UInt64; }
  sending :group { hi @2 :UInt64; lo @3 :UInt64; }
  attempt @4 :UInt32;
  linkHash :group { w0 @5 :UInt64; w1 @6 :UInt64; w2 @7 :UInt64; w3 @8 :UInt64; }
}
struct ShareEmailSent {
  share :group { hi @0 :UInt64; lo @1 :UInt64; }
  sending :group { hi @2 :UInt64; lo @3 :UInt64; }
  attempt @4 :UInt32;
  messageId @5 :Text;
}
struct ShareEmailDeferred {
  share :group { hi @0 :UInt64; lo @1 :UInt64; }
  sending :group { hi @2 :UInt64; lo @3 :UInt64; }
  attempt @4 :UInt32;
  reason @5 :Text;
  retryAt @6 :Int64;
}
struct ShareEmailFailed {
  share :group { hi @0 :UInt64; lo @1 :UInt64; }
  sending :group { hi @2 :UInt64; lo @3 :UInt64; }
  attempt @4 :UInt32;
  reason @5 :Text;
}
struct ShareValidityChanged {
  share :group { hi @0 :UInt64; lo @1 :UInt64; }
  validUntil @2 :Int32;
}
struct ShareColumnsChanged {
  share :group { hi @0 :UInt64; lo @1 :UInt64; }
  columns @2 :List(Text);
}
struct ShareDownloadChanged {
  share :group { hi @0 :UInt64; lo @1 :UInt64; }
  mayDownload @2 :Bool;
}
struct ShareRevoked {
  share :group { hi @0 :UInt64; lo @1 :UInt64; }
  cause @2 :RevocationCause;
}
struct ShareCodeIssued {
  share :group { hi @0 :UInt64; lo @1 :UInt64; }
  code :group { hi @2 :UInt64; lo @3 :UInt64; }
  expiresAt @4 :Int64;
}
struct ShareCodeSent {
  share :group { hi @0 :UInt64; lo @1 :UInt64; }
  code :group { hi @2 :UInt64; lo @3 :UInt64; }
  messageId @4 :Text;
}
struct ShareCodeFailed {
  share :group { hi @0 :UInt64; lo @1 :UInt64; }
  code :group { hi @2 :UInt64; lo @3 :UInt64; }
  reason @4 :Text;
}
struct ShareCodeTried {
  share :group { hi @0 :UInt64; lo @1 :UInt64; }
  code :group { hi @2 :UInt64; lo @3 :UInt64; }
}
struct ShareCodeRefused {
  share :group { hi @0 :UInt64; lo @1 :UInt64; }
  code :group { hi @2 :UInt64; lo @3 :UInt64; }
  locksShare @4 :Bool;
}
struct ViewingSessionOpened {
  share :group { hi @0 :UInt64; lo @1 :UInt64; }
  code :group { hi @2 :UInt64; lo @3 :UInt64; }
  session :group { hi @4 :UInt64; lo @5 :UInt64; }
  expiresAt @6 :Int64;
}
struct ViewingSessionEnded {
  share :group { hi @0 :UInt64; lo @1 :UInt64; }
  session :group { hi @2 :UInt64; lo @3 :UInt64; }
}

# ---- Accesses ----------------------------------------------------------------------------------

enum AccessKind { unset @0; json @1; page @2; csv @3; xlsx @4; changes @5; }

struct ClientDetails { address @0 :Text; userAgent @1 :Text; }
struct ListAccessed {
  access :group { hi @0 :UInt64; lo @1 :UInt64; }
  list :group { hi @2 :UInt64; lo @3 :UInt64; }
  project :group { hi @4 :UInt64; lo @5 :UInt64; }
  hasShare @6 :Bool;
  share :group { hi @7 :UInt64; lo @8 :UInt64; }
  hasSession @9 :Bool;
  session :group { hi @10 :UInt64; lo @11 :UInt64; }
  kind @12 :AccessKind;
  listVersion @13 :UInt64;
  rowCount @14 :UInt32;
  columns @15 :List(Text);
  client :group {  # sealed: ClientDetails
    person :group { hi @16 :UInt64; lo @17 :UInt64; }
    sealed @18 :Data;
  }
  hasSince @19 :Bool;
  since @20 :UInt64;
  hasContact @21 :Bool;
  contact :group { hi @22 :UInt64; lo @23 :UInt64; }
}
