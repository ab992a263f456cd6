#pragma once
// What the answers of GETs are made from, by their path and query: for ?asOf=. One function for
// each kind of answer; rows of the route tables name it.

#include "replay/as_of.hpp"

namespace rollcall::api {
class Exchange;
}

namespace rollcall::api::subjects {

using replay::Subjects;

// The whole office's organisations, contact persons and projects.
Subjects directory(const Exchange& exchange);
// /v1/customers/{customerId}
Subjects organisation(const Exchange& exchange);
Subjects contacts_of_organisation(const Exchange& exchange);
// /v1/contacts/{contactId}
Subjects contact(const Exchange& exchange);
// /v1/projects/{projectId}
Subjects project(const Exchange& exchange);
Subjects participants(const Exchange& exchange);
Subjects participant(const Exchange& exchange);
Subjects lists(const Exchange& exchange);
Subjects customer_web(const Exchange& exchange);
Subjects list_on_customer_web(const Exchange& exchange);
Subjects looks_on_customer_web(const Exchange& exchange);
// /v1/lists/{listId}
Subjects list(const Exchange& exchange);
Subjects shares_of_list(const Exchange& exchange);
Subjects receivers_of_list(const Exchange& exchange);
// /v1/shares/{shareId}
Subjects share(const Exchange& exchange);
// /v1/shares: the whole office's, if no filter that finds them by tags is given.
Subjects shares(const Exchange& exchange);

// A list with its rows.
Subjects of_list(domain::ListId list);

}  // namespace rollcall::api::subjects
