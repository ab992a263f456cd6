#include "api/cli/route_matrix.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>

#include "api/app/route.hpp"

namespace rollcall::api::cli {
namespace {

struct Role {
  Who who;
  std::string_view name;
};
constexpr std::array kRoles = {
    Role{Who::office_admin, "officeAdmin"}, Role{Who::project_manager, "projectManager"},
    Role{Who::auditor, "auditor"},          Role{Who::analyst, "analyst"},
    Role{Who::contact, "contact"},          Role{Who::offer_reader, "offerReader"},
    Role{Who::receiver, "receiver"},        Role{Who::anyone, "anyone"},
};

std::vector<const Route*> routes_by_path() {
  std::vector<const Route*> routes;
  for (const auto& table : route_tables()) {
    for (const auto& route : table) routes.push_back(&route);
  }
  std::sort(routes.begin(), routes.end(), [](const Route* a, const Route* b) {
    return std::pair(a->pattern, to_string(a->method)) <
           std::pair(b->pattern, to_string(b->method));
  });
  return routes;
}

std::string line_of(std::string_view method, std::string_view pattern, const auto& cell) {
  auto line = fmt::format("{:6} {:64}", method, pattern);
  for (const auto& role : kRoles) line += fmt::format(" {:^{}}", cell(role), role.name.size());
  line.erase(line.find_last_not_of(' ') + 1);
  return line + '\n';
}

}  // namespace

std::string route_matrix() {
  auto matrix = line_of("", "", [](const Role& role) { return role.name; });
  for (const auto* route : routes_by_path()) {
    matrix += line_of(to_string(route->method), route->pattern,
                      [&](const Role& role) { return includes(route->who, role.who) ? "x" : ""; });
  }
  return matrix;
}

}  // namespace rollcall::api::cli
