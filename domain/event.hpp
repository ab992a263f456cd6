#pragma once
// Every event of Rollcall in one type: a variant of each concept's variant, so that a visitor that
// forgets one does not compile.

#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "domain/access.hpp"
#include "domain/account.hpp"
#include "domain/contact.hpp"
#include "domain/customer_web/menu.hpp"
#include "domain/erasure/erasure.hpp"
#include "domain/history.hpp"
#include "domain/list.hpp"
#include "domain/mails/mailing.hpp"
#include "domain/mails/offer.hpp"
#include "domain/mails/reminder.hpp"
#include "domain/office.hpp"
#include "domain/office/api_token.hpp"
#include "domain/office/denial.hpp"
#include "domain/office/share_template.hpp"
#include "domain/office/staff.hpp"
#include "domain/organisation.hpp"
#include "domain/participant.hpp"
#include "domain/project.hpp"
#include "domain/share.hpp"

namespace rollcall::domain {

// Of the concepts' variants, the one that holds E or is E.
template <class E, class Concept>
constexpr bool kIsOf = false;
template <class E, class... Events>
constexpr bool kIsOf<E, std::variant<Events...>> =
    std::is_same_v<E, std::variant<Events...>> || (std::is_same_v<E, Events> || ...);
template <class E, class Concepts>
struct ConceptOf;
template <class E, class Concept, class... Others>
struct ConceptOf<E, std::variant<Concept, Others...>>
    : std::conditional_t<kIsOf<E, Concept>, std::type_identity<Concept>,
                         ConceptOf<E, std::variant<Others...>>> {};

// Its special members, what makes it of a concept's variant, and operator== are not inline: each is
// a large visit, which would be compiled in every file that makes, copies or compares events.
struct Event {
  using OfConcepts =
      std::variant<OfficeEvent, StaffEvent, ApiTokenEvent, OrganisationEvent, ContactEvent,
                   ProjectEvent, ParticipantEvent, ListEvent, ShareEvent, AccessEvent, DenialEvent,
                   AccountEvent, ShareTemplateEvent, ReminderEvent, MailingEvent, OfferEvent,
                   CustomerWebEvent, HistoryEvent, ErasureEvent>;

  Event();
  Event(const Event& other);
  Event(Event&& other) noexcept;
  Event& operator=(const Event& other);
  Event& operator=(Event&& other) noexcept;
  ~Event();
  // Of a concept's variant, or of a single event.
  template <class E>
    requires(!std::is_same_v<std::remove_cvref_t<E>, Event>)
  Event(E&& event)
      : Event(Whole{}, typename ConceptOf<std::remove_cvref_t<E>, OfConcepts>::type(
                           std::forward<E>(event))) {}

  OfConcepts of;
  bool operator==(const Event&) const;

 private:
  struct Whole {};
  template <class Concept>
  Event(Whole, Concept&& event);
};

EventType type_of(const Event& event);
std::string_view name_of(const Event& event);

// The tags that follow from the event itself. E-mail tags come with the proposal.
std::vector<Tag> tags_of(const Event& event);

// Calls `visitor` with the innermost event struct.
template <class Visitor>
decltype(auto) visit_event(Visitor&& visitor, const Event& event) {
  return std::visit([&](const auto& concept_event) { return std::visit(visitor, concept_event); },
                    event.of);
}

}  // namespace rollcall::domain
