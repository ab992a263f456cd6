#pragma once
// Every event as named fields: for data_writer and schema_writer alone.

#include "api/feed/data/accounts.hpp"
#include "api/feed/data/lists.hpp"
#include "api/feed/data/office.hpp"
#include "api/feed/data/people.hpp"
#include "api/feed/data/shares.hpp"
#include "api/feed/data/words.hpp"

namespace rollcall::api::feed {

// Ids that are a person's.
template <class Id>
inline constexpr bool kNamesPerson = false;
template <>
inline constexpr bool kNamesPerson<domain::StaffId> = true;
template <>
inline constexpr bool kNamesPerson<domain::ContactId> = true;
template <>
inline constexpr bool kNamesPerson<domain::ParticipantId> = true;
template <>
inline constexpr bool kNamesPerson<domain::PersonId> = true;

}  // namespace rollcall::api::feed
