// Retention: by the clock, once, over restarts.
#include "tests/api/sharing/sharing.hpp"

namespace rollcall::api::retention_test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// The project returns on 2026-06-14; it is 2026-05-28.
class Keeping : public ::testing::Test {
 protected:
  Keeping() {
    EXPECT_EQ(api.patch(project(), R"({"retentionMonths":1})").status, 200u);
    api.application().start_retention();
  }
  void go_to(const std::string& instant) { api.clock().set(*domain::Instant::parse(instant)); }
  void until_passed(std::size_t count = 1) {
    office.until([&] { return office.count<domain::RetentionPassed>() == count; });
    office.settle();
  }
  bool has_key(const std::string& person) {
    const auto id = projections::to_log(*domain::Uuid::parse(person));
    return office.backing.vault->seal(api.office().id, id, "", "x")->has_value();
  }
  void until_key_is_gone(const std::string& person) {
    office.until([&] { return !has_key(person); });
  }
  std::string project() { return "/v1/projects/" + office.project; }

  Sharing office;
  Api& api = office.api;
};

TEST_F(Keeping, ends_the_month_after_the_return) {
  const auto share = office.share_with("hotel@fjord.example", R"(,"mayDownload":true)");
  EXPECT_EQ(api.patch("/v1/shares/" + share.id, R"({"validUntil":"2027-01-01"})").status, 200u);
  go_to("2026-07-14T23:59:59Z");
  add_customer(api, "Nothing is due");
  EXPECT_EQ(office.count<domain::PersonErased>(), 0u);
  go_to("2026-07-15T00:00:10Z");  // it looks every ten seconds; the last look may be just past
  until_passed();
  for (const auto& person : office.participants) until_key_is_gone(person);
  EXPECT_TRUE(has_key(office.contact)) << "a contact person is no participant";
  const auto rows = api.get("/v1/lists/" + office.list + "/rows");
  EXPECT_EQ(rows.size("/items"), 3u);
  EXPECT_THAT(rows.body, Not(HasSubstr("Berg")));
  const auto left = office.get_share(share.id);
  EXPECT_EQ(left.text("/state"), "revoked");
  EXPECT_EQ(left.json("/revokedBy"), R"({"kind":"system"})") << left.body;
}

TEST_F(Keeping, is_over_once) {
  go_to("2026-08-01T00:00:00Z");
  until_passed();
  office.restart();
  api.application().start_retention();
  api.clock().advance(std::chrono::hours(1));
  add_customer(api, "One more event");
  EXPECT_EQ(office.count<domain::PersonErased>(), 3u);
  const auto late = add_participant(api, office.project, R"("lastName":"Late")");
  api.clock().advance(std::chrono::hours(1));
  until_key_is_gone(late);
  EXPECT_EQ(office.count<domain::PersonErased>(), 4u) << "what comes later goes as well";
}

TEST_F(Keeping, that_a_server_was_down_for_is_made_up_for) {
  go_to("2029-01-01T00:00:00Z");
  office.restart();
  api.application().start_retention();
  until_passed();
  until_key_is_gone(office.participants[2]);
}

TEST_F(Keeping, follows_a_date_that_is_moved) {
  EXPECT_EQ(api.patch(project(), R"({"returnDate":"2026-12-24"})").status, 200u);
  go_to("2026-08-01T00:00:00Z");
  add_customer(api, "Nothing is due");
  EXPECT_EQ(office.count<domain::PersonErased>(), 0u);
  go_to("2027-01-25T00:00:00Z");
  until_passed();
}

TEST_F(Keeping, ends_for_deleted_contact_persons_whom_it_alone_names) {
  const auto share = office.share_with("hotel@fjord.example");
  EXPECT_EQ(api.del(project() + "/contacts/" + office.contact).status, 204u);
  EXPECT_EQ(api.del("/v1/contacts/" + office.contact).status, 204u);
  ASSERT_TRUE(has_key(office.contact));
  go_to("2026-07-15T00:00:00Z");
  until_passed();
  until_key_is_gone(office.contact);
  EXPECT_TRUE(office.get_share(share.id).flag("/receiver/erased"));
}

TEST_F(Keeping, lets_its_view_go_before_it_erases) {
  office.backing.before_rewriting = [this] { office.nudge(); };
  go_to("2026-07-15T00:00:10Z");
  until_passed();
  const auto erased = domain::types_of<domain::PersonErased>();
  const auto last = office.backing.log->read(api.office().id, {{{erased, {}}}}, {})->back();
  office.until([&] {
    return api.context().forgetting.erased_up_to(api.office().id) >= last.position;
  });
}

TEST_F(Keeping, takes_many_participants_in_steps) {
  std::string csv = "externalId\n";
  for (int n = 0; n < 1'200; ++n) csv += std::to_string(n) + "\n";
  EXPECT_EQ(
      api.post(project() + "/participants/import", csv, {{"content-type", "text/csv"}}).status,
      201u);
  go_to("2026-08-01T00:00:00Z");
  until_passed();
  EXPECT_EQ(office.count<domain::PersonErased>(), 1'203u);
}

}  // namespace
}  // namespace rollcall::api::retention_test
