#pragma once
// Enums as the feed writes them. One exhaustive switch per enum, without a default, so that a value
// which is forgotten here does not compile. "": no value of the enum.

#include <string_view>

#include "api/wire/names.hpp"
#include "domain/event.hpp"

namespace rollcall::api::feed {

constexpr std::string_view word_of(domain::StaffRole value) {
  switch (value) {
    case domain::StaffRole::project_manager:
      return "projectManager";
    case domain::StaffRole::office_admin:
      return "officeAdmin";
  }
  return "";
}
constexpr std::string_view word_of(domain::TokenRole value) {
  switch (value) {
    case domain::TokenRole::office_admin:
      return "officeAdmin";
    case domain::TokenRole::project_manager:
      return "projectManager";
    case domain::TokenRole::auditor:
      return "auditor";
    case domain::TokenRole::analyst:
      return "analyst";
  }
  return "";
}
inline std::string_view word_of(domain::ActorKind value) {
  return wire::name_of(value);
}
constexpr std::string_view word_of(domain::PersonKind value) {
  switch (value) {
    case domain::PersonKind::contact:
      return "contact";
    case domain::PersonKind::participant:
      return "participant";
    case domain::PersonKind::receiver:
      return "receiver";
    case domain::PersonKind::staff:
      return "staff";
  }
  return "";
}
constexpr std::string_view word_of(domain::ErasureCause value) {
  switch (value) {
    case domain::ErasureCause::request:
      return "request";
    case domain::ErasureCause::retention:
      return "retention";
  }
  return "";
}
constexpr std::string_view word_of(domain::OrganisationKind value) {
  switch (value) {
    case domain::OrganisationKind::customer:
      return "customer";
    case domain::OrganisationKind::supplier:
      return "supplier";
  }
  return "";
}
constexpr std::string_view word_of(domain::ProjectStatus value) {
  switch (value) {
    case domain::ProjectStatus::pending:
      return "pending";
    case domain::ProjectStatus::confirmed:
      return "confirmed";
    case domain::ProjectStatus::finished:
      return "finished";
    case domain::ProjectStatus::cancelled:
      return "cancelled";
  }
  return "";
}
constexpr std::string_view word_of(domain::FilterOp value) {
  switch (value) {
    case domain::FilterOp::eq:
      return "eq";
    case domain::FilterOp::ne:
      return "ne";
    case domain::FilterOp::contains:
      return "contains";
    case domain::FilterOp::starts_with:
      return "startsWith";
    case domain::FilterOp::in:
      return "in";
    case domain::FilterOp::is_empty:
      return "isEmpty";
    case domain::FilterOp::is_not_empty:
      return "isNotEmpty";
  }
  return "";
}
constexpr std::string_view word_of(domain::RevocationCause value) {
  switch (value) {
    case domain::RevocationCause::by_sender:
      return "bySender";
    case domain::RevocationCause::contact_removed_from_project:
      return "contactRemovedFromProject";
    case domain::RevocationCause::list_deleted:
      return "listDeleted";
    case domain::RevocationCause::project_cancelled:
      return "projectCancelled";
    case domain::RevocationCause::retention:
      return "retention";
    case domain::RevocationCause::receiver_erased:
      return "receiverErased";
  }
  return "";
}
inline std::string_view word_of(domain::AccessKind value) {
  return wire::name_of(value);
}
constexpr std::string_view word_of(domain::AccountKind value) {
  switch (value) {
    case domain::AccountKind::staff:
      return "staff";
    case domain::AccountKind::contact:
      return "contact";
  }
  return "";
}
constexpr std::string_view word_of(domain::WithdrawalCause value) {
  switch (value) {
    case domain::WithdrawalCause::unticked:
      return "unticked";
    case domain::WithdrawalCause::list_deleted:
      return "listDeleted";
    case domain::WithdrawalCause::project_cancelled:
      return "projectCancelled";
  }
  return "";
}
constexpr std::string_view word_of(domain::MenuItemKind value) {
  switch (value) {
    case domain::MenuItemKind::offer:
      return "offer";
    case domain::MenuItemKind::page:
      return "page";
    case domain::MenuItemKind::link:
      return "link";
    case domain::MenuItemKind::file:
      return "file";
  }
  return "";
}
constexpr std::string_view word_of(domain::HistoryKind value) {
  switch (value) {
    case domain::HistoryKind::list_audience:
      return "listAudience";
    case domain::HistoryKind::list_disclosures:
      return "listDisclosures";
    case domain::HistoryKind::participant_disclosures:
      return "participantDisclosures";
    case domain::HistoryKind::people_report:
      return "peopleReport";
    case domain::HistoryKind::stale_receivers:
      return "staleReceivers";
    case domain::HistoryKind::events_feed:
      return "eventsFeed";
    case domain::HistoryKind::exported_history:
      return "exportedHistory";
  }
  return "";
}
constexpr std::string_view word_of(domain::HistorySubjectKind value) {
  switch (value) {
    case domain::HistorySubjectKind::list:
      return "list";
    case domain::HistorySubjectKind::participant:
      return "participant";
    case domain::HistorySubjectKind::contact:
      return "contact";
    case domain::HistorySubjectKind::staff:
      return "staff";
    case domain::HistorySubjectKind::project:
      return "project";
  }
  return "";
}
// As the bytes are sent: a media type.
inline std::string_view word_of(domain::FileType value) {
  return domain::media_type(value);
}

}  // namespace rollcall::api::feed
