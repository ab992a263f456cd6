#pragma once
// Who viewers are: names and addresses for people to read. Of receivers as they were when they
// looked, since a share can be sent again to another address; of others as of the moment.

#include <map>
#include <set>
#include <span>
#include <string>

#include "replay/list_at.hpp"

namespace rollcall::replay {

struct Viewer {
  std::optional<domain::ContactId> contact;  // who it is, or whose share it is
  std::optional<std::string> name;           // nullopt, both: erased, or nobody knows
  std::optional<std::string> email;
  std::optional<domain::OrganisationId> organisation{};  // as whose contact they are on the project
  std::string organisation_name{};
};

class Viewers {
 public:
  // Reads those of one project's lists. Errors: what reading gives; Error::corrupt.
  static eventstore::Result<Viewers> read(const Moment& moment, domain::ProjectId project,
                                          const std::set<domain::Actor>& viewers);
  // Those that the events, in their order, tell of.
  static Viewers among(std::span<const projections::LoggedEvent* const> events,
                       domain::ProjectId project);

  // As of a look at `position`.
  Viewer of(const domain::Actor& viewer, eventstore::Position position) const;

 private:
  using Position = eventstore::Position;
  template <class Fact>
  using OverTime = std::map<Position, Fact>;
  struct Addressee {
    std::optional<domain::ContactId> contact;
    domain::Personal<domain::Addressed> addressed;
  };

  void note(const projections::LoggedEvent& logged);
  void note_share(const domain::ShareEvent& event, Position position);

  std::map<domain::Uuid, OverTime<Addressee>> shares_;
  std::map<domain::Uuid, OverTime<domain::OrganisationId>> memberships_;  // of contact persons
  std::map<domain::Uuid, Viewer> persons_;  // contact persons, staff, programs
  std::map<domain::Uuid, std::string> organisations_;
};

}  // namespace rollcall::replay
