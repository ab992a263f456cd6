// Many shares at once: which are meant, all or none, and what is answered.
#include "tests/api/sharing/sharing.hpp"

namespace rollcall::api::bulk_test {
namespace {

using Texts = std::vector<std::string>;

class ManyShares : public ::testing::Test {
 protected:
  Sharing office;
  std::string bus = office.share_with("bus@coach.example").id;
  std::string hotel = share_with_hotel(office.list);
  std::string other_list = add_list(office.api, office.project);
  std::string hotels_other = share_with_hotel(other_list);

  std::string share_with_hotel(const std::string& list) {
    const auto answer =
        office.api.post("/v1/lists/" + list + "/shares",
                        R"({"receivers":[{"contactId":")" + office.contact + R"("}]})");
    EXPECT_EQ(answer.status, 201u) << answer.body;
    office.settle();
    return answer.text("/items/0/id");
  }
  static std::string member(const std::string& name, const std::string& value) {
    return "\"" + name + "\":\"" + value + "\"";
  }
  Answer revoke(const std::string& members, Headers headers = {}) {
    return office.api.post("/v1/shares/revoke", "{" + members + "}", std::move(headers));
  }
  Answer extend(const std::string& members, const std::string& day, Headers headers = {}) {
    return office.api.post("/v1/shares/extend",
                           "{" + members + "," + member("validUntil", day) + "}",
                           std::move(headers));
  }
  std::string state_of(const std::string& share) { return office.get_share(share).text("/state"); }
};

TEST_F(ManyShares, of_a_list_are_revoked_in_one_append) {
  const auto before = office.api.position();
  const auto answer = revoke(member("listId", office.list));
  ASSERT_EQ(answer.status, 200u) << answer.body;
  EXPECT_EQ(answer.items("/id"), (Texts{bus, hotel}));
  EXPECT_EQ(answer.items("/state"), (Texts{"revoked", "revoked"}));
  EXPECT_EQ(answer.json("/left"), "[]");
  EXPECT_EQ(office.api.position(), before + 2);
  EXPECT_EQ(state_of(hotels_other), "active");
}

TEST_F(ManyShares, of_a_project_or_a_receiver_are_meant_too) {
  const struct {
    std::string selector;
    Texts meant;
  } rows[] = {
      {member("projectId", office.project), {bus, hotel, hotels_other}},
      {member("receiver", office.contact), {hotel, hotels_other}},
      {member("receiver", "HOTEL@fjord.example"), {hotel, hotels_other}},
      {member("receiver", "bus@coach.example"), {bus}},
      {member("receiver", "nobody@coach.example"), {}},
  };
  int day = 40;
  for (const auto& row : rows) {
    const auto answer = extend(row.selector, office.day(++day));
    ASSERT_EQ(answer.status, 200u) << answer.body;
    EXPECT_EQ(answer.items("/id"), row.meant) << row.selector;
  }
}

TEST_F(ManyShares, that_stay_as_they_are_are_told_with_the_reason) {
  office.api.post("/v1/shares/" + bus + "/revoke");
  const auto again = revoke(member("listId", office.list));
  EXPECT_EQ(again.items("/id"), (Texts{hotel}));
  EXPECT_EQ(again.text("/left/0/id"), bus);
  EXPECT_EQ(again.text("/left/0/reason"), "share_revoked");
  const auto later = office.get_share(hotels_other).text("/validUntil");
  const auto extended = extend(member("projectId", office.project), later);
  EXPECT_EQ(extended.json("/items"), "[]");
  EXPECT_EQ(extended.size("/left"), 3u);
  EXPECT_EQ(extended.text("/left/2/reason"), "valid_until_not_later");
}

TEST_F(ManyShares, that_are_extended_work_again_after_expiry) {
  office.api.clock().advance(std::chrono::hours(24 * 40));
  EXPECT_EQ(state_of(bus), "expired");
  const auto answer = extend(member("listId", office.list), office.day(3));
  EXPECT_EQ(answer.items("/state"), (Texts{"active", "active"}));
  EXPECT_EQ(answer.items("/validUntil"), (Texts{office.day(3), office.day(3)}));
}

TEST_F(ManyShares, are_answered_alike_when_the_request_is_repeated) {
  const Headers key = {{"idempotency-key", "once"}};
  const auto first = revoke(member("listId", office.list), key);
  const auto position = office.api.position();
  office.api.post("/v1/shares/" + bus + "/send");
  office.settle();
  const auto again = revoke(member("listId", office.list), key);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(state_of(bus), "active");
  EXPECT_GT(office.api.position(), position);
  EXPECT_EQ(revoke(member("projectId", office.project), key).code(), "idempotency_key_reused");
}

TEST_F(ManyShares, need_one_selector_that_is_there) {
  const auto list = member("listId", office.list);
  const struct {
    Answer answer;
    Texts faults;
  } rows[] = {
      {revoke(""), {" required"}},
      {revoke(list + "," + member("projectId", office.project)), {" ambiguous"}},
      {revoke(member("listId", "x")), {"/listId malformed"}},
      {revoke(member("receiver", "no address")), {"/receiver malformed"}},
      {revoke(list + "," + member("validUntil", "2026-07-01")), {"/validUntil unknown_field"}},
      {revoke(member("listId", office.project)), {"/listId unknown_reference"}},
      {revoke(member("projectId", office.list)), {"/projectId unknown_reference"}},
      {revoke(member("receiver", office.list)), {"/receiver unknown_reference"}},
      {office.api.post("/v1/shares/extend", "{" + list + "}"), {"/validUntil required"}},
      {extend(list, "soon"), {"/validUntil malformed"}},
      {extend(list, office.day(-1)), {"/validUntil valid_until_past"}},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(row.answer.status, 422u) << row.answer.body;
    EXPECT_EQ(row.answer.faults(), row.faults) << row.answer.body;
  }
  EXPECT_EQ(state_of(bus), "active");
}

TEST_F(ManyShares, of_another_office_are_not_there) {
  const auto other = office.api.add_office("Other", "other");
  const Headers them = {Api::bearer(other.token)};
  EXPECT_EQ(revoke(member("listId", office.list), them).status, 422u);
  EXPECT_EQ(revoke(member("receiver", "bus@coach.example"), them).json("/items"), "[]");
  EXPECT_EQ(state_of(bus), "active");
}

}  // namespace
}  // namespace rollcall::api::bulk_test
