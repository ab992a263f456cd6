#include "api/erasure/restored.hpp"

#include <map>

#include "api/erasure/forgetting.hpp"
#include "api/erasure/subject.hpp"
#include "domain/erasure/again.hpp"

namespace rollcall::api {
namespace {

constexpr std::size_t kReadAtOnce = 50'000;

ErasureSubject subject_of(const ErasureEntry& entry) {
  const auto id = entry.subject.id;
  ErasureSubject subject;
  switch (entry.subject.kind) {
    case domain::TagKind::contact:
      subject.contact = domain::ContactId{id};
      break;
    case domain::TagKind::participant:
      subject.participant = domain::ParticipantId{id};
      break;
    case domain::TagKind::share:
      subject.share = domain::ShareId{id};
      break;
    default:
      subject.staff = domain::StaffId{id};
      break;
  }
  return subject;
}

domain::Result<domain::Proposals> decide_again(Context& context, Facts& facts,
                                               const ErasureEntry& entry) {
  const auto loaded = load_erasure_facts(context, facts, subject_of(entry));
  return domain::decide(loaded, domain::EraseAgain{{projections::from_log(facts.office())}});
}

// nullopt: can't be read.
std::optional<bool> has_key(const Context& context, const ErasureEntry& entry) {
  const auto sealed =
      context.vault.seal(entry.office, projections::to_log(entry.person.uuid), "", "");
  return sealed ? std::optional(sealed->has_value()) : std::nullopt;
}

// The vault may be of another moment than the log.
std::optional<bool> is_known(Context& context, const ErasureEntry& entry) {
  const auto key = has_key(context, entry);
  if (!key || *key) return key;
  auto facts = context.commands.facts(entry.office);
  const auto decided = decide_again(context, facts, entry);
  if (facts.failed()) return std::nullopt;
  return !decided || !decided->empty();
}

// Of the register, whom the log doesn't say are erased.
std::optional<std::vector<ErasureEntry>> known_ones(Context& context,
                                                    const ErasureRegister& erasures,
                                                    const PersonSet& erased_here) {
  std::vector<ErasureEntry> found;
  bool all_told = true;
  const bool readable = erasures.read([&](const ErasureEntry& entry) {
    if (erased_here.holds(entry.office, entry.person)) return;
    const auto known = is_known(context, entry);
    if (!known) all_told = false;
    if (known && *known) found.push_back(entry);
  });
  return readable && all_told ? std::optional(std::move(found)) : std::nullopt;
}

// One after the other, as each may end what is another's.
bool record(Context& context, const ErasureEntry& entry) {
  const auto outcome =
      context.commands.run_and_wait({.office = entry.office,
                                     .actor = {},
                                     .correlation = context.new_id(),
                                     .attempt = [&](Facts& facts, const domain::Deciding&) {
                                       return decided(decide_again(context, facts, entry));
                                     }});
  return std::holds_alternative<Done>(outcome);
}

std::optional<PersonSet> erased_in(const Context& context) {
  PersonSet persons;
  const bool readable =
      read_erasures(context.log, context.codec, [&](std::span<const ErasureEntry> entries) {
        persons.add(entries);
        return true;
      });
  return readable ? std::optional(std::move(persons)) : std::nullopt;
}

std::optional<std::size_t> missing_in(Context& context, const ErasureRegister& erasures) {
  std::size_t missing = 0;
  const bool readable =
      read_erasures(context.log, context.codec, [&](std::span<const ErasureEntry> entries) {
        const auto complete = context.forgetting.erased_up_to(entries.front().office);
        for (const auto& entry : entries) {
          const bool is_owed = complete && entry.position > *complete;
          missing += !is_owed && !erasures.holds(entry.office, entry.person);
        }
        return complete.has_value();
      });
  return readable ? std::optional(missing) : std::nullopt;
}

// Keys that no event came to name, too.
bool destroy_keys(Context& context, const std::vector<ErasureEntry>& entries) {
  std::map<eventstore::OfficeId, std::vector<eventstore::Id>> persons;
  for (const auto& entry : entries) {
    persons[entry.office].push_back(projections::to_log(entry.person.uuid));
  }
  for (const auto& [office, ids] : persons) {
    if (!context.vault.destroy_keys(office, ids)) return false;
  }
  return true;
}

bool read_erasures_of(const eventstore::Log& log, const projections::LogCodec& codec,
                      const eventstore::OfficeId& office,
                      const std::function<bool(std::span<const ErasureEntry>)>& take) {
  const domain::FactQueries erasures = {
      {domain::types_of<domain::PersonErased>(), {{domain::TagKind::erasure, {}}}}};
  for (eventstore::Position after = 0;;) {
    const auto records =
        log.read(office, projections::to_log(erasures), {.after = after, .limit = kReadAtOnce});
    if (!records) return false;
    if (records->empty()) return true;
    std::vector<ErasureEntry> entries;
    for (const auto& record : *records) {
      const auto logged = codec.decode(office, record);
      if (!logged) return false;
      entries.push_back(entry_of(office, *logged, *domain::person_erased(logged->recorded())));
    }
    if (!take(entries)) return false;
    after = records->back().position;
  }
}

}  // namespace

std::optional<Comparison> compare(Context& context, const ErasureRegister& erasures) {
  const auto erased_here = erased_in(context);
  if (!erased_here) return std::nullopt;
  const auto known = known_ones(context, erasures, *erased_here);
  const auto missing_there = missing_in(context, erasures);
  if (!known || !missing_there) return std::nullopt;
  return Comparison{known->size(), *missing_there};
}

std::optional<std::size_t> erase_again(Context& context, const ErasureRegister& erasures) {
  const auto erased_here = erased_in(context);
  if (!erased_here) return std::nullopt;
  const auto known = known_ones(context, erasures, *erased_here);
  if (!known) return std::nullopt;
  for (const auto& entry : *known) {
    if (!record(context, entry)) return std::nullopt;
  }
  if (!context.forgetting.finish() || !destroy_keys(context, *known)) return std::nullopt;
  return known->size();
}

bool read_erasures(const eventstore::Log& log, const projections::LogCodec& codec,
                   const std::function<bool(std::span<const ErasureEntry>)>& take) {
  for (const auto& office : log.offices()) {
    if (!read_erasures_of(log, codec, office, take)) return false;
  }
  return true;
}

}  // namespace rollcall::api
