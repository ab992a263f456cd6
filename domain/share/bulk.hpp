#pragma once
// Many shares at once: all of a list, a project or a receiver revoked or extended in one append, by
// the rules of a single one. Those that stay as they are are told apart, see reason_left().

#include <vector>

#include "domain/share.hpp"

namespace rollcall::domain {

inline constexpr std::size_t kMaxBulkShares = 1'000;  // that one command is about

// The shares of a receiver, over all lists: those made to the contact person, and those made to the
// address (of a contact person too).
FactQueries facts_of_shares_of_contact(ContactId contact);
FactQueries facts_of_shares_of_email(EmailKey email);

struct BulkChange {
  Proposals proposals;
  std::vector<ShareId> changed;
  std::vector<ShareId> left;
};

// Refuses too_many_shares if they are more than kMaxBulkShares, as does the next.
struct RevokeShares {};
Result<BulkChange> decide(const std::vector<ShareState>& shares, const RevokeShares& command);

// Moves valid-until forward, never back. valid_until_past refuses the whole.
struct ExtendShares {
  Date valid_until;
};
Result<BulkChange> decide(const OfficeState& office, const std::vector<ShareFacts>& shares,
                          const ExtendShares& command, const Deciding& deciding);

// Why a share was left: share_revoked, else valid_until_not_later.
Reason reason_left(const ShareState& share);

}  // namespace rollcall::domain
