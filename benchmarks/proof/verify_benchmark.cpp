// How fast a log is verified: fills one, then reads it from end to end some times over. Prints one
// line of JSON a time; the rate is of one core, by the CPU time that it took.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <ctime>
#include <filesystem>
#include <semaphore>

#include <fmt/core.h>

#include "benchmarks/append/workload.hpp"
#include "eventstore/check.hpp"
#include "eventstore/proof/verify.hpp"
#include "eventstore/rocksdb_log.hpp"

namespace rollcall::benchmarks {
namespace {

constexpr std::size_t kBatch = 100;  // events of one append

void fill(const std::filesystem::path& folder, std::uint64_t events) {
  std::counting_semaphore<> room(64);  // appends under way; outlives the log, which answers them
  const auto log = eventstore::open_rocksdb_log(folder);
  CHECK(log.has_value());
  Workload workload(0);
  while (events > 0) {
    const std::size_t count = std::min<std::uint64_t>(kBatch, events);
    events -= count;
    room.acquire();
    auto append = make_append(workload, count, 0);
    append.condition.reset();
    (*log)->append(std::move(append), [&room](const eventstore::Outcome& outcome) {
      CHECK(outcome.has_value());
      room.release();
    });
  }
}

double cpu_seconds() {
  ::timespec time{};
  CHECK(::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) == 0);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

void verify(const std::filesystem::path& folder, std::uint64_t events) {
  const double before = cpu_seconds();
  const auto verified = eventstore::verify_log(folder, {});
  const double seconds = cpu_seconds() - before;
  CHECK(verified && verified->findings.empty() && verified->heads.at(kOffice).size == events);
  fmt::print("{{\"figure\":\"proof.verify\",\"value\":{:.0f},\"unit\":\"events/s a core\"}}\n",
             static_cast<double>(events) / seconds);
}

}  // namespace
}  // namespace rollcall::benchmarks

int main(int argc, char** argv) {
  CLI::App app{"Verifies a log"};
  std::string folder;
  std::uint64_t events = 2'000'000;
  app.add_option("--folder", folder, "Kept: if it is there, the log of an earlier call")
      ->required();
  app.add_option("--events", events, "How many the log holds");
  CLI11_PARSE(app, argc, argv);
  if (!std::filesystem::exists(folder)) rollcall::benchmarks::fill(folder, events);
  rollcall::benchmarks::verify(folder, events);
  return 0;
}
