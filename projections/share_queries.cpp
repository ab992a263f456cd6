// What can be asked of the view of shares.

#include "projections/rows/keys.hpp"
#include "projections/rows/paged_scan.hpp"
#include "projections/rows/rows.hpp"
#include "projections/rows/share_rows.hpp"
#include "projections/shares.hpp"

namespace rollcall::projections {
namespace {

using share_rows::Counters;
using share_rows::Entry;
using share_rows::Place;
using share_rows::StoredShare;

ShareRow row_of(StoredShare share, const std::optional<Counters>& counters) {
  ShareRow row{.state = std::move(share.state),
               .shared_at = share.shared_at,
               .email_sent_at = share.email_sent_at,
               .first_accessed_at = {},
               .last_accessed_at = {}};
  if (counters) {
    row.first_accessed_at = counters->first_accessed_at;
    row.last_accessed_at = counters->last_accessed_at;
    row.access_count = counters->access_count;
  }
  return row;
}

std::optional<ShareRow> load(const ViewReader& view, const OfficeId& office, const Place& place) {
  auto share = read_row<StoredShare>(view, share_rows::share_key(office, place));
  if (!share) return std::nullopt;
  return row_of(std::move(*share),
                read_row<Counters>(view, share_rows::counters_key(office, place)));
}

bool is_share_row(std::string_view key) {
  return key.back() == share_rows::kShareRow;
}

bool fits(const ShareFilter& filter, const Entry& entry) {
  if (filter.list && entry.place.list != *filter.list) return false;
  if (filter.project && entry.project != *filter.project) return false;
  return !filter.contact || entry.facts.contact == filter.contact;
}

Position last_access_of(const ViewReader& view, const OfficeId& office, domain::ShareId share) {
  const auto place = read_row<Place>(view, share_rows::place_key(office, share));
  const auto counters =
      place ? read_row<Counters>(view, share_rows::counters_key(office, *place)) : std::nullopt;
  return counters ? counters->last_access : 0;
}

// The narrowest index for a filter.
ViewKey index_for(const OfficeId& office, const ShareFilter& filter) {
  if (!filter.email.empty()) return share_rows::email_key(office, filter.email);
  if (filter.contact) return share_rows::contact_key(office, *filter.contact);
  if (filter.list) return share_rows::listed_key(office, *filter.list);
  if (filter.project) return share_rows::project_key(office, *filter.project);
  return share_rows::all_key(office);
}

}  // namespace

std::optional<ShareRow> find_share(const ViewReader& view, const OfficeId& office,
                                   domain::ShareId id) {
  const auto place = read_row<Place>(view, share_rows::place_key(office, id));
  auto row = place ? load(view, office, *place) : std::nullopt;
  if (!row) return std::nullopt;
  if (auto& addressed = row->state.sending.addressed.known) {
    auto mail = read_row<domain::MailText>(view, share_rows::mail_key(office, id));
    if (mail) addressed->mail = std::move(*mail);
  }
  return row;
}

Page<ShareRow> shares_of_list(const ViewReader& view, const OfficeId& office, domain::ListId list,
                              const PageRequest& page) {
  const ViewKey prefix = share_rows::list_key(office, list);
  std::optional<Counters> counters;  // of the share whose row comes next
  return scan_page<ShareRow>(
      view, prefix, prefix.str().size(), page,
      [&](std::string_view key, std::string_view value) -> std::optional<ShareRow> {
        if (!is_share_row(key)) {
          counters = unpack<Counters>(value);
          return std::nullopt;
        }
        const auto of_this = std::exchange(counters, std::nullopt);
        auto share = unpack<StoredShare>(value);
        if (!share) return std::nullopt;
        return row_of(std::move(*share), of_this);
      });
}

Page<ShareRow> search_shares(const ViewReader& view, const OfficeId& office,
                             const ShareFilter& filter,
                             const std::function<bool(const domain::AccessFacts&)>& keep,
                             const PageRequest& page) {
  const ViewKey prefix = index_for(office, filter);
  return scan_page<ShareRow>(
      view, prefix, prefix.str().size(), page,
      [&](std::string_view, std::string_view value) -> std::optional<ShareRow> {
        const auto entry = unpack<Entry>(value);
        if (!entry || !fits(filter, *entry) || !keep(entry->facts)) return std::nullopt;
        return load(view, office, entry->place);
      });
}

Page<AccessRow> accesses_of_share(const ViewReader& view, const OfficeId& office,
                                  domain::ShareId share, const PageRequest& page) {
  const ViewKey prefix = share_rows::accesses_key(office, share);
  return scan_page<AccessRow>(
      view, prefix, prefix.str().size(), page,
      [](std::string_view, std::string_view value) { return unpack<AccessRow>(value); });
}

std::optional<AccessRow> previous_look(const ViewReader& view, const OfficeId& office,
                                       domain::ShareId share, domain::SessionId session,
                                       Position version) {
  const auto seen =
      read_row<domain::SeenBefore>(view, share_rows::session_key(office, share, session));
  const Position at =
      seen ? domain::previous_look(*seen, version) : last_access_of(view, office, share);
  if (at == 0) return std::nullopt;
  return read_row<AccessRow>(view, share_rows::access_key(office, share, at));
}

std::optional<AccessRow> find_access(const ViewReader& view, const OfficeId& office,
                                     domain::AccessId id) {
  const auto place =
      read_row<share_rows::AccessPlace>(view, share_rows::access_place_key(office, id));
  if (!place) return std::nullopt;
  return read_row<AccessRow>(view, share_rows::access_key(office, place->share, place->position));
}

}  // namespace rollcall::projections
