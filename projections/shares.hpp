#pragma once
// View: shares, their delivery, and every access.

#include "projections/paging.hpp"
#include "projections/projection.hpp"

namespace rollcall::projections {

struct ShareRow {
  domain::ShareState state;  // folded by the domain's own evolve
  domain::Instant shared_at;
  std::optional<domain::Instant> email_sent_at;  // of the current sending
  std::optional<domain::Instant> first_accessed_at;
  std::optional<domain::Instant> last_accessed_at;
  std::uint64_t access_count = 0;
};
struct AccessRow {
  domain::ListAccessed access;
  domain::Instant at;
  domain::Actor by;
  Position position = 0;
};
struct ShareFilter {
  std::optional<domain::ListId> list;
  std::optional<domain::ProjectId> project;
  std::optional<domain::ContactId> contact;
  std::string email;  // canonical address the share was sent to; "" any
};

std::unique_ptr<Projection> make_shares_projection();
// The only one with the mail's text: in collections subject and body of the sending are empty.
std::optional<ShareRow> find_share(const ViewReader& view, const OfficeId& office,
                                   domain::ShareId id);
// Oldest first.
Page<ShareRow> shares_of_list(const ViewReader& view, const OfficeId& office, domain::ListId list,
                              const PageRequest& page);
// Newest first, over all lists; `keep` decides on computed states (expired …), of which it is told
// all a share adds to them: shares that are not kept are not read.
Page<ShareRow> search_shares(const ViewReader& view, const OfficeId& office,
                             const ShareFilter& filter,
                             const std::function<bool(const domain::AccessFacts&)>& keep,
                             const PageRequest& page);
// Newest first.
Page<AccessRow> accesses_of_share(const ViewReader& view, const OfficeId& office,
                                  domain::ShareId share, const PageRequest& page);
// The look that what a session sees at `version` of the list is compared with, by the rule of
// domain::previous_look. nullopt: nothing was seen before.
std::optional<AccessRow> previous_look(const ViewReader& view, const OfficeId& office,
                                       domain::ShareId share, domain::SessionId session,
                                       Position version);
std::optional<AccessRow> find_access(const ViewReader& view, const OfficeId& office,
                                     domain::AccessId id);

}  // namespace rollcall::projections
