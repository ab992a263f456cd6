// Random histories of one share: whoever sees rows could see them, whatever happened before.
// What "could" means is worked out here a second time, slowly, from the whole log.
#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "domain/access.hpp"
#include "domain/share.hpp"
#include "tests/domain/share/share_given.hpp"
#include "tests/rounds.hpp"

namespace rollcall::domain::given::invariants_test {
namespace {

using namespace share_given;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

struct Logged {
  Event event;
  Instant at;
};

template <class E>
const E* as(const Logged& logged) {
  const auto* of_share = std::get_if<ShareEvent>(&logged.event.of);
  return of_share ? std::get_if<E>(of_share) : nullptr;
}

// The oracle: answers from the full log, with no state kept.
class Log {
 public:
  void add(Logged logged) { entries_.push_back(std::move(logged)); }

  // Sessions opened since the last event that ended all access, and not signed out.
  bool may_look(SessionId session, const std::optional<LinkHash>& used, Instant now) const {
    const auto from = since_sending();
    std::optional<Instant> until;  // a day, or the end of valid-until as it was then
    for (auto entry = from; entry != entries_.end(); ++entry) {
      if (const auto* event = as<ViewingSessionOpened>(*entry))
        if (event->session == session)
          until = std::min(entry->at.plus(hours(24)), end_as_of(entry));
      if (const auto* event = as<ViewingSessionEnded>(*entry))
        if (event->session == session) until.reset();
    }
    const bool in_time = until && now < *until && now < end();
    return in_time && !is_closed() && (!used || link_now() == *used);
  }
  bool may_open(CodeId code, Instant now) const {
    std::optional<Logged> newest;
    bool used = false;
    for (auto entry = since_sending(); entry != entries_.end(); ++entry) {
      if (as<ShareCodeIssued>(*entry)) newest = *entry;
      if (const auto* event = as<ViewingSessionOpened>(*entry)) used |= event->code == code;
    }
    return newest && as<ShareCodeIssued>(*newest)->code == code &&
           now < newest->at.plus(minutes(10)) && !used && now < end() && !is_closed();
  }
  std::size_t tries_of(CodeId code) const {
    return static_cast<std::size_t>(
        std::count_if(entries_.begin(), entries_.end(), [&](const Logged& entry) {
          const auto* tried = as<ShareCodeTried>(entry);
          return tried && tried->code == code;
        }));
  }
  // Of this sending, within a day before `now`: tries that were not right.
  std::size_t wrong_tries(Instant now) const {
    std::size_t tries = 0;
    std::size_t right = 0;
    for (auto entry = since_sending(); entry != entries_.end(); ++entry) {
      if (entry->at.plus(hours(24)) <= now) continue;
      tries += as<ShareCodeTried>(*entry) != nullptr;
      right += as<ViewingSessionOpened>(*entry) != nullptr;
    }
    return tries - std::min(tries, right);
  }
  std::size_t code_mails(Instant now, milliseconds memory) const {
    return static_cast<std::size_t>(
        std::count_if(since_sending(), entries_.end(), [&](const Logged& entry) {
          return as<ShareCodeIssued>(entry) && entry.at.plus(memory) > now;
        }));
  }

 private:
  using Entries = std::vector<Logged>;

  Entries::const_iterator since_sending() const {
    auto last = entries_.begin();
    for (auto entry = entries_.begin(); entry != entries_.end(); ++entry)
      if (as<ListShared>(*entry) || as<ShareResent>(*entry)) last = entry;
    return last;
  }
  bool is_closed() const {
    return std::any_of(since_sending(), entries_.end(), [](const Logged& entry) {
      const auto* refused = as<ShareCodeRefused>(entry);
      return as<ShareRevoked>(entry) || (refused && refused->locks_share);
    });
  }
  std::optional<LinkHash> link_now() const {
    std::optional<LinkHash> hash;
    for (auto entry = since_sending(); entry != entries_.end(); ++entry)
      if (const auto* attempted = as<ShareEmailAttempted>(*entry)) hash = attempted->link_hash;
    return hash;
  }
  Instant end() const { return end_as_of(entries_.end()); }
  Instant end_as_of(Entries::const_iterator when) const {
    Date last;
    for (auto entry = entries_.begin(); entry != when; ++entry) {
      if (const auto* event = as<ListShared>(*entry)) last = event->valid_until;
      if (const auto* event = as<ShareResent>(*entry)) last = event->valid_until;
      if (const auto* event = as<ShareValidityChanged>(*entry)) last = event->valid_until;
    }
    return end_of_day(last, TimeZone::restore("Europe/Oslo"));
  }

  Entries entries_;
};

// One share, whoever handles it, and time.
class World {
 public:
  explicit World(std::uint64_t seed) : random_(seed) { record(Proposals{propose(shared())}); }

  void step() {
    static constexpr std::array<void (World::*)(), 20> kSteps = {
        &World::pass_time, &World::pass_time, &World::pass_time,  &World::mail,
        &World::mail,      &World::mail,      &World::send_again, &World::revoke,
        &World::change,    &World::ask_code,  &World::ask_code,   &World::ask_code,
        &World::begin_try, &World::begin_try, &World::finish_try, &World::finish_try,
        &World::look,      &World::look,      &World::look,       &World::sign_out};
    (this->*kSteps[below(kSteps.size())])();
  }
  int looks_granted() const { return looks_granted_; }
  int looks_refused() const { return looks_refused_; }

 private:
  struct Try {
    CodeId code;
    LinkHash link;
  };

  std::size_t below(std::size_t bound) { return random_() % bound; }
  std::uint16_t next() { return ++last_id_; }
  Deciding deciding() const { return {now_, kReceiver}; }
  OpeningFacts facts() const { return {office(), list(), project(), share_}; }
  // Mostly the newest of what was ever made, at times any of it.
  template <class T>
  T pick(const std::vector<T>& made) {
    if (made.empty()) return T{};
    return below(4) > 0 ? made.back() : made[below(made.size())];
  }
  bool record(const Result<Proposals>& decided) {
    if (!decided) return false;
    for (const Proposal& proposal : *decided) {
      share_ = evolve(std::move(share_), {proposal.event.get(), ++position_, now_, kStaff});
      log_.add({*proposal.event, now_});
    }
    return true;
  }

  void pass_time() {
    static constexpr std::array<seconds, 6> kSpans = {seconds(1), seconds(1),  seconds(61),
                                                      minutes(3), minutes(70), hours(9)};
    now_ = now_.plus(kSpans[below(kSpans.size())]);
  }
  void mail() {
    const auto attempt = share_.delivery.attempts + 1;
    LinkHash fresh = link(static_cast<std::uint8_t>(next()));
    fresh[0] = static_cast<std::uint8_t>(last_id_ >> 8);
    links_.push_back(share_.link_hash.value_or(fresh));
    record(decide({share_, {}}, RecordMailAttempt{share_.sending.id, attempt, links_.back()}));
  }
  void send_again() {
    if (below(3) > 0) return;
    const SendShareAgain command{id<SendingId>(next()), email_key(1), some_day(), {}, {}, {}};
    record(decide(share_facts(), ReceiverFacts{}, command, deciding()));
  }
  void revoke() {
    if (below(5) == 0) record(decide(share_, RevokeShare{}));
  }
  void change() {
    if (below(3) == 0) record(decide(share_facts(), ChangeShare{some_day(), {}, {}}, deciding()));
  }
  Date some_day() {
    const Date today = local_date(now_, TimeZone::restore("Europe/Oslo"));
    return Date{today.days + static_cast<std::int32_t>(below(4))};
  }
  ShareFacts share_facts() const { return {office(), list(), project(), share_}; }

  void ask_code() {
    const CodeId code = id<CodeId>(next());
    if (!record(decide(facts(), RequestCode{pick(links_), code, {}}, deciding()))) return;
    codes_.push_back(code);
    EXPECT_LE(log_.code_mails(now_, minutes(1)), 1U);
    EXPECT_LE(log_.code_mails(now_, hours(1)), 5U);
  }
  void begin_try() {
    const Try attempt{pick(codes_), pick(links_)};
    const BeginCodeTry command{attempt.link, attempt.code, {}};
    if (!record(decide(facts(), command, deciding()))) return;
    open_tries_.push_back(attempt);
    EXPECT_LE(log_.tries_of(attempt.code), 5U);
    EXPECT_LE(log_.wrong_tries(now_), 10U);
  }
  void finish_try() {
    if (open_tries_.empty()) return;
    const auto which = open_tries_.begin() + static_cast<long>(below(open_tries_.size()));
    const Try attempt = *which;
    open_tries_.erase(which);
    const bool right = below(2) == 0;
    const bool could = log_.may_open(attempt.code, now_);
    const FinishCodeTry command{attempt.link, attempt.code, right, id<SessionId>(next()), {}};
    const bool recorded = record(decide(facts(), command, deciding()));
    if (!right) return;
    EXPECT_EQ(recorded, could);
    if (recorded) sessions_.push_back(command.session);
  }
  void look() {
    const SessionId session = pick(sessions_);
    const auto by = below(2) == 0 ? std::optional(pick(links_)) : std::nullopt;
    const Look what{id<AccessId>(next()), AccessKind::json, 1, 1, columns({"lastName"}), {}};
    const bool granted =
        decide(facts(), RecordReceiverLook{session, by, what}, deciding()).has_value();
    EXPECT_EQ(granted, log_.may_look(session, by, now_));
    ++(granted ? looks_granted_ : looks_refused_);
  }
  void sign_out() {
    if (below(3) == 0) record(decide(share_, EndViewingSession{pick(sessions_)}));
  }

  std::mt19937_64 random_;
  Instant now_ = kNow;
  ShareState share_;
  Log log_;
  std::uint64_t position_ = 0;
  std::uint16_t last_id_ = 1000;
  std::vector<LinkHash> links_;
  std::vector<CodeId> codes_;
  std::vector<SessionId> sessions_;
  std::vector<Try> open_tries_;
  int looks_granted_ = 0;
  int looks_refused_ = 0;
};

TEST(RandomHistories, show_rows_exactly_to_those_who_could_see_them) {
  constexpr int kHistories = tests::rounds(500);
  int granted = 0;
  int refused = 0;
  for (unsigned seed = 1; seed <= kHistories && !::testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    World world(seed);
    for (int n = 0; n < 400; ++n) world.step();
    granted += world.looks_granted();
    refused += world.looks_refused();
  }
  EXPECT_GT(granted, 2 * kHistories);  // else nothing was tested
  EXPECT_GT(refused, 2 * kHistories);
}

// 200 tries under way at once, none told its outcome before others begin: at each point a try
// begins, is found wrong, or (where the limits let it) a new code comes.
TEST(RandomHistories, compare_five_tries_a_code_and_ten_a_day_however_they_interleave) {
  for (unsigned seed = 1; seed <= tests::rounds(200); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937_64 random(seed);
    History history{shared(), attempted(), issued()};
    std::map<CodeId, int> compared;
    std::vector<CodeId> under_way;
    Instant now = kNow;
    const auto decided = [&](const auto& command) {
      const auto outcome = decide(opening_facts(history), command, Deciding{now, kReceiver});
      if (outcome) history.at(now).add(outcome);
      return outcome.has_value();
    };
    for (std::uint16_t n = 0; n < 200; ++n) {
      const auto code = share_of(history).code->id;
      if (decided(BeginCodeTry{link(1), code, {}})) {
        ++compared[code];
        under_way.push_back(code);
      }
      if (random() % 3 == 0 && !under_way.empty()) {
        decided(FinishCodeTry{link(1), under_way.back(), false, kSession, {}});
        under_way.pop_back();
      }
      now = now.plus(seconds(random() % 10));
      if (random() % 5 == 0) decided(RequestCode{link(1), id<CodeId>(n), {}});
    }
    int all = 0;
    for (const auto& [code, count] : compared) {
      EXPECT_LE(count, 5);
      all += count;
    }
    EXPECT_EQ(all, 10);
    for (const CodeId code : under_way) decided(FinishCodeTry{link(1), code, false, kSession, {}});
    EXPECT_TRUE(share_of(history).locked);
  }
}

}  // namespace
}  // namespace rollcall::domain::given::invariants_test
