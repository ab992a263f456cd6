#include "api/handlers/parts/receivers.hpp"

#include "api/handlers/parts/contact_json.hpp"
#include "api/handlers/parts/memberships.hpp"
#include "api/handlers/parts/query.hpp"
#include "api/handlers/share_json.hpp"
#include "projections/lists.hpp"
#include "projections/projects.hpp"

namespace rollcall::api::handlers {
namespace {

bool is_active(const Shown& shown, const domain::Membership& member) {
  const auto row = projections::find_contact(shown.view, shown.office, member.contact);
  return row && row->state.standing.active;
}

std::optional<projections::ShareRow> share_of(const Shown& shown, domain::ListId list,
                                              domain::ContactId contact) {
  projections::ShareFilter filter;
  filter.list = list;
  filter.contact = contact;
  auto page = projections::search_shares(shown.view, shown.office, filter,
                                         [](const auto&) { return true; }, {"", 1});
  if (page.rows.empty()) return std::nullopt;
  return std::move(page.rows.front());
}

// Until when a share holds if the sender says nothing; null: they must say.
void write_default(json::Writer& out, const std::optional<projections::ShareRow>& share,
                   const std::optional<domain::Date>& return_date, domain::Date day) {
  auto date = return_date;
  if (share && share->state.valid_until >= day) date = share->state.valid_until;
  out.key("defaultValidUntil");
  date && *date >= day ? out.value(date->to_string()) : out.null();
}

void write_receiver(json::Writer& out, const Shown& shown, domain::ListId list,
                    const domain::Membership& member,
                    const std::optional<domain::Date>& return_date) {
  const auto day = today(shown);
  const auto row = projections::find_contact(shown.view, shown.office, member.contact);
  const auto state = row ? row->state : domain::ContactState{};
  const auto share = share_of(shown, list, member.contact);
  out.begin_object();
  write_headline(out, member.contact, state, display_name(state.details));
  out.key("organisation");
  write_organisation(out, shown, member.organisation, member.kind);
  out.key("share");
  AccessStates states(shown);
  share ? write_share(out, states, *share) : void(out.null());
  write_default(out, share, return_date, day);
  out.end_object();
}

}  // namespace

void list_receivers(const std::shared_ptr<Exchange>& exchange) {
  Query query(*exchange);
  const auto paging = query.paging();
  if (query.refused()) return;
  const auto id = exchange->id<domain::ListId>(0);
  exchange->never_not_modified();
  exchange->read([exchange, id, paging](const Shown& shown) {
    const auto list = projections::find_list(shown.view, shown.office, id);
    auto project =
        list ? projections::find_project(shown.view, shown.office, list->project) : std::nullopt;
    if (!project) return not_found_response();
    std::erase_if(project->members, [&](const auto& member) { return !is_active(shown, member); });
    return page_response(*exchange, paging, page_of(std::move(project->members), paging.request),
                         [&](json::Writer& out, const domain::Membership& member) {
                           write_receiver(out, shown, id, member, project->details.return_date);
                         });
  });
}

}  // namespace rollcall::api::handlers
