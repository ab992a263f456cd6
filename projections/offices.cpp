// Tables: 'o' → OfficeRow; 's' staff → StaffRow; 't' token → ApiTokenRow;
// 'm' language → ShareTemplateRow.

#include "projections/offices.hpp"

#include <utility>

#include "projections/rows/domain_members.hpp"
#include "projections/rows/keys.hpp"
#include "projections/rows/paged_scan.hpp"
#include "projections/rows/rows.hpp"

namespace rollcall::projections {

template <>
inline constexpr std::size_t kMembers<OfficeRow> = 3;
template <>
inline constexpr std::size_t kMembers<StaffRow> = 5;
template <>
inline constexpr std::size_t kMembers<ApiTokenRow> = 6;
template <>
inline constexpr std::size_t kMembers<ShareTemplateRow> = 3;

namespace {

ViewKey office_key(const OfficeId& office) {
  return {KeySpace::offices, office, 'o'};
}
ViewKey staff_table(const OfficeId& office) {
  return {KeySpace::offices, office, 's'};
}
ViewKey staff_key(const OfficeId& office, domain::StaffId id) {
  return staff_table(office).add(id);
}
ViewKey token_table(const OfficeId& office) {
  return {KeySpace::offices, office, 't'};
}
ViewKey token_key(const OfficeId& office, domain::ApiTokenId id) {
  return token_table(office).add(id);
}

ViewKey template_table(const OfficeId& office) {
  return {KeySpace::offices, office, 'm'};
}
ViewKey template_key(const OfficeId& office, const domain::LanguageTag& language) {
  return template_table(office).add_text(language.str());
}

class OfficesProjection final : public Projection {
 public:
  std::string_view name() const override { return "offices"; }
  std::uint32_t version() const override { return 3; }
  KeySpace key_space() const override { return KeySpace::offices; }

  bool apply(const OfficeId& office, const LoggedEvent& logged, ViewWriter& view,
             std::string& reason) const override {
    const auto show_it = [&](const auto& e) { return show(office, e, logged, view, reason); };
    return std::visit(
        domain::Overloaded{
            [&](const domain::OfficeEvent& event) { return std::visit(show_it, event); },
            [&](const domain::StaffEvent& event) {
              return show_staff(office, staff_of(event), logged, view, reason);
            },
            [&](const domain::ErasureEvent& event) {
              return show_erasure(office, event, logged, view, reason);
            },
            [&](const domain::ApiTokenEvent& event) { return std::visit(show_it, event); },
            [&](const domain::ShareTemplateEvent& event) { return std::visit(show_it, event); },
            [](const auto&) { return true; },
        },
        logged.event.of);
  }

 private:
  static bool show(const OfficeId& office, const domain::OfficeCreated& event,
                   const LoggedEvent& logged, ViewWriter& view, std::string&) {
    write_row(view, office_key(office), OfficeRow{event.office, event.settings, logged.position});
    for (const auto& [language, mail] : domain::built_in_share_mails()) {
      write_row(view, template_key(office, language),
                ShareTemplateRow{language, mail, logged.position});
    }
    return true;
  }
  static bool show(const OfficeId& office, const domain::OfficeSettingsChanged& event,
                   const LoggedEvent& logged, ViewWriter& view, std::string&) {
    write_row(view, office_key(office), OfficeRow{event.office, event.settings, logged.position});
    return true;
  }

  static bool show_erasure(const OfficeId& office, const domain::ErasureEvent& event,
                           const LoggedEvent& logged, ViewWriter& view, std::string& reason) {
    const auto* erased = std::get_if<domain::PersonErased>(&event);
    if (!erased || erased->kind != domain::PersonKind::staff) return true;
    return show_staff(office, {erased->person.uuid}, logged, view, reason);
  }
  static domain::StaffId staff_of(const domain::StaffEvent& event) {
    return std::visit([](const auto& e) { return e.staff; }, event);
  }
  // The rows are the states.
  static bool show_staff(const OfficeId& office, domain::StaffId id, const LoggedEvent& logged,
                         ViewWriter& view, std::string& reason) {
    const ViewKey key = staff_key(office, id);
    domain::StaffState state;
    if (auto row = read_row<StaffRow>(view, key)) {
      state = {true, row->active, row->role, std::move(row->details), row->version};
    }
    state = domain::evolve(std::move(state), logged.recorded());
    if (!state.exists) return fails(reason, "no such staff member");
    write_row(view, key,
              StaffRow{id, state.role, state.active, std::move(state.details), state.version});
    return true;
  }

  static bool show(const OfficeId& office, const domain::ApiTokenCreated& event,
                   const LoggedEvent& logged, ViewWriter& view, std::string&) {
    write_row(view, token_key(office, event.token),
              ApiTokenRow{event.token, event.name, event.role, event.expires_at, logged.recorded_at,
                          logged.position});
    return true;
  }
  static bool show(const OfficeId& office, const domain::ApiTokenWithdrawn& event,
                   const LoggedEvent&, ViewWriter& view, std::string&) {
    view.erase(token_key(office, event.token));
    return true;
  }

  static bool show(const OfficeId& office, const domain::ShareEmailTemplateSaved& event,
                   const LoggedEvent& logged, ViewWriter& view, std::string&) {
    write_row(view, template_key(office, event.language),
              ShareTemplateRow{event.language, event.mail, logged.position});
    return true;
  }
  static bool show(const OfficeId& office, const domain::ShareEmailTemplateRemoved& event,
                   const LoggedEvent&, ViewWriter& view, std::string&) {
    view.erase(template_key(office, event.language));
    return true;
  }
};

template <class Row>
Page<Row> page_of(const ViewReader& view, const ViewKey& table, const PageRequest& page) {
  return scan_page<Row>(
      view, table, kTablePrefixBytes, page,
      [](std::string_view, std::string_view value) { return unpack<Row>(value); });
}

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

Page<StaffRow> list_staff(const ViewReader& view, const OfficeId& office, const PageRequest& page) {
  return page_of<StaffRow>(view, staff_table(office), page);
}

std::optional<ApiTokenRow> find_api_token(const ViewReader& view, const OfficeId& office,
                                          domain::ApiTokenId id) {
  return read_row<ApiTokenRow>(view, token_key(office, id));
}

Page<ApiTokenRow> list_api_tokens(const ViewReader& view, const OfficeId& office,
                                  const PageRequest& page) {
  return page_of<ApiTokenRow>(view, token_table(office), page);
}

std::optional<ShareTemplateRow> find_share_template(const ViewReader& view, const OfficeId& office,
                                                    const domain::LanguageTag& language) {
  return read_row<ShareTemplateRow>(view, template_key(office, language));
}

Page<ShareTemplateRow> list_share_templates(const ViewReader& view, const OfficeId& office,
                                            const PageRequest& page) {
  return page_of<ShareTemplateRow>(view, template_table(office), page);
}

}  // namespace rollcall::projections
