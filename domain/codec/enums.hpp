#pragma once
// Enums as stored: the numbers are the domain's. One exhaustive switch per enum, without a default,
// so that a value which is forgotten here does not compile (-Werror=switch).

#include <cstdint>
#include <optional>

#include "domain/codec/schema.hpp"
#include "domain/event.hpp"

namespace rollcall::codec {

// UNSET: not a value of the enum.
constexpr schema::StaffRole stored(domain::StaffRole value) {
  switch (value) {
    case domain::StaffRole::project_manager:
      return schema::StaffRole::PROJECT_MANAGER;
    case domain::StaffRole::office_admin:
      return schema::StaffRole::OFFICE_ADMIN;
  }
  return schema::StaffRole::UNSET;
}
constexpr schema::TokenRole stored(domain::TokenRole value) {
  switch (value) {
    case domain::TokenRole::office_admin:
      return schema::TokenRole::OFFICE_ADMIN;
    case domain::TokenRole::project_manager:
      return schema::TokenRole::PROJECT_MANAGER;
    case domain::TokenRole::auditor:
      return schema::TokenRole::AUDITOR;
    case domain::TokenRole::analyst:
      return schema::TokenRole::ANALYST;
  }
  return schema::TokenRole::UNSET;
}
// The system is denied nothing.
constexpr schema::PrincipalKind stored(domain::ActorKind value) {
  switch (value) {
    case domain::ActorKind::system:
      return schema::PrincipalKind::UNSET;
    case domain::ActorKind::staff:
      return schema::PrincipalKind::STAFF;
    case domain::ActorKind::api_token:
      return schema::PrincipalKind::API_TOKEN;
    case domain::ActorKind::contact:
      return schema::PrincipalKind::CONTACT;
    case domain::ActorKind::receiver:
      return schema::PrincipalKind::RECEIVER;
  }
  return schema::PrincipalKind::UNSET;
}
constexpr schema::OrganisationKind stored(domain::OrganisationKind value) {
  switch (value) {
    case domain::OrganisationKind::customer:
      return schema::OrganisationKind::CUSTOMER;
    case domain::OrganisationKind::supplier:
      return schema::OrganisationKind::SUPPLIER;
  }
  return schema::OrganisationKind::UNSET;
}
constexpr schema::ProjectStatus stored(domain::ProjectStatus value) {
  switch (value) {
    case domain::ProjectStatus::pending:
      return schema::ProjectStatus::PENDING;
    case domain::ProjectStatus::confirmed:
      return schema::ProjectStatus::CONFIRMED;
    case domain::ProjectStatus::finished:
      return schema::ProjectStatus::FINISHED;
    case domain::ProjectStatus::cancelled:
      return schema::ProjectStatus::CANCELLED;
  }
  return schema::ProjectStatus::UNSET;
}
constexpr schema::FilterOp stored(domain::FilterOp value) {
  switch (value) {
    case domain::FilterOp::eq:
      return schema::FilterOp::EQ;
    case domain::FilterOp::ne:
      return schema::FilterOp::NE;
    case domain::FilterOp::contains:
      return schema::FilterOp::CONTAINS;
    case domain::FilterOp::starts_with:
      return schema::FilterOp::STARTS_WITH;
    case domain::FilterOp::in:
      return schema::FilterOp::IN;
    case domain::FilterOp::is_empty:
      return schema::FilterOp::IS_EMPTY;
    case domain::FilterOp::is_not_empty:
      return schema::FilterOp::IS_NOT_EMPTY;
  }
  return schema::FilterOp::UNSET;
}
constexpr schema::RevocationCause stored(domain::RevocationCause value) {
  switch (value) {
    case domain::RevocationCause::by_sender:
      return schema::RevocationCause::BY_SENDER;
    case domain::RevocationCause::contact_removed_from_project:
      return schema::RevocationCause::CONTACT_REMOVED_FROM_PROJECT;
    case domain::RevocationCause::list_deleted:
      return schema::RevocationCause::LIST_DELETED;
    case domain::RevocationCause::project_cancelled:
      return schema::RevocationCause::PROJECT_CANCELLED;
    case domain::RevocationCause::retention:
      return schema::RevocationCause::RETENTION;
    case domain::RevocationCause::receiver_erased:
      return schema::RevocationCause::RECEIVER_ERASED;
  }
  return schema::RevocationCause::UNSET;
}
constexpr schema::AccessKind stored(domain::AccessKind value) {
  switch (value) {
    case domain::AccessKind::json:
      return schema::AccessKind::JSON;
    case domain::AccessKind::page:
      return schema::AccessKind::PAGE;
    case domain::AccessKind::csv:
      return schema::AccessKind::CSV;
    case domain::AccessKind::xlsx:
      return schema::AccessKind::XLSX;
    case domain::AccessKind::changes:
      return schema::AccessKind::CHANGES;
  }
  return schema::AccessKind::UNSET;
}
constexpr schema::AccountKind stored(domain::AccountKind value) {
  switch (value) {
    case domain::AccountKind::staff:
      return schema::AccountKind::STAFF;
    case domain::AccountKind::contact:
      return schema::AccountKind::CONTACT;
  }
  return schema::AccountKind::UNSET;
}
constexpr schema::WithdrawalCause stored(domain::WithdrawalCause value) {
  switch (value) {
    case domain::WithdrawalCause::unticked:
      return schema::WithdrawalCause::UNTICKED;
    case domain::WithdrawalCause::list_deleted:
      return schema::WithdrawalCause::LIST_DELETED;
    case domain::WithdrawalCause::project_cancelled:
      return schema::WithdrawalCause::PROJECT_CANCELLED;
  }
  return schema::WithdrawalCause::UNSET;
}
constexpr schema::MenuItemKind stored(domain::MenuItemKind value) {
  switch (value) {
    case domain::MenuItemKind::offer:
      return schema::MenuItemKind::OFFER;
    case domain::MenuItemKind::page:
      return schema::MenuItemKind::PAGE;
    case domain::MenuItemKind::link:
      return schema::MenuItemKind::LINK;
    case domain::MenuItemKind::file:
      return schema::MenuItemKind::FILE;
  }
  return schema::MenuItemKind::UNSET;
}
constexpr schema::FileType stored(domain::FileType value) {
  switch (value) {
    case domain::FileType::pdf:
      return schema::FileType::PDF;
    case domain::FileType::png:
      return schema::FileType::PNG;
    case domain::FileType::jpeg:
      return schema::FileType::JPEG;
    case domain::FileType::gif:
      return schema::FileType::GIF;
    case domain::FileType::webp:
      return schema::FileType::WEBP;
    case domain::FileType::docx:
      return schema::FileType::DOCX;
    case domain::FileType::xlsx:
      return schema::FileType::XLSX;
    case domain::FileType::pptx:
      return schema::FileType::PPTX;
    case domain::FileType::odt:
      return schema::FileType::ODT;
    case domain::FileType::ods:
      return schema::FileType::ODS;
    case domain::FileType::odp:
      return schema::FileType::ODP;
    case domain::FileType::text:
      return schema::FileType::TEXT;
    case domain::FileType::csv:
      return schema::FileType::CSV;
  }
  return schema::FileType::UNSET;
}
constexpr schema::HistoryKind stored(domain::HistoryKind value) {
  switch (value) {
    case domain::HistoryKind::list_audience:
      return schema::HistoryKind::LIST_AUDIENCE;
    case domain::HistoryKind::list_disclosures:
      return schema::HistoryKind::LIST_DISCLOSURES;
    case domain::HistoryKind::participant_disclosures:
      return schema::HistoryKind::PARTICIPANT_DISCLOSURES;
    case domain::HistoryKind::people_report:
      return schema::HistoryKind::PEOPLE_REPORT;
    case domain::HistoryKind::stale_receivers:
      return schema::HistoryKind::STALE_RECEIVERS;
    case domain::HistoryKind::events_feed:
      return schema::HistoryKind::EVENTS_FEED;
    case domain::HistoryKind::exported_history:
      return schema::HistoryKind::EXPORTED_HISTORY;
  }
  return schema::HistoryKind::UNSET;
}
constexpr schema::HistorySubjectKind stored(domain::HistorySubjectKind value) {
  switch (value) {
    case domain::HistorySubjectKind::list:
      return schema::HistorySubjectKind::LIST;
    case domain::HistorySubjectKind::participant:
      return schema::HistorySubjectKind::PARTICIPANT;
    case domain::HistorySubjectKind::contact:
      return schema::HistorySubjectKind::CONTACT;
    case domain::HistorySubjectKind::staff:
      return schema::HistorySubjectKind::STAFF;
    case domain::HistorySubjectKind::project:
      return schema::HistorySubjectKind::PROJECT;
  }
  return schema::HistorySubjectKind::UNSET;
}

constexpr schema::PersonKind stored(domain::PersonKind value) {
  switch (value) {
    case domain::PersonKind::contact:
      return schema::PersonKind::CONTACT;
    case domain::PersonKind::participant:
      return schema::PersonKind::PARTICIPANT;
    case domain::PersonKind::receiver:
      return schema::PersonKind::RECEIVER;
    case domain::PersonKind::staff:
      return schema::PersonKind::STAFF;
  }
  return schema::PersonKind::UNSET;
}
constexpr schema::ErasureCause stored(domain::ErasureCause value) {
  switch (value) {
    case domain::ErasureCause::request:
      return schema::ErasureCause::REQUEST;
    case domain::ErasureCause::retention:
      return schema::ErasureCause::RETENTION;
  }
  return schema::ErasureCause::UNSET;
}

// The domain's value of a stored number; nullopt: a number this build does not know.
template <class E, class Stored>
constexpr std::optional<E> restored(Stored number) {
  const auto raw = static_cast<std::uint16_t>(number);
  if (raw == 0 || raw > 0xff) return std::nullopt;
  const auto value = static_cast<E>(raw);
  if (stored(value) != number) return std::nullopt;
  return value;
}

}  // namespace rollcall::codec
