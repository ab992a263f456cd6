#include "api/erasure/forgetting.hpp"

#include <charconv>
#include <future>

#include <spdlog/spdlog.h>

#include "api/erasure/register.hpp"
#include "api/erasure/traces.hpp"
#include "api/looks/look_cache.hpp"
#include "api/mail/mail.hpp"
#include "api/past/past_views.hpp"

namespace rollcall::api {
namespace {

constexpr std::size_t kNotesAtOnce = 100;
constexpr std::size_t kErasuresAtOnce = 50'000;
// For views to pass what was just appended: while somebody waits for the answer of a
// deletion, of an erasure, and at a start, where they may have to be made anew.
constexpr std::chrono::milliseconds kShortWait = std::chrono::seconds(5);
constexpr std::chrono::milliseconds kPatientWait = std::chrono::seconds(60);
constexpr std::chrono::milliseconds kLongWait = std::chrono::minutes(10);

eventstore::SecretName note_of(const domain::Uuid& person) {
  return secret_name(SecretKind::key_to_destroy, person);
}

eventstore::SecretName mark_of(const eventstore::OfficeId& office) {
  return secret_name(SecretKind::erased_up_to, projections::from_log(office));
}

}  // namespace

bool Forgetting::note(const eventstore::OfficeId& office, domain::PersonId person) {
  return parts_.vault.put_secret(office, note_of(person.uuid), "").has_value();
}

void Forgetting::carry_out(const eventstore::OfficeId& office,
                           std::span<const domain::PersonId> persons) {
  carry_out(office, persons, kShortWait);
}

void Forgetting::carry_out(const eventstore::OfficeId& office,
                           std::span<const domain::PersonId> persons,
                           std::chrono::milliseconds wait) {
  const std::lock_guard lock(forgetting_);
  if (!destroy(office, persons, wait)) {
    spdlog::error("what is left of deleted persons was not destroyed; the next start does it");
  }
}

// The notes go last: what fails before is done again.
bool Forgetting::destroy(const eventstore::OfficeId& office,
                         std::span<const domain::PersonId> persons,
                         std::chrono::milliseconds wait) {
  Facts facts(parts_.log, parts_.codec, parts_.folds, office);
  Leavers leavers;
  for (const auto& person : persons) {
    const domain::Tag tag{domain::TagKind::contact, person.uuid};
    const auto traces = facts.load<domain::ContactTraces>(domain::facts_of_traces({person.uuid}));
    if (traces->are_to_be_forgotten()) {
      leavers.persons.push_back(projections::to_log(person.uuid));
      leavers.subjects.insert(tag);
    } else if (traces->deleted) {
      leavers.signed_out.insert(tag);
    }
  }
  if (facts.failed() || !forget(office, leavers, wait)) return false;
  for (const auto& person : persons) {
    if (!parts_.vault.remove_secret(office, note_of(person.uuid))) return false;
  }
  return true;
}

bool Forgetting::catch_up(const eventstore::OfficeId& office) {
  return catch_up(office, kPatientWait);
}

bool Forgetting::catch_up(const eventstore::OfficeId& office, std::chrono::milliseconds wait) {
  const std::lock_guard lock(forgetting_);
  while (true) {
    const auto done = erased_up_to(office);
    if (!done) return false;
    const domain::FactQueries erasures = {
        {domain::types_of<domain::PersonErased>(), {{domain::TagKind::erasure, {}}}}};
    const auto records = parts_.log.read(office, projections::to_log(erasures),
                                         {.after = *done, .limit = kErasuresAtOnce});
    if (!records) return false;
    if (records->empty()) return true;
    Leavers leavers;
    std::vector<ErasureEntry> entries;
    for (const auto& record : *records) {
      const auto logged = parts_.codec.decode(office, record);
      if (!logged) return false;
      const auto* erased = domain::person_erased(logged->recorded());
      leavers.persons.push_back(projections::to_log(erased->person.uuid));
      entries.push_back(entry_of(office, *logged, *erased));
      // A participant has neither account nor mails.
      if (!erased->project) leavers.subjects.insert(domain::subject_of(*erased));
    }
    if (!forget(office, leavers, wait)) return false;
    if (parts_.erasures && !parts_.erasures->add(entries)) return false;
    if (!keep_erased_up_to(office, records->back().position)) return false;
  }
}

// Each step may be done again. The keys go after what is found by what they open; memory and views
// after the keys, as nothing can be read into them any more then.
bool Forgetting::forget(const eventstore::OfficeId& office, const Leavers& leavers,
                        std::chrono::milliseconds wait) {
  if (!forget_secrets(office, leavers.signed_out)) return false;
  if (leavers.persons.empty()) return true;
  const auto traces = traces_of(parts_.log, parts_.codec, office, leavers.subjects);
  if (!traces) return false;
  const mail::Forgotten mails{traces->mails, {traces->addresses.begin(), traces->addresses.end()}};
  if (!parts_.mail.forget(mails)) return false;
  if (!parts_.vault.destroy_secrets(office, traces->secrets)) return false;
  const auto email = static_cast<std::uint8_t>(domain::TagKind::email);
  if (!parts_.log.forget_tags(office, email, traces->positions)) return false;
  if (!parts_.vault.destroy_keys(office, leavers.persons)) return false;
  parts_.folds.clear();
  parts_.looks.clear();
  parts_.past_views.forget();
  return clean_views(office, wait);
}

bool Forgetting::forget_secrets(const eventstore::OfficeId& office,
                                const std::set<domain::Tag>& subjects) {
  if (subjects.empty()) return true;
  const auto traces = traces_of(parts_.log, parts_.codec, office, subjects);
  return traces && parts_.vault.destroy_secrets(office, traces->secrets).has_value();
}

bool Forgetting::clean_views(const eventstore::OfficeId& office, std::chrono::milliseconds wait) {
  const auto passed = std::make_shared<std::promise<bool>>();
  auto there = passed->get_future();
  parts_.projector.when_projected(office, parts_.log.head(office), {},
                                  [passed](bool projected) { passed->set_value(projected); });
  if (there.wait_for(wait) != std::future_status::ready || !there.get()) return false;
  return parts_.projector.rewrite_personal(office);
}

bool Forgetting::finish() {
  bool complete = true;
  for (const auto& office : parts_.log.offices()) {
    carry_out(office, noted(office), kLongWait);
    if (catch_up(office, kLongWait)) continue;
    spdlog::error("an erasure is not complete; the next start goes on");
    complete = false;
  }
  return complete;
}

std::vector<domain::PersonId> Forgetting::noted(const eventstore::OfficeId& office) const {
  std::vector<domain::PersonId> persons;
  eventstore::StoredSecret after{office, note_of({})};
  while (true) {
    const auto notes = parts_.vault.list_secrets(after, kNotesAtOnce);
    if (!notes) return persons;
    for (const auto& note : *notes) {
      if (note.office != office || note.name.kind != after.name.kind) return persons;
      persons.push_back({projections::from_log(note.name.id)});
    }
    if (notes->size() < kNotesAtOnce) return persons;
    after = notes->back();
  }
}

std::optional<eventstore::Position> Forgetting::erased_up_to(
    const eventstore::OfficeId& office) const {
  const auto kept = parts_.vault.secret(office, mark_of(office));
  if (!kept) return std::nullopt;
  eventstore::Position position = 0;
  if (*kept) std::from_chars((*kept)->data(), (*kept)->data() + (*kept)->size(), position);
  // Of a log that was put back to an earlier state the mark says nothing.
  return position > parts_.log.head(office) ? 0 : position;
}

bool Forgetting::keep_erased_up_to(const eventstore::OfficeId& office,
                                   eventstore::Position position) {
  return parts_.vault.put_secret(office, mark_of(office), std::to_string(position)).has_value();
}

}  // namespace rollcall::api
