// POST /v1/lists/{listId}/shares: who gets what, until when, and every reason why not.
#include "tests/api/sharing/sharing.hpp"

namespace rollcall::api::share_post_test {
namespace {

using ::testing::ElementsAre;

std::string to_email(const std::string& email, const std::string& more = "") {
  return R"({"receivers":[{"email":")" + email + R"(")" + more + "}]}";
}

TEST(SharingAList, with_a_contact_person_shows_the_whole_share) {
  Sharing office;
  const auto answer = office.share(R"({"receivers":[{"contactId":")" + office.contact + R"("}]})");
  ASSERT_EQ(answer.status, 201u) << answer.body;
  EXPECT_EQ(answer.header("Location"), "/v1/lists/" + office.list + "/shares");
  EXPECT_EQ(answer.size("/items"), 1u);
  EXPECT_EQ(answer.text("/items/0/listId"), office.list);
  EXPECT_EQ(answer.text("/items/0/receiver/contactId"), office.contact);
  EXPECT_EQ(answer.text("/items/0/receiver/email"), "hotel@fjord.example");
  EXPECT_EQ(answer.text("/items/0/receiver/name"), "Ida Halvorsen");
  EXPECT_EQ(answer.json("/items/0/columns"), R"(["lastName","firstName","fields.Room"])");
  EXPECT_EQ(answer.text("/items/0/validUntil"), "2026-06-14");
  EXPECT_TRUE(answer.flag("/items/0/mayDownload"));
  EXPECT_EQ(answer.number("/items/0/accessCount"), 0);
  EXPECT_EQ(answer.number("/items/0/revision"), 1);
  EXPECT_EQ(answer.json("/items/0/revokedAt"), "null");
}

TEST(SharingAList, starts_pending_and_queued_until_the_mail_is_handed_over) {
  Sharing office({.mails = false});
  const auto answer = office.share(to_email("bus@coach.example"));
  EXPECT_EQ(answer.text("/items/0/state"), "pending");
  EXPECT_EQ(answer.text("/items/0/delivery/state"), "queued");
  office.api.application().start_mail();
  office.settle();
  office.until([&] {
    return office.get_share(answer.text("/items/0/id")).text("/delivery/state") == "sent";
  });
  const auto share = office.get_share(answer.text("/items/0/id"));
  EXPECT_EQ(share.text("/state"), "active");
  EXPECT_EQ(share.number("/delivery/attempts"), 1);
  EXPECT_EQ(share.text("/emailSentAt"), share.text("/delivery/at"));
}

TEST(SharingAList, takes_a_typed_address_that_is_a_contact_persons_as_that_person) {
  Sharing office;
  const auto answer = office.share(to_email("HOTEL@Fjord.example", R"(,"name":"Somebody")"));
  ASSERT_EQ(answer.status, 201u) << answer.body;
  EXPECT_EQ(answer.text("/items/0/receiver/contactId"), office.contact);
  EXPECT_EQ(answer.text("/items/0/receiver/name"), "Ida Halvorsen");
}

TEST(SharingAList, answers_several_receivers_in_their_order) {
  Sharing office;
  const auto answer = office.share(R"({"receivers":[{"email":"z@last.example"},{"contactId":")" +
                                   office.contact + R"("},{"email":"a@first.example"}]})");
  ASSERT_EQ(answer.status, 201u) << answer.body;
  EXPECT_THAT(answer.items("/receiver/email"),
              ElementsAre("z@last.example", "hotel@fjord.example", "a@first.example"));
}

TEST(SharingAList, again_with_the_same_receiver_is_a_new_sending_of_the_same_share) {
  Sharing office;
  const auto first = office.share_with("bus@coach.example", R"(,"columns":["lastName"])");
  const auto again = office.share_with("Bus@Coach.example");
  EXPECT_EQ(again.id, first.id);
  EXPECT_NE(office.mails().front().text, office.mails().back().text);
  EXPECT_EQ(office.count<domain::ListShared>(), 1u);
  EXPECT_EQ(office.count<domain::ShareResent>(), 1u);
  EXPECT_EQ(office.get_share(first.id).json("/columns"), R"(["lastName"])");
  EXPECT_EQ(office.get_share(first.id).number("/revision"), 2);
  EXPECT_EQ(office.api.get("/v1/lists/" + office.list + "/shares").size("/items"), 1u);
}

TEST(SharingAList, is_all_receivers_or_none) {
  Sharing office;
  const auto answer = office.share(R"({"receivers":[{"email":"a@b.example"},{"contactId":")" +
                                   office.list + R"("}]})");
  EXPECT_EQ(answer.status, 422u);
  EXPECT_EQ(office.count<domain::ListShared>(), 0u);
}

struct Refused {
  std::string name;
  std::string body;  // CONTACT, STRANGER: ids
  std::vector<std::string> faults;
};
void PrintTo(const Refused& row, std::ostream* out) {
  *out << row.name;
}

std::string receivers(const std::string& items, const std::string& more = "") {
  return R"({"receivers":[)" + items + "]" + more + "}";
}
const std::string kOne = R"({"email":"a@b.example"})";

class RefusedShares : public ::testing::TestWithParam<Refused> {};

TEST_P(RefusedShares, names_every_fault) {
  Sharing office;
  const auto stranger =
      add_contact(office.api, "suppliers/" + office.supplier, "cook@food.example");
  auto body = GetParam().body;
  const auto put = [&](const std::string& word, const std::string& id) {
    for (auto at = body.find(word); at != body.npos; at = body.find(word)) {
      body.replace(at, word.size(), id);
    }
  };
  put("CONTACT", office.contact);
  put("STRANGER", stranger);
  const auto before = office.api.position();
  const auto answer = office.share(body);
  EXPECT_EQ(answer.status, 422u) << answer.body;
  EXPECT_EQ(answer.faults(), GetParam().faults) << answer.body;
  EXPECT_EQ(office.api.position(), before);
}

INSTANTIATE_TEST_SUITE_P(
    Receivers, RefusedShares,
    ::testing::Values(
        Refused{"none", "{}", {"/receivers required"}},
        Refused{"empty", receivers(""), {"/receivers too_short"}},
        Refused{"no address", receivers("{}"), {"/receivers/0 required"}},
        Refused{"both",
                receivers(R"({"email":"a@b.example","contactId":"CONTACT"})"),
                {"/receivers/0 ambiguous"}},
        Refused{"twice", receivers(kOne + "," + kOne), {"/receivers/1/email duplicate"}},
        Refused{"person and their address",
                receivers(R"({"contactId":"CONTACT"},{"email":"hotel@fjord.example"})"),
                {"/receivers/1/email duplicate"}},
        Refused{"not on the project",
                receivers(R"({"contactId":"STRANGER"})"),
                {"/receivers/0/contactId not_on_project"}},
        Refused{"typed, not on the project",
                receivers(R"({"email":"cook@food.example"})"),
                {"/receivers/0/email not_on_project"}},
        Refused{"no id", receivers(R"({"contactId":"7"})"), {"/receivers/0/contactId malformed"}},
        Refused{
            "no e-mail", receivers(R"({"email":"nobody"})"), {"/receivers/0/email malformed"}}));

INSTANTIATE_TEST_SUITE_P(
    Contents, RefusedShares,
    ::testing::Values(
        Refused{"yesterday",
                receivers(R"({"email":"a@b.example","validUntil":"2026-05-27"})"),
                {"/receivers/0/validUntil valid_until_past"}},
        Refused{"no date",
                receivers(R"({"email":"a@b.example","validUntil":"14.6.2026"})"),
                {"/receivers/0/validUntil malformed"}},
        Refused{"column of no list",
                receivers(kOne, R"(,"columns":["email","lastName"])"),
                {"/columns/0 column_not_in_list"}},
        Refused{"no columns", receivers(kOne, R"(,"columns":[])"), {"/columns required"}},
        Refused{"no link", receivers(kOne, R"(,"body":"Hello")"), {"/body resource_link_missing"}},
        Refused{"unknown tags",
                receivers(kOne, R"(,"subject":"[colour]","body":"[resource-link] [list-nam]")"),
                {"/body unknown_tag", "/subject unknown_tag"}},
        Refused{"link in the subject",
                receivers(kOne, R"(,"subject":"[resource-link]","body":"[resource-link]")"),
                {"/subject unknown_tag"}},
        Refused{"line break in the subject",
                receivers(kOne, R"(,"subject":"One\r\nBcc: x@y.example")"),
                {"/subject malformed"}},
        Refused{"unknown fields",
                receivers(R"({"email":"a@b.example","phone":"1"})", R"(,"colour":1)"),
                {"/colour unknown_field", "/receivers/0/phone unknown_field"}},
        Refused{"everything at once",
                receivers(R"({"email":"nobody"},{"email":"a@b.example","validUntil":"2020-01-01"})",
                          R"(,"columns":["email"],"body":"Hello","colour":1)"),
                {"/body resource_link_missing", "/colour unknown_field",
                 "/columns/0 column_not_in_list", "/receivers/0/email malformed",
                 "/receivers/1/validUntil valid_until_past"}}));

TEST(SharingAList, that_is_not_there_or_another_offices_is_404_also_with_a_bad_body) {
  Sharing office;
  const auto other = office.api.add_office("Other", "other");
  for (const std::string& body : {receivers(kOne), std::string("{}")}) {
    EXPECT_EQ(office.api.post("/v1/lists/" + office.contact + "/shares", body).status, 404u);
    EXPECT_EQ(office.api.post("/v1/lists/none/shares", body).status, 404u);
    EXPECT_EQ(office.share(body, {Api::bearer(other.token)}).status, 404u);
  }
}

TEST(SharingAList, with_another_offices_contact_person_is_an_unknown_reference) {
  Sharing office;
  const auto other = office.api.add_office("Other", "other");
  const Headers theirs = {Api::bearer(other.token)};
  const auto customer =
      made(office.api, office.api.post("/v1/customers", R"({"name":"Theirs"})", theirs));
  const auto contact =
      made(office.api,
           office.api.post("/v1/customers/" + customer + "/contacts",
                           R"({"email":"x@y.example","firstName":"X","lastName":"Y"})", theirs));
  const auto answer = office.share(R"({"receivers":[{"contactId":")" + contact + R"("}]})");
  EXPECT_THAT(answer.faults(), ElementsAre("/receivers/0/contactId unknown_reference"));
  // Their contact person's address is just an address here.
  const auto typed = office.share(to_email("x@y.example"));
  EXPECT_EQ(typed.json("/items/0/receiver/contactId"), "null");
}

// ---- Valid until -----------------------------------------------------------------------------

struct Validity {
  std::string name;
  std::string return_date;  // "": none
  std::string asked;        // "": nothing
  std::string stored;       // "": refused
  std::string code;
};
void PrintTo(const Validity& row, std::ostream* out) {
  *out << row.name;
}

class ValidityOfShares : public ::testing::TestWithParam<Validity> {};

TEST_P(ValidityOfShares, is_as_asked_else_the_return_date) {
  const auto& row = GetParam();
  Sharing office({.return_date = row.return_date});
  if (row.return_date == "2026-06-11") office.api.clock().advance(std::chrono::hours(24 * 30));
  const auto answer = office.share(
      to_email("a@b.example", row.asked.empty() ? "" : R"(,"validUntil":")" + row.asked + R"(")"));
  if (!row.stored.empty()) {
    EXPECT_EQ(answer.text("/items/0/validUntil"), row.stored);
  } else {
    EXPECT_THAT(answer.faults(), ElementsAre("/receivers/0/validUntil " + row.code));
  }
}

INSTANTIATE_TEST_SUITE_P(
    Rows, ValidityOfShares,
    ::testing::Values(Validity{"return date", "2026-06-14", "", "2026-06-14", ""},
                      Validity{"asked wins", "2026-06-14", "2026-07-01", "2026-07-01", ""},
                      Validity{"today", "2026-06-14", "2026-05-28", "2026-05-28", ""},
                      Validity{"yesterday", "2026-06-14", "2026-05-27", "", "valid_until_past"},
                      Validity{"no return date", "", "", "", "valid_until_needed"},
                      Validity{"no return date, asked", "", "2026-06-01", "2026-06-01", ""},
                      Validity{"return date past", "2026-06-11", "", "", "valid_until_needed"}));

// 2026-05-28 in Oslo ends at 22:00 UTC.
TEST(ValidUntil, is_counted_by_the_calendar_where_the_office_is) {
  Sharing office({.time_zone = "Europe/Oslo"});
  const auto until_today = to_email("a@b.example", R"(,"validUntil":"2026-05-28")");
  office.api.clock().set(*domain::Instant::parse("2026-05-28T21:59:59.999Z"));
  const auto answer = office.share(until_today);
  ASSERT_EQ(answer.status, 201u) << answer.body;
  const auto id = answer.text("/items/0/id");
  office.settle();
  EXPECT_EQ(office.get_share(id).text("/state"), "active");
  office.api.clock().set(*domain::Instant::parse("2026-05-28T22:00:00.000Z"));
  EXPECT_EQ(office.get_share(id).text("/state"), "expired");
  EXPECT_THAT(office.share(to_email("c@d.example", R"(,"validUntil":"2026-05-28")")).faults(),
              ElementsAre("/receivers/0/validUntil valid_until_past"));
}

TEST(SharingAList, keeps_the_date_of_each_receiver) {
  Sharing office;
  const auto answer = office.share(
      receivers(R"({"email":"a@b.example","validUntil":"2026-06-20"},{"email":"c@d.example"})"));
  EXPECT_THAT(answer.items("/validUntil"), ElementsAre("2026-06-20", "2026-06-14"));
}

}  // namespace
}  // namespace rollcall::api::share_post_test
