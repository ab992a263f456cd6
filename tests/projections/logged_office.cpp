#include "tests/projections/logged_office.hpp"

#include "eventstore/check.hpp"

namespace rollcall::projections {
namespace {

domain::Proposals propose_all(std::vector<domain::Event> events) {
  domain::Proposals proposals;
  for (auto& event : events) {
    proposals.push_back({std::make_shared<const domain::Event>(std::move(event)), {}, {}});
  }
  return proposals;
}

Position append_to(eventstore::Log& log, eventstore::Append append) {
  const auto outcome = eventstore::append_and_wait(log, std::move(append));
  CHECK(outcome.has_value());
  return std::get<eventstore::Appended>(*outcome).last;
}

class JournaledStore final : public ViewStore {
 public:
  JournaledStore(std::shared_ptr<Journal> journal, std::size_t after_writes)
      : journal_(std::move(journal)) {
    const std::lock_guard lock(journal_->mutex);
    journal_->writes.resize(std::min(after_writes, journal_->writes.size()));
    for (const auto& changes : journal_->writes) CHECK(rows_->write(changes));
  }
  std::shared_ptr<const ViewReader> snapshot() const override { return rows_->snapshot(); }
  bool write(const std::vector<ViewChange>& changes) override {
    const std::lock_guard lock(journal_->mutex);
    if (journal_->writes_until_failure-- == 0) return false;
    journal_->writes.push_back(changes);
    return rows_->write(changes);
  }
  bool flush() override { return true; }
  bool rewrite(const std::vector<std::string>&) override { return true; }

 private:
  std::shared_ptr<Journal> journal_;
  std::unique_ptr<ViewStore> rows_ = make_memory_view_store();
};

class TallyProjection final : public Projection {
 public:
  explicit TallyProjection(Tally tally) : tally_(std::move(tally)) {}
  std::string_view name() const override { return tally_.name; }
  std::uint32_t version() const override { return tally_.version; }
  KeySpace key_space() const override { return Tally::kSpace; }
  bool apply(const OfficeId& office, const LoggedEvent& event, ViewWriter& view,
             std::string& reason) const override {
    const std::string value = tally_.prefix_of_values + std::to_string(event.position);
    view.put(tally_last_key(office), value);
    view.put(tally_last_key(office) + value, std::to_string(domain::type_of(event.event)));
    if (event.position != tally_.fails_at) return true;
    reason = "told to fail";
    return false;
  }

 private:
  const Tally tally_;
};

}  // namespace

Position LoggedOffice::append(std::vector<domain::Event> events, const OfficeId& office) {
  const auto proposals = propose_all(std::move(events));
  std::vector<eventstore::Id> persons;
  for (const auto& person : persons_of(proposals)) persons.push_back(to_log(person.uuid));
  CHECK(vault_->create_keys(office, persons, 0).has_value());
  eventstore::Append append;
  {
    const std::lock_guard lock(mutex_);
    auto encoded = codec_.encode(office, proposals,
                                 [this] { return id_of<domain::SendingId>(next_id_++).uuid; });
    CHECK(encoded.has_value());
    append.events = std::move(*encoded);
  }
  append.office = office;
  append.decided_at = 1;
  return append_to(*log_, std::move(append));
}

Position LoggedOffice::append_unknown_type() {
  eventstore::Append append;
  append.office = kLogOffice;
  append.events.push_back({{1}, 65'000, {}, "what is this"});
  return append_to(*log_, std::move(append));
}

bool projected(Projector& projector, Position position, std::vector<KeySpace> spaces,
               const OfficeId& office) {
  std::promise<bool> answer;
  projector.when_projected(office, position, std::move(spaces),
                           [&](bool passed) { answer.set_value(passed); });
  return answer.get_future().get();
}

std::unique_ptr<ViewStore> journaled_store(std::shared_ptr<Journal> journal,
                                           std::size_t after_writes) {
  return std::make_unique<JournaledStore>(std::move(journal), after_writes);
}

std::string all_rows(const ViewReader& view) {
  std::string rows;
  view.scan("", "", [&](std::string_view key, std::string_view value) {
    rows.append(std::to_string(key.size())).append(":").append(key);
    rows.append(std::to_string(value.size())).append(":").append(value);
    return true;
  });
  return rows;
}

std::string rows_at_end(const Journal& journal) {
  const auto store = make_memory_view_store();
  const std::lock_guard lock(journal.mutex);
  for (const auto& changes : journal.writes) CHECK(store->write(changes));
  return all_rows(*store->snapshot());
}

std::unique_ptr<Projection> make_tally(Tally tally) {
  return std::make_unique<TallyProjection>(std::move(tally));
}

std::string tally_last_key(const OfficeId& office) {
  return std::string(1, static_cast<char>(Tally::kSpace))
      .append(reinterpret_cast<const char*>(office.data()), office.size());
}

std::vector<std::unique_ptr<Projection>> only(std::unique_ptr<Projection> projection) {
  std::vector<std::unique_ptr<Projection>> one;
  one.push_back(std::move(projection));
  return one;
}

std::vector<std::unique_ptr<Projection>> all_and(std::unique_ptr<Projection> projection) {
  auto all = all_projections();
  all.push_back(std::move(projection));
  return all;
}

domain::Event RandomHistory::next() {
  const bool has_all = !organisations_.empty() && !contacts_.empty() && !projects_.empty() &&
                       !participants_.empty() && !lists_.empty() && !shares_.empty();
  return has_all && random_() % 3 != 0 ? change() : make();
}

std::vector<domain::Event> RandomHistory::batch() {
  std::vector<domain::Event> events;
  for (std::size_t count = 1 + random_() % 8; events.size() < count;) events.push_back(next());
  return events;
}

// Makes something new; at first one of each, in the order they need each other.
domain::Event RandomHistory::make() {
  const std::uint64_t id = ++last_id_;
  const std::size_t kind = random_() % 6;
  if (organisations_.empty() || kind == 0) {
    organisations_.push_back(id);
    return organisation_added(id, domain::OrganisationKind::customer, text());
  }
  if (contacts_.empty() || kind == 1) {
    contacts_.push_back(id);
    return contact_added(id, pick(organisations_), text() + std::to_string(id) + "@x.no", text(),
                         text());
  }
  if (projects_.empty() || kind == 2) {
    projects_.push_back(id);
    return project_created(id, pick(organisations_), text());
  }
  if (participants_.empty() || kind == 3) {
    participants_.push_back({id, pick(projects_)});
    return participant_added(id, participants_.back().parent, any_participant());
  }
  if (lists_.empty() || kind == 4) {
    lists_.push_back({id, pick(projects_)});
    return list_created(id, lists_.back().parent, definition(text(), {"lastName"}, "Acme"));
  }
  const Child list = lists_[random_() % lists_.size()];
  shares_.push_back({id, list.id});
  return list_shared(id, list.id, list.parent, pick(contacts_), text() + "@y.no");
}

domain::Event RandomHistory::change() {
  const std::size_t at = random_() % participants_.size();
  const Child person = participants_[at];
  const Child list = lists_[random_() % lists_.size()];
  switch (random_() % 15) {
    case 13:
      return list_ticked(list.id, list.parent, static_cast<std::int32_t>(random_() % 99));
    case 14:
      return visited(++last_id_, list.id, pick(contacts_));
    case 10:
      return organisation_renamed(pick(organisations_), text());
    case 11:
      return project_edited(pick(projects_), pick(organisations_), text());
    case 12:
      return project_status_changed(pick(projects_), domain::ProjectStatus::cancelled, text());
    case 0:
      return contact_linked(pick(contacts_), pick(organisations_),
                            domain::OrganisationKind::customer);
    case 1:
      return joined(pick(projects_), pick(contacts_), pick(organisations_));
    case 2:
      return left(pick(projects_), pick(contacts_));
    case 3:
    case 4:
      return participant_edited(person.id, person.parent, any_participant());
    case 5:
      participants_.erase(participants_.begin() + static_cast<std::ptrdiff_t>(at));
      return participant_removed(person.id, person.parent);
    case 6:
      return list_edited(list.id, list.parent, definition(text(), {text()}));
    default:
      return change_share();
  }
}

domain::Event RandomHistory::change_share() {
  const Child share = shares_[random_() % shares_.size()];
  switch (random_() % 6) {
    case 0:
      return validity_changed(share.id, static_cast<std::int32_t>(20'000 + random_() % 99));
    case 1:
      return share_resent(share.id, ++last_id_, text() + "@z.no");
    case 2:
      return share_revoked(share.id);
    case 3:
      return email_sent(share.id, share.id);
    case 4:
      return accessed(++last_id_, share.parent, std::nullopt);
    default:
      return accessed(++last_id_, share.parent, share.id);
  }
}

}  // namespace rollcall::projections
