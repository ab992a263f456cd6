// The erasure register of a real folder: where it lies, and what `serve` refuses because of it.

#include "tests/support/flow.hpp"

namespace rollcall::tests::register_test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class ErasureRegister : public testing::Test {
 protected:
  // What `serve` says that does not start.
  std::string refusal(const std::vector<std::string>& more = {}) {
    std::vector<std::string> serve = {"serve", "--data", server.data().string(), "--listen",
                                      "127.0.0.1:0"};
    serve.insert(serve.end(), more.begin(), more.end());
    const auto refused = run_rollcall(serve);
    EXPECT_EQ(refused.status, 1);
    return refused.errors;
  }
  Finished erasures(const std::string& what) {
    return run_rollcall({"erasures", what, "--data", server.data().string()});
  }
  void erase_somebody() {
    server.start();
    auto admin = server.admin();
    const auto customer = add_customer(admin, "Nordlys Bank");
    const auto person = made(admin.post("/v1/customers/" + customer + "/contacts",
                                        R"({"email":"kari@nordlys.example"})"));
    EXPECT_EQ(admin.post("/v1/erasures", R"({"contactId":")" + person + R"("})").status, 201);
    EXPECT_THAT(read_file(file), HasSubstr(" contact:" + person + "\n"));
    EXPECT_EQ(server.stop(), 0);
  }

  ServerProcess server;
  const fs::path file = server.data() / "erasures.register";
};

TEST_F(ErasureRegister, has_to_be_there_whole_and_of_this_log) {
  const ScratchFolder scratch;
  const auto another = scratch.path() / "data";
  EXPECT_EQ(run_rollcall({"init", "--data", another.string(), "--office", "Another",
                          "--admin-email", "admin@another.example"})
                .status,
            0);
  const auto whole = read_file(file);
  write_file(file, read_file(another / "erasures.register"));
  EXPECT_THAT(refusal(), HasSubstr("is of another log"));
  write_file(file, whole + "bo@coach.example\n");
  EXPECT_THAT(refusal(), HasSubstr("is damaged at line 2"));
  fs::remove(file);
  EXPECT_THAT(refusal(), HasSubstr("is not there"));
  write_file(file, whole + "a line that a power loss has to");
  server.start();
  EXPECT_EQ(read_file(file), whole);
}

TEST_F(ErasureRegister, has_to_be_the_newest) {
  const auto before = read_file(file);
  erase_somebody();
  write_file(file, before);
  EXPECT_THAT(refusal(), HasSubstr("is not the newest: it lacks 1 erasures"));
  EXPECT_EQ(erasures("apply").status, 1);
}

TEST_F(ErasureRegister, is_made_anew_of_what_the_log_says) {
  erase_somebody();
  const auto whole = read_file(file);
  EXPECT_EQ(erasures("new").status, 1) << "it is there";
  fs::remove(file);
  EXPECT_EQ(erasures("new").output, "erasures in the new register: 1\n");
  EXPECT_EQ(read_file(file), whole);
  server.start();
}

TEST_F(ErasureRegister, lies_where_the_setting_says) {
  const ScratchFolder elsewhere;
  const auto there = elsewhere.path() / "register";
  fs::rename(file, there);
  EXPECT_THAT(refusal(), HasSubstr("is not there"));
  const auto made =
      run_rollcall({"office", "add", "--data", server.data().string(), "--erasures", there.string(),
                    "--office", "Second", "--admin-email", "b@b.example"});
  EXPECT_EQ(made.status, 0) << made.errors;
  const auto data = elsewhere.path() / "data";
  const std::vector<std::string> init = {"init",  "--data",        data,         "--office",
                                         "Third", "--admin-email", "c@c.example"};
  EXPECT_EQ(run_rollcall(init, {{"ROLLCALL_ERASURES", there.string()}}).status, 1);
  EXPECT_TRUE(fs::is_empty(data)) << "refused before anything is made";
  fs::remove(there);
  EXPECT_EQ(run_rollcall(init, {{"ROLLCALL_ERASURES", there.string()}}).status, 0);
  EXPECT_TRUE(fs::exists(there));
}

}  // namespace
}  // namespace rollcall::tests::register_test
