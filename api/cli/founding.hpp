#pragma once
// Making an office: with its first officeAdmin, an API token, and the key that signs its log.

#include <string>

#include "api/app/application.hpp"
#include "api/cli/data_folder.hpp"
#include "domain/office.hpp"

namespace rollcall::api::cli {

struct NewOffice {
  domain::OfficeSettings settings;
  domain::EmailAddress admin_email;
};
struct FoundedOffice {
  eventstore::OfficeId id{};
  std::string slug;
  std::string admin_token;    // shown once
  std::string password_link;  // shown once
  std::string log_key;        // C2SP signed-note verifier key: name+hash+key
};

// Blocks until the office is durable. Refuses a short name that another office of the folder has.
CliResult<FoundedOffice> found_office(Application& application, const NewOffice& office);

// The line that `rollcall init` prints.
std::string to_json(const FoundedOffice& office);

}  // namespace rollcall::api::cli
