// Whom a list could be shared with, and who had seen only what it was before a change, as of an
// earlier moment.
#include "api/past/as_of.hpp"
#include "tests/api/past/past.hpp"

namespace rollcall::api::receivers_test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ReceiversOfThen : public ::testing::Test {
 protected:
  Sharing office;
  Api& api = office.api;
  const std::string list = "/v1/lists/" + office.list;
  const std::string receivers = list + "/receivers";

  eventstore::Position position() {
    office.settle();
    return api.position();
  }
  std::string add_to_project(const std::string& email) {
    const auto contact = add_contact(api, "suppliers/" + office.supplier, email);
    const auto path = "/v1/projects/" + office.project + "/contacts/" + contact;
    EXPECT_LT(api.put(path, "{}").status, 300u);
    return contact;
  }
};

TEST_F(ReceiversOfThen, are_those_who_were_on_the_project_and_active) {
  const auto alone = position();
  const auto other = add_to_project("other@fjord.example");
  const auto both = position();
  EXPECT_LT(api.post("/v1/contacts/" + office.contact + "/deactivate").status, 300u);
  const auto inactive = position();
  EXPECT_LT(api.del("/v1/projects/" + office.project + "/contacts/" + other).status, 300u);
  EXPECT_THAT(api.get(receivers).items("/id"), IsEmpty());
  EXPECT_THAT(api.get(as_of(receivers, alone)).items("/id"), ElementsAre(office.contact));
  EXPECT_THAT(api.get(as_of(receivers, both)).items("/id"), ElementsAre(office.contact, other));
  EXPECT_THAT(api.get(as_of(receivers, inactive)).items("/id"), ElementsAre(other));
}

TEST_F(ReceiversOfThen, have_the_share_and_the_date_of_then) {
  const auto before = position();
  const auto share = R"({"receivers":[{"contactId":")" + office.contact + R"(","validUntil":")" +
                     office.day(3) + R"("}]})";
  EXPECT_EQ(office.share(share).status, 201u);
  const auto shared = position();
  EXPECT_EQ(api.get(as_of(receivers, before)).json("/items/0/share"), "null");
  EXPECT_EQ(api.get(as_of(receivers, before)).text("/items/0/defaultValidUntil"), "2026-06-14");
  EXPECT_EQ(api.get(as_of(receivers, shared)).text("/items/0/defaultValidUntil"), office.day(3));
  EXPECT_EQ(api.get(as_of(receivers, shared)).body, api.get(receivers).body);
}

TEST_F(ReceiversOfThen, go_on_in_their_moment) {
  add_to_project("other@fjord.example");
  const auto then = position();
  add_to_project("third@fjord.example");
  const auto first = api.get(as_of(receivers + "?limit=1", then));
  const auto path = receivers + "?limit=1&cursor=" + first.text("/nextCursor");
  for (const auto& target : {path, as_of(path, then)}) {
    const auto second = api.get(target);
    EXPECT_EQ(second.text("/items/0/email"), "other@fjord.example");
    EXPECT_EQ(second.json("/nextCursor"), "null");
    EXPECT_EQ(second.header("Rollcall-Position"), std::to_string(then));
  }
}

TEST_F(ReceiversOfThen, are_there_without_their_names_if_they_are_erased) {
  const auto other = add_to_project("other@fjord.example");
  const auto then = position();
  EXPECT_EQ(api.post("/v1/erasures", R"({"contactId":")" + other + R"("})").status, 201u);
  const auto past = api.get(as_of(receivers, then));
  EXPECT_THAT(past.items("/id"), ElementsAre(office.contact, other));
  EXPECT_EQ(past.json("/items/1/displayName"), "null");
  EXPECT_EQ(past.json("/items/1/email"), "null");
  EXPECT_THAT(api.get(receivers).items("/id"), ElementsAre(office.contact));
}

class StaleReceiversOfThen : public ReceiversOfThen {
 protected:
  const std::string session = office.open(office.share_with("bus@coach.example").token).token;
  const std::string stale = list + "/stale-receivers?since=";

  void look() { EXPECT_EQ(office.look(session).status, 200u); }
  // Returns the position of the change.
  std::string change() {
    const auto path = "/v1/projects/" + office.project + "/participants/" + office.participants[0];
    EXPECT_EQ(api.patch(path, R"({"lastName":"Changed"})").status, 200u);
    return std::to_string(api.position());
  }
};

TEST_F(StaleReceiversOfThen, are_told_by_the_looks_and_the_list_of_then) {
  look();
  const auto since = change();
  const auto changed = position();
  look();
  const auto looked_again = position();
  EXPECT_EQ(api.get(as_of(stale + since, changed)).items("/viewer/email"),
            std::vector<std::string>{"bus@coach.example"});
  EXPECT_EQ(api.get(as_of(stale + since, changed)).number("/items/0/looks"), 1);
  EXPECT_EQ(api.get(as_of(stale + since, looked_again)).size("/items"), 0u);
  // Nothing that the list shows had changed.
  EXPECT_EQ(api.get(as_of(stale + std::to_string(changed - 1), changed - 1)).size("/items"), 0u);
}

TEST_F(StaleReceiversOfThen, are_on_record_with_the_moment) {
  look();
  const auto since = change();
  const auto answer = api.get(as_of(stale + since, since));
  EXPECT_EQ(answer.header("Rollcall-Position"), since);
  EXPECT_EQ(answer.json("/position"), since);
  EXPECT_EQ(office.count<domain::HistoryRead>(), 1u);
  const auto records = api.context().log.read(
      api.office().id, {}, {.limit = 1, .direction = eventstore::Direction::backward});
  const auto logged = api.context().codec.decode(api.office().id, records->front());
  const auto& read =
      std::get<domain::HistoryRead>(std::get<domain::HistoryEvent>(logged->event.of));
  const eventstore::Position moment = *parse_position(since);
  EXPECT_EQ(read.span, (domain::HistorySpan{moment, moment}));
}

TEST_F(StaleReceiversOfThen, go_on_in_their_moment) {
  look();
  const auto other = office.open(office.share_with("van@coach.example").token).token;
  EXPECT_EQ(office.look(other).status, 200u);
  const auto since = change();
  const auto first = api.get(as_of(stale + since + "&limit=1", since));
  look();
  EXPECT_EQ(office.look(other).status, 200u);
  const auto path = stale + since + "&limit=1&cursor=" + first.text("/nextCursor");
  for (const auto& target : {path, as_of(path, since)}) {
    const auto second = api.get(target);
    EXPECT_EQ(second.text("/items/0/viewer/email"), "van@coach.example");
    EXPECT_EQ(second.json("/nextCursor"), "null");
    EXPECT_EQ(second.header("Rollcall-Position"), since);
  }
  for (const int later : {-1, 1}) {
    const auto another = static_cast<eventstore::Position>(std::stoll(since) + later);
    EXPECT_EQ(api.get(as_of(path, another)).code(), "invalid_cursor");
  }
}

TEST_F(StaleReceiversOfThen, know_nothing_later_than_their_moment) {
  const auto then = position();
  change();
  EXPECT_EQ(api.get(as_of(stale + std::to_string(then + 1), then)).code(), "position_unknown");
  EXPECT_EQ(api.get(as_of(stale + "1", 1)).status, 404u);
  EXPECT_EQ(api.get(as_of(stale + "1", position() + 1)).code(), "position_unknown");
  EXPECT_EQ(api.get(as_of(stale + "1", "x")).status, 422u);
  EXPECT_EQ(office.count<domain::HistoryRead>(), 0u);
}

}  // namespace
}  // namespace rollcall::api::receivers_test
