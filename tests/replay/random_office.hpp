#pragma once
// An office in which things happen at random: staff work, receivers and visitors look, the clock
// goes on past days' ends. Everything is decided by the domain; the same seed, the same history.

#include <random>
#include <set>

#include "tests/replay/live_office.hpp"

namespace rollcall::replay {

// What was true of one viewer and one list at one moment, by the facts that a decision then read.
struct Sighting {
  domain::Actor viewer;
  domain::ListId list;
  eventstore::Position position = 0;  // the log's last
  domain::Instant at;
  bool could_see = false;
};

class RandomOffice {
 public:
  explicit RandomOffice(std::uint64_t seed);
  void step();
  // Notes what every viewer of some list could see now.
  void take_notice();

  LiveOffice office;
  std::vector<Sighting> sightings;
  std::size_t looks = 0;              // that were allowed
  std::size_t refusals = 0;           // looks that were not
  std::vector<domain::ListId> lists;  // deleted ones too

 private:
  using Proposals = domain::Result<domain::Proposals>;
  template <class T>
  const T& any(const std::vector<T>& from) {
    return from[random_() % from.size()];
  }
  bool one_in(unsigned n) { return random_() % n == 0; }
  template <class Id>
  Id fresh() {
    return Id{office.next_id()};
  }

  const domain::OfficeState& settings() {
    return office.of<domain::OfficeState>(domain::facts_of_office(projections::kOffice));
  }
  const domain::ProjectState& state(domain::ProjectId id) {
    return office.of<domain::ProjectState>(domain::facts_of_project(id));
  }
  const domain::CustomerWebState& web(domain::ProjectId id) {
    return office.of<domain::CustomerWebState>(domain::facts_of_customer_web(id));
  }
  const domain::ListState& state(domain::ListId id) {
    return office.of<domain::ListState>(domain::facts_of_list(id));
  }
  const domain::ShareState& state(domain::ShareId id) {
    return office.of<domain::ShareState>(domain::facts_of_share(id));
  }
  const domain::ContactState& state(domain::ContactId id) {
    return office.of<domain::ContactState>(domain::facts_of_contact(id));
  }
  const domain::AccountState& account(domain::ContactId id) {
    return office.of<domain::AccountState>(domain::facts_of_account(holder(id)));
  }
  const domain::StaffState& state(domain::StaffId id) {
    return office.of<domain::StaffState>(domain::facts_of_staff(id));
  }
  const domain::ApiTokenState& state(domain::ApiTokenId id) {
    return office.of<domain::ApiTokenState>(domain::facts_of_api_token(id));
  }
  static domain::AccountHolder holder(domain::ContactId id) {
    return {domain::AccountKind::contact, id.uuid};
  }
  domain::Deciding deciding(domain::Actor by) const { return {office.now, by}; }
  bool by_staff(const Proposals& decided) { return office.record(decided, kStaff); }
  static constexpr domain::Actor kStaff{domain::ActorKind::staff, {}};

  void found();
  void change_office();
  void change_people();
  void change_staff();
  void change_project();
  void change_list();
  void make_list();
  void delete_list(domain::ListId list);
  domain::ShareId any_share();
  void share();
  void change_share();
  void mail_and_codes();
  void sign_in();
  void look();
  domain::Look any_look(domain::ListId list);
  void look_as_receiver();
  void look_as_visitor();
  void look_as_staff();
  domain::OpeningFacts opening(domain::ShareId share);
  domain::VisitFacts visit(domain::ContactId contact, domain::ListId list);
  bool could_see(const domain::Actor& viewer, domain::ListId list);
  std::vector<domain::ShareState> shares_where(auto&& fits);

  std::mt19937_64 random_;
  std::vector<domain::OrganisationId> organisations_;  // the first: the customer
  std::vector<domain::ContactId> contacts_;
  std::vector<domain::ProjectId> projects_;
  std::vector<domain::ListId> live_;  // lists that are not deleted
  std::vector<domain::ShareId> shares_;
  std::vector<domain::ShareId> dead_shares_;  // of deleted lists
  std::vector<domain::StaffId> staff_;
  std::vector<domain::ApiTokenId> tokens_;
  std::map<domain::ShareId, std::vector<domain::SessionId>> viewing_;
  std::map<domain::ContactId, std::vector<domain::SessionId>> signed_in_;
  std::map<domain::ShareId, domain::LinkHash> links_;
};

}  // namespace rollcall::replay
