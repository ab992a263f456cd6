#pragma once
// View: participants, lists and what a list's rows are now.

#include "projections/paging.hpp"
#include "projections/projection.hpp"

namespace rollcall::projections {

struct ParticipantRow {
  domain::ParticipantId id;
  domain::ProjectId project;
  std::optional<domain::ParticipantDetails> details;  // nullopt: erased
  Position version = 0;
};
struct ListRecord {
  domain::ListId id;
  domain::ProjectId project;
  domain::ListDefinition definition;
  Position own_version = 0;    // position of the last change of the list itself: its ETag
  Position version = 0;        // position of the last change that touches its rows
  domain::Instant changed_at;  // when that was
};

std::unique_ptr<Projection> make_lists_projection();
std::optional<ParticipantRow> find_participant(const ViewReader& view, const OfficeId& office,
                                               domain::ProjectId project, domain::ParticipantId id);
// In order of id, which is order of creation.
Page<ParticipantRow> list_participants(const ViewReader& view, const OfficeId& office,
                                       domain::ProjectId project, const PageRequest& page);
std::optional<ListRecord> find_list(const ViewReader& view, const OfficeId& office,
                                    domain::ListId id);
Page<ListRecord> lists_of_project(const ViewReader& view, const OfficeId& office,
                                  domain::ProjectId project, const PageRequest& page);

// The list's rows as they are: filtered and sorted. Bounded by kMaxParticipants.
std::vector<domain::ListRow> rows_of_list(const ViewReader& view, const OfficeId& office,
                                          const ListRecord& list);

}  // namespace rollcall::projections
