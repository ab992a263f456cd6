#include "domain/proposal.hpp"

#include <memory>
#include <utility>

#include "domain/event.hpp"

namespace rollcall::domain {

// The event becomes its concept's variant, that the whole's: exactly one concept takes it.
template <class E>
Proposal propose(E event, std::optional<EmailKey> email) {
  return Proposal{std::make_shared<const Event>(Event{std::move(event)}), email};
}

// All of them; one that is missing here fails to link where it is proposed.
using Email = std::optional<EmailKey>;
template Proposal propose(OfficeCreated, Email);
template Proposal propose(StaffAdded, Email);
template Proposal propose(ApiTokenCreated, Email);
template Proposal propose(OrganisationAdded, Email);
template Proposal propose(OrganisationRenamed, Email);
template Proposal propose(ContactAdded, Email);
template Proposal propose(ContactLinked, Email);
template Proposal propose(ProjectCreated, Email);
template Proposal propose(ContactAddedToProject, Email);
template Proposal propose(ContactRemovedFromProject, Email);
template Proposal propose(ProjectEdited, Email);
template Proposal propose(ProjectStatusChanged, Email);
template Proposal propose(ParticipantAdded, Email);
template Proposal propose(ParticipantEdited, Email);
template Proposal propose(ParticipantRemoved, Email);
template Proposal propose(ParticipantsImported, Email);
template Proposal propose(ListCreated, Email);
template Proposal propose(ListEdited, Email);
template Proposal propose(ListDeleted, Email);
template Proposal propose(ListShared, Email);
template Proposal propose(ShareResent, Email);
template Proposal propose(ShareEmailAttempted, Email);
template Proposal propose(ShareEmailSent, Email);
template Proposal propose(ShareEmailDeferred, Email);
template Proposal propose(ShareEmailFailed, Email);
template Proposal propose(ShareValidityChanged, Email);
template Proposal propose(ShareColumnsChanged, Email);
template Proposal propose(ShareDownloadChanged, Email);
template Proposal propose(ShareRevoked, Email);
template Proposal propose(ShareCodeIssued, Email);
template Proposal propose(ShareCodeSent, Email);
template Proposal propose(ShareCodeFailed, Email);
template Proposal propose(ShareCodeTried, Email);
template Proposal propose(ShareCodeRefused, Email);
template Proposal propose(ViewingSessionOpened, Email);
template Proposal propose(ViewingSessionEnded, Email);
template Proposal propose(ListAccessed, Email);

}  // namespace rollcall::domain
