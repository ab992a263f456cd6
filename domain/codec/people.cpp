#include "domain/codec/members.hpp"

namespace rollcall::codec {
void write(const domain::OrganisationAdded& from, schema::OrganisationAdded::Builder to,
           Sealing& sealing) {
  put(from.organisation, to.getOrganisation());
  to.setKind(checked(from.kind, sealing.failure));
  to.setName(text(from.name));
}
void read(schema::OrganisationAdded::Reader from, domain::OrganisationAdded& to, Sealing& sealing) {
  get(from.getOrganisation(), to.organisation);
  get(from.getKind(), to.kind, sealing.failure);
  get(from.getName(), to.name);
}

void write(const domain::OrganisationRenamed& from, schema::OrganisationRenamed::Builder to,
           Sealing&) {
  put(from.organisation, to.getOrganisation());
  to.setName(text(from.name));
}
void read(schema::OrganisationRenamed::Reader from, domain::OrganisationRenamed& to, Sealing&) {
  get(from.getOrganisation(), to.organisation);
  get(from.getName(), to.name);
}

void write(const domain::OrganisationDeleted& from, schema::OrganisationDeleted::Builder to,
           Sealing& sealing) {
  put(from.organisation, to.getOrganisation());
  to.setKind(checked(from.kind, sealing.failure));
}
void read(schema::OrganisationDeleted::Reader from, domain::OrganisationDeleted& to,
          Sealing& sealing) {
  get(from.getOrganisation(), to.organisation);
  get(from.getKind(), to.kind, sealing.failure);
}

void write(const domain::ContactAdded& from, schema::ContactAdded::Builder to, Sealing& sealing) {
  put(from.contact, to.getContact());
  put(from.organisation, to.getOrganisation());
  to.setOrganisationKind(checked(from.organisation_kind, sealing.failure));
  put(from.details, to.getDetails(), sealing);
}
void read(schema::ContactAdded::Reader from, domain::ContactAdded& to, Sealing& sealing) {
  get(from.getContact(), to.contact);
  get(from.getOrganisation(), to.organisation);
  get(from.getOrganisationKind(), to.organisation_kind, sealing.failure);
  get(from.getDetails(), to.details, sealing);
}

void write(const domain::ContactLinked& from, schema::ContactLinked::Builder to, Sealing& sealing) {
  put(from.contact, to.getContact());
  put(from.organisation, to.getOrganisation());
  to.setOrganisationKind(checked(from.organisation_kind, sealing.failure));
}
void read(schema::ContactLinked::Reader from, domain::ContactLinked& to, Sealing& sealing) {
  get(from.getContact(), to.contact);
  get(from.getOrganisation(), to.organisation);
  get(from.getOrganisationKind(), to.organisation_kind, sealing.failure);
}

void write(const domain::ContactEdited& from, schema::ContactEdited::Builder to, Sealing& sealing) {
  put(from.contact, to.getContact());
  to.setEmailChanged(from.email_changed);
  put(from.details, to.getDetails(), sealing);
}
void read(schema::ContactEdited::Reader from, domain::ContactEdited& to, Sealing& sealing) {
  get(from.getContact(), to.contact);
  to.email_changed = from.getEmailChanged();
  get(from.getDetails(), to.details, sealing);
}

void write(const domain::ContactUnlinked& from, schema::ContactUnlinked::Builder to, Sealing&) {
  put(from.contact, to.getContact());
  put(from.organisation, to.getOrganisation());
}
void read(schema::ContactUnlinked::Reader from, domain::ContactUnlinked& to, Sealing&) {
  get(from.getContact(), to.contact);
  get(from.getOrganisation(), to.organisation);
}

void write(const domain::ContactDeactivated& from, schema::ContactDeactivated::Builder to,
           Sealing&) {
  put(from.contact, to.getContact());
}
void read(schema::ContactDeactivated::Reader from, domain::ContactDeactivated& to, Sealing&) {
  get(from.getContact(), to.contact);
}

void write(const domain::ContactReactivated& from, schema::ContactReactivated::Builder to,
           Sealing&) {
  put(from.contact, to.getContact());
}
void read(schema::ContactReactivated::Reader from, domain::ContactReactivated& to, Sealing&) {
  get(from.getContact(), to.contact);
}

void write(const domain::ContactDeleted& from, schema::ContactDeleted::Builder to, Sealing&) {
  put(from.contact, to.getContact());
}
void read(schema::ContactDeleted::Reader from, domain::ContactDeleted& to, Sealing&) {
  get(from.getContact(), to.contact);
}

void write(const domain::PersonErased& from, schema::PersonErased::Builder to, Sealing&) {
  put(from.person, to.getPerson());
  to.setKind(stored(from.kind));
  to.setCause(stored(from.cause));
  to.setHasProject(from.project.has_value());
  if (from.project) put(*from.project, to.getProject());
  to.setHasShare(from.share.has_value());
  if (from.share) put(*from.share, to.getShare());
}
void read(schema::PersonErased::Reader from, domain::PersonErased& to, Sealing& sealing) {
  get(from.getPerson(), to.person);
  get(from.getKind(), to.kind, sealing.failure);
  get(from.getCause(), to.cause, sealing.failure);
  get(from.getHasProject(), from.getProject(), to.project);
  get(from.getHasShare(), from.getShare(), to.share);
}

void write(const domain::RetentionPassed& from, schema::RetentionPassed::Builder to, Sealing&) {
  put(from.project, to.getProject());
}
void read(schema::RetentionPassed::Reader from, domain::RetentionPassed& to, Sealing&) {
  get(from.getProject(), to.project);
}

}  // namespace rollcall::codec
