#include "api/erasure/subject.hpp"

#include <set>

#include "api/commands/email_key.hpp"
#include "domain/share/bulk.hpp"
#include "projections/search/people.hpp"

namespace rollcall::api {
namespace {

// What a decision is made on; shares are found in several ways, and count once.
class Loading {
 public:
  Loading(Context& context, Facts& facts) : context_(context), facts_(facts) {}

  domain::ErasureFacts load(const ErasureSubject& subject) {
    if (subject.contact) add(*subject.contact);
    if (subject.participant) add(*subject.participant);
    if (subject.email) add(*subject.email);
    if (subject.share) add(*subject.share);
    if (subject.staff) add(*subject.staff);
    return std::move(loaded_);
  }

 private:
  void add(domain::ContactId contact) {
    const auto state = facts_.load<domain::ContactState>(domain::facts_of_contact(contact));
    const domain::Tag tag{domain::TagKind::contact, contact.uuid};
    const auto erased = facts_.load<domain::ErasedPersons>(domain::facts_of_erased(tag));
    domain::ErasureFacts::OfContact of{contact, *state, !erased->persons.empty(), std::nullopt};
    if (state->details) of.email = key_of(state->details->email);
    add_shares(domain::facts_of_shares_of_contact(contact));
    // A share with nobody's address that is theirs now is theirs.
    if (of.email) add_shares(domain::facts_of_shares_of_email(*of.email), contact);
    loaded_.contacts.push_back(std::move(of));
  }

  void add(domain::ParticipantId participant) {
    const auto trace =
        facts_.load<domain::ParticipantTrace>(domain::facts_of_participant(participant));
    loaded_.participants.push_back({participant, *trace});
  }

  void add(const domain::EmailAddress& email) {
    const auto key = key_of(email);
    const auto holders = facts_.load<domain::AddressTrace>(domain::facts_of_email(key));
    for (const auto contact : holders->contacts) add(contact);
    if (holders->staff) add(*holders->staff);
    add_shares(domain::facts_of_shares_of_email(key), domain::ContactId{});
    const auto snapshot = context_.projector.snapshot(facts_.office());
    for (const auto participant : projections::participants_with_email(
             *snapshot.view, facts_.office(), email.canonical(), domain::kMaxErased + 1)) {
      const auto trace =
          facts_.load<domain::ParticipantTrace>(domain::facts_of_participant(participant));
      if (trace->emails.contains(email.canonical())) add(participant);
    }
  }

  // `or_nobodys`: of shares that are a contact person's only those of this one.
  void add_shares(const domain::FactQueries& queries,
                  std::optional<domain::ContactId> or_nobodys = std::nullopt) {
    const auto index = facts_.load<domain::ShareIndex>(queries);
    for (const auto id : index->shares) {
      const auto share = facts_.load<domain::ShareState>(domain::facts_of_share(id));
      if (or_nobodys && share->contact && share->contact != or_nobodys) continue;
      add(*share);
    }
  }

  void add(domain::ShareId id) {
    add(*facts_.load<domain::ShareState>(domain::facts_of_share(id)));
  }

  void add(const domain::ShareState& share) {
    if (!share.exists() || !shares_.insert(share.id).second) return;
    const auto receivers = facts_.load<domain::ReceiverTrace>(domain::facts_of_receivers(share.id));
    loaded_.shares.push_back({share, *receivers});
  }

  void add(domain::StaffId staff) {
    loaded_.staff.push_back(
        {staff, *facts_.load<domain::StaffState>(domain::facts_of_staff(staff))});
  }

  domain::EmailKey key_of(const domain::EmailAddress& email) const {
    return email_key(context_.vault, facts_.office(), email);
  }

  Context& context_;
  Facts& facts_;
  domain::ErasureFacts loaded_;
  std::set<domain::ShareId> shares_;
};

}  // namespace

domain::ErasureFacts load_erasure_facts(Context& context, Facts& facts,
                                        const ErasureSubject& subject) {
  return Loading(context, facts).load(subject);
}

}  // namespace rollcall::api
