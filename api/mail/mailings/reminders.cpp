#include "api/mail/mailings/reminders.hpp"

#include <span>

#include "api/mail/mailings/reminder_mail.hpp"
#include "projections/due/expiries.hpp"
#include "projections/offices.hpp"

namespace rollcall::api::mail {
namespace {

constexpr std::chrono::milliseconds kBetweenLooks = std::chrono::seconds(10);
// Decided about together: so many of a sender's are in one mail.
constexpr std::size_t kSharesAtOnce = 100;

void queue_reminders(Context& context, const eventstore::OfficeId& office,
                     std::span<const domain::ShareId> shares) {
  domain::QueueExpiryReminders command;
  for (std::size_t n = 0; n < shares.size(); ++n) command.mailings.push_back({context.new_id()});
  // What is not recorded now is due at the next look.
  (void)record_mail(context, office, [&](Facts& facts, const domain::Deciding& deciding) {
    std::vector<domain::ExpiringShare> expiring;
    for (const auto share : shares) expiring.push_back(load_expiring(facts, share));
    return decided(domain::decide(expiring, command, deciding));
  });
}

}  // namespace

void Reminders::look() {
  const auto now = context_.clock.now();
  if (now < next_) return;
  next_ = now.plus(kBetweenLooks);
  for (const auto& office : context_.log.offices()) look_at(office);
}

void Reminders::look_at(const eventstore::OfficeId& office) const {
  const auto snapshot = context_.projector.snapshot(office);
  const auto row = projections::find_office(*snapshot.view, office);
  if (!row) return;
  const auto days = domain::days_to_remind_of(row->settings, context_.commands.now(office));
  const auto due = projections::shares_ending(*snapshot.view, office, days.first, days.last);
  for (std::span<const domain::ShareId> rest(due); !rest.empty();) {
    const auto some = rest.first(std::min(rest.size(), kSharesAtOnce));
    queue_reminders(context_, office, some);
    rest = rest.subspan(some.size());
  }
}

}  // namespace rollcall::api::mail
