// How the mails of shares fare. Every outcome counts once, and only for the sending it is about.
#include "domain/share.hpp"

namespace rollcall::domain {
namespace {

bool is_under_way(const ShareState& share, SendingId sending) {
  return share.exists() && !share.revocation && share.sending.id == sending &&
         !is_settled(share.delivery);
}

bool awaits_mail(const ShareState& share, CodeId code) {
  return share.exists() && !share.revocation && share.code && share.code->id == code &&
         !share.code->mailed;
}

}  // namespace

Result<Proposals> decide(const ShareMailFacts& facts, const RecordMailAttempt& command) {
  const ShareState& share = facts.share;
  if (!is_under_way(share, command.sending)) return refuse(Reason::not_found);
  if (command.attempt != share.delivery.attempts + 1) return refuse(Reason::not_found, "/attempt");
  // A sending has one link: otherwise the mail of an attempt that got through after all were dead.
  if (share.link_hash && *share.link_hash != command.link_hash)
    return refuse(Reason::malformed, "/linkHash");
  if (const auto why = suspension(access_facts(share), facts.receiver); !why.empty())
    return Proposals{propose(
        ShareEmailFailed{share.id, command.sending, share.delivery.attempts, std::string(why)})};
  return Proposals{
      propose(ShareEmailAttempted{share.id, command.sending, command.attempt, command.link_hash})};
}

Result<Proposals> decide(const ShareState& share, const RecordMailSent& command) {
  if (!is_under_way(share, command.sending)) return refuse(Reason::not_found);
  if (command.attempt == 0 || command.attempt > share.delivery.attempts)
    return refuse(Reason::not_found, "/attempt");
  return Proposals{
      propose(ShareEmailSent{share.id, command.sending, command.attempt, command.message_id})};
}

Result<Proposals> decide(const ShareState& share, const RecordMailDeferred& command) {
  if (!is_under_way(share, command.sending)) return refuse(Reason::not_found);
  if (command.attempt > share.delivery.attempts) return refuse(Reason::not_found, "/attempt");
  return Proposals{propose(ShareEmailDeferred{share.id, command.sending, command.attempt,
                                              command.reason, command.retry_at})};
}

Result<Proposals> decide(const ShareState& share, const RecordMailFailed& command) {
  if (!is_under_way(share, command.sending)) return refuse(Reason::not_found);
  if (command.attempt > share.delivery.attempts) return refuse(Reason::not_found, "/attempt");
  return Proposals{
      propose(ShareEmailFailed{share.id, command.sending, command.attempt, command.reason})};
}

Result<Proposals> decide(const ShareState& share, const RecordCodeSent& command) {
  if (!awaits_mail(share, command.code)) return refuse(Reason::not_found);
  return Proposals{propose(ShareCodeSent{share.id, command.code, command.message_id})};
}

Result<Proposals> decide(const ShareState& share, const RecordCodeFailed& command) {
  if (!awaits_mail(share, command.code)) return refuse(Reason::not_found);
  return Proposals{propose(ShareCodeFailed{share.id, command.code, command.reason})};
}

}  // namespace rollcall::domain
