#pragma once
// The erasure register: who was erased, in a file beside log and vault. Whoever restores an older
// copy of these brings erased persons back, and nothing in the copy knows; the register does. It
// holds ids only.
//
// Format: text. The first line is "rollcall erasures 1 LOG", LOG being the hash of the log's first
// batch (64 hexadecimal digits). Each further line is
//   OFFICE PERSON POSITION TIME SUBJECT
// position and time being those of the PersonErased, and SUBJECT the tag under which the person's
// events are ("contact:ID", of a receiver "share:ID"). Lines are only ever appended.
//
// Threads: one at a time. Errors are sentences for people.

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <boost/unordered/unordered_flat_set.hpp>

#include "domain/erasure/erasure.hpp"
#include "eventstore/log.hpp"
#include "projections/log_codec.hpp"

namespace rollcall::api {

struct ErasureEntry {
  eventstore::OfficeId office{};
  domain::PersonId person;
  eventstore::Position position = 0;
  domain::Instant at{};
  domain::Tag subject{};
  bool operator==(const ErasureEntry&) const = default;
};
ErasureEntry entry_of(const eventstore::OfficeId& office, const projections::LoggedEvent& logged,
                      const domain::PersonErased& erased);

// Persons, by office: millions, 38 to 76 bytes each.
class PersonSet {
 public:
  void add(std::span<const ErasureEntry> entries);
  bool holds(const eventstore::OfficeId& office, domain::PersonId person) const {
    return persons_.contains(Person(office, person));
  }
  std::size_t size() const { return persons_.size(); }

 private:
  using Person = std::pair<eventstore::OfficeId, domain::PersonId>;
  struct Hash {
    std::size_t operator()(const Person& person) const;
  };
  boost::unordered_flat_set<Person, Hash> persons_;
};

class ErasureRegister {
 public:
  template <class T>
  using Result = tl::expected<T, std::string>;

  static constexpr std::size_t kMaxLine = 250;  // bytes
  static constexpr std::size_t kMaxPersons = 10'000'000;

  // Makes the file (mode 0600), durable; refuses one that is there.
  static Result<void> create(const std::filesystem::path& file, const eventstore::Hash& log);
  // Reads all of it. A last line that has no end is what a power loss left of an erasure that was
  // not answered: it is cut off. Anything else that is not as it was written is refused, as are
  // more persons than it is to hold.
  static Result<std::unique_ptr<ErasureRegister>> open(const std::filesystem::path& file,
                                                       const eventstore::Hash& log,
                                                       std::size_t max_persons = kMaxPersons);
  ~ErasureRegister();
  ErasureRegister(const ErasureRegister&) = delete;
  ErasureRegister& operator=(const ErasureRegister&) = delete;

  // Durable when it returns true. Who is in it already is not written again. False, and nothing is
  // written, if it would hold too many. After an error, as a lost write may seem to be there,
  // nothing is written any more until it is opened again.
  bool add(std::span<const ErasureEntry> entries);
  bool holds(const eventstore::OfficeId& office, domain::PersonId person) const {
    return persons_.holds(office, person);
  }
  // Every entry, in the file's order; false if the file can't be read.
  bool read(const std::function<void(const ErasureEntry&)>& take) const;

 private:
  ErasureRegister(std::filesystem::path file, const eventstore::Hash& log, std::size_t max_persons,
                  PersonSet persons, int out);

  const std::filesystem::path file_;
  const eventstore::Hash log_;
  const std::size_t max_persons_;
  PersonSet persons_;
  const int out_;
  bool failed_ = false;
};

// What names a log in its register; nullopt if it has no event, or can't be read.
std::optional<eventstore::Hash> name_of(const eventstore::Log& log);

}  // namespace rollcall::api
