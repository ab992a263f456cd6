// Opening a share: links, codes, viewing sessions. Limits are the defaults unless a test says so.
#include <gtest/gtest.h>

#include "domain/share.hpp"
#include "tests/domain/share/share_given.hpp"

namespace rollcall::domain::given::opening_test {
namespace {

using namespace share_given;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr Deciding at(Instant now) {
  return {now, kReceiver};
}
ShareCodeTried tried(CodeId code = kCode) {
  return {kShare, code};
}
ShareCodeRefused wrong(bool locks = false) {
  return {kShare, kCode, locks};
}

History active() {
  return {shared(), attempted()};
}
History with_code() {
  return {shared(), attempted(), issued()};
}
History with_try() {
  return {shared(), attempted(), issued(), tried()};
}

TEST(CheckingALink, is_good_only_for_the_current_sending_of_an_active_share) {
  const struct {
    const char* name;
    History given;
    std::uint8_t number;
    const char* now;
    bool good;
  } rows[] = {
      {"the link", active(), 1, "2026-05-01T08:00:00Z", true},
      {"last second of the last day in Oslo", active(), 1, "2026-06-30T21:59:59.999Z", true},
      {"first second after it", active(), 1, "2026-06-30T22:00:00Z", false},
      {"another link", active(), 2, "2026-05-01T08:00:00Z", false},
      {"not handed over", {shared()}, 1, "2026-05-01T08:00:00Z", false},
      {"no hash is no link", {shared()}, 0, "2026-05-01T08:00:00Z", false},
      {"no share", {}, 1, "2026-05-01T08:00:00Z", false},
      {"revoked", {shared(), attempted(), revoked()}, 1, "2026-05-01T08:00:00Z", false},
      {"locked", {shared(), attempted(), wrong(true)}, 1, "2026-05-01T08:00:00Z", false},
      {"superseded", {shared(), attempted(), resent()}, 1, "2026-05-01T08:00:00Z", false},
      {"superseded, after the new one went out",
       {shared(), attempted(), resent(), attempted(kSecondSending, 2)},
       1,
       "2026-05-01T08:00:00Z",
       false},
      {"the new one",
       {shared(), attempted(), resent(), attempted(kSecondSending, 2)},
       2,
       "2026-05-01T08:00:00Z",
       true},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    const auto checked = check_link(opening_facts(row.given), link(row.number), instant(row.now));
    EXPECT_EQ(checked.has_value(), row.good);
    if (!checked) EXPECT_EQ(checked.error(), refuse(Reason::link_dead).value());
  }
}

TEST(CheckingALink, looks_at_every_byte) {
  for (std::size_t i = 0; i < LinkHash{}.size(); ++i) {
    LinkHash hash = link(1);
    hash[i] ^= 0x80;
    EXPECT_FALSE(check_link(opening_facts(active()), hash, kNow)) << i;
  }
}

TEST(CheckingALink, is_dead_while_the_receiver_is_inactive) {
  OpeningFacts facts = opening_facts(active());
  facts.share.contact = kAnna;
  EXPECT_TRUE(check_link(facts, link(1), kNow));
  facts.receiver.active = false;
  EXPECT_EQ(check_link(facts, link(1), kNow).error(), refuse(Reason::link_dead).value());
}

TEST(CheckingALink, is_dead_without_list_project_or_office) {
  for (int missing = 0; missing < 3; ++missing) {
    OpeningFacts facts = opening_facts(active());
    if (missing == 0) facts.list.definition.reset();
    if (missing == 1) facts.project.details.reset();
    if (missing == 2) facts.office.settings.reset();
    const auto checked = check_link(facts, link(1), kNow);
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error(), refuse(Reason::link_dead).value());
  }
}

When request(CodeId code = kCode, Instant now = kNow, std::uint8_t number = 1) {
  return [=](const History& history) {
    return decide(opening_facts(history), RequestCode{link(number), code, {}}, at(now));
  };
}
Then too_many(long retry_after_s) {
  return refused(Refusals{{Reason::too_many_codes, "", {}, "", retry_after_s}});
}
// A code every minute, the newest at kNow.
History mailed(int count) {
  History history{shared(), attempted()};
  for (int n = count - 1; n >= 0; --n) {
    const Instant then = kNow.plus(minutes(-n));
    history.at(then).add(issued(kCode, then));
  }
  return history.at(kNow);
}

TEST(AskingForACode, follows_its_rules) {
  const Instant in_a_minute = kNow.plus(minutes(1));
  const Instant nearly = in_a_minute.plus(milliseconds(-1));
  History resent_after{shared(), attempted(), issued(), resent(), attempted(kSecondSending, 2)};
  check({
      {"lives ten minutes", active(), request(), events(issued())},
      {"one a minute", with_code(), request(kSecondCode), too_many(60)},
      {"seconds are rounded up", with_code(), request(kSecondCode, nearly), too_many(1)},
      {"after a minute", with_code(), request(kSecondCode, in_a_minute),
       events(issued(kSecondCode, in_a_minute))},
      {"the fifth within an hour", mailed(4), request(kSecondCode, in_a_minute),
       events(issued(kSecondCode, in_a_minute))},
      {"not the sixth", mailed(5), request(kSecondCode, in_a_minute), too_many(55 * 60)},
      {"until the first is an hour old", mailed(5),
       request(kSecondCode, kNow.plus(minutes(56) - milliseconds(1))), too_many(1)},
      {"then again", mailed(5), request(kSecondCode, kNow.plus(minutes(56))),
       events(issued(kSecondCode, kNow.plus(minutes(56))))},
      {"a new sending starts anew", resent_after, request(kSecondCode, kNow, 2),
       events(issued(kSecondCode))},
      {"not by a dead link", resent_after, request(kSecondCode), refused(Reason::link_dead)},
      {"not for a revoked share",
       {shared(), attempted(), revoked()},
       request(),
       refused(Reason::link_dead)},
  });
}

TEST(AskingForACode, takes_its_limits_from_the_command) {
  ShareLimits limits;
  limits.code_lifetime = minutes(2);
  limits.between_code_mails = seconds(0);
  limits.code_mails_per_hour = 2;
  const auto ask = [&](const History& history) {
    return decide(opening_facts(history), RequestCode{link(1), kSecondCode, limits}, at(kNow));
  };
  check({{"at once", with_code(), ask,
          events(ShareCodeIssued{kShare, kSecondCode, kNow.plus(minutes(2))})},
         {"two an hour", {shared(), attempted(), issued(), issued()}, ask, too_many(3600)}});
}

When begin(CodeId code = kCode, Instant now = kNow, std::uint8_t number = 1) {
  return [=](const History& history) {
    return decide(opening_facts(history), BeginCodeTry{link(number), code, {}}, at(now));
  };
}
// `wrong_tries` tries spread over codes of five tries each, then a fresh code.
History tried_wrong(int wrong_tries, Instant since = kNow) {
  History history{shared(), attempted()};
  history.at(since);
  for (int n = 0; n < wrong_tries; ++n) {
    if (n % 5 == 0) history.add(issued(kCode, since));
    history.add(tried()).add(wrong());
  }
  return history.at(kNow).add(issued(kSecondCode));
}

TEST(TryingACode, is_counted_before_it_is_compared) {
  const Instant dead = kNow.plus(minutes(10));
  const Then no = refused(Reason::code_refused);
  check({
      {"the first try", with_code(), begin(), events(tried())},
      {"in its last moment", with_code(), begin(kCode, dead.plus(milliseconds(-1))),
       events(tried())},
      {"not when it is ten minutes old", with_code(), begin(kCode, dead), no},
      {"without a code", active(), begin(), no},
      {"another code", with_code(), begin(kSecondCode), no},
      {"a replaced code", {shared(), attempted(), issued(), issued(kSecondCode)}, begin(), no},
      {"the one that replaced it",
       {shared(), attempted(), issued(), issued(kSecondCode)},
       begin(kSecondCode),
       events(tried(kSecondCode))},
      {"a used code", {shared(), attempted(), issued(), tried(), opened()}, begin(), no},
      {"the fifth try",
       {shared(), attempted(), issued(), tried(), tried(), tried(), tried()},
       begin(),
       events(tried())},
      {"not the sixth",
       {shared(), attempted(), issued(), tried(), tried(), tried(), tried(), tried()},
       begin(),
       no},
      {"the tenth of a day", tried_wrong(9), begin(kSecondCode), events(tried(kSecondCode))},
      {"not the eleventh, though the ten are not told yet", tried_wrong(10), begin(kSecondCode),
       no},
      {"a day later", tried_wrong(10, kNow.plus(hours(-24))), begin(kSecondCode),
       events(tried(kSecondCode))},
      {"not by a dead link", with_code(), begin(kCode, kNow, 2), refused(Reason::link_dead)},
      {"not at a locked share",
       {shared(), attempted(), issued(), wrong(true)},
       begin(),
       refused(Reason::link_dead)},
  });
}

When finish(bool right, CodeId code = kCode, Instant now = kNow, std::uint8_t number = 1) {
  return [=](const History& history) {
    const FinishCodeTry command{link(number), code, right, kSession, {}};
    return decide(opening_facts(history), command, at(now));
  };
}

TEST(TryingACode, opens_a_session_or_records_the_refusal) {
  const Then no = refused(Reason::code_refused);
  check({
      {"right", with_try(), finish(true), events(opened())},
      {"right with the fifth try",
       {shared(), attempted(), issued(), tried(), tried(), tried(), tried(), tried()},
       finish(true),
       events(opened())},
      {"right, but never counted", with_code(), finish(true), no},
      {"right, but too late", with_try(), finish(true, kCode, kNow.plus(minutes(10))), no},
      {"right, but used by another",
       {shared(), attempted(), issued(), tried(), tried(), opened()},
       finish(true),
       no},
      {"right, but replaced",
       {shared(), attempted(), issued(), tried(), issued(kSecondCode)},
       finish(true),
       no},
      {"right, but revoked meanwhile",
       {shared(), attempted(), issued(), tried(), revoked()},
       finish(true),
       refused(Reason::link_dead)},
      {"right, but sent again meanwhile",
       {shared(), attempted(), issued(), tried(), resent(), attempted(kSecondSending, 2)},
       finish(true),
       refused(Reason::link_dead)},
      {"wrong", with_try(), finish(false), events(wrong())},
      {"wrong, and replaced: still wrong",
       {shared(), attempted(), issued(), tried(), issued(kSecondCode)},
       finish(false),
       events(wrong())},
      {"wrong, and locked meanwhile",
       {shared(), attempted(), issued(), tried(), wrong(true)},
       finish(false),
       refused(Reason::link_dead)},
  });
}

TEST(TryingACode, locks_the_share_with_the_tenth_wrong_try_of_a_day) {
  const auto refused_second = [](bool locks) {
    return events(ShareCodeRefused{kShare, kSecondCode, locks});
  };
  check({
      {"the ninth", tried_wrong(8), finish(false, kSecondCode), refused_second(false)},
      {"the tenth", tried_wrong(9), finish(false, kSecondCode), refused_second(true)},
      {"not if the others are a day old", tried_wrong(9, kNow.plus(hours(-24))),
       finish(false, kSecondCode), refused_second(false)},
  });
}

TEST(TryingACode, opens_for_a_day_but_never_past_valid_until) {
  const struct {
    const char* valid_until;
    const char* now;
    const char* expires_at;
  } rows[] = {
      {"2026-06-30", "2026-05-01T08:00:00Z", "2026-05-02T08:00:00Z"},
      {"2026-05-01", "2026-05-01T08:00:00Z", "2026-05-01T22:00:00Z"},  // midnight in Oslo
      {"2026-05-02", "2026-05-01T22:30:00Z", "2026-05-02T22:00:00Z"},
      {"2026-10-25", "2026-10-25T08:00:00Z", "2026-10-25T23:00:00Z"},  // a day of 25 hours
  };
  for (const auto& row : rows) {
    const Instant now = instant(row.now);
    History history{shared_until(row.valid_until), attempted()};
    history.at(now).add(issued(kCode, now)).add(tried());
    check_outcome(finish(true, kCode, now)(history), events(opened(instant(row.expires_at))));
  }
}

TEST(TryingACode, two_hundred_at_once_are_compared_five_times) {
  History history = with_code();
  int compared = 0;
  for (int n = 0; n < 200; ++n) {
    const auto begun = begin()(history);
    if (!begun) continue;
    history.add(begun);
    ++compared;
  }
  EXPECT_EQ(compared, 5);
}

When sign_out() {
  return
      [](const History& history) { return decide(share_of(history), EndViewingSession{kSession}); };
}

TEST(SigningOut, ends_a_session_once) {
  const ViewingSessionEnded ended{kShare, kSession};
  check({
      {"ends it", {shared(), attempted(), issued(), opened()}, sign_out(), events(ended)},
      {"ended", {shared(), attempted(), issued(), opened(), ended}, sign_out(), nothing()},
      {"never opened", active(), sign_out(), nothing()},
      {"no such share", {}, sign_out(), refused(Reason::not_found)},
  });
}

}  // namespace
}  // namespace rollcall::domain::given::opening_test
