// POST /v1/erasures: who goes, what stays, and what everybody sees then.
#include "tests/api/sharing/sharing.hpp"

namespace rollcall::api::erasing_test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class Erasing : public ::testing::Test {
 protected:
  Answer erase(const std::string& field, const std::string& value, Headers headers = {}) {
    return api.post("/v1/erasures", R"({")" + field + R"(":")" + value + R"("})",
                    std::move(headers));
  }
  bool has_key(const std::string& person) {
    const auto id = projections::to_log(*domain::Uuid::parse(person));
    return office.backing.vault->seal(api.office().id, id, "", "x")->has_value();
  }
  std::size_t secrets(SecretKind kind) {
    const auto all = office.backing.vault->list_secrets(std::nullopt, 10'000);
    return static_cast<std::size_t>(
        std::count_if(all->begin(), all->end(), [&](const eventstore::StoredSecret& secret) {
          return secret.name.kind == static_cast<std::uint8_t>(kind);
        }));
  }
  std::size_t tagged_with(const std::string& email) {
    const auto key = domain::EmailAddress::restore(email).canonical();
    const auto hash = office.backing.vault->keyed_hash(api.office().id, "email", key);
    eventstore::Tag tag{static_cast<std::uint8_t>(domain::TagKind::email), {}};
    std::copy_n(hash.begin(), tag.id.size(), tag.id.begin());
    return office.backing.log->read(api.office().id, {{{{}, {tag}}}}, {})->size();
  }
  std::string participants() { return "/v1/projects/" + office.project + "/participants"; }

  Sharing office;
  Api& api = office.api;
};

TEST_F(Erasing, wants_exactly_one_person) {
  struct Row {
    const char* body;
    unsigned status;
    const char* code;
  };
  for (const Row& row : {
           Row{"{}", 422, "required"},
           Row{R"({"contactId":"x","email":"a@b.example"})", 422, "ambiguous"},
           Row{R"({"contactId":"x"})", 422, "malformed"},
           Row{R"({"participantId":7})", 422, "type"},
           Row{R"({"email":"nobody"})", 422, "malformed"},
           Row{R"({"email":"a@b.example","more":1})", 422, "unknown_field"},
           Row{R"({"email":"nobody@there.example"})", 404, "not_found"},
           Row{R"({"contactId":"018f0000-0000-7000-8000-000000000001"})", 404, "not_found"},
           Row{R"({"participantId":"018f0000-0000-7000-8000-000000000001"})", 404, "not_found"},
       }) {
    const auto answer = api.post("/v1/erasures", row.body);
    EXPECT_EQ(answer.status, row.status) << row.body << answer.body;
    EXPECT_THAT(answer.body, HasSubstr(row.code)) << row.body;
  }
  EXPECT_EQ(office.count<domain::PersonErased>(), 0u);
}

TEST_F(Erasing, is_the_officeAdmins_alone) {
  for (const auto role : {domain::TokenRole::project_manager, domain::TokenRole::auditor,
                          domain::TokenRole::analyst}) {
    EXPECT_EQ(erase("contactId", office.contact, {Api::bearer(api.add_token(role))}).status, 403u);
  }
  EXPECT_EQ(erase("contactId", office.contact, kNobody).status, 401u);
}

TEST_F(Erasing, another_offices_is_not_found) {
  const auto other = api.add_office("Other", "other");
  const Headers theirs = {Api::bearer(other.token)};
  const auto before = api.position();
  EXPECT_EQ(erase("contactId", office.contact, theirs).status, 404u);
  EXPECT_EQ(erase("participantId", office.participants[0], theirs).status, 404u);
  EXPECT_EQ(erase("email", "hotel@fjord.example", theirs).status, 404u);
  EXPECT_EQ(api.position(), before);
}

TEST_F(Erasing, a_contact_person_ends_all_that_they_had) {
  const auto share = office.share(R"({"receivers":[{"contactId":")" + office.contact + R"("}]})");
  const auto id = share.text("/items/0/id");
  office.settle();
  const auto session = office.open(office.token_for("hotel@fjord.example"));
  EXPECT_EQ(office.look(session.token).status, 200u);
  const auto answer = erase("contactId", office.contact);
  ASSERT_EQ(answer.status, 201u) << answer.body;
  EXPECT_EQ(answer.json("/erased"), R"({"contacts":1,"participants":0,"receivers":0,"staff":0})");
  EXPECT_EQ(answer.number("/sharesRevoked"), 1);
  EXPECT_EQ(answer.number("/membershipsEnded"), 1);
  EXPECT_EQ(answer.text("/completedAt"), api.clock().now().to_string());

  EXPECT_EQ(office.look(session.token).status, 401u);
  EXPECT_EQ(api.get("/v1/contacts/" + office.contact).status, 404u);
  EXPECT_THAT(api.get("/v1/contacts?email=hotel").items("/id"), IsEmpty());
  EXPECT_THAT(api.get("/v1/contacts?query=halvorsen").items("/id"), IsEmpty());
  EXPECT_THAT(api.get("/v1/projects/" + office.project + "/contacts").items("/id"), IsEmpty());
  EXPECT_FALSE(has_key(office.contact));

  const auto left = office.get_share(id);
  EXPECT_EQ(left.text("/state"), "revoked");
  EXPECT_EQ(left.number("/accessCount"), 1) << "the look stays";
  EXPECT_TRUE(left.flag("/receiver/erased")) << left.body;
  EXPECT_THAT(left.body, Not(HasSubstr("hotel@")));
  EXPECT_THAT(left.body, Not(HasSubstr("Halvorsen")));
  const auto looks = api.get("/v1/shares/" + id + "/accesses");
  EXPECT_EQ(looks.size("/items"), 1u);
  EXPECT_THAT(looks.body, Not(HasSubstr("192.0.2.7")));
  EXPECT_THAT(api.get("/v1/shares?receiver=hotel@fjord.example").items("/id"), IsEmpty());
}

TEST_F(Erasing, leaves_no_keyed_address_and_no_secret) {
  office.share(R"({"receivers":[{"contactId":")" + office.contact + R"("}]})");
  office.settle();
  office.open(office.token_for("hotel@fjord.example"));
  EXPECT_EQ(api.post("/v1/contacts/" + office.contact + "/invite").status, 202u);
  office.settle();
  ASSERT_GT(tagged_with("hotel@fjord.example"), 0u);
  ASSERT_EQ(secrets(SecretKind::viewing_session), 1u);
  ASSERT_EQ(erase("contactId", office.contact).status, 201u);
  EXPECT_EQ(tagged_with("hotel@fjord.example"), 0u);
  EXPECT_EQ(secrets(SecretKind::viewing_session), 0u);
  EXPECT_EQ(secrets(SecretKind::code_hash), 0u);
  EXPECT_EQ(secrets(SecretKind::link_token), 0u);
}

// A view of the request's own is an older one as soon as anything else was written.
TEST_F(Erasing, waits_for_no_view_of_its_own) {
  office.backing.before_rewriting = [this] { office.nudge(); };
  EXPECT_EQ(erase("contactId", office.contact).status, 201u);
}

TEST_F(Erasing, frees_the_address_for_somebody_else) {
  ASSERT_EQ(erase("contactId", office.contact).status, 201u);
  const auto again = add_contact(api, "suppliers/" + office.supplier, "hotel@fjord.example", "Bo");
  EXPECT_NE(again, office.contact);
  EXPECT_TRUE(has_key(again));
  EXPECT_EQ(erase("contactId", office.contact).status, 201u) << "again: nothing happens";
  EXPECT_EQ(api.get("/v1/contacts/" + again).text("/firstName"), "Bo");
  EXPECT_GT(tagged_with("hotel@fjord.example"), 0u);
}

TEST_F(Erasing, a_participant_leaves_an_erased_row) {
  const auto anna = add_participant(
      api, office.project, R"("lastName":"Aas","firstName":"Anna","fields":{"Room":"Double"})");
  const auto filtered =
      add_list(api, office.project, R"(,"filter":[{"field":"fields.Room","op":"isEmpty"}])");
  const auto before = api.get("/v1/lists/" + office.list).number("/version");
  const auto answer = erase("participantId", anna);
  ASSERT_EQ(answer.status, 201u) << answer.body;
  EXPECT_EQ(answer.number("/erased/participants"), 1);
  const auto row = api.get(participants() + "/" + anna);
  EXPECT_EQ(row.status, 200u);
  EXPECT_TRUE(row.flag("/erased"));
  EXPECT_THAT(row.body, Not(HasSubstr("Anna")));
  const auto rows = api.get("/v1/lists/" + office.list + "/rows");
  EXPECT_EQ(rows.size("/items"), 4u) << "it counts";
  EXPECT_THAT(rows.body, Not(HasSubstr("Aas")));
  EXPECT_GT(api.get("/v1/lists/" + office.list).number("/version"), before);
  EXPECT_EQ(api.get("/v1/lists/" + filtered + "/rows").size("/items"), 0u) << "matches no filter";
  EXPECT_EQ(api.patch(participants() + "/" + anna, R"({"lastName":"X"})").status, 404u);
  EXPECT_FALSE(has_key(anna));
  EXPECT_EQ(api.del(participants() + "/" + anna).status, 204u);
}

TEST_F(Erasing, a_participant_who_was_removed_goes_too) {
  EXPECT_EQ(api.del(participants() + "/" + office.participants[0]).status, 204u);
  EXPECT_EQ(erase("participantId", office.participants[0]).status, 201u);
  EXPECT_FALSE(has_key(office.participants[0]));
}

TEST_F(Erasing, is_not_undone_by_asking_for_an_earlier_moment) {
  const auto before = std::to_string(api.position());
  ASSERT_EQ(erase("participantId", office.participants[0]).status, 201u);
  const auto then = api.get("/v1/lists/" + office.list + "/changes?since=" + before);
  EXPECT_THAT(then.body, Not(HasSubstr("Berg")));
}

TEST_F(Erasing, by_address_finds_everybody_who_has_it) {
  const auto share = office.share_with("bo@coach.example", R"(,"subject":"For you")");
  const auto bo = add_participant(api, office.project, R"("email":"BO@coach.example")");
  const auto later = add_participant(api, office.project, R"("email":"bo@coach.example")");
  EXPECT_EQ(api.patch(participants() + "/" + later, R"({"email":"b@new.example"})").status, 200u);
  const auto removed = add_participant(api, office.project, R"("email":"bo@coach.example")");
  EXPECT_EQ(api.del(participants() + "/" + removed).status, 204u);
  const auto contact = add_contact(api, "suppliers/" + office.supplier, "bo@coach.example");
  const auto answer = erase("email", "Bo@Coach.example");
  ASSERT_EQ(answer.status, 201u) << answer.body;
  EXPECT_EQ(answer.json("/erased"), R"({"contacts":1,"participants":3,"receivers":1,"staff":0})");
  for (const auto& person : {bo, later, removed, contact}) EXPECT_FALSE(has_key(person));
  EXPECT_TRUE(office.get_share(share.id).flag("/receiver/erased"));
  EXPECT_EQ(tagged_with("bo@coach.example"), 0u);
  EXPECT_EQ(erase("email", "bo@coach.example").status, 404u) << "there is nobody any more";
}

TEST_F(Erasing, a_deleted_person_who_is_named_goes_for_good) {
  const auto share = office.share_with("hotel@fjord.example");
  EXPECT_EQ(api.del("/v1/projects/" + office.project + "/contacts/" + office.contact).status, 204u);
  EXPECT_EQ(api.del("/v1/contacts/" + office.contact).status, 204u);
  ASSERT_TRUE(has_key(office.contact));
  EXPECT_EQ(secrets(SecretKind::link_token), 0u) << "secrets went with the deletion";
  EXPECT_EQ(erase("email", "hotel@fjord.example").number("/erased/contacts"), 1);
  EXPECT_FALSE(has_key(office.contact));
  EXPECT_TRUE(office.get_share(share.id).flag("/receiver/erased"));
}

TEST_F(Erasing, staff_are_deactivated_first) {
  const auto mia =
      made(api, api.post("/v1/staff", R"({"email":"mia@fjord.example","firstName":"Mia",)"
                                      R"("lastName":"Lie","role":"projectManager"})"));
  const auto refused = erase("email", "mia@fjord.example");
  EXPECT_EQ(refused.status, 409u);
  EXPECT_EQ(refused.code(), "staff_active");
  EXPECT_EQ(api.patch("/v1/staff/" + mia, R"({"active":false})").status, 200u);
  EXPECT_EQ(erase("email", "mia@fjord.example").number("/erased/staff"), 1);
  const auto staff = api.get("/v1/staff/" + mia);
  EXPECT_EQ(staff.status, 200u);
  EXPECT_THAT(staff.body, Not(HasSubstr("Lie")));
  EXPECT_FALSE(has_key(mia));
  EXPECT_EQ(api.patch("/v1/staff/" + mia, R"({"active":true})").status, 404u);
}

TEST_F(Erasing, can_be_repeated_with_its_key) {
  const Headers key = {{"idempotency-key", "e"}};
  const auto first = erase("participantId", office.participants[0], key);
  ASSERT_EQ(first.status, 201u) << first.body;
  api.clock().advance(std::chrono::hours(1));
  const auto again = erase("participantId", office.participants[0], key);
  EXPECT_EQ(again.status, 201u);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(erase("participantId", office.participants[1], key).code(), "idempotency_key_reused");
  EXPECT_EQ(office.count<domain::PersonErased>(), 1u);
}

TEST_F(Erasing, a_repeat_of_what_made_them_shows_them_erased) {
  const Headers key = {{"idempotency-key", "k"}};
  const std::string body = R"({"lastName":"Aas"})";
  const auto anna = made(api, api.post(participants(), body, key));
  ASSERT_EQ(erase("participantId", anna).status, 201u);
  const auto again = api.post(participants(), body, key);
  EXPECT_EQ(again.status, 201u);
  EXPECT_THAT(again.body, Not(HasSubstr("Aas")));
  EXPECT_EQ(again.text("/id"), anna);
}

TEST_F(Erasing, survives_views_made_anew) {
  office.share(R"({"receivers":[{"contactId":")" + office.contact + R"("}]})");
  office.settle();
  ASSERT_EQ(erase("contactId", office.contact).status, 201u);
  ASSERT_EQ(erase("participantId", office.participants[0]).status, 201u);
  const auto shares = api.get("/v1/shares").body;
  const auto rows = api.get(participants()).body;
  office.restart();
  EXPECT_EQ(api.get("/readyz").status, 200u);
  EXPECT_EQ(api.get("/v1/shares").body, shares);
  EXPECT_EQ(api.get(participants()).body, rows);
}

// A mail that waits is withdrawn.
TEST_F(Erasing, withdraws_mails_that_wait) {
  {
    std::lock_guard lock(office.backing.handed_over.mutex);
    office.backing.deliveries = {mail::Deferred{"busy"}};
  }
  const auto share = office.share(R"({"receivers":[{"email":"bo@coach.example"}]})");
  office.until([&] { return office.count<domain::ShareEmailDeferred>() == 1; });
  ASSERT_EQ(erase("email", "bo@coach.example").status, 201u);
  api.clock().advance(std::chrono::hours(1));
  office.nudge();
  office.settle();
  EXPECT_EQ(office.mails().size(), 1u) << "the attempt before";
  EXPECT_EQ(office.get_share(share.text("/items/0/id")).text("/delivery/state"), "failed");
}

// The cleaning has so many steps; whichever fails, the answer says so, a repeat waits for the rest,
// and so does the next start.
TEST_F(Erasing, that_is_cut_off_at_any_step_is_finished) {
  for (int steps = 0;; ++steps) {
    const auto email = "p" + std::to_string(steps) + "@fjord.example";
    const auto person = add_contact(api, "suppliers/" + office.supplier, email);
    office.share(R"({"receivers":[{"email":")" + email + R"("}]})");
    office.backing.steps_left = steps;
    const Headers key = {{"idempotency-key", email}};
    const auto answer = erase("contactId", person, key);
    const bool finished = answer.status == 201;
    if (!finished) {
      EXPECT_EQ(answer.status, 503u) << answer.body;
      EXPECT_EQ(answer.code(), "erasure_unfinished");
      EXPECT_EQ(erase("contactId", person, key).status, 503u) << "it does not get better";
    }
    office.backing.steps_left = 1'000'000;
    if (steps % 2 == 0) office.restart();
    EXPECT_EQ(erase("contactId", person, key).status, 201u);
    EXPECT_FALSE(has_key(person)) << "after step " << steps;
    EXPECT_EQ(tagged_with(email), 0u);
    if (finished) {
      EXPECT_EQ(steps, 5) << "mails, secrets, tags, keys, views";
      break;
    }
    ASSERT_LT(steps, 20);
  }
}

TEST_F(Erasing, that_is_cut_off_is_finished_before_a_start_serves) {
  const auto person = office.participants[0];
  office.backing.steps_left = 0;
  EXPECT_EQ(erase("participantId", person).status, 503u);
  ASSERT_TRUE(has_key(person));
  office.backing.steps_left = 1'000'000;
  office.restart();
  EXPECT_FALSE(has_key(person));
}

}  // namespace
}  // namespace rollcall::api::erasing_test
