// How long it takes to say who could see one list, as of an earlier moment, in a log of so many
// events. Fills the folder if it is not there yet. Prints one line of JSON a figure.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <filesystem>

#include <fmt/core.h>

#include "benchmarks/audience/filling.hpp"
#include "eventstore/check.hpp"
#include "eventstore/rocksdb_log.hpp"
#include "replay/access/audience.hpp"

namespace rollcall::benchmarks {
namespace {

using Clock = std::chrono::steady_clock;

// The filling leaves compactions behind; they end while the question is asked for that long.
constexpr std::chrono::seconds kSettling{10};

struct Options {
  std::filesystem::path folder;
  std::uint64_t events = 100'000;
  unsigned runs = 25;
};

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

void print(const std::string& figure, double value, std::string_view unit) {
  fmt::print("{{\"figure\":\"{}\",\"value\":{:.3f},\"unit\":\"{}\"}}\n", figure, value, unit);
}

struct Opened {
  std::unique_ptr<eventstore::Log> log;
  std::unique_ptr<eventstore::Vault> vault;
};

Opened open(const Options& options) {
  auto log = eventstore::open_rocksdb_log(options.folder / "log");
  CHECK(log.has_value());
  auto vault = eventstore::open_vault(options.folder / "vault",
                                      eventstore::MasterKey::from_seed("benchmark"));
  CHECK(vault.has_value());
  return {std::move(*log), std::move(*vault)};
}

void fill_once(const Options& options, const std::string& name) {
  if (std::filesystem::exists(options.folder / "log")) return;
  std::filesystem::create_directories(options.folder);
  const auto opened = open(options);
  const auto begin = Clock::now();
  fill(*opened.log, *opened.vault, options.events);
  const auto events = static_cast<double>(opened.log->head(kAuditedOffice));
  print(name + ".filling", events / seconds_since(begin), "events/s");
}

double ms_to_ask(const Opened& opened) {
  const projections::LogCodec codec(*opened.vault);
  const auto head = opened.log->head(kAuditedOffice);
  const replay::Moment moment{*opened.log, codec, kAuditedOffice, head - head / 100};
  const auto begin = Clock::now();
  const auto audience =
      replay::audience_of(moment, audited_list(), {opened.log->last_recorded_at(kAuditedOffice)});
  const double ms = 1'000 * seconds_since(begin);
  // Shares, visitors, staff; the last share may lie behind the moment.
  CHECK(audience && *audience && (*audience)->grants.size() >= kShares - 1 + kShares / 2 + 10);
  return ms;
}

void run(const Options& options) {
  const auto name = "audience." + std::to_string(options.events);
  fill_once(options, name);
  const auto opened = open(options);
  for (const auto begin = Clock::now(); Clock::now() - begin < kSettling;) ms_to_ask(opened);
  std::vector<double> ms;
  for (unsigned n = 0; n < options.runs; ++n) ms.push_back(ms_to_ask(opened));
  std::ranges::sort(ms);
  print(name, ms[ms.size() / 2], "ms");
  print(name + ".max", ms.back(), "ms");
}

}  // namespace
}  // namespace rollcall::benchmarks

int main(int argc, char** argv) {
  CLI::App app{"The audience of one list as of an earlier moment"};
  rollcall::benchmarks::Options options;
  app.add_option("--folder", options.folder, "Filled if it is not there")->required();
  app.add_option("--events", options.events, "In the log");
  app.add_option("--runs", options.runs, "Of which the median counts")->check(CLI::PositiveNumber);
  CLI11_PARSE(app, argc, argv);
  rollcall::benchmarks::run(options);
  return 0;
}
