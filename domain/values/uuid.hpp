#pragma once
// UUIDs (RFC 9562) and ids that know what they name.

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace rollcall::domain {

struct Uuid {
  std::array<std::uint8_t, 16> bytes{};

  // Accepts the 36-character form in either case, nothing else.
  static std::optional<Uuid> parse(std::string_view text);
  std::string to_string() const;  // lower case
  bool is_nil() const { return *this == Uuid{}; }
  auto operator<=>(const Uuid&) const = default;
};

// Builds a UUIDv7 (RFC 9562, 5.7) from a time in ms since the epoch and ten random bytes.
Uuid make_uuid_v7(std::int64_t unix_ms, const std::array<std::uint8_t, 10>& random);

template <class Kind>
struct TypedId {
  Uuid uuid;
  auto operator<=>(const TypedId&) const = default;
};

using OfficeId = TypedId<struct OfficeIdKind>;
using StaffId = TypedId<struct StaffIdKind>;
using ApiTokenId = TypedId<struct ApiTokenIdKind>;
using OrganisationId = TypedId<struct OrganisationIdKind>;
using ContactId = TypedId<struct ContactIdKind>;
using ProjectId = TypedId<struct ProjectIdKind>;
using ParticipantId = TypedId<struct ParticipantIdKind>;
using ListId = TypedId<struct ListIdKind>;
using ShareId = TypedId<struct ShareIdKind>;
using SendingId = TypedId<struct SendingIdKind>;            // one e-mailing of a share, one link
using CodeId = TypedId<struct CodeIdKind>;                  // one one-time code
using SessionId = TypedId<struct SessionIdKind>;            // one viewing session, or one sign-in
using PasswordLinkId = TypedId<struct PasswordLinkIdKind>;  // one set-password link
using PasswordId = TypedId<struct PasswordIdKind>;          // one password of a person
using MailingId = TypedId<struct MailingIdKind>;            // one mail, of domain/mails
using MenuItemId = TypedId<struct MenuItemIdKind>;          // of a customer web
using AccessId = TypedId<struct AccessIdKind>;
using PersonId =
    TypedId<struct PersonIdKind>;  // whose key seals: contact, participant, receiver, staff

template <class Kind>
PersonId person_of(const TypedId<Kind>& id) {
  return PersonId{id.uuid};
}

}  // namespace rollcall::domain

template <>
struct std::hash<rollcall::domain::Uuid> {
  std::size_t operator()(const rollcall::domain::Uuid& id) const noexcept {
    std::size_t tail;  // the last bytes are the random ones
    std::memcpy(&tail, id.bytes.data() + 8, sizeof tail);
    return tail;
  }
};
template <class Kind>
struct std::hash<rollcall::domain::TypedId<Kind>> {
  std::size_t operator()(const rollcall::domain::TypedId<Kind>& id) const noexcept {
    return std::hash<rollcall::domain::Uuid>{}(id.uuid);
  }
};
