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

}  // namespace rollcall::codec
