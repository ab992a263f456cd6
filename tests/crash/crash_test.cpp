// SIGKILL at any moment under 64 writers loses nothing that was answered.
//
// ROLLCALL_KILLS says how often (50, fewer under the sanitizers), ROLLCALL_SEED repeats a run's
// choices.

#include <algorithm>
#include <cstdio>
#include <random>
#include <thread>

#include "tests/crash/folder_check.hpp"
#include "tests/rounds.hpp"

namespace rollcall::tests::crash_test {
namespace {

constexpr int kWriters = 64;
constexpr int kChangers = 16;
constexpr int kLookers = 16;

int number_from(const char* variable, int otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::atoi(text);
}

class Crash : public testing::Test {
 protected:
  using Writers = std::vector<std::unique_ptr<Writer>>;

  void SetUp() override {
    server.start();
    auto admin = server.admin();
    const auto flow = share_with_hotel(
        admin, {.participants = "firstName,lastName,Room\nIda,Berg,1\nOla,Dal,2\nEva,Eik,3\n"});
    for (int i = 0; i < kChangers; ++i) writers.push_back(make_changer(tally, share(flow, i)));
    for (int i = 0; i < kLookers; ++i) {
      const auto id = share(flow, kChangers + i);
      const auto viewing = open_link(server, address(kChangers + i));
      writers.push_back(make_looker(tally, id, viewing.session_token));
    }
    while (writers.size() < kWriters) {
      const auto name = "w" + std::to_string(writers.size());
      writers.push_back(make_creator(tally, name, add_list(admin, flow.project, name)));
    }
  }

  static std::string address(int number) {
    return "receiver" + std::to_string(number) + "@hotel.example";
  }
  std::string share(const SharedList& flow, int number) {
    auto admin = server.admin();
    const auto shared = admin.post("/v1/lists/" + flow.list + "/shares",
                                   R"({"receivers":[{"email":")" + address(number) + R"("}]})");
    EXPECT_EQ(shared.status, 201) << shared.body;
    return shared.text("/items/0/id");
  }

  // Each writer on a thread and a connection of its own.
  template <class Do>
  std::vector<std::thread> on_threads(const Do& act) {
    std::vector<std::thread> threads;
    for (const auto& writer : writers) {
      threads.emplace_back([this, act, &writer] {
        auto client = server.admin();
        act(*writer, client);
      });
    }
    return threads;
  }
  static void join(std::vector<std::thread> threads) {
    for (auto& thread : threads) thread.join();
  }

  // From a start to a kill after `writes` answers.
  void live(std::uint64_t writes) {
    const auto before = tally.acknowledged();
    auto threads = on_threads([](Writer& writer, HttpClient& client) {
      while (writer.write(client)) continue;
    });
    EXPECT_TRUE(tally.wait_for(before, writes)) << server.logged();
    server.kill();
    join(std::move(threads));
  }
  void restart_and_check() {
    server.start();
    join(on_threads([](Writer& writer, HttpClient& client) {
      writer.settle(client);
      writer.check(client);
    }));
  }

  // Every share that was ever made is mailed by now.
  void wait_for_mails() {
    auto admin = server.admin();
    for (const auto& writer : writers) {
      for (const auto& one : writer->ledger()) {
        if (one.changes) wait_for_end_of_mail(admin, one.target);
      }
    }
  }
  void wait_for_end_of_mail(HttpClient& admin, const std::string& target) {
    const Deadline deadline;
    while (!deadline.passed()) {
      const auto state = admin.get(target).text("/delivery/state");
      if (state == "sent" || state == "failed") return;
      server.outbox().wait_for_any(std::chrono::milliseconds(200));
    }
    ADD_FAILURE() << "not mailed: " << target;
  }

  Tally tally;
  ServerProcess server{{"--code-requests-per-client-per-hour", "100000"}};
  Writers writers;
};

TEST_F(Crash, loses_nothing_that_was_answered) {
  const int kills = number_from("ROLLCALL_KILLS", rounds(50));
  const auto seed = static_cast<std::uint32_t>(
      number_from("ROLLCALL_SEED", static_cast<int>(std::random_device{}() >> 1)));
  std::printf("seed %u\n", seed);
  std::mt19937 random(seed);
  std::uniform_int_distribution<std::uint64_t> writes(1, 1'000);
  for (int kill = 0; kill < kills; ++kill) {
    SCOPED_TRACE("kill " + std::to_string(kill + 1));
    live(writes(random));
    if (kill + 1 < kills) restart_and_check();
    if (HasFailure()) break;
  }
  check_folder(server.data(), Views::as_a_crash_left_them, writers, tally);

  restart_and_check();
  join(on_threads([](Writer& writer, HttpClient& client) { writer.check_all(client); }));
  wait_for_mails();
  EXPECT_EQ(server.stop(), 0) << server.logged();
  const auto facts = check_folder(server.data(), Views::as_a_stop_left_them, writers, tally);
  const auto mails = check_mails(server.data());
  EXPECT_EQ(tally.lost(), 0u);
  std::printf(
      "%d kills under %d writers, seed %u: %lu writes acknowledged, lost %lu; log of %lu events in "
      "%lu batches is whole, views equal a rebuild; %lu mails, sent once: %lu, given up after two "
      "crashes: %lu, tried again: %lu\n",
      kills, kWriters, seed, tally.acknowledged(), tally.lost(), facts.events, facts.batches,
      mails.sendings, mails.sent, mails.given_up, mails.tried_again);
}

}  // namespace
}  // namespace rollcall::tests::crash_test
