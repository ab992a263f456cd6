#include <map>
#include <set>

#include <gtest/gtest.h>

#include "domain/codec/codec.hpp"
#include "tests/domain/codec/golden_files.hpp"
#include "tests/domain/codec/samples.hpp"
#include "tests/domain/codec/test_keys.hpp"

namespace rollcall::codec::test::golden_test {
namespace {

const std::filesystem::path kFolder = ROLLCALL_GOLDEN_DIR;

template <class... E>
void add_names(const std::variant<E...>*, std::multiset<std::string>& names) {
  (names.insert(std::string(E::kName)), ...);
}
template <class... Concepts>
std::multiset<std::string> all_names(const std::variant<Concepts...>*) {
  std::multiset<std::string> names;
  (add_names(static_cast<const Concepts*>(nullptr), names), ...);
  return names;
}

TEST(Golden, there_is_a_sample_of_every_event) {
  std::multiset<std::string> sampled;
  for (const auto& sample : samples()) sampled.insert(std::string(name_of(sample.event)));
  for (const auto& name : all_names(static_cast<const decltype(domain::Event::of)*>(nullptr))) {
    EXPECT_GE(sampled.count(name), 1u) << name << " needs a sample";
  }
}

TEST(Golden, every_golden_decodes_to_the_event_it_was_made_of) {
  for (const auto& sample : samples()) {
    SCOPED_TRACE(golden_path(kFolder, sample).string());
    const auto payload = from_hex(read_text(golden_path(kFolder, sample)));
    ASSERT_TRUE(payload && !payload->empty())
        << "missing: build/PRESET/codec_files goldens tests/golden";
    const auto event =
        decode(type_of(sample.event), *payload, event_id_of(sample.event), TestKeys{});
    ASSERT_TRUE(event) << to_string(event.error());
    EXPECT_TRUE(*event == sample.event);
  }
}

// An event's newest sample has every field, so its bytes are what is written today.
TEST(Golden, events_are_encoded_to_the_bytes_of_their_newest_golden) {
  std::map<std::string, Sample> newest;
  for (const auto& sample : samples()) newest[std::string(name_of(sample.event))] = sample;
  for (const auto& [name, sample] : newest) {
    const auto payload = encode(sample.event, event_id_of(sample.event), TestKeys{});
    ASSERT_TRUE(payload) << name << " " << to_string(payload.error());
    EXPECT_EQ(to_hex(*payload), read_text(golden_path(kFolder, sample))) << name;
  }
}

TEST(Golden, every_golden_file_has_a_sample) {
  std::set<std::filesystem::path> known;
  for (const auto& sample : samples()) known.insert(golden_path(kFolder, sample));
  for (const auto& entry : std::filesystem::recursive_directory_iterator(kFolder)) {
    if (entry.path().extension() != ".hex") continue;
    EXPECT_TRUE(known.contains(entry.path())) << entry.path() << ": samples are never removed";
  }
}

}  // namespace
}  // namespace rollcall::codec::test::golden_test
