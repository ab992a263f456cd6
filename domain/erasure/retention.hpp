#pragma once
// Retention: so many months after a project has ended its participants are erased and the shares of
// its lists revoked.

#include <set>

#include "domain/erasure/erasure.hpp"

namespace rollcall::domain {

// The last day on which a project's data is kept: that many months after its return date, after its
// start if it has none (then it is over on that day). The last of a month stays the last of a
// shorter one.
Date last_day_of_retention(const ProjectDetails& project);
bool retention_has_passed(const ProjectDetails& project, Date today);

// Who ever was on the project as a contact person.
struct FormerMembers {
  std::set<ContactId> contacts;
};
FactQueries facts_of_members(ProjectId project);
FormerMembers evolve(FormerMembers state, const Recorded& recorded);

// A deleted contact person whose name is kept only for what names them.
struct KeptPerson {
  ContactId contact;
  bool deleted = false;
  bool erased = false;
  std::vector<ProjectDetails> named_by{};  // the projects of the shares and looks that name them
};

struct RetentionFacts {
  OfficeState office;
  ProjectState project;
  std::vector<ShareState> shares;           // of its lists, all
  std::vector<ParticipantId> participants;  // who are not erased, removed ones too: some
  bool more_participants = false;
  std::vector<KeptPerson> kept;
};
struct PassRetention {
  ProjectId project;
};
// Not due: no event. RetentionPassed closes it, once there are no more participants. Deleted
// contact persons go too, if the retention of every project that names them has passed.
Result<Proposals> decide(const RetentionFacts& facts, const PassRetention& command,
                         const Deciding& deciding);

}  // namespace rollcall::domain
