#pragma once
// What the view of shares keeps. A share's place is its list and the position that made it, so that
// the shares of a list, oldest first, are one scan:
//
//   'r' list created 0          → Counters: small, as every look writes them
//   'r' list created 1          → StoredShare, without the mail's text
//   'i' share                   → Place
//   'm' share                   → MailText of the current sending
//   'n' ~created                → Entry, and likewise newest first:
//   'l' list ~created           → Entry
//   'p' project ~created        → Entry
//   'c' contact ~created        → Entry
//   'e' address \0 ~created     → Entry; canonical address of the current sending
//   'a' share ~position         → AccessRow; share nil: a look by staff or an API client
//   'x' access                  → AccessPlace
//   's' share session           → domain::SeenBefore
//   'k' person ~position        → nothing; looks of no share, by whose key they are sealed with

#include "projections/rows/domain_members.hpp"
#include "projections/rows/keys.hpp"
#include "projections/shares.hpp"

namespace rollcall::projections {
namespace share_rows {

struct Place {
  domain::ListId list;
  Position created = 0;
};
// What an index has of a share: enough to choose by without reading it.
struct Entry {
  Place place;
  domain::ProjectId project;
  domain::AccessFacts facts;
};
struct StoredShare {
  domain::ShareState state;
  domain::Instant shared_at;
  std::optional<domain::Instant> email_sent_at;
};
struct Counters {
  domain::Instant first_accessed_at;
  domain::Instant last_accessed_at;
  std::uint64_t access_count = 0;
  Position last_access = 0;
};
struct AccessPlace {
  domain::ShareId share;
  Position position = 0;
};

inline ViewKey in_shares(const OfficeId& office, char name) {
  return {KeySpace::shares, office, name};
}

inline constexpr char kCountersRow = 0;
inline constexpr char kShareRow = 1;
inline ViewKey list_key(const OfficeId& office, domain::ListId list) {
  return in_shares(office, 'r').add(list);
}
inline ViewKey counters_key(const OfficeId& office, const Place& place) {
  return list_key(office, place.list).add_number(place.created).add_byte(kCountersRow);
}
inline ViewKey share_key(const OfficeId& office, const Place& place) {
  return list_key(office, place.list).add_number(place.created).add_byte(kShareRow);
}
inline ViewKey place_key(const OfficeId& office, domain::ShareId share) {
  return in_shares(office, 'i').add(share);
}
inline ViewKey mail_key(const OfficeId& office, domain::ShareId share) {
  return in_shares(office, 'm').add(share);
}
inline ViewKey all_key(const OfficeId& office) {
  return in_shares(office, 'n');
}
inline ViewKey listed_key(const OfficeId& office, domain::ListId list) {
  return in_shares(office, 'l').add(list);
}
inline ViewKey project_key(const OfficeId& office, domain::ProjectId project) {
  return in_shares(office, 'p').add(project);
}
inline ViewKey contact_key(const OfficeId& office, domain::ContactId contact) {
  return in_shares(office, 'c').add(contact);
}
inline ViewKey email_key(const OfficeId& office, std::string_view canonical) {
  return in_shares(office, 'e').add_text(canonical);
}
inline ViewKey accesses_key(const OfficeId& office, domain::ShareId share) {
  return in_shares(office, 'a').add(share);
}
inline ViewKey access_key(const OfficeId& office, domain::ShareId share, Position position) {
  return accesses_key(office, share).add_descending(position);
}
inline ViewKey access_place_key(const OfficeId& office, domain::AccessId access) {
  return in_shares(office, 'x').add(access);
}
inline ViewKey looks_key(const OfficeId& office, domain::PersonId viewer) {
  return in_shares(office, 'k').add(viewer);
}

inline ViewKey session_key(const OfficeId& office, domain::ShareId share,
                           domain::SessionId session) {
  return in_shares(office, 's').add(share).add(session);
}

}  // namespace share_rows

template <>
inline constexpr std::size_t kMembers<domain::ShareState> = 22;
template <>
inline constexpr std::size_t kMembers<AccessRow> = 4;
template <>
inline constexpr std::size_t kMembers<share_rows::Place> = 2;
template <>
inline constexpr std::size_t kMembers<domain::AccessFacts> = 6;
template <>
inline constexpr std::size_t kMembers<share_rows::Entry> = 3;
template <>
inline constexpr std::size_t kMembers<share_rows::StoredShare> = 3;
template <>
inline constexpr std::size_t kMembers<share_rows::Counters> = 4;
template <>
inline constexpr std::size_t kMembers<domain::SeenBefore> = 4;
template <>
inline constexpr std::size_t kMembers<share_rows::AccessPlace> = 2;

}  // namespace rollcall::projections
