#pragma once
// Staff: who signs in for the office. They are deactivated, never deleted.

#include <optional>
#include <variant>
#include <vector>

#include "domain/contact.hpp"
#include "domain/proposal.hpp"
#include "domain/values/personal.hpp"
#include "domain/values/text.hpp"

namespace rollcall::domain {

enum class StaffRole : std::uint8_t { project_manager = 1, office_admin = 2 };

struct StaffDetails {
  EmailAddress email;
  PersonName first_name;
  PersonName last_name;
  bool operator==(const StaffDetails&) const = default;
};

// Events.
struct StaffAdded {
  static constexpr EventType kType = 2;
  static constexpr std::string_view kName = "StaffAdded";
  OfficeId office;
  StaffId staff;
  StaffRole role{};
  Personal<StaffDetails> details;
  bool operator==(const StaffAdded&) const = default;
};
struct StaffEdited {
  static constexpr EventType kType = 5;
  static constexpr std::string_view kName = "StaffEdited";
  OfficeId office;
  StaffId staff;
  Personal<StaffDetails> details;
  bool operator==(const StaffEdited&) const = default;
};
struct StaffRoleChanged {
  static constexpr EventType kType = 6;
  static constexpr std::string_view kName = "StaffRoleChanged";
  OfficeId office;
  StaffId staff;
  StaffRole role{};
  bool operator==(const StaffRoleChanged&) const = default;
};
struct StaffDeactivated {
  static constexpr EventType kType = 7;
  static constexpr std::string_view kName = "StaffDeactivated";
  OfficeId office;
  StaffId staff;
  bool operator==(const StaffDeactivated&) const = default;
};
struct StaffReactivated {
  static constexpr EventType kType = 8;
  static constexpr std::string_view kName = "StaffReactivated";
  OfficeId office;
  StaffId staff;
  bool operator==(const StaffReactivated&) const = default;
};
using StaffEvent =
    std::variant<StaffAdded, StaffEdited, StaffRoleChanged, StaffDeactivated, StaffReactivated>;

// State of one.
struct StaffState {
  bool exists = false;
  bool active = false;  // may sign in, and be put in charge of projects
  StaffRole role{};
  std::optional<StaffDetails> details;  // nullopt: erased
  std::uint64_t version = 0;            // position of the last change
  // There, and not erased: can be changed and written to.
  bool is_known() const { return exists && details.has_value(); }
};
FactQueries facts_of_staff(StaffId staff);
StaffState evolve(StaffState state, const Recorded& recorded);

// Everybody's role, for rules about the office as a whole.
struct StaffMember {
  StaffId staff;
  StaffRole role{};
  bool active = true;
  bool is_active_admin() const { return active && role == StaffRole::office_admin; }
};
struct OfficeStaff {
  std::vector<StaffMember> members;            // in the order they were added
  std::optional<StaffId> first_admin() const;  // the first who is an active officeAdmin
  // No other is an active officeAdmin.
  bool needs_admin(StaffId staff) const;
};
FactQueries facts_of_office_staff(OfficeId office);
OfficeStaff evolve(OfficeStaff state, const Recorded& recorded);

// Commands.
struct AddStaff {
  OfficeId office;
  StaffId staff;
  StaffRole role{};
  StaffDetails details;
  EmailKey email;
};
// contact_exists, email_in_use: the address is somebody's.
Result<Proposals> decide(const EmailHolder& holder, const AddStaff& command);

// Details, role and activity as they are to be.
struct ChangeStaff {
  OfficeId office;
  StaffId staff;
  StaffDetails details;
  StaffRole role{};
  bool active = true;
  EmailKey email;         // of the address in `details`
  EmailKey former_email;  // of the one they have
};
struct ChangeStaffFacts {
  StaffState staff;
  OfficeStaff all;
  EmailHolder holder;  // of ChangeStaff::email
};
// last_office_admin (at /active or /role): an office keeps an active officeAdmin. contact_exists,
// email_in_use: a new address is somebody's. What is as asked for gives no event.
Result<Proposals> decide(const ChangeStaffFacts& facts, const ChangeStaff& command);

}  // namespace rollcall::domain
