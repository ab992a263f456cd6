#include "domain/event.hpp"

#include <type_traits>

namespace rollcall::domain {
namespace {

using Tags = std::vector<Tag>;

template <class Kind>
Tag tag(TagKind kind, const TypedId<Kind>& id) {
  return Tag{kind, id.uuid};
}

template <class E, class... Others>
concept OneOf = (std::is_same_v<E, Others> || ...);

// One overload per event, and no general one: an event without tags does not compile.

template <class E>
concept OfOffice = OneOf<E, OfficeCreated, OfficeSettingsChanged, ShareEmailTemplateSaved,
                         ShareEmailTemplateRemoved>;
Tags tags(const OfOffice auto& event) {
  return {tag(TagKind::office, event.office)};
}

template <class E>
concept OfStaff =
    OneOf<E, StaffAdded, StaffEdited, StaffRoleChanged, StaffDeactivated, StaffReactivated>;
Tags tags(const OfStaff auto& event) {
  return {tag(TagKind::office, event.office), tag(TagKind::staff, event.staff)};
}

template <class E>
concept OfApiToken = OneOf<E, ApiTokenCreated, ApiTokenWithdrawn>;
Tags tags(const OfApiToken auto& event) {
  return {tag(TagKind::office, event.office), tag(TagKind::api_token, event.token)};
}

template <class E>
concept OfOrganisation = OneOf<E, OrganisationAdded, OrganisationRenamed, OrganisationDeleted>;
Tags tags(const OfOrganisation auto& event) {
  return {tag(TagKind::organisation, event.organisation)};
}

template <class E>
concept OfContactAtOrganisation = OneOf<E, ContactAdded, ContactLinked, ContactUnlinked>;
Tags tags(const OfContactAtOrganisation auto& event) {
  return {tag(TagKind::contact, event.contact), tag(TagKind::organisation, event.organisation)};
}

template <class E>
concept OfContactAlone =
    OneOf<E, ContactEdited, ContactDeactivated, ContactReactivated, ContactDeleted>;
Tags tags(const OfContactAlone auto& event) {
  return {tag(TagKind::contact, event.contact)};
}

template <class E>
concept OfProjectDetails = OneOf<E, ProjectCreated, ProjectEdited>;
Tags tags(const OfProjectDetails auto& event) {
  return {tag(TagKind::project, event.project), tag(TagKind::organisation, event.details.customer)};
}
Tags tags(const ProjectStatusChanged& event) {
  return {tag(TagKind::project, event.project)};
}

template <class E>
concept OfMembership = OneOf<E, ContactAddedToProject, ContactRemovedFromProject>;
Tags tags(const OfMembership auto& event) {
  return {tag(TagKind::project, event.project), tag(TagKind::contact, event.contact)};
}

template <class E>
concept OfParticipant = OneOf<E, ParticipantAdded, ParticipantEdited, ParticipantRemoved>;
Tags tags(const OfParticipant auto& event) {
  return {tag(TagKind::participant, event.participant), tag(TagKind::roster, event.project)};
}
Tags tags(const ParticipantsImported& event) {
  return {tag(TagKind::roster, event.project)};
}

template <class E>
concept OfList = OneOf<E, ListCreated, ListEdited, ListDeleted>;
Tags tags(const OfList auto& event) {
  return {tag(TagKind::list, event.list), tag(TagKind::project, event.project)};
}

Tags tags(const ListShared& event) {
  Tags result = {tag(TagKind::share, event.share), tag(TagKind::list, event.list),
                 tag(TagKind::project, event.project)};
  if (event.contact) result.push_back(tag(TagKind::contact, *event.contact));
  return result;
}
Tags tags(const ShareReceiverIdentified& event) {
  return {tag(TagKind::share, event.share), tag(TagKind::list, event.list),
          tag(TagKind::project, event.project), tag(TagKind::contact, event.contact)};
}
Tags tags(const ShareEmailAttempted& event) {
  return {tag(TagKind::share, event.share), link_tag(event.link_hash)};
}

template <class E>
concept OfViewingSession = OneOf<E, ViewingSessionOpened, ViewingSessionEnded>;
Tags tags(const OfViewingSession auto& event) {
  return {tag(TagKind::share, event.share), tag(TagKind::session, event.session)};
}

template <class E>
concept OfShareAlone =
    OneOf<E, ShareResent, ShareEmailSent, ShareEmailDeferred, ShareEmailFailed,
          ShareValidityChanged, ShareColumnsChanged, ShareDownloadChanged, ShareRevoked,
          ShareCodeIssued, ShareCodeSent, ShareCodeFailed, ShareCodeTried, ShareCodeRefused>;
Tags tags(const OfShareAlone auto& event) {
  return {tag(TagKind::share, event.share)};
}

// A look by staff or a program has no one to count for but itself: the viewer is the actor.
Uuid viewer_of(const ListAccessed& event) {
  if (event.share) return event.share->uuid;
  return event.contact ? event.contact->uuid : event.access.uuid;
}
Tags tags(const ListAccessed& event) {
  return {Tag{TagKind::access, viewer_of(event)}, tag(TagKind::disclosure, event.list)};
}

template <class E>
concept OfListOnCustomerWeb = OneOf<E, ListPublishedOnCustomerWeb, ListWithdrawnFromCustomerWeb>;
Tags tags(const OfListOnCustomerWeb auto& event) {
  return {tag(TagKind::customer_web, event.project), tag(TagKind::list, event.list)};
}
template <class E>
concept OfMenuItem = OneOf<E, MenuItemAdded, MenuItemEdited>;
Tags tags(const OfMenuItem auto& event) {
  Tags result = {tag(TagKind::customer_web, event.project)};
  if (event.details.body) result.push_back(blob_tag(event.details.body->hash));
  return result;
}
template <class E>
concept OfMenuItemAlone = OneOf<E, MenuItemPublished, MenuItemWithdrawn, MenuItemDeleted>;
Tags tags(const OfMenuItemAlone auto& event) {
  return {tag(TagKind::customer_web, event.project)};
}
Tags tags(const MenuFileUploaded& event) {
  return {tag(TagKind::customer_web, event.project), blob_tag(event.file.hash)};
}

Tags tags(const AccessDenied& event) {
  return {tag_of_principal(event.principal)};
}

// Found by the office, and by what was asked about.
Tags tags(const HistoryRead& event) {
  Tags result = {history_tag(event.office.uuid)};
  if (event.subject) result.push_back(history_tag(event.subject->id));
  return result;
}

Tags tags(const PasswordLinkIssued& event) {
  return {tag_of(event.holder), link_tag(event.link_hash)};
}

template <class E>
concept OfAccountSession = OneOf<E, SignedIn, SignedInByOffer, SignedOut>;
Tags tags(const OfAccountSession auto& event) {
  return {tag_of(event.holder), tag(TagKind::session, event.session)};
}

template <class E>
concept OfAccountAlone = OneOf<E, PasswordLinkAttempted, PasswordLinkEmailed, PasswordLinkDeferred,
                               PasswordLinkFailed, PasswordSet, SignInRefused, SignedOutEverywhere>;
Tags tags(const OfAccountAlone auto& event) {
  return {tag_of(event.holder)};
}

Tags tags(const ExpiryReminderQueued& event) {
  return {tag(TagKind::mailing, event.mailing), tag(TagKind::staff, event.recipient)};
}
Tags tags(const ShareExpiryReminded& event) {
  return {tag(TagKind::mailing, event.mailing), tag(TagKind::share, event.share)};
}

Tags tags(const OfferMailQueued& event) {
  return {tag(TagKind::mailing, event.mailing), tag(TagKind::project, event.project),
          tag(TagKind::contact, event.contact), link_tag(event.link_hash)};
}

template <class E>
concept OfMailing = OneOf<E, MailingAttempted, MailingSent, MailingDeferred, MailingFailed>;
Tags tags(const OfMailing auto& event) {
  return {tag(TagKind::mailing, event.mailing)};
}

// What is found by the person's own tag, and all of them together.
Tags tags(const PersonErased& event) {
  Tags result = {Tag{TagKind::erasure, {}}, subject_of(event)};
  if (event.project) result.push_back(tag(TagKind::roster, *event.project));
  return result;
}
Tags tags(const RetentionPassed& event) {
  return {tag(TagKind::project, event.project)};
}

}  // namespace

Event::Event() = default;
Event::Event(const Event& other) = default;
Event::Event(Event&& other) noexcept = default;
Event& Event::operator=(const Event& other) = default;
Event& Event::operator=(Event&& other) noexcept = default;
Event::~Event() = default;

bool Event::operator==(const Event&) const = default;

template <class Concept>
Event::Event(Whole, Concept&& event) : of(std::in_place_type<Concept>, std::move(event)) {}
template Event::Event(Whole, OfficeEvent&&);
template Event::Event(Whole, StaffEvent&&);
template Event::Event(Whole, ApiTokenEvent&&);
template Event::Event(Whole, OrganisationEvent&&);
template Event::Event(Whole, ContactEvent&&);
template Event::Event(Whole, ProjectEvent&&);
template Event::Event(Whole, ParticipantEvent&&);
template Event::Event(Whole, ListEvent&&);
template Event::Event(Whole, ShareEvent&&);
template Event::Event(Whole, AccessEvent&&);
template Event::Event(Whole, DenialEvent&&);
template Event::Event(Whole, AccountEvent&&);
template Event::Event(Whole, ShareTemplateEvent&&);
template Event::Event(Whole, ReminderEvent&&);
template Event::Event(Whole, MailingEvent&&);
template Event::Event(Whole, OfferEvent&&);
template Event::Event(Whole, CustomerWebEvent&&);
template Event::Event(Whole, HistoryEvent&&);
template Event::Event(Whole, ErasureEvent&&);

EventType type_of(const Event& event) {
  return visit_event([](const auto& e) { return std::remove_cvref_t<decltype(e)>::kType; }, event);
}

std::string_view name_of(const Event& event) {
  return visit_event([](const auto& e) { return std::remove_cvref_t<decltype(e)>::kName; }, event);
}

std::vector<Tag> tags_of(const Event& event) {
  return visit_event([](const auto& e) { return tags(e); }, event);
}

}  // namespace rollcall::domain
