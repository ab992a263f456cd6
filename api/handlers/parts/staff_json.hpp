#pragma once
// Staff and API tokens as JSON.

#include <optional>

#include "api/app/exchange.hpp"
#include "api/json/writer.hpp"
#include "projections/offices.hpp"

namespace rollcall::api::handlers {

std::string_view name_of(domain::StaffRole role);
std::string_view name_of(domain::TokenRole role);
// A role by its name; a fault if it is none.
std::optional<domain::StaffRole> read_staff_role(const std::optional<json::Value>& value);
std::optional<domain::TokenRole> read_token_role(const std::optional<json::Value>& value);

// nullopt: not given. null takes a name away.
std::optional<domain::PersonName> read_person_name(const json::Object& from, std::string_view name);

// What a PATCH says of a member; what is not given is nullopt.
struct StaffChange {
  std::optional<domain::EmailAddress> email;
  std::optional<domain::PersonName> first_name;
  std::optional<domain::PersonName> last_name;
  std::optional<domain::StaffRole> role;
  std::optional<bool> active;

  domain::StaffDetails applied_to(domain::StaffDetails details) const;
};
StaffChange read_staff_change(const json::Object& from);

// "First Last", the address if there is no name; nullopt if they are erased.
std::optional<std::string> display_name(const std::optional<domain::StaffDetails>& details);

void write_staff(json::Writer& out, const projections::StaffRow& row);
std::string staff_json(const projections::StaffRow& row);

}  // namespace rollcall::api::handlers
