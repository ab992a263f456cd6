#include "domain/share/bulk.hpp"

namespace rollcall::domain {
namespace {

FactQueries shares_tagged(Tag tag) {
  return {FactQuery{types_of<ListShared, ShareReceiverIdentified>(), {tag}}};
}

// A single share's decision becomes part of the whole.
void take(ShareId share, Proposals decision, BulkChange& whole) {
  (decision.empty() ? whole.left : whole.changed).push_back(share);
  for (auto& proposal : decision) whole.proposals.push_back(std::move(proposal));
}

bool stays(const ShareState& share, const ExtendShares& command) {
  return share.revocation || share.valid_until >= command.valid_until;
}

}  // namespace

FactQueries facts_of_shares_of_contact(ContactId contact) {
  return shares_tagged({TagKind::contact, contact.uuid});
}

FactQueries facts_of_shares_of_email(EmailKey email) {
  return shares_tagged({TagKind::email, email.hash});
}

Result<BulkChange> decide(const std::vector<ShareState>& shares, const RevokeShares&) {
  if (shares.size() > kMaxBulkShares) return refuse(Reason::too_many_shares);
  BulkChange whole;
  for (const ShareState& share : shares) {
    auto decision = decide(share, RevokeShare{});
    if (!decision) return tl::make_unexpected(std::move(decision.error()));
    take(share.id, std::move(*decision), whole);
  }
  return whole;
}

Result<BulkChange> decide(const OfficeState& office, const std::vector<ShareFacts>& shares,
                          const ExtendShares& command, const Deciding& deciding) {
  if (!office.settings) return refuse(Reason::not_found);
  if (command.valid_until < local_date(deciding.now, office.settings->time_zone))
    return refuse(Reason::valid_until_past, "/validUntil");
  if (shares.size() > kMaxBulkShares) return refuse(Reason::too_many_shares);
  const ChangeShare change{command.valid_until, {}, {}};
  BulkChange whole;
  for (const ShareFacts& facts : shares) {
    auto decision = stays(facts.share, command) ? Result<Proposals>(Proposals{})
                                                : decide(facts, change, deciding);
    if (!decision) return tl::make_unexpected(std::move(decision.error()));
    take(facts.share.id, std::move(*decision), whole);
  }
  return whole;
}

Reason reason_left(const ShareState& share) {
  return share.revocation ? Reason::share_revoked : Reason::valid_until_not_later;
}

}  // namespace rollcall::domain
