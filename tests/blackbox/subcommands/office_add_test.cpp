// `rollcall office add` and `rollcall routes`.

#include <algorithm>

#include "tests/support/flow.hpp"
#include "tests/support/server_process.hpp"

namespace rollcall::tests::office_add_test {
namespace {

using testing::HasSubstr;

class OfficeAdd : public testing::Test {
 protected:
  Finished add(const std::string& name, const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments = {"office",   "add", "--data",        data.string(),
                                          "--office", name,  "--admin-email", "a@b.example"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_rollcall(arguments);
  }

  ScratchFolder scratch;
  const std::filesystem::path data = scratch.path() / "data";
};

TEST_F(OfficeAdd, makes_a_further_office_in_the_same_folder) {
  const Json first(make_office(data));
  const auto added = add("Berg & Dal", {"--time-zone", "Europe/Oslo"});
  ASSERT_EQ(added.status, 0) << added.errors;
  EXPECT_EQ(std::count(added.output.begin(), added.output.end(), '\n'), 1);
  const Json second(added.output);
  EXPECT_EQ(second.text("/slug"), "berg-dal");
  EXPECT_NE(second.text("/officeId"), first.text("/officeId"));
  for (const auto* name : {"/adminToken", "/passwordLink", "/logKey"}) {
    EXPECT_NE(second.text(name), first.text(name)) << name;
  }
}

TEST_F(OfficeAdd, refuses_a_short_name_that_is_taken) {
  make_office(data);
  const auto taken = add("Fjord Fest");
  EXPECT_EQ(taken.status, 1);
  EXPECT_EQ(taken.output, "");
  EXPECT_THAT(taken.errors, HasSubstr("--slug"));
  EXPECT_EQ(add("Fjord Fest", {"--slug", "fjord-fest-2"}).status, 0);
}

TEST_F(OfficeAdd, wants_a_data_folder) {
  const auto nowhere = add("Berg");
  EXPECT_EQ(nowhere.status, 1);
  EXPECT_EQ(nowhere.output, "");
  EXPECT_FALSE(std::filesystem::exists(data / "log"));
}

TEST_F(OfficeAdd, waits_for_no_server) {
  ServerProcess server;
  server.start();
  const auto busy = run_rollcall({"office", "add", "--data", server.data().string(), "--office",
                                  "Berg", "--admin-email", "a@b.example"});
  EXPECT_EQ(busy.status, 1);
  EXPECT_THAT(busy.errors, HasSubstr("another process"));
}

TEST(Routes, are_printed_with_who_may_call_them) {
  const auto printed = run_rollcall({"routes"});
  EXPECT_EQ(printed.status, 0);
  EXPECT_THAT(printed.output, HasSubstr("officeAdmin projectManager auditor"));
  EXPECT_THAT(printed.output, HasSubstr("PATCH  /v1/staff/{staffId} "));
}

}  // namespace
}  // namespace rollcall::tests::office_add_test
