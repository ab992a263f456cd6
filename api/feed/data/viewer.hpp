#pragma once
// Who reads the feed, and what persons are called for them.

#include <string>

#include "domain/event.hpp"
#include "eventstore/vault.hpp"

namespace rollcall::api::feed {

// Immutable; the vault must outlive it. Threads: any.
class Viewer {
 public:
  // An office admin, who is shown persons as they are.
  explicit Viewer(const eventstore::OfficeId& office) : office_(office) {}
  // Anyone else, who is shown pseudonyms.
  Viewer(const eventstore::OfficeId& office, const eventstore::Vault& vault)
      : office_(office), vault_(&vault) {}

  const eventstore::OfficeId& office() const { return office_; }
  bool knows_persons() const { return vault_ == nullptr; }

  // The person's id, or their pseudonym: a UUID of version 8 (RFC 9562, 5.8) that is the same for
  // one person in every event, after restarts too, and tells nothing without the vault.
  domain::Uuid person(const domain::Uuid& id) const;
  // Of an actor: only staff and contact persons are persons.
  domain::Uuid actor(const domain::Actor& actor) const;

 private:
  eventstore::OfficeId office_{};
  const eventstore::Vault* vault_ = nullptr;
};

bool names_person(domain::HistorySubjectKind kind);

// The tags that this viewer is shown, as they are for them. Hashes of links and addresses are for
// nobody.
std::vector<domain::Tag> shown_tags(const domain::Event& event, const Viewer& viewer);

// May it be filtered by such a tag? no: nobody; admin: only who knows persons, as others would
// learn from it whose pseudonym is whose.
enum class Filtering { anyone, admin, nobody };
Filtering filtering_by(domain::TagKind kind);

}  // namespace rollcall::api::feed
