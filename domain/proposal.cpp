#include "domain/proposal.hpp"

#include <memory>
#include <utility>

#include "domain/event.hpp"

namespace rollcall::domain {

// The event becomes its concept's variant, that the whole's: exactly one concept takes it.
template <class E>
Proposal propose(E event, std::optional<EmailKey> email, std::optional<EmailKey> former_email) {
  return Proposal{std::make_shared<const Event>(Event{std::move(event)}), email, former_email};
}

// All of them; one that is missing here fails to link where it is proposed.
using Email = std::optional<EmailKey>;
template Proposal propose(OfficeCreated, Email, Email);
template Proposal propose(OfficeSettingsChanged, Email, Email);
template Proposal propose(StaffAdded, Email, Email);
template Proposal propose(StaffEdited, Email, Email);
template Proposal propose(StaffRoleChanged, Email, Email);
template Proposal propose(StaffDeactivated, Email, Email);
template Proposal propose(StaffReactivated, Email, Email);
template Proposal propose(ApiTokenCreated, Email, Email);
template Proposal propose(ApiTokenWithdrawn, Email, Email);
template Proposal propose(OrganisationAdded, Email, Email);
template Proposal propose(OrganisationRenamed, Email, Email);
template Proposal propose(OrganisationDeleted, Email, Email);
template Proposal propose(ContactAdded, Email, Email);
template Proposal propose(ContactLinked, Email, Email);
template Proposal propose(ContactEdited, Email, Email);
template Proposal propose(ContactUnlinked, Email, Email);
template Proposal propose(ContactDeactivated, Email, Email);
template Proposal propose(ContactReactivated, Email, Email);
template Proposal propose(ContactDeleted, Email, Email);
template Proposal propose(ProjectCreated, Email, Email);
template Proposal propose(ContactAddedToProject, Email, Email);
template Proposal propose(ContactRemovedFromProject, Email, Email);
template Proposal propose(ProjectEdited, Email, Email);
template Proposal propose(ProjectStatusChanged, Email, Email);
template Proposal propose(ParticipantAdded, Email, Email);
template Proposal propose(ParticipantEdited, Email, Email);
template Proposal propose(ParticipantRemoved, Email, Email);
template Proposal propose(ParticipantsImported, Email, Email);
template Proposal propose(PersonErased, Email, Email);
template Proposal propose(RetentionPassed, Email, Email);
template Proposal propose(ListCreated, Email, Email);
template Proposal propose(ListEdited, Email, Email);
template Proposal propose(ListDeleted, Email, Email);
template Proposal propose(ListShared, Email, Email);
template Proposal propose(ShareResent, Email, Email);
template Proposal propose(ShareReceiverIdentified, Email, Email);
template Proposal propose(ShareEmailAttempted, Email, Email);
template Proposal propose(ShareEmailSent, Email, Email);
template Proposal propose(ShareEmailDeferred, Email, Email);
template Proposal propose(ShareEmailFailed, Email, Email);
template Proposal propose(ShareValidityChanged, Email, Email);
template Proposal propose(ShareColumnsChanged, Email, Email);
template Proposal propose(ShareDownloadChanged, Email, Email);
template Proposal propose(ShareRevoked, Email, Email);
template Proposal propose(ShareCodeIssued, Email, Email);
template Proposal propose(ShareCodeSent, Email, Email);
template Proposal propose(ShareCodeFailed, Email, Email);
template Proposal propose(ShareCodeTried, Email, Email);
template Proposal propose(ShareCodeRefused, Email, Email);
template Proposal propose(ViewingSessionOpened, Email, Email);
template Proposal propose(ViewingSessionEnded, Email, Email);
template Proposal propose(ListAccessed, Email, Email);
template Proposal propose(AccessDenied, Email, Email);
template Proposal propose(PasswordLinkIssued, Email, Email);
template Proposal propose(PasswordLinkAttempted, Email, Email);
template Proposal propose(PasswordLinkEmailed, Email, Email);
template Proposal propose(PasswordLinkDeferred, Email, Email);
template Proposal propose(PasswordLinkFailed, Email, Email);
template Proposal propose(PasswordSet, Email, Email);
template Proposal propose(SignedIn, Email, Email);
template Proposal propose(SignInRefused, Email, Email);
template Proposal propose(SignedOut, Email, Email);
template Proposal propose(SignedOutEverywhere, Email, Email);
template Proposal propose(ShareEmailTemplateSaved, Email, Email);
template Proposal propose(ShareEmailTemplateRemoved, Email, Email);
template Proposal propose(ExpiryReminderQueued, Email, Email);
template Proposal propose(ShareExpiryReminded, Email, Email);
template Proposal propose(MailingAttempted, Email, Email);
template Proposal propose(MailingSent, Email, Email);
template Proposal propose(MailingDeferred, Email, Email);
template Proposal propose(MailingFailed, Email, Email);
template Proposal propose(OfferMailQueued, Email, Email);
template Proposal propose(SignedInByOffer, Email, Email);
template Proposal propose(ListPublishedOnCustomerWeb, Email, Email);
template Proposal propose(ListWithdrawnFromCustomerWeb, Email, Email);
template Proposal propose(MenuItemAdded, Email, Email);
template Proposal propose(MenuItemEdited, Email, Email);
template Proposal propose(MenuItemPublished, Email, Email);
template Proposal propose(MenuItemWithdrawn, Email, Email);
template Proposal propose(MenuItemDeleted, Email, Email);
template Proposal propose(MenuFileUploaded, Email, Email);
template Proposal propose(HistoryRead, Email, Email);

}  // namespace rollcall::domain
