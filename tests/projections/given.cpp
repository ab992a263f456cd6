#include "tests/projections/given.hpp"

namespace rollcall::projections {
namespace {

using namespace domain;

template <class Concept, class E>
Event event(E e) {
  return Event{Concept{std::move(e)}};
}

}  // namespace

Event organisation_added(std::uint64_t organisation, OrganisationKind kind,
                         const std::string& name) {
  return event<OrganisationEvent>(
      OrganisationAdded{id_of<OrganisationId>(organisation), kind, Name::restore(name)});
}

Event contact_added(std::uint64_t contact, std::uint64_t organisation, const std::string& email,
                    const std::string& first, const std::string& last) {
  const auto id = id_of<ContactId>(contact);
  return event<ContactEvent>(
      ContactAdded{id, id_of<OrganisationId>(organisation), OrganisationKind::customer,
                   known(person_of(id), ContactDetails{EmailAddress::restore(email),
                                                       PersonName::restore(first),
                                                       PersonName::restore(last),
                                                       {}})});
}

Event contact_linked(std::uint64_t contact, std::uint64_t organisation, OrganisationKind kind) {
  return event<ContactEvent>(
      ContactLinked{id_of<ContactId>(contact), id_of<OrganisationId>(organisation), kind});
}

ProjectDetails project_details(std::uint64_t customer, const std::string& name) {
  ProjectDetails details;
  details.name = Name::restore(name);
  details.customer = id_of<OrganisationId>(customer);
  details.managers = {id_of<StaffId>(1)};
  return details;
}

Event organisation_deleted(std::uint64_t organisation, OrganisationKind kind) {
  return event<OrganisationEvent>(OrganisationDeleted{id_of<OrganisationId>(organisation), kind});
}

Event organisation_renamed(std::uint64_t organisation, const std::string& name) {
  return event<OrganisationEvent>(
      OrganisationRenamed{id_of<OrganisationId>(organisation), Name::restore(name)});
}

Event project_created(std::uint64_t project, std::uint64_t customer, const std::string& name) {
  return event<ProjectEvent>(
      ProjectCreated{id_of<ProjectId>(project), project_details(customer, name)});
}

Event project_edited(std::uint64_t project, std::uint64_t customer, const std::string& name) {
  return event<ProjectEvent>(
      ProjectEdited{id_of<ProjectId>(project), project_details(customer, name)});
}

Event project_status_changed(std::uint64_t project, ProjectStatus status,
                             const std::string& reason) {
  return event<ProjectEvent>(
      ProjectStatusChanged{id_of<ProjectId>(project), status, StatusReason::restore(reason)});
}

Event joined(std::uint64_t project, std::uint64_t contact, std::uint64_t organisation) {
  return event<ProjectEvent>(
      ContactAddedToProject{id_of<ProjectId>(project), id_of<ContactId>(contact),
                            id_of<OrganisationId>(organisation), OrganisationKind::customer});
}

Event left(std::uint64_t project, std::uint64_t contact) {
  return event<ProjectEvent>(
      ContactRemovedFromProject{id_of<ProjectId>(project), id_of<ContactId>(contact)});
}

ParticipantDetails participant(const std::string& first, const std::string& last,
                               const std::string& company) {
  ParticipantDetails details;
  details.at(StandardField::first_name) = first;
  details.at(StandardField::last_name) = last;
  details.at(StandardField::company) = company;
  return details;
}

Event participant_added(std::uint64_t participant, std::uint64_t project,
                        ParticipantDetails details) {
  const auto id = id_of<ParticipantId>(participant);
  return event<ParticipantEvent>(
      ParticipantAdded{id, id_of<ProjectId>(project), known(person_of(id), std::move(details))});
}

Event participant_edited(std::uint64_t participant, std::uint64_t project,
                         ParticipantDetails details) {
  const auto id = id_of<ParticipantId>(participant);
  return event<ParticipantEvent>(
      ParticipantEdited{id, id_of<ProjectId>(project), known(person_of(id), std::move(details))});
}

Event participant_removed(std::uint64_t participant, std::uint64_t project) {
  return event<ParticipantEvent>(
      ParticipantRemoved{id_of<ParticipantId>(participant), id_of<ProjectId>(project)});
}

ListDefinition definition(const std::string& name, std::vector<std::string> columns,
                          const std::string& only_company) {
  ListDefinition list;
  list.name = Name::restore(name);
  for (std::string& column : columns) list.columns.push_back(Column::restore(std::move(column)));
  if (!only_company.empty()) {
    list.filter.push_back({Column::restore("company"), FilterOp::eq, {only_company}});
  }
  return list;
}

Event list_created(std::uint64_t list, std::uint64_t project, ListDefinition list_as) {
  return event<ListEvent>(
      ListCreated{id_of<ListId>(list), id_of<ProjectId>(project), std::move(list_as)});
}

Event list_edited(std::uint64_t list, std::uint64_t project, ListDefinition list_as) {
  return event<ListEvent>(
      ListEdited{id_of<ListId>(list), id_of<ProjectId>(project), std::move(list_as)});
}

Event list_deleted(std::uint64_t list, std::uint64_t project) {
  return event<ListEvent>(ListDeleted{id_of<ListId>(list), id_of<ProjectId>(project)});
}

Sending sending(std::uint64_t id, const std::string& email) {
  Addressed addressed{EmailAddress::restore(email),
                      PersonName::restore("Kari"),
                      {Subject::restore("List"), MailBody::restore("See [resource-link]")}};
  return {id_of<SendingId>(id), LanguageTag(), known(id_of<PersonId>(900 + id), addressed)};
}

Event list_shared(std::uint64_t share, std::uint64_t list, std::uint64_t project,
                  std::optional<std::uint64_t> contact, const std::string& email) {
  ListShared shared;
  shared.share = id_of<ShareId>(share);
  shared.list = id_of<ListId>(list);
  shared.project = id_of<ProjectId>(project);
  if (contact) shared.contact = id_of<ContactId>(*contact);
  shared.valid_until = {20'000};
  shared.columns = {Column::restore("lastName"), Column::restore("fields.Room")};
  shared.sending = sending(share, email);
  return event<ShareEvent>(std::move(shared));
}

Event share_resent(std::uint64_t share, std::uint64_t sending_id, const std::string& email) {
  ShareResent resent;
  resent.share = id_of<ShareId>(share);
  resent.valid_until = {20'001};
  resent.sending = sending(sending_id, email);
  return event<ShareEvent>(std::move(resent));
}

Event email_sent(std::uint64_t share, std::uint64_t sending_id) {
  return event<ShareEvent>(
      ShareEmailSent{id_of<ShareId>(share), id_of<SendingId>(sending_id), 1, "<m@office>"});
}

Event validity_changed(std::uint64_t share, std::int32_t day) {
  return event<ShareEvent>(ShareValidityChanged{id_of<ShareId>(share), {day}});
}

Event share_revoked(std::uint64_t share) {
  return event<ShareEvent>(ShareRevoked{id_of<ShareId>(share), RevocationCause::by_sender});
}

Event accessed(std::uint64_t access, std::uint64_t list, std::optional<std::uint64_t> share) {
  ListAccessed look;
  look.access = id_of<AccessId>(access);
  look.list = id_of<ListId>(list);
  if (share) look.share = id_of<ShareId>(*share);
  look.kind = AccessKind::json;
  look.row_count = 3;
  look.client = known(id_of<PersonId>(900), ClientDetails{"192.0.2.1", "test"});
  return event<AccessEvent>(std::move(look));
}

Event looked(std::uint64_t access, std::uint64_t list, std::uint64_t share, std::uint64_t session,
             Position version) {
  Event event = accessed(access, list, share);
  auto& look = std::get<ListAccessed>(std::get<AccessEvent>(event.of));
  look.session = id_of<SessionId>(session);
  look.list_version = version;
  return event;
}

domain::Event list_ticked(std::uint64_t list, std::uint64_t project, std::int32_t order) {
  return {domain::ListPublishedOnCustomerWeb{id_of<domain::ListId>(list),
                                             id_of<domain::ProjectId>(project),
                                             {domain::Column::restore("lastName")},
                                             std::nullopt,
                                             order}};
}
domain::Event list_unticked(std::uint64_t list, std::uint64_t project) {
  return {domain::ListWithdrawnFromCustomerWeb{id_of<domain::ListId>(list),
                                               id_of<domain::ProjectId>(project),
                                               domain::WithdrawalCause::unticked}};
}
domain::Event page_added(std::uint64_t item, std::uint64_t project, const std::string& title) {
  return {domain::MenuItemAdded{id_of<domain::MenuItemId>(item),
                                id_of<domain::ProjectId>(project),
                                {domain::MenuItemKind::page, domain::Name::restore(title), 10,
                                 domain::MenuText{{7}, 12}, std::nullopt}}};
}
domain::Event visited(std::uint64_t access, std::uint64_t list, std::uint64_t contact) {
  domain::Event event = accessed(access, list, std::nullopt);
  auto& look = std::get<domain::ListAccessed>(std::get<domain::AccessEvent>(event.of));
  look.contact = id_of<domain::ContactId>(contact);
  look.client.person = person_of(*look.contact);
  return event;
}

std::string name_of_store(const testing::TestParamInfo<StoreKind>& info) {
  return info.param == StoreKind::memory ? "memory" : "rocksdb";
}

std::unique_ptr<ViewStore> open_store(StoreKind kind, const std::filesystem::path& folder) {
  return kind == StoreKind::memory ? make_memory_view_store() : open_view_store(folder / "views");
}

Instant time_of(Position position) {
  return {static_cast<std::int64_t>(position) * 1000};
}

LoggedEvent logged(Event of, Position position) {
  return {std::move(of),          position, time_of(position), time_of(position),
          {ActorKind::staff, {}}, {}};
}

Position Views::record(Event of) {
  std::string reason;
  ++position_;
  EXPECT_TRUE(
      apply_to_all(projections_, kLogOffice, logged(std::move(of), position_), *store_, reason))
      << reason;
  return position_;
}

std::string rows_of_views(const ViewReader& view) {
  std::string rows;
  view.scan("", "", [&](std::string_view key, std::string_view value) {
    if (key.front() == static_cast<char>(KeySpace::checkpoint)) return true;
    rows.append(std::to_string(key.size())).append(":").append(key);
    rows.append(std::to_string(value.size())).append(":").append(value);
    return true;
  });
  return rows;
}

}  // namespace rollcall::projections
