#pragma once
// The authorisation table for people: `rollcall routes`.

#include <string>

namespace rollcall::api::cli {

// A line for each route: method, path, and a column for each role with x where it may. In order of
// path.
std::string route_matrix();

}  // namespace rollcall::api::cli
