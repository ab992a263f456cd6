// Tables: 'o' → OfficeRow; 's' staff → StaffRow; 't' token → ApiTokenRow.

#include "projections/offices.hpp"

#include "projections/rows/domain_members.hpp"
#include "projections/rows/keys.hpp"
#include "projections/rows/rows.hpp"

namespace rollcall::projections {

template <>
inline constexpr std::size_t kMembers<OfficeRow> = 3;
template <>
inline constexpr std::size_t kMembers<StaffRow> = 4;
template <>
inline constexpr std::size_t kMembers<ApiTokenRow> = 6;

namespace {

ViewKey office_key(const OfficeId& office) {
  return {KeySpace::offices, office, 'o'};
}
ViewKey staff_key(const OfficeId& office, domain::StaffId id) {
  return ViewKey(KeySpace::offices, office, 's').add(id);
}
ViewKey token_key(const OfficeId& office, domain::ApiTokenId id) {
  return ViewKey(KeySpace::offices, office, 't').add(id);
}

class OfficesProjection final : public Projection {
 public:
  std::string_view name() const override { return "offices"; }
  std::uint32_t version() const override { return 1; }
  KeySpace key_space() const override { return KeySpace::offices; }

  bool apply(const OfficeId& office, const LoggedEvent& logged, ViewWriter& view,
             std::string&) const override {
    const auto* event = std::get_if<domain::OfficeEvent>(&logged.event.of);
    if (event == nullptr) return true;
    std::visit([&](const auto& e) { show(office, e, logged, view); }, *event);
    return true;
  }

 private:
  static void show(const OfficeId& office, const domain::OfficeCreated& event,
                   const LoggedEvent& logged, ViewWriter& view) {
    write_row(view, office_key(office), OfficeRow{event.office, event.settings, logged.position});
  }
  static void show(const OfficeId& office, const domain::StaffAdded& event,
                   const LoggedEvent& logged, ViewWriter& view) {
    write_row(view, staff_key(office, event.staff),
              StaffRow{event.staff, event.role, event.details.known, logged.position});
  }
  static void show(const OfficeId& office, const domain::ApiTokenCreated& event,
                   const LoggedEvent& logged, ViewWriter& view) {
    write_row(view, token_key(office, event.token),
              ApiTokenRow{event.token, event.name, event.role, event.expires_at, logged.recorded_at,
                          logged.position});
  }
};

}  // namespace

std::unique_ptr<Projection> make_offices_projection() {
  return std::make_unique<OfficesProjection>();
}

std::optional<OfficeRow> find_office(const ViewReader& view, const OfficeId& office) {
  return read_row<OfficeRow>(view, office_key(office));
}

std::optional<StaffRow> find_staff(const ViewReader& view, const OfficeId& office,
                                   domain::StaffId id) {
  return read_row<StaffRow>(view, staff_key(office, id));
}

std::optional<ApiTokenRow> find_api_token(const ViewReader& view, const OfficeId& office,
                                          domain::ApiTokenId id) {
  return read_row<ApiTokenRow>(view, token_key(office, id));
}

}  // namespace rollcall::projections
