#pragma once
// Every event's place in the schema's union, and how it is written and read. The domain's variants
// drive both directions (codec.cpp), so an event that has no row here does not compile, and one
// whose write or read is missing does not link.

#include "domain/codec/parts.hpp"

namespace rollcall::codec {

template <class E>
struct Member;

#define ROLLCALL_EVENT(Name, WHICH)                                         \
  template <>                                                               \
  struct Member<domain::Name> {                                             \
    static constexpr schema::Event::Which kWhich = schema::Event::WHICH;    \
    static auto init(schema::Event::Builder event) {                        \
      return event.init##Name();                                            \
    }                                                                       \
    static auto of(schema::Event::Reader event) {                           \
      return event.get##Name();                                             \
    }                                                                       \
  };                                                                        \
  void write(const domain::Name& from, schema::Name::Builder to, Sealing&); \
  void read(schema::Name::Reader from, domain::Name& to, Sealing&);

ROLLCALL_EVENT(OfficeCreated, OFFICE_CREATED)
ROLLCALL_EVENT(OfficeSettingsChanged, OFFICE_SETTINGS_CHANGED)
ROLLCALL_EVENT(StaffAdded, STAFF_ADDED)
ROLLCALL_EVENT(StaffEdited, STAFF_EDITED)
ROLLCALL_EVENT(StaffRoleChanged, STAFF_ROLE_CHANGED)
ROLLCALL_EVENT(StaffDeactivated, STAFF_DEACTIVATED)
ROLLCALL_EVENT(StaffReactivated, STAFF_REACTIVATED)
ROLLCALL_EVENT(ApiTokenCreated, API_TOKEN_CREATED)
ROLLCALL_EVENT(ApiTokenWithdrawn, API_TOKEN_WITHDRAWN)
ROLLCALL_EVENT(OrganisationAdded, ORGANISATION_ADDED)
ROLLCALL_EVENT(OrganisationRenamed, ORGANISATION_RENAMED)
ROLLCALL_EVENT(OrganisationDeleted, ORGANISATION_DELETED)
ROLLCALL_EVENT(ContactAdded, CONTACT_ADDED)
ROLLCALL_EVENT(ContactLinked, CONTACT_LINKED)
ROLLCALL_EVENT(ContactEdited, CONTACT_EDITED)
ROLLCALL_EVENT(ContactUnlinked, CONTACT_UNLINKED)
ROLLCALL_EVENT(ContactDeactivated, CONTACT_DEACTIVATED)
ROLLCALL_EVENT(ContactReactivated, CONTACT_REACTIVATED)
ROLLCALL_EVENT(ContactDeleted, CONTACT_DELETED)
ROLLCALL_EVENT(ProjectCreated, PROJECT_CREATED)
ROLLCALL_EVENT(ContactAddedToProject, CONTACT_ADDED_TO_PROJECT)
ROLLCALL_EVENT(ContactRemovedFromProject, CONTACT_REMOVED_FROM_PROJECT)
ROLLCALL_EVENT(ProjectEdited, PROJECT_EDITED)
ROLLCALL_EVENT(ProjectStatusChanged, PROJECT_STATUS_CHANGED)
ROLLCALL_EVENT(ParticipantAdded, PARTICIPANT_ADDED)
ROLLCALL_EVENT(ParticipantEdited, PARTICIPANT_EDITED)
ROLLCALL_EVENT(ParticipantRemoved, PARTICIPANT_REMOVED)
ROLLCALL_EVENT(ParticipantsImported, PARTICIPANTS_IMPORTED)
ROLLCALL_EVENT(ListCreated, LIST_CREATED)
ROLLCALL_EVENT(ListEdited, LIST_EDITED)
ROLLCALL_EVENT(ListDeleted, LIST_DELETED)
ROLLCALL_EVENT(ListShared, LIST_SHARED)
ROLLCALL_EVENT(ShareResent, SHARE_RESENT)
ROLLCALL_EVENT(ShareReceiverIdentified, SHARE_RECEIVER_IDENTIFIED)
ROLLCALL_EVENT(ShareEmailAttempted, SHARE_EMAIL_ATTEMPTED)
ROLLCALL_EVENT(ShareEmailSent, SHARE_EMAIL_SENT)
ROLLCALL_EVENT(ShareEmailDeferred, SHARE_EMAIL_DEFERRED)
ROLLCALL_EVENT(ShareEmailFailed, SHARE_EMAIL_FAILED)
ROLLCALL_EVENT(ShareValidityChanged, SHARE_VALIDITY_CHANGED)
ROLLCALL_EVENT(ShareColumnsChanged, SHARE_COLUMNS_CHANGED)
ROLLCALL_EVENT(ShareDownloadChanged, SHARE_DOWNLOAD_CHANGED)
ROLLCALL_EVENT(ShareRevoked, SHARE_REVOKED)
ROLLCALL_EVENT(ShareCodeIssued, SHARE_CODE_ISSUED)
ROLLCALL_EVENT(ShareCodeSent, SHARE_CODE_SENT)
ROLLCALL_EVENT(ShareCodeFailed, SHARE_CODE_FAILED)
ROLLCALL_EVENT(ShareCodeTried, SHARE_CODE_TRIED)
ROLLCALL_EVENT(ShareCodeRefused, SHARE_CODE_REFUSED)
ROLLCALL_EVENT(ViewingSessionOpened, VIEWING_SESSION_OPENED)
ROLLCALL_EVENT(ViewingSessionEnded, VIEWING_SESSION_ENDED)
ROLLCALL_EVENT(ListAccessed, LIST_ACCESSED)
ROLLCALL_EVENT(AccessDenied, ACCESS_DENIED)
ROLLCALL_EVENT(PasswordLinkIssued, PASSWORD_LINK_ISSUED)
ROLLCALL_EVENT(PasswordLinkAttempted, PASSWORD_LINK_ATTEMPTED)
ROLLCALL_EVENT(PasswordLinkEmailed, PASSWORD_LINK_EMAILED)
ROLLCALL_EVENT(PasswordLinkDeferred, PASSWORD_LINK_DEFERRED)
ROLLCALL_EVENT(PasswordLinkFailed, PASSWORD_LINK_FAILED)
ROLLCALL_EVENT(PasswordSet, PASSWORD_SET)
ROLLCALL_EVENT(SignedIn, SIGNED_IN)
ROLLCALL_EVENT(SignInRefused, SIGN_IN_REFUSED)
ROLLCALL_EVENT(SignedOut, SIGNED_OUT)
ROLLCALL_EVENT(SignedOutEverywhere, SIGNED_OUT_EVERYWHERE)
ROLLCALL_EVENT(ShareEmailTemplateSaved, SHARE_EMAIL_TEMPLATE_SAVED)
ROLLCALL_EVENT(ShareEmailTemplateRemoved, SHARE_EMAIL_TEMPLATE_REMOVED)
ROLLCALL_EVENT(ExpiryReminderQueued, EXPIRY_REMINDER_QUEUED)
ROLLCALL_EVENT(ShareExpiryReminded, SHARE_EXPIRY_REMINDED)
ROLLCALL_EVENT(MailingAttempted, MAILING_ATTEMPTED)
ROLLCALL_EVENT(MailingSent, MAILING_SENT)
ROLLCALL_EVENT(MailingDeferred, MAILING_DEFERRED)
ROLLCALL_EVENT(MailingFailed, MAILING_FAILED)
ROLLCALL_EVENT(OfferMailQueued, OFFER_MAIL_QUEUED)
ROLLCALL_EVENT(SignedInByOffer, SIGNED_IN_BY_OFFER)
ROLLCALL_EVENT(ListPublishedOnCustomerWeb, LIST_PUBLISHED_ON_CUSTOMER_WEB)
ROLLCALL_EVENT(ListWithdrawnFromCustomerWeb, LIST_WITHDRAWN_FROM_CUSTOMER_WEB)
ROLLCALL_EVENT(MenuItemAdded, MENU_ITEM_ADDED)
ROLLCALL_EVENT(MenuItemEdited, MENU_ITEM_EDITED)
ROLLCALL_EVENT(MenuItemPublished, MENU_ITEM_PUBLISHED)
ROLLCALL_EVENT(MenuItemWithdrawn, MENU_ITEM_WITHDRAWN)
ROLLCALL_EVENT(MenuItemDeleted, MENU_ITEM_DELETED)
ROLLCALL_EVENT(MenuFileUploaded, MENU_FILE_UPLOADED)
ROLLCALL_EVENT(HistoryRead, HISTORY_READ)
ROLLCALL_EVENT(PersonErased, PERSON_ERASED)
ROLLCALL_EVENT(RetentionPassed, RETENTION_PASSED)

#undef ROLLCALL_EVENT

}  // namespace rollcall::codec
