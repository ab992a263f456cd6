#include <fstream>
#include <sstream>

#include "tests/api/made.hpp"

namespace rollcall::api::import_test {
namespace {

using testing::ElementsAre;

std::string demo_file() {
  std::ifstream file(std::string(ROLLCALL_SOURCE_DIR) + "/api/cli/demo_participants.csv");
  std::stringstream text;
  text << file.rdbuf();
  EXPECT_FALSE(text.str().empty());
  return text.str();
}

class Import : public testing::Test {
 protected:
  Answer import(const std::string& csv, Headers headers = {}) {
    headers.emplace_back("content-type", "text/csv; charset=utf-8");
    api.clock().advance(std::chrono::milliseconds(1));  // later ids are greater
    return api.post(path + "/import", csv, std::move(headers));
  }
  std::string counts(const std::string& csv) {
    const auto answer = import(csv);
    EXPECT_EQ(answer.status, 201u) << answer.body;
    return answer.body;
  }

  Api api;
  const std::string project = add_project(api, add_customer(api));
  const std::string path = "/v1/projects/" + project + "/participants";
};

TEST_F(Import, takes_600_participants_and_finds_them_again) {
  const auto file = demo_file();
  const auto first = import(file);
  EXPECT_EQ(first.status, 201u) << first.body;
  EXPECT_EQ(first.body, R"({"created":600,"updated":0,"unchanged":0})");
  EXPECT_EQ(first.header("Location"), path);
  EXPECT_EQ(first.header("Rollcall-Position"), std::to_string(api.position()));
  EXPECT_EQ(counts(file), R"({"created":0,"updated":0,"unchanged":600})");
  const auto page = api.get(path + "?limit=500");
  EXPECT_EQ(page.size("/items"), 500u);
  EXPECT_EQ(page.text("/items/0/externalId"), "P-0001");
  EXPECT_EQ(page.text("/items/0/fields/Room"), "Double 101");
  EXPECT_EQ(api.get(path + "?limit=500&cursor=" + page.text("/nextCursor")).size("/items"), 100u);
}

TEST_F(Import, changes_the_columns_of_the_file_only) {
  counts("externalId;firstName;Room\nP-1;Ida;101\nP-2;Tom;102\n");
  EXPECT_EQ(counts("externalId\tRoom\nP-1\t103\nP-2\t102\nP-3\t104\n"),
            R"({"created":1,"updated":1,"unchanged":1})");
  const auto all = api.get(path);
  EXPECT_EQ(all.text("/items/0/firstName"), "Ida");
  EXPECT_EQ(all.text("/items/0/fields/Room"), "103");
}

TEST_F(Import, knows_standard_columns_by_their_exact_names) {
  counts("firstName,FirstName,first name\nIda,a,b\n");
  const auto all = api.get(path);
  EXPECT_EQ(all.text("/items/0/firstName"), "Ida");
  EXPECT_EQ(all.json("/items/0/fields"), R"({"FirstName":"a","first name":"b"})");
}

TEST_F(Import, names_every_bad_line_and_takes_none) {
  const auto before = api.position();
  const auto answer = import(
      "externalId,email,Room\n"
      "P-1,ida@firma.example,101\n"
      "P-2,no address,102\n"
      "P-3,tom@firma.example\n"
      "P-1,eva@firma.example,\"10\n4\"\n"
      "P-5,also none,105\n");
  EXPECT_EQ(answer.status, 422u);
  EXPECT_EQ(answer.code(), "invalid_fields");
  EXPECT_THAT(answer.faults(),
              ElementsAre("/line/3/email malformed", "/line/4 cell_count",
                          "/line/5/externalId duplicate", "/line/7/email malformed"))
      << answer.body;
  EXPECT_EQ(api.position(), before);
}

TEST_F(Import, refuses_what_cannot_be_read_at_all) {
  EXPECT_EQ(import("").status, 400u);
  EXPECT_THAT(import("").faults(), ElementsAre("/line/1 no_header"));
  EXPECT_EQ(import("firstName\n\xff\n").status, 422u);
  const Headers as_json = {{"content-type", "application/json"}};
  EXPECT_EQ(api.post(path + "/import", "firstName\nIda\n", as_json).status, 415u);
}

TEST_F(Import, answers_a_repeat_alike) {
  const Headers key = {{"idempotency-key", "import-1"}};
  const std::string file = "externalId,firstName\nP-1,Ida\n";
  const auto first = import(file, key);
  counts("externalId,firstName\nP-1,Eva\nP-2,Tom\n");
  const auto position = api.position();
  const auto again = import(file, key);
  EXPECT_EQ(again.status, 201u);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(again.header("Rollcall-Position"), first.header("Rollcall-Position"));
  EXPECT_EQ(api.position(), position);
  EXPECT_EQ(import("externalId\nP-9\n", key).code(), "idempotency_key_reused");
}

TEST_F(Import, is_not_found_without_its_project) {
  const auto as_other = Api::bearer(api.add_office("Another", "another").token);
  EXPECT_EQ(import("firstName\nIda\n", {as_other}).status, 404u);
  EXPECT_EQ(import("\xff", {as_other}).status, 404u);
}

}  // namespace
}  // namespace rollcall::api::import_test
