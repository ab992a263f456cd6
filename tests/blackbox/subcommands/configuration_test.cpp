// Settings, and what the program refuses to start with.

#include "tests/support/server_process.hpp"

namespace rollcall::tests::configuration_test {
namespace {

using testing::HasSubstr;
namespace fs = std::filesystem;

std::vector<std::string> init_arguments(const fs::path& data) {
  return {"init",         "--data",        data.string(), "--office",
          "Fjord & Fest", "--admin-email", "a@b.example"};
}

class Configuration : public testing::Test {
 protected:
  fs::path data() const { return scratch.path() / "data"; }
  fs::path file() const { return scratch.path() / "rollcall.toml"; }

  // What a server that was started so says it listens on.
  static std::string listening(const std::vector<std::string>& arguments,
                               const Variables& variables) {
    ChildProcess server(rollcall_command(arguments), variables);
    const auto line = server.error_line("listening on");
    server.signal(SIGTERM);
    EXPECT_EQ(server.wait(), 0) << server.errors();
    return line.value_or("(nothing): " + server.errors());
  }

  ScratchFolder scratch;
};

TEST_F(Configuration, is_taken_from_flags_before_the_file_before_variables) {
  make_office(data());
  const Variables variables = {{"ROLLCALL_DATA", data().string()},
                               {"ROLLCALL_LISTEN", "127.0.0.1:0"},
                               {"ROLLCALL_PUBLIC_URL", "http://variable.example"}};
  write_file(file(),
             "[serve]\npublic-url = \"http://file.example\"\n"
             "[demo]\npublic-url = \"http://another.example\"\n");
  const auto config = std::pair<std::string, std::string>("ROLLCALL_CONFIG", file().string());
  auto with_file = variables;
  with_file.push_back(config);

  EXPECT_THAT(listening({"serve"}, variables), HasSubstr("http://variable.example"));
  EXPECT_THAT(listening({"serve"}, with_file), HasSubstr("http://file.example"));
  EXPECT_THAT(listening({"--config", file().string(), "serve"}, variables),
              HasSubstr("http://file.example"));
  EXPECT_THAT(listening({"serve", "--public-url", "http://flag.example"}, with_file),
              HasSubstr("http://flag.example"));
}

TEST_F(Configuration, of_another_subcommand_is_no_concern_of_this_one) {
  write_file(file(), "[serve]\nlisten = \"127.0.0.1:1\"\n[init]\ntime-zone = \"Europe/Oslo\"\n");
  auto arguments = init_arguments(data());
  arguments.insert(arguments.begin(), {"--config", file().string()});
  const auto made = run_rollcall(arguments);
  EXPECT_EQ(made.status, 0) << made.errors;
  EXPECT_TRUE(fs::exists(data() / "master.key"));
}

struct Fault {
  std::string what;
  std::vector<std::string> arguments;
  Variables variables;
  std::string config;  // "": none
  std::string says;
};

class Faulty : public Configuration, public testing::WithParamInterface<Fault> {};

TEST_P(Faulty, is_refused_with_a_word_about_it) {
  make_office(data());
  auto arguments = GetParam().arguments;
  if (!arguments.empty()) {
    arguments.insert(arguments.end(), {"--data", data().string()});
  }
  auto variables = GetParam().variables;
  if (!GetParam().config.empty()) {
    write_file(file(), GetParam().config);
    variables.push_back({"ROLLCALL_CONFIG", file().string()});
  }
  const auto ended = run_rollcall(arguments, variables);
  EXPECT_GT(ended.status, 0) << ended.output;
  EXPECT_LT(ended.status, 128) << ended.errors;
  EXPECT_THAT(ended.errors, HasSubstr(GetParam().says));
}

const std::vector<Fault> kFaults = {
    {"no_subcommand", {}, {}, "", "subcommand"},
    {"an_unknown_subcommand", {"server"}, {}, "", "subcommand"},
    {"an_unknown_flag", {"serve", "--bogus"}, {}, "", "--bogus"},
    {"an_unknown_setting_in_the_file", {"serve"}, {}, "[serve]\nbogus = 1\n", "bogus"},
    {"a_listen_address_without_port", {"serve", "--listen", "localhost"}, {}, "", "--listen"},
    {"a_port_that_is_none", {"serve", "--listen", "127.0.0.1:70000"}, {}, "", "--listen"},
    {"an_unknown_log_format", {"serve", "--log-format", "xml"}, {}, "", "--log-format"},
    {"a_variable_that_is_no_number", {"serve"}, {{"ROLLCALL_POOL_THREADS", "many"}}, "", "many"},
    {"an_smtp_url_that_is_none", {"serve", "--smtp", "relay.example"}, {}, "", "--smtp: wants"},
    {"an_smtp_login_on_the_command_line",
     {"serve", "--smtp", "smtp://lists:s3cret@relay.example"},
     {},
     "",
     "--smtp: holds a login"},
    {"half_an_smtp_login",
     {"serve", "--smtp", "smtp://relay.example"},
     {{"ROLLCALL_SMTP_USER", "lists"}},
     "",
     "ROLLCALL_SMTP_PASSWORD"},
    {"an_smtp_login_without_tls",
     {"serve", "--smtp", "smtp://relay.example", "--smtp-plain"},
     {{"ROLLCALL_SMTP_USER", "lists"}, {"ROLLCALL_SMTP_PASSWORD", "s3cret"}},
     "",
     "not sent without TLS"},
    {"an_smtp_login_that_is_not_there",
     {"serve", "--smtp", "smtp://relay.example", "--smtp-login", "/nowhere/login"},
     {},
     "",
     "--smtp-login"},
    {"authorities_that_are_not_there",
     {"serve"},
     {{"ROLLCALL_SMTP", "smtp://relay.example"}, {"ROLLCALL_SMTP_CA", "/nowhere/ca.pem"}},
     "",
     "--smtp-ca"},
    {"mails_two_ways",
     {"serve", "--smtp", "smtp://a.example", "--outbox", "x"},
     {},
     "",
     "--outbox"},
    {"a_sender_that_is_no_address", {"serve", "--mail-from", "lists"}, {}, "", "--mail-from"},
    {"a_missing_file", {"--config", "/nowhere/rollcall.toml", "serve"}, {}, "", "rollcall.toml"},
};

INSTANTIATE_TEST_SUITE_P(Settings, Faulty, testing::ValuesIn(kFaults),
                         [](const auto& info) { return info.param.what; });

TEST_F(Configuration, of_an_office_is_checked_before_anything_is_made) {
  const std::vector<std::vector<std::string>> more = {
      {"--time-zone", "Europe/Atlantis"}, {"--slug", "-"}, {"--language", "x_"}};
  for (const auto& each : more) {
    auto arguments = init_arguments(data());
    arguments.insert(arguments.end(), each.begin(), each.end());
    const auto ended = run_rollcall(arguments);
    EXPECT_EQ(ended.status, 1);
    EXPECT_THAT(ended.errors, HasSubstr(each.front()));
    EXPECT_FALSE(fs::exists(data()));
  }
}

TEST_F(Configuration, init_takes_an_empty_folder_and_refuses_another) {
  fs::create_directory(data());
  EXPECT_EQ(run_rollcall(init_arguments(data())).status, 0);
  const auto key = read_file(data() / "master.key");
  const auto again = run_rollcall(init_arguments(data()));
  EXPECT_EQ(again.status, 1);
  EXPECT_EQ(again.output, "");
  EXPECT_THAT(again.errors, HasSubstr("not empty"));
  EXPECT_EQ(read_file(data() / "master.key"), key);
}

TEST_F(Configuration, init_prints_one_line_of_json) {
  const auto made = run_rollcall(init_arguments(data()));
  EXPECT_EQ(std::count(made.output.begin(), made.output.end(), '\n'), 1);
  const Json line(made.output);
  EXPECT_EQ(line.text("/slug"), "fjord-fest");
  for (const auto* name : {"/officeId", "/adminToken", "/passwordLink", "/logKey"}) {
    EXPECT_NE(line.text(name), "") << name;
  }
}

TEST_F(Configuration, a_folder_is_served_by_one_process_at_a_time) {
  ServerProcess server;
  server.start();
  const auto second =
      run_rollcall({"serve", "--data", server.data().string(), "--listen", "127.0.0.1:0"});
  EXPECT_EQ(second.status, 1);
  EXPECT_THAT(second.errors, HasSubstr("another process"));
  auto admin = server.admin();
  EXPECT_EQ(admin.get("/v1/office").status, 200);
}

TEST_F(Configuration, a_master_key_that_others_can_read_is_refused) {
  make_office(data());
  const auto key = data() / "master.key";
  const std::vector<std::string> serve = {"serve", "--data", data().string(), "--listen",
                                          "127.0.0.1:0"};
  for (const auto open : {fs::perms::group_read, fs::perms::others_read}) {
    fs::permissions(key, fs::perms::owner_read | fs::perms::owner_write | open);
    const auto refused = run_rollcall(serve);
    EXPECT_EQ(refused.status, 1);
    EXPECT_THAT(refused.errors, HasSubstr("mode 0600"));
  }
  fs::permissions(key, fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_THAT(listening(serve, {}), HasSubstr("listening on"));
}

TEST_F(Configuration, another_master_key_is_refused) {
  make_office(data());
  const auto other = scratch.path() / "other";
  ASSERT_EQ(run_rollcall(init_arguments(other)).status, 0);
  const auto refused = run_rollcall({"serve", "--data", data().string(), "--listen", "127.0.0.1:0",
                                     "--master-key", (other / "master.key").string()});
  EXPECT_EQ(refused.status, 1);
  EXPECT_THAT(refused.errors, HasSubstr("vault"));
}

TEST_F(Configuration, a_port_in_use_is_named) {
  ServerProcess server;
  server.start();
  make_office(data());
  const auto address = server.base_url().substr(7);
  const auto refused = run_rollcall({"serve", "--data", data().string(), "--listen", address});
  EXPECT_EQ(refused.status, 1);
  EXPECT_THAT(refused.errors, HasSubstr(address));
}

}  // namespace
}  // namespace rollcall::tests::configuration_test
