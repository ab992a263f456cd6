#include "domain/codec/members.hpp"

namespace rollcall::codec {
namespace {

void write(const domain::ProjectDetails& from, schema::ProjectDetails::Builder to,
           Failure& failure) {
  to.setName(text(from.name));
  put(from.customer, to.getCustomer());
  to.setStartDate(from.start_date.days);
  to.setHasReturnDate(from.return_date.has_value());
  if (from.return_date) to.setReturnDate(from.return_date->days);
  auto managers = to.initManagers(count(from.managers));
  for (unsigned i = 0; i < managers.size(); ++i) put(from.managers[i], managers[i]);
  to.setStatus(checked(from.status, failure));
  to.setRetentionMonths(from.retention_months);
}
void read(schema::ProjectDetails::Reader from, domain::ProjectDetails& to, Failure& failure) {
  get(from.getName(), to.name);
  get(from.getCustomer(), to.customer);
  to.start_date.days = from.getStartDate();
  if (from.getHasReturnDate()) to.return_date = domain::Date{from.getReturnDate()};
  for (auto manager : from.getManagers()) get(manager, to.managers.emplace_back());
  get(from.getStatus(), to.status, failure);
  to.retention_months = from.getRetentionMonths();
}

void write(const domain::ListDefinition& from, schema::ListDefinition::Builder to,
           Failure& failure) {
  to.setName(text(from.name));
  put(from.columns, to.initColumns(count(from.columns)));
  auto filter = to.initFilter(count(from.filter));
  for (unsigned i = 0; i < filter.size(); ++i) {
    const auto& condition = from.filter[i];
    filter[i].setField(text(condition.field.key()));
    filter[i].setOp(checked(condition.op, failure));
    put(condition.values, filter[i].initValues(count(condition.values)));
  }
  auto sort = to.initSort(count(from.sort));
  for (unsigned i = 0; i < sort.size(); ++i) {
    sort[i].setField(text(from.sort[i].field.key()));
    sort[i].setDescending(from.sort[i].descending);
  }
}
void read(schema::ListDefinition::Reader from, domain::ListDefinition& to, Failure& failure) {
  get(from.getName(), to.name);
  get(from.getColumns(), to.columns);
  for (auto stored_condition : from.getFilter()) {
    auto& condition = to.filter.emplace_back();
    get(stored_condition.getField(), condition.field);
    get(stored_condition.getOp(), condition.op, failure);
    get(stored_condition.getValues(), condition.values);
  }
  for (auto key : from.getSort()) {
    to.sort.push_back({domain::Column::restore(string(key.getField())), key.getDescending()});
  }
}

}  // namespace

void write(const domain::ProjectCreated& from, schema::ProjectCreated::Builder to,
           Sealing& sealing) {
  put(from.project, to.getProject());
  write(from.details, to.initDetails(), sealing.failure);
}
void read(schema::ProjectCreated::Reader from, domain::ProjectCreated& to, Sealing& sealing) {
  get(from.getProject(), to.project);
  read(from.getDetails(), to.details, sealing.failure);
}

void write(const domain::ContactAddedToProject& from, schema::ContactAddedToProject::Builder to,
           Sealing& sealing) {
  put(from.project, to.getProject());
  put(from.contact, to.getContact());
  put(from.organisation, to.getOrganisation());
  to.setOrganisationKind(checked(from.organisation_kind, sealing.failure));
}
void read(schema::ContactAddedToProject::Reader from, domain::ContactAddedToProject& to,
          Sealing& sealing) {
  get(from.getProject(), to.project);
  get(from.getContact(), to.contact);
  get(from.getOrganisation(), to.organisation);
  get(from.getOrganisationKind(), to.organisation_kind, sealing.failure);
}

void write(const domain::ContactRemovedFromProject& from,
           schema::ContactRemovedFromProject::Builder to, Sealing&) {
  put(from.project, to.getProject());
  put(from.contact, to.getContact());
}
void read(schema::ContactRemovedFromProject::Reader from, domain::ContactRemovedFromProject& to,
          Sealing&) {
  get(from.getProject(), to.project);
  get(from.getContact(), to.contact);
}

void write(const domain::ProjectEdited& from, schema::ProjectEdited::Builder to, Sealing& sealing) {
  put(from.project, to.getProject());
  write(from.details, to.initDetails(), sealing.failure);
}
void read(schema::ProjectEdited::Reader from, domain::ProjectEdited& to, Sealing& sealing) {
  get(from.getProject(), to.project);
  read(from.getDetails(), to.details, sealing.failure);
}

void write(const domain::ProjectStatusChanged& from, schema::ProjectStatusChanged::Builder to,
           Sealing& sealing) {
  put(from.project, to.getProject());
  to.setStatus(checked(from.status, sealing.failure));
  if (from.reason) to.setReason(text(*from.reason));
}
void read(schema::ProjectStatusChanged::Reader from, domain::ProjectStatusChanged& to,
          Sealing& sealing) {
  get(from.getProject(), to.project);
  get(from.getStatus(), to.status, sealing.failure);
  if (from.hasReason()) get(from.getReason(), to.reason.emplace());
}

void write(const domain::ParticipantAdded& from, schema::ParticipantAdded::Builder to,
           Sealing& sealing) {
  put(from.participant, to.getParticipant());
  put(from.project, to.getProject());
  put(from.details, to.getDetails(), sealing);
}
void read(schema::ParticipantAdded::Reader from, domain::ParticipantAdded& to, Sealing& sealing) {
  get(from.getParticipant(), to.participant);
  get(from.getProject(), to.project);
  get(from.getDetails(), to.details, sealing);
}

void write(const domain::ParticipantEdited& from, schema::ParticipantEdited::Builder to,
           Sealing& sealing) {
  put(from.participant, to.getParticipant());
  put(from.project, to.getProject());
  put(from.details, to.getDetails(), sealing);
}
void read(schema::ParticipantEdited::Reader from, domain::ParticipantEdited& to, Sealing& sealing) {
  get(from.getParticipant(), to.participant);
  get(from.getProject(), to.project);
  get(from.getDetails(), to.details, sealing);
}

void write(const domain::ParticipantRemoved& from, schema::ParticipantRemoved::Builder to,
           Sealing&) {
  put(from.participant, to.getParticipant());
  put(from.project, to.getProject());
}
void read(schema::ParticipantRemoved::Reader from, domain::ParticipantRemoved& to, Sealing&) {
  get(from.getParticipant(), to.participant);
  get(from.getProject(), to.project);
}

void write(const domain::ParticipantsImported& from, schema::ParticipantsImported::Builder to,
           Sealing&) {
  put(from.project, to.getProject());
  to.setCreated(from.created);
  to.setUpdated(from.updated);
  to.setUnchanged(from.unchanged);
}
void read(schema::ParticipantsImported::Reader from, domain::ParticipantsImported& to, Sealing&) {
  get(from.getProject(), to.project);
  to.created = from.getCreated();
  to.updated = from.getUpdated();
  to.unchanged = from.getUnchanged();
}

void write(const domain::ListCreated& from, schema::ListCreated::Builder to, Sealing& sealing) {
  put(from.list, to.getList());
  put(from.project, to.getProject());
  write(from.definition, to.initDefinition(), sealing.failure);
}
void read(schema::ListCreated::Reader from, domain::ListCreated& to, Sealing& sealing) {
  get(from.getList(), to.list);
  get(from.getProject(), to.project);
  read(from.getDefinition(), to.definition, sealing.failure);
}

void write(const domain::ListEdited& from, schema::ListEdited::Builder to, Sealing& sealing) {
  put(from.list, to.getList());
  put(from.project, to.getProject());
  write(from.definition, to.initDefinition(), sealing.failure);
}
void read(schema::ListEdited::Reader from, domain::ListEdited& to, Sealing& sealing) {
  get(from.getList(), to.list);
  get(from.getProject(), to.project);
  read(from.getDefinition(), to.definition, sealing.failure);
}

void write(const domain::ListDeleted& from, schema::ListDeleted::Builder to, Sealing&) {
  put(from.list, to.getList());
  put(from.project, to.getProject());
}
void read(schema::ListDeleted::Reader from, domain::ListDeleted& to, Sealing&) {
  get(from.getList(), to.list);
  get(from.getProject(), to.project);
}

}  // namespace rollcall::codec
