#pragma once
// A project with a customer, a hotel and their contact persons, a list, and its customer web.

#include "domain/access.hpp"
#include "tests/domain/given.hpp"

namespace rollcall::domain::given::web_given {

inline constexpr auto kOffice = id<OfficeId>(1);
inline constexpr auto kProject = id<ProjectId>(2);
inline constexpr auto kList = id<ListId>(3);
inline constexpr auto kCustomer = id<OrganisationId>(4);
inline constexpr auto kHotel = id<OrganisationId>(5);
inline constexpr auto kIda = id<ContactId>(6);   // of the customer
inline constexpr auto kDesk = id<ContactId>(7);  // of the hotel
inline constexpr auto kItem = id<MenuItemId>(8);

inline OfficeSettings settings(bool automatic_offer_login = false) {
  OfficeSettings settings;
  settings.automatic_offer_login = automatic_offer_login;
  return settings;
}
inline OfficeSettingsChanged automatic_login(bool on) {
  return {kOffice, settings(on)};
}
inline std::vector<Column> columns(const std::vector<std::string>& keys) {
  std::vector<Column> all;
  for (const auto& key : keys) all.push_back(valid<Column>(key));
  return all;
}
inline ListDefinition definition(const std::vector<std::string>& keys = {"lastName", "email"}) {
  return {valid<Name>("Rooms"), columns(keys), {}, {}};
}
inline ProjectStatusChanged cancelled() {
  return {kProject, ProjectStatus::cancelled, std::nullopt};
}
inline ContactAdded added(ContactId contact, OrganisationId organisation, OrganisationKind kind) {
  return {contact, organisation, kind, {person_of(contact), ContactDetails{}}};
}

// `more`: what happened after that.
template <class... E>
History project_with(E... more) {
  ProjectDetails details;
  details.customer = kCustomer;
  details.managers = {id<StaffId>(60)};
  History history{OfficeCreated{kOffice, settings()},
                  added(kIda, kCustomer, OrganisationKind::customer),
                  added(kDesk, kHotel, OrganisationKind::supplier),
                  ProjectCreated{kProject, details},
                  ContactAddedToProject{kProject, kIda, kCustomer, OrganisationKind::customer},
                  ContactAddedToProject{kProject, kDesk, kHotel, OrganisationKind::supplier},
                  ListCreated{kList, kProject, definition()}};
  (history.add(std::move(more)), ...);
  return history;
}

inline ListPublishedOnCustomerWeb ticked(std::int32_t order = kMenuOrderStep) {
  return {kList, kProject, columns({"lastName", "email"}), std::nullopt, order};
}
inline ListWithdrawnFromCustomerWeb unticked(WithdrawalCause cause = WithdrawalCause::unticked) {
  return {kList, kProject, cause};
}

inline CustomerWebState web_of(const History& history) {
  return history.fold<CustomerWebState>(facts_of_customer_web(kProject));
}
inline CustomerWebFacts web_facts(const History& history) {
  return {history.fold<OfficeState>(facts_of_office(kOffice)),
          history.fold<ProjectState>(facts_of_project(kProject)), web_of(history)};
}
inline ListState list_of(const History& history) {
  return history.fold<ListState>(facts_of_list(kList));
}

}  // namespace rollcall::domain::given::web_given
