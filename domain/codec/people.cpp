#include "domain/codec/members.hpp"

namespace rollcall::codec {
namespace {

void write(const domain::OfficeSettings& from, schema::OfficeSettings::Builder to) {
  to.setName(text(from.name));
  to.setSlug(text(from.slug));
  to.setTimeZone(text(from.time_zone.name()));
  to.setDefaultLanguage(text(from.default_language));
  to.setRetentionMonths(from.retention_months);
  to.setReceiversMayDownload(from.receivers_may_download);
  to.setAutomaticOfferLogin(from.automatic_offer_login);
  to.setExpiryReminderDays(from.expiry_reminder_days);
}
void read(schema::OfficeSettings::Reader from, domain::OfficeSettings& to) {
  get(from.getName(), to.name);
  get(from.getSlug(), to.slug);
  get(from.getTimeZone(), to.time_zone);
  get(from.getDefaultLanguage(), to.default_language);
  to.retention_months = from.getRetentionMonths();
  to.receivers_may_download = from.getReceiversMayDownload();
  to.automatic_offer_login = from.getAutomaticOfferLogin();
  to.expiry_reminder_days = from.getExpiryReminderDays();
}

}  // namespace

void write(const domain::OfficeCreated& from, schema::OfficeCreated::Builder to, Sealing&) {
  put(from.office, to.getOffice());
  write(from.settings, to.initSettings());
}
void read(schema::OfficeCreated::Reader from, domain::OfficeCreated& to, Sealing&) {
  get(from.getOffice(), to.office);
  read(from.getSettings(), to.settings);
}

void write(const domain::StaffAdded& from, schema::StaffAdded::Builder to, Sealing& sealing) {
  put(from.office, to.getOffice());
  put(from.staff, to.getStaff());
  to.setRole(checked(from.role, sealing.failure));
  put(from.details, to.getDetails(), sealing);
}
void read(schema::StaffAdded::Reader from, domain::StaffAdded& to, Sealing& sealing) {
  get(from.getOffice(), to.office);
  get(from.getStaff(), to.staff);
  get(from.getRole(), to.role, sealing.failure);
  get(from.getDetails(), to.details, sealing);
}

void write(const domain::ApiTokenCreated& from, schema::ApiTokenCreated::Builder to,
           Sealing& sealing) {
  put(from.office, to.getOffice());
  put(from.token, to.getToken());
  to.setName(text(from.name));
  to.setRole(checked(from.role, sealing.failure));
  to.setHasExpiresAt(from.expires_at.has_value());
  if (from.expires_at) to.setExpiresAt(from.expires_at->ms);
}
void read(schema::ApiTokenCreated::Reader from, domain::ApiTokenCreated& to, Sealing& sealing) {
  get(from.getOffice(), to.office);
  get(from.getToken(), to.token);
  get(from.getName(), to.name);
  get(from.getRole(), to.role, sealing.failure);
  if (from.getHasExpiresAt()) to.expires_at = domain::Instant{from.getExpiresAt()};
}

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
