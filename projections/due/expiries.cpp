// Tables: 'd' last day, share → nothing; 's' share → its last day there.

#include "projections/due/expiries.hpp"

#include <limits>

#include "projections/rows/domain_members.hpp"
#include "projections/rows/keys.hpp"
#include "projections/rows/rows.hpp"

namespace rollcall::projections {
namespace {

ViewKey day_table(const OfficeId& office) {
  return {KeySpace::expiries, office, 'd'};
}
// Days before 1970 come first, too.
ViewKey day_key(const OfficeId& office, domain::Date day) {
  constexpr std::int64_t kFirstDay = std::numeric_limits<std::int32_t>::min();
  return day_table(office).add_number(static_cast<std::uint64_t>(day.days - kFirstDay));
}
ViewKey place_key(const OfficeId& office, domain::ShareId share) {
  return ViewKey(KeySpace::expiries, office, 's').add(share);
}

struct Expiries {
  const OfficeId& office;
  ViewWriter& view;

  void drop(domain::ShareId share) const {
    const auto place = place_key(office, share);
    const auto day = read_row<domain::Date>(view, place);
    if (!day) return;
    view.erase(day_key(office, *day).add(share));
    view.erase(place);
  }
  void put(domain::ShareId share, domain::Date day) const {
    drop(share);
    view.put(day_key(office, day).add(share), "");
    write_row(view, place_key(office, share), day);
  }
  void drop_if(domain::ShareId share, domain::Date day) const {
    if (read_row<domain::Date>(view, place_key(office, share)) == day) drop(share);
  }
};

class ExpiriesProjection final : public Projection {
 public:
  std::string_view name() const override { return "expiries"; }
  std::uint32_t version() const override { return 1; }
  KeySpace key_space() const override { return KeySpace::expiries; }

  bool apply(const OfficeId& office, const LoggedEvent& logged, ViewWriter& view,
             std::string&) const override {
    const Expiries rows{office, view};
    domain::visit_event(
        domain::Overloaded{
            [&](const domain::ListShared& e) { rows.put(e.share, e.valid_until); },
            [&](const domain::ShareResent& e) { rows.put(e.share, e.valid_until); },
            [&](const domain::ShareValidityChanged& e) { rows.put(e.share, e.valid_until); },
            [&](const domain::ShareRevoked& e) { rows.drop(e.share); },
            [&](const domain::ShareExpiryReminded& e) { rows.drop_if(e.share, e.valid_until); },
            [](const auto&) {},  // moves no last day
        },
        logged.event);
    return true;
  }
};

}  // namespace

std::unique_ptr<Projection> make_expiries_projection() {
  return std::make_unique<ExpiriesProjection>();
}

std::vector<domain::ShareId> shares_ending(const ViewReader& view, const OfficeId& office,
                                           domain::Date first, domain::Date last) {
  std::vector<domain::ShareId> shares;
  const std::string end = day_key(office, {last.days + 1}).str();
  view.scan(day_table(office), day_key(office, first), [&](std::string_view key, std::string_view) {
    if (key >= end) return false;
    shares.push_back({last_id(key)});
    return true;
  });
  return shares;
}

}  // namespace rollcall::projections
