#include "tests/domain/codec/schema_lock.hpp"

#include <variant>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/codec/schema.hpp"
#include "domain/event.hpp"
#include "tests/domain/codec/golden_files.hpp"

namespace rollcall::codec::test::schema_lock_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> locked() {
  return lines_of(read_text(std::filesystem::path(ROLLCALL_GOLDEN_DIR) / "schema.lock"));
}

TEST(SchemaLock, nothing_is_removed_renamed_retyped_or_moved) {
  ASSERT_GT(locked().size(), 100u);
  EXPECT_THAT(lost(locked(), schema_lines()), IsEmpty());
}

TEST(SchemaLock, additions_are_locked_too) {
  EXPECT_EQ(text_of(locked()), text_of(schema_lines()))
      << "bring it up to date: build/PRESET/codec_files lock tests/golden/schema.lock";
}

struct Change {
  const char* what;
  std::string before, after;
};

TEST(SchemaLock, finds_every_kind_of_change) {
  const std::string field = "ShareRevoked.cause @2 :RevocationCause place 8";
  const std::vector<Change> changes = {
      {"removed", field, "ShareRevoked has 1 members"},
      {"renamed", field, "ShareRevoked.why @2 :RevocationCause place 8"},
      {"retyped", field, "ShareRevoked.cause @2 :UInt32 place 8"},
      {"moved", field, "ShareRevoked.cause @2 :RevocationCause place 9"},
      {"reordered", field, "ShareRevoked.cause @3 :RevocationCause place 8"},
  };
  for (const auto& change : changes) {
    EXPECT_THAT(lost({change.before}, {change.after}), ElementsAre(change.before)) << change.what;
  }
}

TEST(SchemaLock, lets_counts_grow) {
  EXPECT_THAT(lost({"Event has 1 members"}, {"Event has 2 members"}), IsEmpty());
}

template <class... Concepts>
constexpr std::size_t count_events(const std::variant<Concepts...>*) {
  return (std::variant_size_v<Concepts> + ...);
}

TEST(Schema, the_union_has_a_member_for_each_event_and_no_other) {
  EXPECT_EQ(capnp::Schema::from<schema::Event>().asStruct().getUnionFields().size(),
            count_events(static_cast<const decltype(domain::Event::of)*>(nullptr)));
}

}  // namespace
}  // namespace rollcall::codec::test::schema_lock_test
