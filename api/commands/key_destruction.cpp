#include "api/commands/key_destruction.hpp"

#include <spdlog/spdlog.h>

#include "api/commands/commands.hpp"

namespace rollcall::api {
namespace {

constexpr std::size_t kNotesAtOnce = 100;

eventstore::SecretName note_of(const domain::Uuid& person) {
  return secret_name(SecretKind::key_to_destroy, person);
}

}  // namespace

bool KeyDestruction::note(const eventstore::OfficeId& office, domain::PersonId person) {
  return vault_.put_secret(office, note_of(person.uuid), "").has_value();
}

void KeyDestruction::carry_out(const eventstore::OfficeId& office,
                               std::span<const domain::PersonId> persons) {
  if (!destroy(office, persons)) spdlog::error("keys were not destroyed; the next start does it");
}

// The notes go last: what fails before is done again.
bool KeyDestruction::destroy(const eventstore::OfficeId& office,
                             std::span<const domain::PersonId> persons) {
  Facts facts(log_, codec_, cache_, office);
  std::vector<eventstore::Id> forgotten;
  for (const auto& person : persons) {
    const auto traces = facts.load<domain::ContactTraces>(domain::facts_of_traces({person.uuid}));
    if (traces->are_to_be_forgotten()) forgotten.push_back(projections::to_log(person.uuid));
  }
  if (facts.failed() || !vault_.destroy_keys(office, forgotten)) return false;
  for (const auto& person : persons) {
    if (!vault_.remove_secret(office, note_of(person.uuid))) return false;
  }
  return true;
}

void KeyDestruction::finish() {
  for (const auto& office : log_.offices()) carry_out(office, noted(office));
}

std::vector<domain::PersonId> KeyDestruction::noted(const eventstore::OfficeId& office) const {
  std::vector<domain::PersonId> persons;
  eventstore::StoredSecret after{office, note_of({})};
  while (true) {
    const auto notes = vault_.list_secrets(after, kNotesAtOnce);
    if (!notes) return persons;
    for (const auto& note : *notes) {
      if (note.office != office || note.name.kind != after.name.kind) return persons;
      persons.push_back({projections::from_log(note.name.id)});
    }
    if (notes->size() < kNotesAtOnce) return persons;
    after = notes->back();
  }
}

}  // namespace rollcall::api
