// One-time codes.
#include <regex>
#include <thread>

#include "tests/api/sharing/sharing.hpp"

namespace rollcall::api::codes_test {
namespace {

using std::chrono::minutes;

Answer try_code(Sharing& office, const std::string& token, const std::string& code) {
  return office.api.post("/v1/shared/" + token + "/sessions", R"({"code":")" + code + R"("})",
                         kNobody);
}
Answer ask(Sharing& office, const std::string& token) {
  return office.api.post("/v1/shared/" + token + "/codes", "", kNobody);
}
std::string wrong(const std::string& code) {
  return code == "2222-2222" ? "3333-3333" : "2222-2222";
}

TEST(ACode, opens_a_session_once) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  const auto code = office.code_for(share.token);
  const auto opened = try_code(office, share.token, code);
  EXPECT_EQ(opened.status, 201u);
  EXPECT_EQ(opened.text("/shareId"), share.id);
  const auto again = try_code(office, share.token, code);
  EXPECT_EQ(again.status, 403u);
  EXPECT_EQ(again.code(), "code_refused");
}

struct Typed {
  std::string name;
  std::function<std::string(std::string)> typed;  // from "ABCD-EFGH"
  unsigned status;
};
void PrintTo(const Typed& row, std::ostream* out) {
  *out << row.name;
}
class TypedCodes : public ::testing::TestWithParam<Typed> {};

TEST_P(TypedCodes, are_read_as_people_write_them) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  const auto answer = try_code(office, share.token, GetParam().typed(office.code_for(share.token)));
  EXPECT_EQ(answer.status, GetParam().status) << answer.body;
  if (GetParam().status == 403) EXPECT_EQ(answer.code(), "code_refused");
}

std::string lower(std::string code) {
  for (auto& c : code) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return code;
}

INSTANTIATE_TEST_SUITE_P(
    Rows, TypedCodes,
    ::testing::Values(
        Typed{"as mailed", [](auto code) { return code; }, 201}, Typed{"small letters", lower, 201},
        Typed{"no hyphen", [](auto code) { return code.erase(4, 1); }, 201},
        Typed{"a space", [](auto code) { return code.replace(4, 1, " "); }, 201},
        Typed{"spaces around", [](auto code) { return "  " + code + " "; }, 201},
        Typed{"line end pasted", [](auto code) { return code + R"(\r\n)"; }, 201},
        Typed{"tab pasted", [](auto code) { return R"(\t)" + code; }, 201},
        Typed{"no-break space", [](auto code) { return code.replace(4, 1, "\u00a0"); }, 201},
        Typed{"dash", [](auto code) { return code.replace(4, 1, "\u2013"); }, 201},
        Typed{"empty", [](auto) { return std::string(); }, 403},
        Typed{"too short", [](auto code) { return code.substr(1); }, 403},
        Typed{"too long", [](auto code) { return code + "2"; }, 403},
        Typed{"another alphabet", [](auto) { return std::string("ØØØØ-ÆÆÆÆ"); }, 403}));

TEST(ACode, that_is_missing_or_no_text_is_an_invalid_body) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  for (const std::string body : {"{}", R"({"code":7})", R"({"code":null})"}) {
    const auto answer = office.api.post("/v1/shared/" + share.token + "/sessions", body, kNobody);
    EXPECT_EQ(answer.status, 422u) << body;
  }
  EXPECT_EQ(office.count<domain::ShareCodeTried>(), 0u);
}

TEST(ACode, that_nobody_asked_for_is_refused) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  EXPECT_EQ(try_code(office, share.token, "2222-2222").status, 403u);
}

TEST(ACode, lives_ten_minutes) {
  for (const auto& [age, status] : {std::pair{minutes(10) - std::chrono::milliseconds(1), 201u},
                                    std::pair{std::chrono::milliseconds(minutes(10)), 403u}}) {
    Sharing office;
    const auto share = office.share_with("bus@coach.example");
    const auto code = office.code_for(share.token);
    office.api.clock().advance(age);
    EXPECT_EQ(try_code(office, share.token, code).status, status);
  }
}

TEST(ACode, dies_after_five_wrong_tries) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  const auto code = office.code_for(share.token);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(try_code(office, share.token, wrong(code)).status, 403u);
  EXPECT_EQ(try_code(office, share.token, code).status, 403u);
  EXPECT_EQ(office.count<domain::ShareCodeTried>(), 5u);
  EXPECT_EQ(office.count<domain::ShareCodeRefused>(), 5u);
}

TEST(ACode, is_replaced_by_a_new_one) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  const auto old = office.code_for(share.token);
  office.api.clock().advance(minutes(1));
  const auto fresh = office.code_for(share.token);
  EXPECT_EQ(try_code(office, share.token, old).status, 403u);
  EXPECT_EQ(try_code(office, share.token, fresh).status, 201u);
}

TEST(ACode, of_one_share_opens_no_other) {
  Sharing office;
  const auto a = office.share_with("a@coach.example");
  const auto b = office.share_with("b@coach.example");
  const auto code = office.code_for(a.token);
  office.code_for(b.token);
  EXPECT_EQ(try_code(office, b.token, code).status, 403u);
}

TEST(CodeMails, are_one_a_minute) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  EXPECT_EQ(ask(office, share.token).status, 202u);
  office.api.clock().advance(minutes(1) - std::chrono::milliseconds(1'500));
  const auto early = ask(office, share.token);
  EXPECT_EQ(early.status, 429u);
  EXPECT_EQ(early.code(), "too_many_codes");
  EXPECT_EQ(early.header("Retry-After"), "2");
  office.api.clock().advance(std::chrono::milliseconds(1'500));
  EXPECT_EQ(ask(office, share.token).status, 202u);
}

TEST(CodeMails, are_five_an_hour_and_start_anew_with_a_new_mail) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(ask(office, share.token).status, 202u);
    office.api.clock().advance(minutes(1));
  }
  const auto sixth = ask(office, share.token);
  EXPECT_EQ(sixth.status, 429u);
  EXPECT_EQ(sixth.header("Retry-After"), std::to_string(55 * 60));
  office.api.post("/v1/shares/" + share.id + "/send");
  office.settle();
  EXPECT_EQ(ask(office, office.token_for("bus@coach.example")).status, 202u);
}

TEST(CodeMails, are_limited_per_client_address_over_all_links) {
  Sharing office({.settings = {.code_requests_per_client_per_hour = 2}});
  const auto a = office.share_with("a@coach.example");
  const auto b = office.share_with("b@coach.example");
  const auto c = office.share_with("c@coach.example");
  EXPECT_EQ(ask(office, a.token).status, 202u);
  EXPECT_EQ(ask(office, b.token).status, 202u);
  const auto third = ask(office, c.token);
  EXPECT_EQ(third.status, 429u);
  EXPECT_FALSE(third.header("Retry-After").empty());
  office.api.clock().advance(std::chrono::hours(1));
  EXPECT_EQ(ask(office, c.token).status, 202u);
}

TEST(CodeRequests, take_an_empty_object_and_nothing_else) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  const auto path = "/v1/shared/" + share.token + "/codes";
  EXPECT_EQ(office.api.post(path, R"({"colour":1})", kNobody).status, 422u);
  EXPECT_EQ(office.api.post(path, "nothing", kNobody).status, 400u);
  EXPECT_EQ(office.api.post(path, "{}", kNobody).status, 202u);
}

TEST(Tries, two_hundred_at_once_are_five_that_are_compared) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  const auto code = office.code_for(share.token);
  std::vector<std::thread> threads;
  std::atomic<int> opened = 0;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < 25; ++n) {
        opened += try_code(office, share.token, wrong(code)).status == 201;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(opened, 0);
  EXPECT_EQ(office.count<domain::ShareCodeTried>(), 5u);
  EXPECT_EQ(try_code(office, share.token, code).status, 403u);
}

TEST(Tries, ten_wrong_ones_in_a_day_lock_the_share_until_it_is_sent_again) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  for (int round = 0; round < 2; ++round) {
    const auto code = office.code_for(share.token);
    for (int i = 0; i < 5; ++i) try_code(office, share.token, wrong(code));
    office.api.clock().advance(minutes(1));
  }
  office.until([&] { return office.get_share(share.id).text("/state") == "locked"; });
  EXPECT_EQ(ask(office, share.token).status, 404u);
  office.api.post("/v1/shares/" + share.id + "/send");
  office.settle();
  office.open(office.token_for("bus@coach.example"));
}

TEST(ACodeMail, holds_one_code_and_nothing_else_of_that_shape) {
  Sharing office;
  const auto share = office.share(
      R"({"receivers":[{"email":"bus@coach.example","name":"ANNE-MARIE JANE-ANNE"}]})");
  ASSERT_EQ(share.status, 201u) << share.body;
  office.settle();
  const auto code = office.code_for(office.token_for("bus@coach.example"));
  const auto mail = office.mails().back();
  const std::regex shape("[23456789A-Z]{4}-[23456789A-Z]{4}", std::regex::icase);
  const auto all = mail.text + "\n" + mail.subject + "\n" + mail.message_id + "\n" + mail.to_name +
                   "\n" + mail.from_name;
  const std::vector<std::string> found(std::sregex_token_iterator(all.begin(), all.end(), shape),
                                       std::sregex_token_iterator());
  EXPECT_EQ(found, std::vector<std::string>{code});
}

}  // namespace
}  // namespace rollcall::api::codes_test
