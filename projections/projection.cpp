#include "projections/projection.hpp"

#include "projections/contacts.hpp"
#include "projections/customer_webs.hpp"
#include "projections/due/expiries.hpp"
#include "projections/due/retention.hpp"
#include "projections/links.hpp"
#include "projections/lists.hpp"
#include "projections/offices.hpp"
#include "projections/organisations.hpp"
#include "projections/projects.hpp"
#include "projections/search/people.hpp"
#include "projections/shares.hpp"

namespace rollcall::projections {

std::vector<std::unique_ptr<Projection>> all_projections() {
  std::vector<std::unique_ptr<Projection>> all;
  all.push_back(make_offices_projection());
  all.push_back(make_organisations_projection());
  all.push_back(make_contacts_projection());
  all.push_back(make_projects_projection());
  all.push_back(make_lists_projection());
  all.push_back(make_shares_projection());
  all.push_back(make_links_projection());
  all.push_back(make_expiries_projection());
  all.push_back(make_customer_webs_projection());
  all.push_back(make_people_projection());
  all.push_back(make_retention_projection());
  return all;
}

}  // namespace rollcall::projections
