#pragma once
// The office: the tenant, with its settings.

#include <optional>
#include <variant>

#include "domain/office/staff.hpp"
#include "domain/proposal.hpp"
#include "domain/values/text.hpp"
#include "domain/values/time.hpp"

namespace rollcall::domain {

inline constexpr std::int32_t kMaxRetentionMonths = 1'200;
inline constexpr std::int32_t kMaxReminderDays = 365;

struct OfficeSettings {
  Name name;
  Slug slug;
  TimeZone time_zone;
  LanguageTag default_language;
  std::int32_t retention_months = 120;  // 1 to kMaxRetentionMonths
  bool receivers_may_download = true;
  bool automatic_offer_login = false;
  std::int32_t expiry_reminder_days = 3;  // 0 to kMaxReminderDays
  bool operator==(const OfficeSettings&) const = default;
};

// Events.
struct OfficeCreated {
  static constexpr EventType kType = 1;
  static constexpr std::string_view kName = "OfficeCreated";
  OfficeId office;
  OfficeSettings settings;
  bool operator==(const OfficeCreated&) const = default;
};
struct OfficeSettingsChanged {
  static constexpr EventType kType = 4;
  static constexpr std::string_view kName = "OfficeSettingsChanged";
  OfficeId office;
  OfficeSettings settings;
  bool operator==(const OfficeSettingsChanged&) const = default;
};
using OfficeEvent = std::variant<OfficeCreated, OfficeSettingsChanged>;

// State.
struct OfficeState {
  std::optional<OfficeSettings> settings;  // nullopt: no such office
  std::uint64_t version = 0;               // position of the last change
};
FactQueries facts_of_office(OfficeId office);
OfficeState evolve(OfficeState state, const Recorded& recorded);

// Commands. Offices have separate logs, so who has a short name is found outside of this office's;
// whoever asks makes sure that nobody else takes the name meanwhile.
struct OfficeFacts {
  OfficeState office;
  std::optional<OfficeId> slug_holder;  // of the short name that is asked for, on this server
};

struct CreateOffice {
  OfficeId office;
  OfficeSettings settings;
  StaffId admin;
  StaffDetails admin_details;
  EmailKey admin_email;
  ApiTokenId token;
};
// Makes the office with its first officeAdmin and an API token of that role. duplicate: it is
// there; slug_in_use: another office has the short name.
Result<Proposals> decide(const OfficeFacts& facts, const CreateOffice& command);

struct ChangeOfficeSettings {
  OfficeId office;
  OfficeSettings settings;  // as they are to be
};
// not_found, slug_in_use, out_of_range. Nothing changed: no event.
Result<Proposals> decide(const OfficeFacts& facts, const ChangeOfficeSettings& command);

}  // namespace rollcall::domain
