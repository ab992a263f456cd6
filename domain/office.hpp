#pragma once
// The office: the tenant. Its settings, staff and API tokens.

#include <optional>
#include <variant>

#include "domain/proposal.hpp"
#include "domain/values/personal.hpp"
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

enum class StaffRole : std::uint8_t { project_manager = 1, office_admin = 2 };
enum class TokenRole : std::uint8_t {
  office_admin = 1,
  project_manager = 2,
  auditor = 3,
  analyst = 4
};

struct StaffDetails {
  EmailAddress email;
  PersonName first_name;
  PersonName last_name;
  bool operator==(const StaffDetails&) const = default;
};

// Events.
struct OfficeCreated {
  static constexpr EventType kType = 1;
  static constexpr std::string_view kName = "OfficeCreated";
  OfficeId office;
  OfficeSettings settings;
  bool operator==(const OfficeCreated&) const = default;
};
struct StaffAdded {
  static constexpr EventType kType = 2;
  static constexpr std::string_view kName = "StaffAdded";
  OfficeId office;
  StaffId staff;
  StaffRole role{};
  Personal<StaffDetails> details;
  bool operator==(const StaffAdded&) const = default;
};
struct ApiTokenCreated {  // the token's hash is in the vault, under the token's id
  static constexpr EventType kType = 3;
  static constexpr std::string_view kName = "ApiTokenCreated";
  OfficeId office;
  ApiTokenId token;
  Name name;
  TokenRole role{};
  std::optional<Instant> expires_at;
  bool operator==(const ApiTokenCreated&) const = default;
};
using OfficeEvent = std::variant<OfficeCreated, StaffAdded, ApiTokenCreated>;

// State.
struct OfficeState {
  std::optional<OfficeSettings> settings;  // nullopt: no such office
  std::optional<StaffId> first_admin;
};
FactQueries facts_of_office(OfficeId office);
OfficeState evolve(OfficeState state, const Recorded& recorded);

struct ApiTokenState {
  bool exists = false;
  OfficeId office;
  TokenRole role{};
  std::optional<Instant> expires_at;
  bool usable(Instant now) const { return exists && (!expires_at || now < *expires_at); }
};
FactQueries facts_of_api_token(ApiTokenId token);
ApiTokenState evolve(ApiTokenState state, const Recorded& recorded);

// Commands.
struct CreateOffice {
  OfficeId office;
  OfficeSettings settings;
  StaffId admin;
  StaffDetails admin_details;
  EmailKey admin_email;
  ApiTokenId token;
};
// Makes the office with its first officeAdmin and an API token of that role. duplicate: it is
// there.
Result<Proposals> decide(const OfficeState& state, const CreateOffice& command);

struct AddStaff {
  OfficeId office;
  StaffId staff;
  StaffRole role{};
  StaffDetails details;
  EmailKey email;
};
struct EmailHolder;
// contact_exists, email_in_use: the address is somebody's.
Result<Proposals> decide(const EmailHolder& holder, const AddStaff& command);

}  // namespace rollcall::domain
