// Appends through the log and through the yardstick, turn by turn, each into an empty folder.
// Prints one line of JSON a figure.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <chrono>
#include <fcntl.h>
#include <filesystem>
#include <optional>
#include <sys/resource.h>
#include <thread>
#include <unistd.h>

#include <fmt/core.h>

#include "benchmarks/append/producers.hpp"
#include "benchmarks/append/raw_store.hpp"
#include "benchmarks/append/workload.hpp"
#include "eventstore/check.hpp"
#include "eventstore/keys.hpp"
#include "eventstore/proof/merkle_tree.hpp"
#include "eventstore/rocksdb_log.hpp"

namespace rollcall::benchmarks {
namespace {

using eventstore::Position;

enum class Store {
  log,
  tree,  // the log, while its Merkle tree grows with it
  raw,   // the yardstick
};
constexpr std::array kNames = {"log", "tree", "raw"};
const char* name_of(Store store) {
  return kNames[static_cast<std::size_t>(store)];
}

struct Case {
  const char* name;
  Plan plan;
  std::size_t batch = 1;  // events of one append
  std::vector<Store> stores = {Store::log, Store::raw};
};

struct Producer {
  Workload workload;
  Position last = 0;
};

std::vector<Producer> make_producers(std::uint32_t count) {
  std::vector<Producer> producers;
  for (std::uint32_t i = 0; i < count; ++i) producers.push_back({Workload(i)});
  return producers;
}

// Has the tree take in what was appended since, and state a root: ten times a second, where a
// server does so whenever somebody asks for a checkpoint.
class GrowingTree {
 public:
  GrowingTree(const eventstore::Log& log, const std::filesystem::path& folder)
      : log_(log), tiles_(eventstore::open_rocksdb_tiles(folder)) {
    CHECK(tiles_.has_value());
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
  }

 private:
  void run(const std::stop_token& stop) {
    eventstore::MerkleTree tree(log_, **tiles_);
    while (!stop.stop_requested()) {
      CHECK(tree.head_at(kOffice, log_.head(kOffice)).has_value());
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
  }

  const eventstore::Log& log_;
  eventstore::Result<std::unique_ptr<eventstore::TileStore>> tiles_;
  std::jthread thread_;
};

double append_to_log(const Case& run, bool with_tree, const std::filesystem::path& folder) {
  auto log = eventstore::open_rocksdb_log(folder / "log");
  CHECK(log.has_value());
  std::optional<GrowingTree> tree;
  if (with_tree) tree.emplace(**log, folder / "tree");
  auto producers = make_producers(run.plan.producers);
  const double seconds = run_producers(run.plan, [&](std::uint32_t number, auto done) {
    Producer& producer = producers[number];
    (*log)->append(make_append(producer.workload, run.batch, producer.last),
                   [&producer, done = std::move(done)](const eventstore::Outcome& outcome) {
                     CHECK(outcome.has_value());
                     producer.last = std::get<eventstore::Appended>(*outcome).last;
                     done();
                   });
  });
  CHECK((*log)->head(kOffice) == run.plan.appends * run.batch);
  return seconds;
}

std::vector<RawEvent> make_raw_events(Workload& workload, std::size_t count) {
  std::vector<RawEvent> events(count);
  const eventstore::EnvelopeFacts facts{1, 1, {1, workload.own_tag().id}, {}};
  for (RawEvent& event : events) {
    auto made = workload.next_event();
    event.stored = encode_stored(made, facts);
    event.tags = std::move(made.tags);
  }
  return events;
}

double append_raw(const Case& run, const std::filesystem::path& folder) {
  RawStore store(folder);
  auto producers = make_producers(run.plan.producers);
  return run_producers(run.plan, [&](std::uint32_t number, auto done) {
    Producer& producer = producers[number];
    auto append = std::make_unique<RawAppend>();
    append->events = make_raw_events(producer.workload, run.batch);
    append->done = [&producer, done = std::move(done)](Position last) {
      producer.last = last;
      done();
    };
    store.append(std::move(append));
  });
}

// Of the whole process, all threads.
double cpu_seconds() {
  ::rusage usage{};
  CHECK(::getrusage(RUSAGE_SELF, &usage) == 0);
  const auto seconds = [](const ::timeval& time) {
    return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

void print(const std::string& figure, double value, std::string_view unit) {
  fmt::print("{{\"figure\":\"{}\",\"value\":{:.2f},\"unit\":\"{}\"}}\n", figure, value, unit);
  std::fflush(stdout);
}

// What was deleted is given back to the disk now, and not while the next figure is taken.
void delete_now(const std::filesystem::path& folder) {
  const int disk = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  std::filesystem::remove_all(folder);
  CHECK(disk >= 0 && ::syncfs(disk) == 0);
  ::close(disk);
}

void measure(const Case& run, Store store, const std::filesystem::path& folder) {
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  const double cpu_before = cpu_seconds();
  const double seconds = store == Store::raw ? append_raw(run, folder)
                                             : append_to_log(run, store == Store::tree, folder);
  const double cpu = cpu_seconds() - cpu_before;
  const double events = static_cast<double>(run.plan.appends * run.batch);
  const std::string name = fmt::format("append.{}.{}", run.name, name_of(store));
  print(name, events / seconds, "events/s");
  print(name + ".cpu", cpu / events * 1e6, "us/event");
  delete_now(folder);
}

// What one sync of a small append costs here: without it the other figures say little.
void measure_sync(const std::filesystem::path& folder) {
  constexpr int kTimes = 500;
  std::filesystem::create_directories(folder);
  const auto file = folder / "sync";
  const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  CHECK(fd >= 0);
  const std::string bytes(300, 'x');
  std::vector<double> micros;
  for (int i = 0; i < kTimes; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    CHECK(::write(fd, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
    CHECK(::fdatasync(fd) == 0);
    const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - begin;
    micros.push_back(took.count());
  }
  ::close(fd);
  std::ranges::nth_element(micros, micros.begin() + kTimes / 2);
  print("disk.fdatasync", micros[kTimes / 2], "us");
  delete_now(folder);
}

std::vector<Case> cases(std::uint64_t scale) {
  return {
      {"64", {Form::completions, 64, 2'000 * scale}, 1, {Store::log, Store::tree, Store::raw}},
      {"64_threads", {Form::threads, 64, 1'000 * scale}},
      {"32", {Form::completions, 32, 1'000 * scale}, 1, {Store::log}},
      {"1", {Form::threads, 1, 150 * scale}},
      {"batch_1", {Form::threads, 1, 15 * scale}, 100},
      {"batch_16", {Form::completions, 16, 30 * scale}, 100},
  };
}

struct Options {
  std::string folder;
  std::string only;   // "": every case
  std::string store;  // "": all
  std::uint64_t scale = 100;
  bool yardstick_first = false;
};

void run(const Options& options) {
  measure_sync(options.folder);
  for (const Case& each : cases(options.scale)) {
    if (!options.only.empty() && options.only != each.name) continue;
    std::vector<Store> stores = each.stores;
    if (options.yardstick_first) std::ranges::reverse(stores);
    for (const Store store : stores) {
      if (!options.store.empty() && options.store != name_of(store)) continue;
      measure(each, store, options.folder);
    }
  }
}

}  // namespace
}  // namespace rollcall::benchmarks

int main(int argc, char** argv) {
  CLI::App app{"Appends to the log and to RocksDB itself"};
  rollcall::benchmarks::Options options;
  app.add_option("--folder", options.folder, "Emptied before every measurement")->required();
  app.add_option("--scale", options.scale, "How much to append (100: a second or two a case)");
  app.add_option("--only", options.only, "Only this case");
  app.add_option("--store", options.store, "Only this store (for profiling)")
      ->check(CLI::IsMember({"log", "tree", "raw"}));
  app.add_flag("--yardstick-first", options.yardstick_first, "Turn the order around");
  CLI11_PARSE(app, argc, argv);
  rollcall::benchmarks::run(options);
  return 0;
}
