#include "replay/access/check.hpp"

namespace rollcall::replay {
namespace {

constexpr std::size_t kEventsAtOnce = 4'096;  // events in memory

// One office's log from its beginning.
class OfficeCheck {
 public:
  OfficeCheck(const eventstore::OfficeId& office, AccessReport& report)
      : office_(office), report_(report) {}

  void next(const projections::LoggedEvent& logged) {
    if (const auto* list = std::get_if<domain::ListEvent>(&logged.event.of)) {
      if (std::holds_alternative<domain::ListCreated>(*list)) ++report_.lists;
    }
    if (const auto* access = std::get_if<domain::AccessEvent>(&logged.event.of)) {
      judge(std::get<domain::ListAccessed>(*access), logged);
    }
    facts_.apply(logged.recorded());
  }

 private:
  // By the time it was decided at, which is kept with it.
  void judge(const domain::ListAccessed& look, const projections::LoggedEvent& logged) {
    ++report_.looks;
    const auto why = facts_.refusal_of(look, logged.actor, logged.decided_at);
    if (!why) return;
    ++report_.violations;
    if (report_.named.size() >= AccessReport::kMaxNamed) return;
    report_.named.push_back(
        {office_, logged.position, logged.decided_at, look.list, logged.actor, *why});
  }

  const eventstore::OfficeId office_;
  AccessReport& report_;
  GrantFacts facts_;
};

}  // namespace

eventstore::Result<AccessReport> check_accesses(const eventstore::Log& log,
                                                const projections::LogCodec& codec) {
  AccessReport report;
  for (const auto& office : log.offices()) {
    ++report.offices;
    OfficeCheck check(office, report);
    for (eventstore::Position after = 0; after < log.head(office);) {
      const auto records = log.read(office, {}, {.after = after, .limit = kEventsAtOnce});
      if (!records) return tl::make_unexpected(records.error());
      if (records->empty()) return tl::make_unexpected(eventstore::Error::corrupt);
      for (const auto& record : *records) {
        const auto logged = codec.decode(office, record);
        if (!logged) return tl::make_unexpected(eventstore::Error::corrupt);
        check.next(*logged);
      }
      after = records->back().position;
    }
  }
  return report;
}

}  // namespace rollcall::replay
