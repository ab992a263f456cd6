#include "api/wire/problem.hpp"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <simdjson.h>

namespace rollcall::api::wire::problem_test {
namespace {

using domain::Reason;
using domain::Refusal;
using domain::Refusals;
using testing::ElementsAre;

const domain::Uuid kSubject = *domain::Uuid::parse("01890000-0000-7000-8000-00000000abcd");
constexpr auto kSubjectText = "01890000-0000-7000-8000-00000000abcd";

Refusal refusal(Reason reason, std::string field = "", domain::Uuid subject = {}) {
  return {reason, std::move(field), subject, "", 0};
}

std::string header(const http::Response& response, std::string_view name) {
  for (const auto& each : response.headers) {
    if (each.name == name) return each.value;
  }
  return "";
}

class Json {
 public:
  explicit Json(const std::string& text) {
    EXPECT_EQ(parser_.parse(text).get(root_), simdjson::SUCCESS) << text;
  }
  // "" if absent.
  std::string text(std::string_view pointer) {
    std::string_view found;
    return root_.at_pointer(pointer).get_string().get(found) == simdjson::SUCCESS
               ? std::string(found)
               : "";
  }
  std::int64_t number(std::string_view pointer) {
    std::int64_t found = -1;
    EXPECT_EQ(root_.at_pointer(pointer).get_int64().get(found), simdjson::SUCCESS);
    return found;
  }
  std::vector<std::string> errors() {
    std::vector<std::string> forms;
    simdjson::dom::array array;
    if (root_.at_pointer("/errors").get_array().get(array) != simdjson::SUCCESS) return forms;
    for (std::size_t i = 0; i < array.size(); ++i) {
      const auto at = "/errors/" + std::to_string(i);
      forms.push_back(text(at + "/pointer") + " " + text(at + "/code"));
      EXPECT_FALSE(text(at + "/detail").empty());
    }
    return forms;
  }

 private:
  simdjson::dom::parser parser_;
  simdjson::dom::element root_;
};

TEST(Problem, has_every_member_of_the_contract) {
  const auto response = problem(415, "media_type", "JSON is needed.");
  EXPECT_EQ(response.status, 415U);
  EXPECT_EQ(header(response, "Content-Type"), "application/problem+json");
  EXPECT_EQ(header(response, "Cache-Control"), "no-store");
  EXPECT_EQ(response.body, R"({"type":"about:blank","title":"Unsupported Media Type","status":415,)"
                           R"("detail":"JSON is needed.","code":"media_type"})");
}

TEST(Problem, says_the_sentence_of_its_code_where_no_detail_is_given) {
  EXPECT_EQ(Json(problem(404, "not_found", "").body).text("/detail"), "There is no such resource.");
}

TEST(Problem, carries_a_challenge_with_every_401) {
  EXPECT_EQ(header(problem(401, "unauthenticated", ""), "WWW-Authenticate"), "Bearer");
  EXPECT_EQ(header(problem(403, "forbidden", ""), "WWW-Authenticate"), "");
}

TEST(Problem, writes_errors_with_escapes) {
  Json json(problem(422, "x", "y", {{"/a\"b", "type", "line\nbreak"}}).body);
  EXPECT_THAT(json.errors(), ElementsAre("/a\"b type"));
}

TEST(InvalidBody, is_400_when_malformed_and_422_when_not) {
  const auto malformed = invalid_body(true, {{"/a", "duplicate_key", "Twice."}});
  EXPECT_EQ(malformed.status, 400U);
  EXPECT_EQ(Json(malformed.body).text("/code"), "malformed");
  EXPECT_THAT(Json(malformed.body).errors(), ElementsAre("/a duplicate_key"));
  const auto invalid = invalid_body(false, {{"/a", "type", "Wrong."}, {"/b", "required", "No."}});
  EXPECT_EQ(invalid.status, 422U);
  EXPECT_EQ(Json(invalid.body).text("/code"), "invalid_fields");
  EXPECT_THAT(Json(invalid.body).errors(), ElementsAre("/a type", "/b required"));
}

// ---- Refusals ------------------------------------------------------------------------------

struct RefusedRow {
  std::string name;
  Refusals refusals;
  unsigned status;
  std::string code;
  std::vector<std::string> errors;
};

class Refused : public testing::TestWithParam<RefusedRow> {};

TEST_P(Refused, answers_as_the_contract_says) {
  const auto response = refused(GetParam().refusals);
  Json json(response.body);
  EXPECT_EQ(response.status, GetParam().status);
  EXPECT_EQ(json.number("/status"), GetParam().status);
  EXPECT_EQ(json.text("/code"), GetParam().code);
  EXPECT_EQ(json.errors(), GetParam().errors);
  EXPECT_FALSE(json.text("/detail").empty());
  EXPECT_FALSE(json.text("/title").empty());
  EXPECT_EQ(header(response, "Content-Type"), "application/problem+json");
}

std::vector<RefusedRow> single_rows() {
  const std::string invalid = "invalid_fields";
  std::vector<RefusedRow> rows;
  for (const auto reason :
       {Reason::required, Reason::malformed, Reason::too_long, Reason::too_short,
        Reason::out_of_range, Reason::unknown_value, Reason::duplicate, Reason::unknown_reference,
        Reason::return_before_start, Reason::valid_until_needed, Reason::valid_until_past,
        Reason::resource_link_missing, Reason::unknown_tag, Reason::column_not_in_list}) {
    const std::string code(code_of(reason));
    rows.push_back({code + "_of_a_field", {refusal(reason, "/f")}, 422, invalid, {"/f " + code}});
    rows.push_back({code + "_of_the_whole", {refusal(reason)}, 422, invalid, {" " + code}});
  }
  for (const auto reason : {Reason::not_on_project, Reason::not_of_project,
                            Reason::organisation_needed, Reason::already_linked}) {
    const std::string code(code_of(reason));
    rows.push_back({code + "_of_a_field", {refusal(reason, "/f")}, 422, invalid, {"/f " + code}});
    rows.push_back({code + "_of_the_whole", {refusal(reason)}, 409, code, {}});
  }
  for (const auto reason : {Reason::contact_exists, Reason::email_in_use,
                            Reason::participant_exists, Reason::share_revoked}) {
    const std::string code(code_of(reason));
    rows.push_back({code + "_of_a_field", {refusal(reason, "/f")}, 409, code, {"/f " + code}});
    rows.push_back({code + "_of_the_whole", {refusal(reason)}, 409, code, {}});
  }
  return rows;
}

INSTANTIATE_TEST_SUITE_P(OneReason, Refused, testing::ValuesIn(single_rows()),
                         [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    OfLooking, Refused,
    testing::Values(
        RefusedRow{"not_found", {refusal(Reason::not_found, "/x")}, 404, "not_found", {}},
        RefusedRow{"code_refused", {refusal(Reason::code_refused)}, 403, "code_refused", {}},
        RefusedRow{"no_download",
                   {refusal(Reason::download_not_allowed)},
                   403,
                   "download_not_allowed",
                   {}},
        RefusedRow{"session_ended", {refusal(Reason::session_ended)}, 401, "session_ended", {}},
        RefusedRow{"too_many_codes", {refusal(Reason::too_many_codes)}, 429, "too_many_codes", {}}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Several, Refused,
    testing::Values(
        RefusedRow{"all_fields_together",
                   {refusal(Reason::too_long, "/b"), refusal(Reason::required, "/a"),
                    refusal(Reason::valid_until_past, "/receivers/10/validUntil"),
                    refusal(Reason::valid_until_needed, "/receivers/9/validUntil")},
                   422,
                   "invalid_fields",
                   {"/a required", "/b too_long", "/receivers/9/validUntil valid_until_needed",
                    "/receivers/10/validUntil valid_until_past"}},
        RefusedRow{"a_rule_outweighs_fields_but_names_them",
                   {refusal(Reason::too_long, "/b"), refusal(Reason::contact_exists, "/email")},
                   409,
                   "contact_exists",
                   {"/b too_long", "/email contact_exists"}},
        RefusedRow{"waiting_outweighs_rules",
                   {refusal(Reason::share_revoked), refusal(Reason::too_many_codes)},
                   429,
                   "too_many_codes",
                   {}},
        RefusedRow{"an_ended_session_outweighs_waiting",
                   {refusal(Reason::too_many_codes), refusal(Reason::session_ended)},
                   401,
                   "session_ended",
                   {}},
        RefusedRow{"forbidden_outweighs_an_ended_session",
                   {refusal(Reason::session_ended), refusal(Reason::code_refused)},
                   403,
                   "code_refused",
                   {}},
        RefusedRow{"nothing_outweighs_not_found",
                   {refusal(Reason::code_refused), refusal(Reason::required, "/a"),
                    refusal(Reason::not_found), refusal(Reason::contact_exists, "/e", kSubject)},
                   404,
                   "not_found",
                   {}}),
    [](const auto& row) { return row.param.name; });

TEST(RefusedMembers, name_the_person_who_is_there_already) {
  EXPECT_EQ(
      Json(refused({refusal(Reason::contact_exists, "/email", kSubject)}).body).text("/contactId"),
      kSubjectText);
  EXPECT_EQ(Json(refused({refusal(Reason::participant_exists, "/email", kSubject)}).body)
                .text("/participantId"),
            kSubjectText);
  const auto other = refused({refusal(Reason::email_in_use, "/email", kSubject)}).body;
  EXPECT_EQ(other.find(kSubjectText), std::string::npos);
}

TEST(RefusedMembers, say_a_refusals_closed_word_or_number) {
  Json json(refused({{Reason::too_long, "/name", {}, "200", 0}}).body);
  EXPECT_EQ(json.text("/errors/0/detail"), "This is longer than allowed. (200)");
}

TEST(RefusedHeaders, say_when_to_come_back) {
  EXPECT_EQ(header(refused({{Reason::too_many_codes, "", {}, "", 42}}), "Retry-After"), "42");
  EXPECT_EQ(header(refused({{Reason::too_many_codes, "", {}, "", 0}}), "Retry-After"), "1");
}

TEST(RefusedHeaders, carry_the_challenge_of_an_ended_session) {
  EXPECT_EQ(header(refused({refusal(Reason::session_ended)}), "WWW-Authenticate"), "Bearer");
}

TEST(RefusedMembers, are_bounded) {
  const Refusals many(5'000, refusal(Reason::required, "/a"));
  EXPECT_EQ(Json(refused(many).body).errors().size(), json::kMaxFaults);
}

// ---- Dead links ----------------------------------------------------------------------------

TEST(DeadLink, is_one_constant_whatever_else_was_refused) {
  const auto constant = dead_link();
  EXPECT_EQ(constant.status, 404U);
  for (const auto& refusals :
       {Refusals{refusal(Reason::link_dead)}, Refusals{refusal(Reason::link_dead, "/x", kSubject)},
        Refusals{{Reason::link_dead, "", kSubject, "revoked", 7}},
        Refusals{refusal(Reason::code_refused), refusal(Reason::link_dead)},
        Refusals{refusal(Reason::too_many_codes), refusal(Reason::link_dead)}}) {
    const auto response = refused(refusals);
    EXPECT_EQ(response.status, constant.status);
    EXPECT_EQ(response.body, constant.body);
    ASSERT_EQ(response.headers.size(), constant.headers.size());
    for (std::size_t i = 0; i < constant.headers.size(); ++i) {
      EXPECT_EQ(response.headers[i].name, constant.headers[i].name);
      EXPECT_EQ(response.headers[i].value, constant.headers[i].value);
    }
  }
}

TEST(DeadLink, looks_like_any_problem_and_is_never_stored) {
  const auto response = dead_link();
  EXPECT_EQ(response.body, problem(404, "not_found", "There is nothing here.").body);
  EXPECT_EQ(header(response, "Cache-Control"), "no-store");
  EXPECT_EQ(response.headers.size(), 2U);
}

TEST(Sentences, exist_for_every_reason_and_differ) {
  std::vector<std::string> seen;
  for (int i = 0; i <= static_cast<int>(Reason::download_not_allowed); ++i) {
    const auto code = code_of(static_cast<Reason>(i));
    const std::string sentence(json::sentence_of(code));
    EXPECT_FALSE(sentence.empty()) << code;
    EXPECT_THAT(seen, testing::Not(testing::Contains(sentence))) << code;
    seen.push_back(sentence);
  }
}

}  // namespace
}  // namespace rollcall::api::wire::problem_test
