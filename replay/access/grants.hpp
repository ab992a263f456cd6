#pragma once
// The grants of one list as they come and go while its events are replayed.

#include <map>
#include <vector>

#include "replay/access/audience.hpp"

namespace rollcall::replay {

class Grants {
 public:
  explicit Grants(domain::ListId list) : list_(list) {}

  // The next event that has to do with the list; time passes up to it first.
  void apply(const projections::LoggedEvent& logged);
  // Ends what the clock has ended by then.
  void pass_time(domain::Instant at);
  const GrantFacts& facts() const { return facts_; }
  Audience finish() &&;

 private:
  struct Viewing {
    std::vector<Why> reasons;         // what has a part in it, the latest of each kind of event
    std::optional<std::size_t> open;  // the grant that stands, as an index
    std::optional<domain::Instant> ends_at;
  };

  void remember(const projections::LoggedEvent& logged, const Why& why);
  void remember_of(const domain::Actor& who, const Why& why);
  void remember_of_customer_web(const Why& why);
  std::vector<domain::Actor> concerned(const domain::Event& event) const;
  std::vector<domain::Actor> everybody() const;
  std::vector<domain::Actor> shares_of(domain::ContactId contact) const;
  void reassess(const domain::Actor& who, const Why& why, domain::Instant at);
  void open(const domain::Actor& who, Viewing& viewing, const Why& why, domain::Instant at);

  const domain::ListId list_;
  GrantFacts facts_;
  std::map<domain::Actor, Viewing> viewers_;
  std::vector<Why> of_list_;          // why anybody sees it: it was made
  std::vector<Why> of_customer_web_;  // why visitors do: it is ticked, and lists are available
  std::vector<Grant> grants_;
};

}  // namespace rollcall::replay
