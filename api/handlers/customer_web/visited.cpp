#include "api/handlers/customer_web/visited.hpp"

#include <algorithm>

namespace rollcall::api::handlers {

bool reaches(const Exchange& exchange, domain::ProjectId project) {
  return exchange.principal().only_project.value_or(project) == project;
}

std::string item_page_path(domain::ProjectId project, domain::MenuItemId item) {
  return "/customer-web/" + project.uuid.to_string() + "/items/" + item.uuid.to_string();
}

projections::Page<VisitedProject> visited_projects(Facts& facts, const Exchange& exchange,
                                                   const projections::PageRequest& request) {
  const domain::ContactId visitor{exchange.principal().actor.id};
  const auto contact = facts.load<domain::ContactState>(domain::facts_of_contact(visitor));
  auto on = contact->projects;
  std::sort(on.begin(), on.end(), [](auto& a, auto& b) { return a.project < b.project; });
  projections::Page<VisitedProject> page;
  for (const auto& each : on) {
    if (each.project.uuid.to_string() <= request.after) continue;
    const auto project = facts.load<domain::ProjectState>(domain::facts_of_project(each.project));
    if (!reaches(exchange, each.project)) continue;
    if (!domain::may_visit(*project, visitor, contact->standing)) continue;
    if (page.rows.size() == request.limit) {
      page.next = page.rows.back().id.uuid.to_string();
      break;
    }
    page.rows.push_back({each.project, *project->details});
  }
  return page;
}

}  // namespace rollcall::api::handlers
