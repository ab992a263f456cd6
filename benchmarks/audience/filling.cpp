#include "benchmarks/audience/filling.hpp"

#include <random>

#include "eventstore/check.hpp"

namespace rollcall::benchmarks {
namespace {

using namespace domain;

constexpr std::size_t kLooks = 20;      // by each share
constexpr std::size_t kBatch = 10'000;  // events of one append
constexpr Instant kNow{1'780'000'000'000};
constexpr Date kValidUntil{21'000};

Uuid numbered(std::uint8_t kind, std::uint64_t number) {
  Uuid id;
  id.bytes[0] = kind;
  for (std::size_t i = 0; i < 8; ++i) {
    id.bytes[15 - i] = static_cast<std::uint8_t>(number >> (8 * i));
  }
  return id;
}

// Kinds of ids, so that no two of different things are alike.
enum Kind : std::uint8_t { staff = 1, organisation, contact, project, list, share, other };

Personal<Addressed> addressed(std::uint64_t number) {
  Addressed to;
  to.email = EmailAddress::restore("desk@hotel.example");
  to.name = PersonName::restore("Desk of the hotel");
  to.mail = {Subject::restore("Rooms"), MailBody::restore("See [resource-link]")};
  return {PersonId{numbered(other, number)}, to};
}

ListAccessed look(ListId of, ShareId by, std::uint64_t number) {
  ListAccessed look;
  look.access = AccessId{numbered(other, number)};
  look.list = of;
  look.project = ProjectId{numbered(project, 1)};
  look.share = by;
  look.session = SessionId{numbered(other, number)};
  look.kind = AccessKind::json;
  look.list_version = 4'711;
  look.row_count = 600;
  look.columns = {Column::restore("lastName"), Column::restore("firstName")};
  look.client = {PersonId{numbered(other, 1)}, ClientDetails{"192.0.2.1", "Mozilla/5.0"}};
  return look;
}

// A share's life: made, mailed, opened, looked at.
Proposals life_of_share(ListId of, ShareId id, std::optional<ContactId> with) {
  const SendingId sending{id.uuid};
  const CodeId code{id.uuid};
  Proposals life = {
      propose(ListShared{id,
                         of,
                         ProjectId{numbered(project, 1)},
                         with,
                         kValidUntil,
                         {Column::restore("lastName")},
                         true,
                         {sending, {}, addressed(1)}}),
      propose(ShareEmailAttempted{id, sending, 1, {id.uuid.bytes[15], id.uuid.bytes[14]}}),
      propose(ShareEmailSent{id, sending, 1, "<1@office.example>"}),
      propose(ShareCodeIssued{id, code, kNow}),
      propose(ShareCodeSent{id, code, "<2@office.example>"}),
      propose(ShareCodeTried{id, code}),
      propose(ViewingSessionOpened{id, code, SessionId{id.uuid}, kNow}),
  };
  for (std::uint64_t n = 0; n < kLooks; ++n) life.push_back(propose(look(of, id, n)));
  return life;
}

Proposals beginning() {
  const OfficeId of{projections::from_log(kAuditedOffice)};
  OfficeSettings settings;
  settings.time_zone = TimeZone::restore("Europe/Oslo");
  const ProjectId in{numbered(project, 1)};
  const OrganisationId customer{numbered(organisation, 1)};
  Proposals events = {propose(OfficeCreated{of, settings})};
  for (std::uint64_t n = 0; n < 10; ++n) {
    events.push_back(
        propose(StaffAdded{of, StaffId{numbered(staff, n)}, StaffRole::project_manager, {}}));
  }
  ProjectDetails details;
  details.customer = customer;
  events.push_back(propose(ProjectCreated{in, details}));
  ListDefinition definition;
  definition.columns = {Column::restore("lastName"), Column::restore("firstName")};
  events.push_back(propose(ListCreated{audited_list(), in, definition}));
  events.push_back(
      propose(ListPublishedOnCustomerWeb{audited_list(), in, definition.columns, {}, 1}));
  for (std::uint64_t n = 0; n < kShares / 2; ++n) {
    const ContactId person{numbered(contact, n)};
    events.push_back(propose(ContactAdded{person, customer, OrganisationKind::customer, {}}));
    events.push_back(
        propose(ContactAddedToProject{in, person, customer, OrganisationKind::customer}));
  }
  return events;
}

class Filling {
 public:
  Filling(eventstore::Log& log, eventstore::Vault& vault) : log_(log), codec_(vault) {
    for (std::uint64_t n = 0; n < kLooks; ++n) persons_.push_back(numbered(other, n).bytes);
    CHECK(vault.create_keys(kAuditedOffice, persons_, 0).has_value());
    others_ = encoded(life_of_share(ListId{}, ShareId{}, std::nullopt));
  }
  void append(const Proposals& proposals) { append(encoded(proposals)); }

  // Lives of other shares, each list having as many as the one that is asked about.
  void add_others(std::uint64_t events) {
    std::vector<eventstore::NewEvent> batch;
    for (std::uint64_t done = 0; done < events; done += others_.size()) {
      const auto list_tag = numbered(list, 2 + share_ / kShares).bytes;
      const auto share_tag = numbered(share, kShares + share_++).bytes;
      for (auto event : others_) {
        event.id = next_id();
        for (auto& tag : event.tags) tag.id = is_of_share(tag) ? share_tag : list_tag;
        batch.push_back(std::move(event));
      }
      if (batch.size() < kBatch) continue;
      append(std::move(batch));
      batch.clear();
    }
    append(std::move(batch));
  }

 private:
  static bool is_of_share(const eventstore::Tag& tag) {
    const auto kind = static_cast<TagKind>(tag.kind);
    return kind != TagKind::list && kind != TagKind::project && kind != TagKind::disclosure;
  }
  eventstore::Id next_id() {
    eventstore::Id id;
    for (std::size_t i = 0; i < id.size(); i += 8) {
      const std::uint64_t word = random_();
      std::copy_n(reinterpret_cast<const std::uint8_t*>(&word), 8, id.begin() + i);
    }
    return id;
  }
  std::vector<eventstore::NewEvent> encoded(const Proposals& proposals) {
    auto events = codec_.encode(kAuditedOffice, proposals, [this] { return Uuid{next_id()}; });
    CHECK(events.has_value());
    return std::move(*events);
  }
  void append(std::vector<eventstore::NewEvent> events) {
    if (events.empty()) return;
    eventstore::Append append;
    append.office = kAuditedOffice;
    append.events = std::move(events);
    append.decided_at = kNow.ms;
    append.actor = {static_cast<std::uint8_t>(ActorKind::staff), numbered(staff, 1).bytes};
    CHECK(eventstore::append_and_wait(log_, std::move(append)).has_value());
  }

  eventstore::Log& log_;
  const projections::LogCodec codec_;
  std::vector<eventstore::Id> persons_;
  std::vector<eventstore::NewEvent> others_;
  std::uint64_t share_ = 0;
  std::mt19937_64 random_{1};
};

}  // namespace

ListId audited_list() {
  return {numbered(list, 1)};
}

void fill(eventstore::Log& log, eventstore::Vault& vault, std::uint64_t events) {
  Filling filling(log, vault);
  filling.append(beginning());
  for (std::uint64_t n = 0; n < kShares; ++n) {
    std::optional<ContactId> with;
    if (n % 2 == 0) with = ContactId{numbered(contact, n / 2)};
    filling.append(life_of_share(audited_list(), ShareId{numbered(share, n)}, with));
    filling.add_others(events / kShares);
  }
  // To forget tags, even of a kind that no event has, brings the index to tables and compacts it;
  // the next append lets go of what was in memory.
  constexpr std::uint8_t kNoKind = 255;
  const eventstore::Position first = 1;
  CHECK(log.forget_tags(kAuditedOffice, kNoKind, {&first, 1}).has_value());
  filling.add_others(1);
}

}  // namespace rollcall::benchmarks
