// A committed write is answered with what it wrote, even when the views do not keep up.
#include "tests/api/sharing/sharing.hpp"

namespace rollcall::api::late_views_test {
namespace {

using ::testing::ElementsAre;

class LateViews : public ::testing::Test {
 protected:
  Sharing office{{.settings = {.view_wait = std::chrono::milliseconds(20)}}};
};

TEST_F(LateViews, leave_a_new_share_answered_from_the_log) {
  office.backing.projected.shut();
  const auto answer = office.share(R"({"receivers":[{"contactId":")" + office.contact +
                                   R"("},{"email":"bus@coach.example"}]})");
  const auto head = office.api.position();
  office.backing.projected.open();
  ASSERT_EQ(answer.status, 201u) << answer.body;
  EXPECT_THAT(answer.items("/receiver/email"),
              ElementsAre("hotel@fjord.example", "bus@coach.example"));
  EXPECT_THAT(answer.items("/state"), ElementsAre("pending", "pending"));
  EXPECT_LE(std::stoull(answer.header("Rollcall-Position")), head);
}

TEST_F(LateViews, leave_a_commands_answer_whole) {
  const auto share = office.share_with("bus@coach.example");
  office.look(office.open(share.token).token);
  office.until([&] { return office.get_share(share.id).number("/accessCount") == 1; });
  office.backing.projected.shut();
  const auto revoked = office.api.post("/v1/shares/" + share.id + "/revoke");
  office.backing.projected.open();
  EXPECT_EQ(revoked.status, 200u);
  EXPECT_EQ(revoked.text("/state"), "revoked");
  EXPECT_EQ(revoked.number("/accessCount"), 1);
  office.until([&] { return office.get_share(share.id).text("/state") == "revoked"; });
  EXPECT_EQ(office.get_share(share.id).body, revoked.body);
}

TEST_F(LateViews, keep_nobody_from_looking) {
  const auto session = office.open(office.share_with("bus@coach.example").token).token;
  office.backing.projected.shut();
  const auto answer = office.look(session);
  office.backing.projected.open();
  EXPECT_EQ(answer.status, 200u);
  EXPECT_EQ(answer.size("/items"), 3u);
  EXPECT_EQ(office.count<domain::ListAccessed>(), 1u);
}

}  // namespace
}  // namespace rollcall::api::late_views_test
