#include "domain/projects/details.hpp"

#include <algorithm>
#include <string>
#include <unordered_set>

namespace rollcall::domain {

Refusals faults_of_details(const ProjectDetails& details, const OrganisationState& customer) {
  Refusals faults;
  if (!customer.exists || customer.kind != OrganisationKind::customer) {
    add(faults, Reason::unknown_reference, "/customerId", details.customer.uuid);
  }
  if (details.return_date && *details.return_date < details.start_date) {
    add(faults, Reason::return_before_start, "/returnDate");
  }
  if (details.retention_months < 1 || details.retention_months > kMaxRetentionMonths) {
    add(faults, Reason::out_of_range, "/retentionMonths");
  }
  return faults;
}

Refusals faults_of_managers(const std::vector<StaffId>& managers,
                            const std::vector<StaffState>& states,
                            const std::vector<StaffId>& kept) {
  Refusals faults;
  if (managers.empty()) add(faults, Reason::required, "/projectManagerIds");
  if (managers.size() > kMaxProjectManagers) {
    add(faults, Reason::too_long, "/projectManagerIds");
    return faults;
  }
  std::unordered_set<StaffId> seen;
  for (std::size_t i = 0; i < managers.size(); ++i) {
    const StaffId manager = managers[i];
    const std::string field = "/projectManagerIds/" + std::to_string(i);
    const bool is_kept = std::find(kept.begin(), kept.end(), manager) != kept.end();
    if (!is_kept && !states[i].active) add(faults, Reason::unknown_reference, field, manager.uuid);
    if (!seen.insert(manager).second) add(faults, Reason::duplicate, field, manager.uuid);
  }
  return faults;
}

}  // namespace rollcall::domain
