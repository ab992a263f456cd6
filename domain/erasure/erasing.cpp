// How persons are erased, and what ends with them.
#include "domain/erasure/erasure.hpp"
#include "domain/event.hpp"

namespace rollcall::domain {
namespace {

// One command's way through the rules.
class Erasing {
 public:
  Erasing(const ErasureFacts& facts, ErasureCause cause) : facts_(facts), cause_(cause) {}

  Result<Proposals> decided() {
    const std::size_t all = facts_.contacts.size() + facts_.shares.size() +
                            facts_.participants.size() + facts_.staff.size();
    if (all > kMaxErased) return refuse(Reason::too_many_shares);
    Refusals faults;
    for (const auto& of : facts_.staff) add(faults, faults_of(of));
    if (!faults.empty()) return tl::make_unexpected(std::move(faults));
    if (!anybody()) return refuse(Reason::not_found);
    for (const auto& of : facts_.shares) end(of.share);
    for (const auto& of : facts_.contacts) take_leave(of);
    for (const auto& of : facts_.contacts) erase(of);
    for (const auto& of : facts_.shares) erase(of);
    for (const auto& of : facts_.participants) erase(of);
    for (const auto& of : facts_.staff) erase(of);
    return std::move(proposals_);
  }

 private:
  static Refusals faults_of(const ErasureFacts::OfStaff& of) {
    if (!of.state.active) return {};
    return {{.reason = Reason::staff_active, .field = "", .subject = of.staff.uuid, .detail = ""}};
  }

  bool anybody() const {
    bool found = !facts_.shares.empty();
    for (const auto& of : facts_.contacts) found = found || of.state.version > 0;
    for (const auto& of : facts_.participants) found = found || of.trace.project;
    for (const auto& of : facts_.staff) found = found || of.state.exists;
    return found;
  }

  void end(const ShareState& share) {
    if (!share.exists() || share.revocation) return;
    proposals_.push_back(propose(ShareRevoked{share.id, RevocationCause::receiver_erased}));
  }

  void take_leave(const ErasureFacts::OfContact& of) {
    for (const ContactProject& on : of.state.projects) {
      proposals_.push_back(propose(ContactRemovedFromProject{on.project, of.contact}));
    }
    if (of.state.exists) {
      proposals_.push_back(propose(ContactDeleted{of.contact}, std::nullopt, of.email));
    }
  }

  void erase(PersonId person, PersonKind kind, std::optional<ProjectId> project = std::nullopt,
             std::optional<ShareId> share = std::nullopt) {
    proposals_.push_back(propose(PersonErased{person, kind, cause_, project, share}));
  }
  void erase(const ErasureFacts::OfContact& of) {
    if (of.state.version > 0 && !of.erased) erase(person_of(of.contact), PersonKind::contact);
  }
  // A contact person is erased as such.
  void erase(const ErasureFacts::OfShare& of) {
    for (const PersonId person : of.receivers.persons) {
      if (of.share.contact && person == person_of(*of.share.contact)) continue;
      erase(person, PersonKind::receiver, std::nullopt, of.share.id);
    }
  }
  void erase(const ErasureFacts::OfParticipant& of) {
    if (!of.trace.project || of.trace.erased) return;
    erase(person_of(of.participant), PersonKind::participant, of.trace.project);
  }
  void erase(const ErasureFacts::OfStaff& of) {
    if (of.state.is_known()) erase(person_of(of.staff), PersonKind::staff);
  }

  const ErasureFacts& facts_;
  const ErasureCause cause_;
  Proposals proposals_;
};

}  // namespace

Result<Proposals> decide(const ErasureFacts& facts, const ErasePersons& command) {
  return Erasing(facts, command.cause).decided();
}

}  // namespace rollcall::domain
