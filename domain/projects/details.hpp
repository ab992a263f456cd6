#pragma once
// What holds of a project's details, of a new project and of one that is edited. Of domain/projects
// only.

#include <vector>

#include "domain/project.hpp"

namespace rollcall::domain {

// /customerId, /returnDate, /retentionMonths. `customer`: what details.customer is.
Refusals faults_of_details(const ProjectDetails& details, const OrganisationState& customer);

// /projectManagerIds: active staff. `states`: like `managers`; not asked of those among `kept`.
Refusals faults_of_managers(const std::vector<StaffId>& managers,
                            const std::vector<StaffState>& states,
                            const std::vector<StaffId>& kept = {});

}  // namespace rollcall::domain
