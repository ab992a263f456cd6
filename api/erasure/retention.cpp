#include "api/erasure/retention.hpp"

#include <spdlog/spdlog.h>

#include "api/erasure/forgetting.hpp"
#include "api/handlers/parts/answers.hpp"
#include "api/mail/steps.hpp"
#include "domain/erasure/retention.hpp"
#include "domain/share/bulk.hpp"
#include "projections/due/retention.hpp"
#include "projections/offices.hpp"
#include "projections/search/people.hpp"

namespace rollcall::api {
namespace {

constexpr std::chrono::milliseconds kBetweenLooks = std::chrono::seconds(10);
// How often the clock is asked: tests let it jump.
constexpr std::chrono::milliseconds kBetweenGlances{50};
constexpr std::size_t kProjectsAtOnce = 100;
constexpr std::size_t kParticipantsAtOnce = 500;

domain::KeptPerson load_kept(Facts& facts, domain::ContactId contact) {
  domain::KeptPerson person{contact};
  const auto traces = facts.load<domain::ContactTraces>(domain::facts_of_traces(contact));
  person.deleted = traces->deleted;
  if (!person.deleted) return person;
  const domain::Tag tag{domain::TagKind::contact, contact.uuid};
  person.erased = !facts.load<domain::ErasedPersons>(domain::facts_of_erased(tag))->persons.empty();
  for (const auto& project : traces->projects) {
    const auto state = facts.load<domain::ProjectState>(domain::facts_of_project(project));
    if (state->details) person.named_by.push_back(*state->details);
  }
  return person;
}

// `candidates`: participants that a view found, one more than are taken if there are more.
domain::RetentionFacts load_facts(Facts& facts, domain::ProjectId project,
                                  const std::vector<domain::ParticipantId>& candidates) {
  domain::RetentionFacts loaded;
  const domain::OfficeId office{projections::from_log(facts.office())};
  loaded.office = *facts.load<domain::OfficeState>(domain::facts_of_office(office));
  loaded.project = *facts.load<domain::ProjectState>(domain::facts_of_project(project));
  loaded.shares = handlers::load_shares(facts, domain::facts_of_shares_of_project(project));
  loaded.more_participants = candidates.size() > kParticipantsAtOnce;
  for (std::size_t n = 0; n < std::min(candidates.size(), kParticipantsAtOnce); ++n) {
    const auto trace =
        facts.load<domain::ParticipantTrace>(domain::facts_of_participant(candidates[n]));
    if (trace->project == project && !trace->erased) loaded.participants.push_back(candidates[n]);
  }
  if (loaded.more_participants) return loaded;
  const auto members = facts.load<domain::FormerMembers>(domain::facts_of_members(project));
  for (const auto contact : members->contacts) loaded.kept.push_back(load_kept(facts, contact));
  return loaded;
}

}  // namespace

Retention::Retention(Context& context) : context_(context), thread_([this] { run(); }) {}

Retention::~Retention() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void Retention::run() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    lock.unlock();
    look();
    lock.lock();
    wake_.wait_for(lock, kBetweenGlances, [this] { return stopping_.load(); });
  }
}

void Retention::look() {
  const auto now = context_.clock.now();
  if (now < next_) return;
  next_ = now.plus(kBetweenLooks);
  for (const auto& office : context_.log.offices()) {
    if (!stopping_) look_at(office);
  }
}

std::vector<domain::ProjectId> Retention::past_retention(
    const eventstore::OfficeId& office) const {
  const auto snapshot = context_.projector.snapshot(office);
  const auto row = projections::find_office(*snapshot.view, office);
  if (!row) return {};
  const auto today = domain::local_date(context_.commands.now(office), row->settings.time_zone);
  return projections::projects_past_retention(*snapshot.view, office, today, kProjectsAtOnce);
}

void Retention::look_at(const eventstore::OfficeId& office) {
  for (const auto project : past_retention(office)) {
    if (!stopping_) pass(office, project);
  }
  // Also what an erasure left undone that failed half-way.
  if (!stopping_ && !context_.forgetting.catch_up(office)) {
    spdlog::error("an erasure is not complete; it goes on in a moment");
  }
}

std::vector<domain::ParticipantId> Retention::unerased(const eventstore::OfficeId& office,
                                                       domain::ProjectId project) const {
  mail::wait_for_views(context_, office);
  const auto snapshot = context_.projector.snapshot(office);
  return projections::unerased_participants(*snapshot.view, office, project,
                                            kParticipantsAtOnce + 1);
}

void Retention::pass(const eventstore::OfficeId& office, domain::ProjectId project) {
  for (bool more = true; more && !stopping_;) {
    const auto candidates = unerased(office, project);
    more = candidates.size() > kParticipantsAtOnce;
    const auto recorded =
        mail::record_mail(context_, office, [&](Facts& facts, const domain::Deciding& deciding) {
          const auto loaded = load_facts(facts, project, candidates);
          return decided(domain::decide(loaded, domain::PassRetention{project}, deciding));
        });
    if (recorded != mail::Recorded::done) return;  // the next look tries again
  }
}

}  // namespace rollcall::api
