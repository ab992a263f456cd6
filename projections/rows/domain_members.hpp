#pragma once
// How many members the domain's structs have, as far as views keep them. See pack.hpp for what to
// do when a number changes.

#include "domain/event.hpp"
#include "projections/pack.hpp"

namespace rollcall::projections {

template <>
inline constexpr std::size_t kMembers<domain::Uuid> = 1;
template <class Kind>
inline constexpr std::size_t kMembers<domain::TypedId<Kind>> = 1;
template <>
inline constexpr std::size_t kMembers<domain::Instant> = 1;
template <>
inline constexpr std::size_t kMembers<domain::Date> = 1;
template <>
inline constexpr std::size_t kMembers<domain::Actor> = 2;
template <class T>
inline constexpr std::size_t kMembers<domain::Personal<T>> = 2;

template <>
inline constexpr std::size_t kMembers<domain::OfficeSettings> = 8;
template <>
inline constexpr std::size_t kMembers<domain::StaffDetails> = 3;

template <>
inline constexpr std::size_t kMembers<domain::Phone> = 2;
template <>
inline constexpr std::size_t kMembers<domain::ContactDetails> = 4;
template <>
inline constexpr std::size_t kMembers<domain::ContactOrganisation> = 2;
template <>
inline constexpr std::size_t kMembers<domain::ContactProject> = 2;
template <>
inline constexpr std::size_t kMembers<domain::ContactStanding> = 2;
template <>
inline constexpr std::size_t kMembers<domain::ContactState> = 6;

template <>
inline constexpr std::size_t kMembers<domain::ProjectDetails> = 7;
template <>
inline constexpr std::size_t kMembers<domain::Membership> = 3;

template <>
inline constexpr std::size_t kMembers<domain::ParticipantDetails> = 2;
template <>
inline constexpr std::size_t kMembers<domain::FilterCondition> = 3;
template <>
inline constexpr std::size_t kMembers<domain::SortKey> = 2;
template <>
inline constexpr std::size_t kMembers<domain::ListDefinition> = 4;

template <>
inline constexpr std::size_t kMembers<domain::MailText> = 2;
template <>
inline constexpr std::size_t kMembers<domain::Addressed> = 3;
template <>
inline constexpr std::size_t kMembers<domain::Sending> = 3;
template <>
inline constexpr std::size_t kMembers<domain::Delivery> = 6;
template <>
inline constexpr std::size_t kMembers<domain::OneTimeCode> = 6;
template <>
inline constexpr std::size_t kMembers<domain::ViewingSession> = 2;
template <>
inline constexpr std::size_t kMembers<domain::Revocation> = 3;

template <>
inline constexpr std::size_t kMembers<domain::ClientDetails> = 2;
template <>
inline constexpr std::size_t kMembers<domain::ListAccessed> = 12;

template <>
inline constexpr std::size_t kMembers<domain::MenuText> = 2;
template <>
inline constexpr std::size_t kMembers<domain::MenuFile> = 4;
template <>
inline constexpr std::size_t kMembers<domain::MenuItemDetails> = 5;
template <>
inline constexpr std::size_t kMembers<domain::MenuItem> = 7;
template <>
inline constexpr std::size_t kMembers<domain::PublishedList> = 6;
template <>
inline constexpr std::size_t kMembers<domain::CustomerWebState> = 2;

// Text under other names than str().
template <>
struct Packing<domain::TimeZone> {
  static void write(Packer& out, const domain::TimeZone& zone) { out.text(zone.name()); }
  static void read(Unpacker& in, domain::TimeZone& zone) {
    zone = domain::TimeZone::restore(std::string(in.text()));
  }
};
template <>
struct Packing<domain::Column> {
  static void write(Packer& out, const domain::Column& column) { out.text(column.key()); }
  static void read(Unpacker& in, domain::Column& column) {
    column = domain::Column::restore(std::string(in.text()));
  }
};

}  // namespace rollcall::projections
