#include "api/mail/dispatch.hpp"

#include <spdlog/spdlog.h>

#include "api/app/traffic.hpp"
#include "api/mail/delivery.hpp"
#include "api/mail/mailings/mailing.hpp"

namespace rollcall::api::mail {
namespace {

constexpr std::size_t kBatchesAtOnce = 256;
// How late is noticed that the clock was set on.
constexpr std::chrono::milliseconds kLongestWait{50};

}  // namespace

Dispatch::Dispatch(Context& context, MailTransport& transport, unsigned threads)
    : context_(context),
      transport_(transport),
      checkpoint_(context.settings.mail_checkpoint),
      backlog_(threads),
      reminders_(context),
      pool_(threads, threads) {
  if (const auto mark = checkpoint_.load()) take_up(*mark);
  thread_ = std::thread([this] { run(); });
}

void Dispatch::take_up(const eventstore::BatchMark& mark) {
  if (eventstore::holds(context_.log, mark)) {
    followed_ = stored_ = mark;
    backlog_.follow_up_to(mark);
  } else {
    doubtful_until_ = context_.log.last_batch();
    spdlog::warn("the log is not the one that was mailed from: what it has open is given up");
  }
}

Dispatch::~Dispatch() {
  stopping_.request_stop();
  transport_.stop();
  thread_.join();
  pool_.stop();
}

bool Dispatch::idle() const {
  return backlog_.settled().mark.sequence >= context_.log.last_batch();
}

void Dispatch::run() {
  while (!stopping_.stop_requested()) {
    const auto batches = context_.log.follow(followed_.sequence, kBatchesAtOnce, until_next(),
                                             stopping_.get_token());
    if (!batches) break;  // the log stops: so does mail
    for (const auto& batch : *batches) {
      if (take_in(*batch)) continue;
      spdlog::error("mail stopped: batch {} cannot be read", batch->batch.sequence);
      stopping_.request_stop();
      return;
    }
    reminders_.look();
    hand_over();
    keep_checkpoint();
  }
  stopping_.request_stop();
}

std::chrono::milliseconds Dispatch::until_next() const {
  const auto due = backlog_.next_due();
  if (!due) return kLongestWait;
  const auto wait = std::chrono::milliseconds(due->ms - context_.clock.now().ms);
  return std::clamp(wait, std::chrono::milliseconds(0), kLongestWait);
}

bool Dispatch::take_in(const eventstore::CommittedBatch& batch) {
  static const auto kTypes =
      domain::types_of<domain::ListShared, domain::ShareResent, domain::ShareCodeIssued,
                       domain::PasswordLinkIssued, domain::ExpiryReminderQueued,
                       domain::OfferMailQueued>();
  for (std::size_t i = 0; i < batch.records.size(); ++i) {
    const auto& office = batch.batch.ranges[i].office;
    for (const auto& record : batch.records[i]) {
      if (std::find(kTypes.begin(), kTypes.end(), record.type) == kTypes.end()) continue;
      const auto event = context_.codec.decode(office, record);
      if (!event) return false;
      add(office, event->event, batch.batch);
    }
  }
  followed_ = eventstore::mark_of(batch.batch);
  backlog_.follow_up_to(followed_);
  return true;
}

void Dispatch::add(const eventstore::OfficeId& office, const domain::Event& event,
                   const eventstore::Batch& batch) {
  const auto before = eventstore::mark_before(batch);
  const bool doubtful = batch.sequence <= doubtful_until_;
  const auto add_job = [&](auto what) {
    backlog_.add({office, std::move(what), doubtful, before}, context_.clock.now());
  };
  domain::visit_event(
      domain::Overloaded{
          [&](const domain::ListShared& e) { add_job(SendingMail{e.share, e.sending.id}); },
          [&](const domain::ShareResent& e) { add_job(SendingMail{e.share, e.sending.id}); },
          [&](const domain::ShareCodeIssued& e) { add_job(CodeMail{e.share, e.code}); },
          [&](const domain::PasswordLinkIssued& e) {
            if (e.by_mail) add_job(PasswordLinkMail{e.holder, e.link});
          },
          [&](const domain::ExpiryReminderQueued& e) { add_job(MailingMail{e.mailing}); },
          [&](const domain::OfferMailQueued& e) { add_job(MailingMail{e.mailing}); },
          [](const auto&) {},  // not a mail
      },
      event);
}

void Dispatch::hand_over() {
  while (!stopping_.stop_requested()) {
    const auto ticket = backlog_.take(context_.clock.now());
    if (!ticket) return;
    const bool taken = pool_.post([this, ticket = *ticket] {
      const bool stops = stopping_.stop_requested();
      backlog_.put_back(ticket, stops ? context_.clock.now() : deliver(ticket.job));
      hand_over();
    });
    if (!taken) return;  // stops: what is at hand stays open
  }
}

TryAgain Dispatch::deliver(const Job& job) {
  return std::visit(
      domain::Overloaded{
          [&](const SendingMail& mail) {
            return deliver_sending(context_, transport_,
                                   {job.office, mail.share, job.doubtful, job.tries}, mail.sending);
          },
          [&](const CodeMail& mail) {
            return deliver_code(context_, transport_,
                                {job.office, mail.share, job.doubtful, job.tries}, mail.code);
          },
          [&](const PasswordLinkMail& mail) {
            return deliver_password_link(context_, transport_,
                                         {job.office, mail.holder, mail.link, job.doubtful});
          },
          [&](const MailingMail& mail) {
            return deliver_mailing(context_, transport_,
                                   {job.office, mail.mailing, job.doubtful, job.tries});
          },
      },
      job.what);
}

// The checkpoint stays before the oldest batch with an open job. As long as anything is in doubt it
// stays the one that tells so.
void Dispatch::keep_checkpoint() {
  const auto [settled, doubtful] = backlog_.settled();
  context_.traffic.mails_settled.store(settled.sequence, std::memory_order_relaxed);
  if (doubtful || followed_.sequence < doubtful_until_) return;
  if (settled != stored_ && checkpoint_.store(settled)) stored_ = settled;
}

}  // namespace rollcall::api::mail
