#include "api/cli/erasures.hpp"

#include <fmt/core.h>

#include "api/erasure/restored.hpp"

namespace rollcall::api::cli {
namespace {

tl::unexpected<std::string> refused(std::string text) {
  return tl::make_unexpected(std::move(text));
}

tl::unexpected<std::string> unreadable() {
  return refused("cannot compare the folder with its erasure register: one of them can't be read");
}

CliResult<eventstore::Hash> name_of_log(const eventstore::Log& log) {
  const auto name = name_of(log);
  if (!name) return refused("the log is empty, or cannot be read");
  return *name;
}

}  // namespace

CliResult<void> create_register(const std::filesystem::path& file, const eventstore::Log& log) {
  const auto name = name_of_log(log);
  if (!name) return refused(name.error());
  return ErasureRegister::create(file, *name);
}

CliResult<OpenedFolder> open_with_register(const DataFolder& folder, const OpenOptions& options) {
  auto parts = open(folder, options);
  if (!parts) return refused(parts.error());
  const auto name = name_of_log(*parts->log);
  if (!name) return refused(name.error());
  auto erasures = ErasureRegister::open(options.erasures, *name);
  if (!erasures) return refused(erasures.error());
  parts->erasures = erasures->get();
  return OpenedFolder{std::move(*erasures), std::move(*parts)};
}

CliResult<void> check_register(Application& application, const ErasureRegister& erasures) {
  const auto compared = compare(application.context(), erasures);
  if (!compared) return unreadable();
  if (compared->missing_here > 0) {
    return refused(
        fmt::format("this folder is older than its erasure register: {} erasures are "
                    "missing; run `rollcall erasures apply` with the same --data and --erasures",
                    compared->missing_here));
  }
  if (compared->missing_there > 0) {
    return refused(
        fmt::format("the erasure register is not the newest: it lacks {} erasures that "
                    "this folder has made; put the newest in its place",
                    compared->missing_there));
  }
  return {};
}

CliResult<std::string> apply_erasures(const DataFolder& folder, const OpenOptions& options) {
  auto opened = open_with_register(folder, options);
  if (!opened) return refused(opened.error());
  Application application(std::move(opened->parts));
  const auto erased = erase_again(application.context(), *opened->erasures);
  if (!erased) return refused("not every erasure is complete; run it again");
  const auto checked = check_register(application, *opened->erasures);
  if (!checked) return refused(checked.error());
  return fmt::format("erased again: {}", *erased);
}

CliResult<std::string> new_register(const DataFolder& folder, const OpenOptions& options) {
  auto parts = open(folder, options);
  if (!parts) return refused(parts.error());
  if (auto made = create_register(options.erasures, *parts->log); !made)
    return refused(made.error());
  auto erasures = ErasureRegister::open(options.erasures, *name_of(*parts->log));
  if (!erasures) return refused(erasures.error());
  const projections::LogCodec codec(*parts->vault);
  std::size_t written = 0;
  const bool all = read_erasures(*parts->log, codec, [&](std::span<const ErasureEntry> entries) {
    written += entries.size();
    return (*erasures)->add(entries);
  });
  if (!all) return refused("the erasure register could not be written, or the log not be read");
  return fmt::format("erasures in the new register: {}", written);
}

}  // namespace rollcall::api::cli
