#pragma once
// An office with one of everything that lets somebody see a list: events as they were decided, one
// day each hour, and looks that need not have been allowed.

#include <gtest/gtest.h>

#include "replay/list_at.hpp"
#include "tests/replay/live_office.hpp"

namespace rollcall::replay {

using projections::id_of;
using projections::kOffice;

inline const auto kList = id_of<domain::ListId>(51);
inline const auto kProject = id_of<domain::ProjectId>(21);
inline const auto kCustomer = id_of<domain::OrganisationId>(11);
inline const auto kContact = id_of<domain::ContactId>(31);
inline const auto kShare = id_of<domain::ShareId>(71);
inline const auto kSending = id_of<domain::SendingId>(72);
inline const auto kViewing = id_of<domain::SessionId>(73);
inline const auto kSignIn = id_of<domain::SessionId>(74);
inline const auto kStaffId = id_of<domain::StaffId>(61);
inline const auto kToken = id_of<domain::ApiTokenId>(65);

inline const domain::Actor kReceiver{domain::ActorKind::receiver, kShare.uuid};
inline const domain::Actor kVisitor{domain::ActorKind::contact, kContact.uuid};
inline const domain::Actor kStaff{domain::ActorKind::staff, kStaffId.uuid};
inline const domain::Actor kProgram{domain::ActorKind::api_token, kToken.uuid};
inline const domain::AccountHolder kHolder{domain::AccountKind::contact, kContact.uuid};

inline domain::Date day(std::string_view text) {
  return domain::Date::parse(text).value();
}
inline domain::Instant instant(std::string_view text) {
  return domain::Instant::parse(text).value();
}
inline std::vector<domain::Column> columns(std::vector<std::string> keys) {
  std::vector<domain::Column> all;
  for (auto& key : keys) all.push_back(domain::Column::restore(std::move(key)));
  return all;
}

class AuditedOffice {
 public:
  AuditedOffice() {
    at("2026-06-01T08:00:00Z");
    add(domain::OfficeCreated{kOffice, settings()});
    add(domain::StaffAdded{kOffice, kStaffId, domain::StaffRole::office_admin, {}});
    add(domain::ApiTokenCreated{kOffice, kToken, domain::Name::restore("Reports"),
                                domain::TokenRole::project_manager,
                                instant("2026-06-20T12:00:00Z")});
    add(domain::OrganisationAdded{kCustomer, domain::OrganisationKind::customer,
                                  domain::Name::restore("Vidda AS")});
    add(domain::ContactAdded{
        kContact, kCustomer, domain::OrganisationKind::customer, {person_of(kContact), contact()}});
    domain::ProjectDetails project;
    project.customer = kCustomer;
    add(domain::ProjectCreated{kProject, project});
  }
  // The list, shared, ticked and looked at: everybody could see it now.
  void open_everything() {
    make_list();
    share();
    attempt();
    open_viewing();
    join();
    tick();
    add(domain::SignedIn{kHolder, kSignIn, now().plus(std::chrono::hours(24))});
  }

  static domain::OfficeSettings settings() {
    domain::OfficeSettings settings;
    settings.time_zone = domain::TimeZone::restore("Europe/Oslo");
    return settings;
  }
  static domain::ContactDetails contact() {
    return {domain::EmailAddress::restore("anna@vidda.example"),
            domain::PersonName::restore("Anna"),
            domain::PersonName::restore("Berg"),
            {}};
  }

  void at(std::string_view time) { office.now = instant(time); }
  domain::Instant now() const { return office.now; }

  // The position it took.
  template <class E>
  eventstore::Position add(E event, domain::Actor by = kStaff) {
    office.record(domain::Proposals{domain::propose(std::move(event))}, by);
    return office.head();
  }
  eventstore::Position make_list() {
    domain::ListDefinition list;
    list.columns = columns({"firstName", "lastName"});
    return add(domain::ListCreated{kList, kProject, list});
  }
  eventstore::Position share(std::string_view until = "2026-06-10",
                             std::optional<domain::ContactId> with = std::nullopt) {
    return add(domain::ListShared{kShare, kList, kProject, with, day(until), columns({"lastName"}),
                                  false, sending()});
  }
  eventstore::Position attempt() {
    return add(domain::ShareEmailAttempted{kShare, kSending, 1, {7}}, {});
  }
  eventstore::Position open_viewing() {
    return add(
        domain::ViewingSessionOpened{kShare, {}, kViewing, now().plus(std::chrono::days(90))},
        kReceiver);
  }
  eventstore::Position join() {
    return add(domain::ContactAddedToProject{kProject, kContact, kCustomer,
                                             domain::OrganisationKind::customer});
  }
  eventstore::Position tick() {
    return add(domain::ListPublishedOnCustomerWeb{kList, kProject, columns({"firstName"}), {}, 10});
  }
  static domain::Sending sending() {
    domain::Addressed to;
    to.email = domain::EmailAddress::restore("desk@hotel.example");
    to.name = domain::PersonName::restore("Desk");
    return {kSending, {}, {id_of<domain::PersonId>(99), to}};
  }

  domain::ListAccessed look() const {
    domain::ListAccessed look;
    look.access = id_of<domain::AccessId>(90);
    look.list = kList;
    look.project = kProject;
    look.kind = domain::AccessKind::json;
    look.list_version = office.head();
    look.client = {id_of<domain::PersonId>(99), {}};
    return look;
  }
  domain::ListAccessed receivers_look() const {
    auto receivers = look();
    receivers.share = kShare;
    receivers.session = kViewing;
    receivers.columns = columns({"lastName"});
    return receivers;
  }
  domain::ListAccessed visitors_look() const {
    auto visitors = look();
    visitors.contact = kContact;
    visitors.session = kSignIn;
    visitors.columns = columns({"firstName"});
    return visitors;
  }

  Moment moment(eventstore::Position position) const {
    return {office.log(), office.codec(), projections::kLogOffice, position};
  }
  Moment moment() const { return moment(office.head()); }

  LiveOffice office;
};

}  // namespace rollcall::replay
