#include "api/erasure/register.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <unistd.h>

#include <fmt/core.h>
#include <spdlog/spdlog.h>

#include "eventstore/files.hpp"
#include "eventstore/proof/text.hpp"

namespace rollcall::api {
namespace {

namespace fs = std::filesystem;
template <class T>
using Result = ErasureRegister::Result<T>;

constexpr std::string_view kHeader = "rollcall erasures 1 ";

tl::unexpected<std::string> failed(std::string text) {
  return tl::make_unexpected(std::move(text));
}

std::string header_of(const eventstore::Hash& log) {
  return std::string(kHeader) + eventstore::hex_of(log);
}

std::string to_line(const ErasureEntry& entry) {
  return fmt::format("{} {} {} {} {}", projections::from_log(entry.office).to_string(),
                     entry.person.uuid.to_string(), entry.position, entry.at.to_string(),
                     domain::to_string(entry.subject));
}

bool is_persons(const domain::Tag& tag) {
  using domain::TagKind;
  return tag.kind == TagKind::contact || tag.kind == TagKind::participant ||
         tag.kind == TagKind::share || tag.kind == TagKind::staff;
}

std::string_view take_word(std::string_view& line) {
  const auto word = line.substr(0, line.find(' '));
  line.remove_prefix(std::min(line.size(), word.size() + 1));
  return word;
}

// Only what to_line() writes.
std::optional<ErasureEntry> parse_line(const std::string_view line) {
  auto rest = line;
  const auto office = domain::Uuid::parse(take_word(rest));
  const auto person = domain::Uuid::parse(take_word(rest));
  const auto position = eventstore::read_decimal(take_word(rest));
  const auto at = domain::Instant::parse(take_word(rest));
  const auto subject = domain::parse_tag(take_word(rest));
  if (!office || !person || !position || !at || !subject || !is_persons(*subject)) {
    return std::nullopt;
  }
  const ErasureEntry entry{projections::to_log(*office), {*person}, *position, *at, *subject};
  return to_line(entry) == line ? std::optional(entry) : std::nullopt;
}

// What is wrong with the file, in words after its name.
using Fault = std::optional<std::string>;

Fault read_line(std::size_t number, std::string_view line, const eventstore::Hash& log,
                const std::function<void(const ErasureEntry&)>& take) {
  const auto header = header_of(log);
  if (number == 1 && line == header) return std::nullopt;
  if (number == 1 && line.size() == header.size() && line.starts_with(kHeader)) {
    return "is of another log";
  }
  const auto entry = number == 1 ? std::nullopt : parse_line(line);
  if (!entry) return fmt::format("is damaged at line {}", number);
  take(*entry);
  return std::nullopt;
}

// Reads whole lines and counts their bytes; one that has no end is left out.
Fault read_lines(const fs::path& file, const eventstore::Hash& log, std::size_t max_persons,
                 std::uint64_t& bytes, const std::function<void(const ErasureEntry&)>& take) {
  std::ifstream in(file, std::ios::binary);
  std::array<char, ErasureRegister::kMaxLine + 1> buffer{};
  for (std::size_t number = 1; in; ++number) {
    in.getline(buffer.data(), buffer.size());
    if (in.bad()) break;
    if (in.eof() && number > 1) return std::nullopt;
    if (!in) return fmt::format("is damaged at line {}", number);
    if (number > max_persons + 1) return fmt::format("has more than {} lines", max_persons + 1);
    const auto taken = static_cast<std::size_t>(in.gcount());
    if (auto fault = read_line(number, {buffer.data(), taken - 1}, log, take)) return fault;
    bytes += taken;
  }
  return "cannot be read";
}

}  // namespace

ErasureEntry entry_of(const eventstore::OfficeId& office, const projections::LoggedEvent& logged,
                      const domain::PersonErased& erased) {
  return {office, erased.person, logged.position, logged.recorded_at, subject_of(erased)};
}

void PersonSet::add(std::span<const ErasureEntry> entries) {
  for (const auto& entry : entries) persons_.emplace(entry.office, entry.person);
}

// The last half of an id is random.
std::size_t PersonSet::Hash::operator()(const Person& person) const {
  std::size_t hash = 0;
  const auto& bytes = person.second.uuid.bytes;
  std::memcpy(&hash, bytes.data() + bytes.size() - sizeof hash, sizeof hash);
  return hash;
}

Result<void> ErasureRegister::create(const fs::path& file, const eventstore::Hash& log) {
  const eventstore::OpenFile out(
      ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (!out.ok()) return failed(fmt::format("cannot make the erasure register {}", file.string()));
  const bool written = eventstore::write_durably(out.get(), header_of(log) + "\n");
  if (written && eventstore::sync_folder_of(file)) return {};
  return failed(fmt::format("cannot write the erasure register {}", file.string()));
}

Result<std::unique_ptr<ErasureRegister>> ErasureRegister::open(const fs::path& file,
                                                               const eventstore::Hash& log,
                                                               std::size_t max_persons) {
  const auto refused = [&](std::string_view why) {
    return failed(fmt::format("the erasure register {} {}", file.string(), why));
  };
  std::error_code error;
  if (!fs::exists(file, error)) return refused("is not there");
  PersonSet persons;
  std::uint64_t bytes = 0;
  const auto fault = read_lines(file, log, max_persons, bytes,
                                [&](const ErasureEntry& entry) { persons.add({&entry, 1}); });
  if (fault) return refused(*fault);
  const int out = ::open(file.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
  if (out < 0) return refused("cannot be written");
  std::unique_ptr<ErasureRegister> opened(
      new ErasureRegister(file, log, max_persons, std::move(persons), out));
  const bool cut = ::ftruncate(out, static_cast<off_t>(bytes)) == 0 && ::fsync(out) == 0;
  if (!cut) return refused("cannot be written");
  return opened;
}

ErasureRegister::ErasureRegister(fs::path file, const eventstore::Hash& log,
                                 std::size_t max_persons, PersonSet persons, int out)
    : file_(std::move(file)),
      log_(log),
      max_persons_(max_persons),
      persons_(std::move(persons)),
      out_(out) {}

ErasureRegister::~ErasureRegister() {
  ::close(out_);
}

bool ErasureRegister::add(std::span<const ErasureEntry> entries) {
  std::vector<ErasureEntry> news;
  for (const auto& entry : entries) {
    if (!persons_.holds(entry.office, entry.person)) news.push_back(entry);
  }
  if (news.empty()) return true;
  if (failed_) return false;
  if (persons_.size() + news.size() > max_persons_) {
    spdlog::error("the erasure register is full");
    return false;
  }
  std::string lines;
  for (const auto& entry : news) (lines += to_line(entry)) += '\n';
  if (!eventstore::write_durably(out_, lines)) {
    spdlog::error("the erasure register cannot be written; erasures wait for the next start");
    failed_ = true;
    return false;
  }
  persons_.add(news);
  return true;
}

bool ErasureRegister::read(const std::function<void(const ErasureEntry&)>& take) const {
  std::uint64_t bytes = 0;
  return !read_lines(file_, log_, max_persons_, bytes, take);
}

std::optional<eventstore::Hash> name_of(const eventstore::Log& log) {
  const auto first = log.follow(0, 1, std::chrono::milliseconds(0));
  if (!first || first->empty()) return std::nullopt;
  return first->front()->batch.hash;
}

}  // namespace rollcall::api
