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

using Moment = std::optional<domain::HistoryMoment>;

// `init` makes the moment's struct, if there is one to write.
void write(const Moment& from, auto init) {
  if (!from) return;
  schema::HistoryMoment::Builder to = init();
  if (const auto* position = std::get_if<std::uint64_t>(&*from)) {
    to.setHasPosition(true);
    to.setPosition(*position);
  } else {
    to.setHasInstant(true);
    to.setInstant(std::get<domain::Instant>(*from).ms);
  }
}
void read(schema::HistoryMoment::Reader from, Moment& to) {
  if (from.getHasPosition()) to = from.getPosition();
  if (from.getHasInstant()) to = domain::Instant{from.getInstant()};
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

void write(const domain::OfficeSettingsChanged& from, schema::OfficeSettingsChanged::Builder to,
           Sealing&) {
  put(from.office, to.getOffice());
  write(from.settings, to.initSettings());
}
void read(schema::OfficeSettingsChanged::Reader from, domain::OfficeSettingsChanged& to, Sealing&) {
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

void write(const domain::StaffEdited& from, schema::StaffEdited::Builder to, Sealing& sealing) {
  put(from.office, to.getOffice());
  put(from.staff, to.getStaff());
  put(from.details, to.getDetails(), sealing);
}
void read(schema::StaffEdited::Reader from, domain::StaffEdited& to, Sealing& sealing) {
  get(from.getOffice(), to.office);
  get(from.getStaff(), to.staff);
  get(from.getDetails(), to.details, sealing);
}

void write(const domain::StaffRoleChanged& from, schema::StaffRoleChanged::Builder to,
           Sealing& sealing) {
  put(from.office, to.getOffice());
  put(from.staff, to.getStaff());
  to.setRole(checked(from.role, sealing.failure));
}
void read(schema::StaffRoleChanged::Reader from, domain::StaffRoleChanged& to, Sealing& sealing) {
  get(from.getOffice(), to.office);
  get(from.getStaff(), to.staff);
  get(from.getRole(), to.role, sealing.failure);
}

void write(const domain::StaffDeactivated& from, schema::StaffDeactivated::Builder to, Sealing&) {
  put(from.office, to.getOffice());
  put(from.staff, to.getStaff());
}
void read(schema::StaffDeactivated::Reader from, domain::StaffDeactivated& to, Sealing&) {
  get(from.getOffice(), to.office);
  get(from.getStaff(), to.staff);
}

void write(const domain::StaffReactivated& from, schema::StaffReactivated::Builder to, Sealing&) {
  put(from.office, to.getOffice());
  put(from.staff, to.getStaff());
}
void read(schema::StaffReactivated::Reader from, domain::StaffReactivated& to, Sealing&) {
  get(from.getOffice(), to.office);
  get(from.getStaff(), to.staff);
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

void write(const domain::ApiTokenWithdrawn& from, schema::ApiTokenWithdrawn::Builder to, Sealing&) {
  put(from.office, to.getOffice());
  put(from.token, to.getToken());
}
void read(schema::ApiTokenWithdrawn::Reader from, domain::ApiTokenWithdrawn& to, Sealing&) {
  get(from.getOffice(), to.office);
  get(from.getToken(), to.token);
}

void write(const domain::AccessDenied& from, schema::AccessDenied::Builder to, Sealing& sealing) {
  to.setKind(checked(from.principal.kind, sealing.failure));
  put(domain::PersonId{from.principal.id}, to.getPrincipal());
  to.setOperation(text(from.operation));
}
void read(schema::AccessDenied::Reader from, domain::AccessDenied& to, Sealing& sealing) {
  get(from.getKind(), to.principal.kind, sealing.failure);
  domain::PersonId principal;
  get(from.getPrincipal(), principal);
  to.principal.id = principal.uuid;
  to.operation = string(from.getOperation());
}

void write(const domain::HistoryRead& from, schema::HistoryRead::Builder to, Sealing& sealing) {
  put(from.office, to.getOffice());
  to.setKind(checked(from.kind, sealing.failure));
  to.setHasSubject(from.subject.has_value());
  if (from.subject) {
    to.setSubjectKind(checked(from.subject->kind, sealing.failure));
    put(domain::PersonId{from.subject->id}, to.getSubject());
  }
  write(from.span.from, [&] { return to.initFrom(); });
  write(from.span.to, [&] { return to.initTo(); });
  to.setHasEntries(from.entries.has_value());
  to.setEntries(from.entries.value_or(0));
}
void read(schema::HistoryRead::Reader from, domain::HistoryRead& to, Sealing& sealing) {
  get(from.getOffice(), to.office);
  get(from.getKind(), to.kind, sealing.failure);
  if (from.getHasSubject()) {
    domain::PersonId subject;
    get(from.getSubject(), subject);
    get(from.getSubjectKind(), to.subject.emplace().kind, sealing.failure);
    to.subject->id = subject.uuid;
  }
  read(from.getFrom(), to.span.from);
  read(from.getTo(), to.span.to);
  if (from.getHasEntries()) to.entries = from.getEntries();
}

}  // namespace rollcall::codec
