#pragma once
// `rollcall demo`: an office to try things with, made through the API itself.

#include <string>

#include "api/app/application.hpp"
#include "api/cli/data_folder.hpp"
#include "api/cli/founding.hpp"

namespace rollcall::api::cli {

// Fills an office: staff, two customers, a supplier, contacts, a project with 600 participants,
// three lists and some shares. `participants`: the CSV to import.
CliResult<void> fill_demo_office(Application& application, const FoundedOffice& office,
                                 const std::string& participants);

// The 600 participants that come with the program.
std::string_view demo_participants();

}  // namespace rollcall::api::cli
