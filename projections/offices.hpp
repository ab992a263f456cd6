#pragma once
// View: the office's settings, staff, API tokens and share e-mail templates.

#include "projections/paging.hpp"
#include "projections/projection.hpp"

namespace rollcall::projections {

struct OfficeRow {
  domain::OfficeId id;
  domain::OfficeSettings settings;
  Position version = 0;
};
struct StaffRow {
  domain::StaffId id;
  domain::StaffRole role{};
  bool active = true;
  std::optional<domain::StaffDetails> details;  // nullopt: erased
  Position version = 0;
};
struct ApiTokenRow {
  domain::ApiTokenId id;
  domain::Name name;
  domain::TokenRole role{};
  std::optional<domain::Instant> expires_at;
  domain::Instant created_at;
  Position version = 0;
};
struct ShareTemplateRow {
  domain::LanguageTag language;
  domain::MailText mail;
  Position version = 0;
};

std::unique_ptr<Projection> make_offices_projection();
std::optional<OfficeRow> find_office(const ViewReader& view, const OfficeId& office);
std::optional<StaffRow> find_staff(const ViewReader& view, const OfficeId& office,
                                   domain::StaffId id);
// In the order they were added; inactive ones too.
Page<StaffRow> list_staff(const ViewReader& view, const OfficeId& office, const PageRequest& page);
// Withdrawn tokens are not there; expired ones are.
std::optional<ApiTokenRow> find_api_token(const ViewReader& view, const OfficeId& office,
                                          domain::ApiTokenId id);
// In the order they were made.
Page<ApiTokenRow> list_api_tokens(const ViewReader& view, const OfficeId& office,
                                  const PageRequest& page);
std::optional<ShareTemplateRow> find_share_template(const ViewReader& view, const OfficeId& office,
                                                    const domain::LanguageTag& language);
// By language tag.
Page<ShareTemplateRow> list_share_templates(const ViewReader& view, const OfficeId& office,
                                            const PageRequest& page);

}  // namespace rollcall::projections
