// What the office does with a share that is there: see it, change it, revoke it, send it again.
#include "tests/api/sharing/sharing.hpp"

namespace rollcall::api::share_change_test {
namespace {

using ::testing::ElementsAre;

TEST(AShare, has_its_revision_as_etag_which_looks_and_mails_leave_alone) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  EXPECT_EQ(office.get_share(share.id).header("ETag"), "\"1\"");
  office.look(office.open(share.token).token);
  const auto seen = office.get_share(share.id);
  EXPECT_EQ(seen.header("ETag"), "\"1\"");
  EXPECT_EQ(seen.number("/accessCount"), 1);
  EXPECT_EQ(seen.header("Cache-Control"), "no-store");
  EXPECT_EQ(office.api.get("/v1/shares/" + share.id, {{"if-none-match", "\"1\""}}).status, 200u);
}

TEST(ChangingAShare, honours_if_match) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  const auto path = "/v1/shares/" + share.id;
  const std::string body = R"({"validUntil":"2026-06-20"})";
  const auto stale = office.api.patch(path, body, {{"if-match", "\"7\""}});
  EXPECT_EQ(stale.status, 412u);
  EXPECT_EQ(stale.code(), "precondition_failed");
  const auto changed = office.api.patch(path, body, {{"if-match", "\"1\""}});
  EXPECT_EQ(changed.status, 200u);
  EXPECT_EQ(changed.header("ETag"), "\"2\"");
  EXPECT_EQ(office.api.post(path + "/revoke", "", {{"if-match", "\"1\""}}).status, 412u);
  EXPECT_EQ(office.api.post(path + "/send", "", {{"if-match", "\"1\""}}).status, 412u);
  EXPECT_EQ(office.api.post(path + "/revoke", "", {{"if-match", "\"2\""}}).status, 200u);
}

TEST(ChangingAShare, that_is_already_so_records_nothing) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  const auto before = office.api.position();
  for (const std::string body :
       {R"({"validUntil":"2026-06-14"})", R"({"mayDownload":true})", "{}"}) {
    EXPECT_EQ(office.api.patch("/v1/shares/" + share.id, body).status, 200u);
  }
  EXPECT_EQ(office.api.position(), before);
}

TEST(ChangingAShare, moves_its_date_and_revives_the_same_link_after_expiry) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  const auto link = "/v1/shared/" + share.token;
  office.api.clock().set(*domain::Instant::parse("2026-06-15T00:00:00Z"));
  EXPECT_EQ(office.get_share(share.id).text("/state"), "expired");
  EXPECT_EQ(office.api.get(link, kNobody).status, 404u);
  const auto changed = office.api.patch("/v1/shares/" + share.id, R"({"validUntil":"2026-06-15"})");
  EXPECT_EQ(changed.text("/state"), "active");
  EXPECT_EQ(office.api.get(link, kNobody).status, 200u);
}

TEST(ChangingAShare, tells_every_fault_in_one_answer) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  const auto answer = office.api.patch(
      "/v1/shares/" + share.id,
      R"({"validUntil":"2026-05-27","columns":["email"],"mayDownload":"no","state":"active"})");
  EXPECT_EQ(answer.status, 422u);
  EXPECT_THAT(answer.faults(), ElementsAre("/columns/0 column_not_in_list", "/mayDownload type",
                                           "/state unknown_field", "/validUntil valid_until_past"));
}

TEST(ChangingAShare, of_which_access_was_revoked_is_refused) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  office.api.post("/v1/shares/" + share.id + "/revoke");
  const auto answer = office.api.patch("/v1/shares/" + share.id, R"({"validUntil":"2026-06-20"})");
  EXPECT_EQ(answer.status, 409u);
  EXPECT_EQ(answer.code(), "share_revoked");
}

TEST(Revoking, is_final_for_the_link_and_says_who_did_it) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  const auto revoked = office.api.post("/v1/shares/" + share.id + "/revoke");
  EXPECT_EQ(revoked.status, 200u);
  EXPECT_EQ(revoked.text("/state"), "revoked");
  EXPECT_EQ(revoked.text("/revokedBy/kind"), "apiToken");
  EXPECT_EQ(office.api.get("/v1/shared/" + share.token, kNobody).status, 404u);
}

TEST(Revoking, twice_records_it_once) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  const auto first = office.api.post("/v1/shares/" + share.id + "/revoke");
  office.api.clock().advance(std::chrono::hours(1));
  const auto second = office.api.post("/v1/shares/" + share.id + "/revoke", "{}");
  EXPECT_EQ(second.body, first.body);
  EXPECT_EQ(office.count<domain::ShareRevoked>(), 1u);
}

TEST(SendingAgain, after_revocation_gives_a_new_link_and_leaves_the_old_one_dead) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  office.api.post("/v1/shares/" + share.id + "/revoke");
  const auto sent = office.api.post("/v1/shares/" + share.id + "/send");
  EXPECT_EQ(sent.status, 200u) << sent.body;
  EXPECT_EQ(sent.json("/revokedAt"), "null");
  office.settle();
  const auto token = office.token_for("bus@coach.example");
  EXPECT_NE(token, share.token);
  EXPECT_EQ(office.api.get("/v1/shared/" + token, kNobody).status, 200u);
  EXPECT_EQ(office.api.get("/v1/shared/" + share.token, kNobody).status, 404u);
}

TEST(SendingAgain, says_what_it_is_told_to) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  const auto sent =
      office.api.post("/v1/shares/" + share.id + "/send",
                      R"({"validUntil":"2026-06-20","language":"nb","subject":"[list-name] again",
          "body":"Look: [resource-link]"})");
  EXPECT_EQ(sent.text("/validUntil"), "2026-06-20");
  EXPECT_EQ(sent.text("/language"), "nb");
  office.settle();
  const auto mail = office.mails().back();
  EXPECT_EQ(mail.subject, "Rooms again");
  EXPECT_EQ(mail.text.substr(0, 6), "Look: ");
  EXPECT_EQ(mail.language, "nb");
}

TEST(SendingAgain, needs_a_date_once_both_dates_are_past_and_tells_all_faults) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  office.api.clock().set(*domain::Instant::parse("2026-06-15T00:00:00Z"));
  const auto path = "/v1/shares/" + share.id + "/send";
  EXPECT_THAT(office.api.post(path).faults(), ElementsAre("/validUntil valid_until_needed"));
  EXPECT_THAT(office.api.post(path, R"({"body":"Hello","colour":1})").faults(),
              ElementsAre("/body resource_link_missing", "/colour unknown_field",
                          "/validUntil valid_until_needed"));
  EXPECT_EQ(office.api.post(path, R"({"validUntil":"2026-06-15"})").status, 200u);
}

TEST(AShare, of_another_office_is_not_there) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  const auto other = office.api.add_office("Other", "other");
  const Headers theirs = {Api::bearer(other.token)};
  const auto path = "/v1/shares/" + share.id;
  EXPECT_EQ(office.api.get(path, theirs).status, 404u);
  EXPECT_EQ(office.api.patch(path, "{}", theirs).status, 404u);
  EXPECT_EQ(office.api.patch(path, R"({"colour":1})", theirs).status, 404u);
  EXPECT_EQ(office.api.post(path + "/revoke", "", theirs).status, 404u);
  EXPECT_EQ(office.api.post(path + "/send", "", theirs).status, 404u);
  EXPECT_EQ(office.api.get(path + "/accesses", theirs).status, 404u);
  EXPECT_EQ(office.api.get("/v1/lists/" + office.list + "/shares", theirs).status, 404u);
  EXPECT_EQ(office.api.context().log.head(other.id), 3u);  // what made the office
}

TEST(AShare, is_no_business_of_auditors_and_analysts_here) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  for (const auto role : {domain::TokenRole::auditor, domain::TokenRole::analyst}) {
    const Headers theirs = {Api::bearer(office.api.add_token(role))};
    EXPECT_EQ(office.api.get("/v1/shares/" + share.id, theirs).status, 403u);
    EXPECT_EQ(office.share("{}", theirs).status, 403u);
  }
}

TEST(AccessesOfAShare, come_newest_first_in_pages) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  const auto session = office.open(share.token).token;
  for (int i = 0; i < 3; ++i) {
    office.api.clock().advance(std::chrono::minutes(1));
    office.look(session, "", {{"user-agent", "look " + std::to_string(i)}});
  }
  const auto path = "/v1/shares/" + share.id + "/accesses";
  const auto first = office.api.get(path + "?limit=2");
  EXPECT_THAT(first.items("/client/userAgent"), ElementsAre("look 2", "look 1"));
  EXPECT_EQ(first.text("/items/0/client/address"), "192.0.2.7");
  EXPECT_EQ(first.text("/items/0/kind"), "json");
  EXPECT_EQ(first.number("/items/0/rowCount"), 3);
  const auto rest = office.api.get(path + "?limit=2&cursor=" + first.text("/nextCursor"));
  EXPECT_THAT(rest.items("/client/userAgent"), ElementsAre("look 0"));
  EXPECT_EQ(rest.json("/nextCursor"), "null");
  const auto seen = office.get_share(share.id);
  EXPECT_EQ(seen.text("/firstAccessedAt"), rest.text("/items/0/at"));
  EXPECT_EQ(seen.text("/lastAccessedAt"), first.text("/items/0/at"));
}

TEST(WhatIsTakenAway, revokes_its_shares) {
  Sharing office;
  const auto typed = office.share_with("bus@coach.example");
  const auto person = office.share_with("hotel@fjord.example");
  EXPECT_EQ(office.api.del("/v1/projects/" + office.project + "/contacts/" + office.contact).status,
            204u);
  EXPECT_EQ(office.get_share(person.id).text("/state"), "revoked");
  EXPECT_EQ(office.get_share(typed.id).text("/state"), "active");
  EXPECT_EQ(office.api.del("/v1/lists/" + office.list).status, 204u);
  EXPECT_EQ(office.get_share(typed.id).text("/state"), "revoked");
}

TEST(ProjectOfShares, moves_no_date_that_a_share_has) {
  Sharing office;
  const auto share = office.share_with("hotel@fjord.example").id;
  const auto before = office.get_share(share);
  ASSERT_EQ(
      office.api.patch("/v1/projects/" + office.project, R"({"returnDate":"2026-08-01"})").status,
      200u);
  EXPECT_EQ(office.get_share(share).text("/validUntil"), before.text("/validUntil"));
  EXPECT_EQ(office.get_share(share).number("/revision"), before.number("/revision"));
}

TEST(ProjectOfShares, ends_them_at_once_when_it_is_cancelled) {
  Sharing office;
  const auto shared = office.share_with("hotel@fjord.example");
  const auto session = office.open(shared.token);
  ASSERT_EQ(office.look(session.token).status, 200u);
  const auto path = "/v1/projects/" + office.project;
  ASSERT_EQ(office.api.patch(path, R"({"status":"cancelled","statusReason":"The storm"})").status,
            200u);
  EXPECT_EQ(office.look(session.token).status, 401u);
  EXPECT_EQ(office.api.get("/v1/shared/" + shared.token, kNobody).status, 404u);
  EXPECT_EQ(office.get_share(shared.id).text("/state"), "revoked");
  // Neither sent again nor shared anew, until it is planned anew; the old link stays dead.
  EXPECT_EQ(office.api.post("/v1/shares/" + shared.id + "/send").code(), "project_cancelled");
  EXPECT_EQ(office.share(R"({"receivers":[{"email":"bus@coach.example"}]})").code(),
            "project_cancelled");
  ASSERT_EQ(office.api.patch(path, R"({"status":"pending"})").status, 200u);
  EXPECT_EQ(office.get_share(shared.id).text("/state"), "revoked");
  EXPECT_EQ(office.api.post("/v1/shares/" + shared.id + "/send").status, 200u);
  EXPECT_EQ(office.api.get("/v1/shared/" + shared.token, kNobody).status, 404u);
}

}  // namespace
}  // namespace rollcall::api::share_change_test
