#include "domain/history.hpp"

#include "tests/domain/given.hpp"

namespace rollcall::domain::given::history_test {
namespace {

constexpr HistorySubject kList{HistorySubjectKind::list, uuid(11)};

ReadHistory audience() {
  return {id<OfficeId>(1), HistoryKind::list_audience, kList, {kNow, HistoryMoment{7ull}}, 3, {}};
}

TEST(HistoryRead, says_who_asked_for_what) {
  const auto proposals = decide(audience());
  EXPECT_EQ(
      events_of(proposals),
      std::vector<Event>({HistoryRead{
          id<OfficeId>(1), HistoryKind::list_audience, kList, {kNow, HistoryMoment{7ull}}, 3}}));
  EXPECT_EQ(proposals.front().email, std::nullopt);
}

// Whose address it is may be known to nobody: then the read is found by the address alone.
TEST(HistoryRead, about_an_address_is_found_by_it) {
  const auto proposals = decide(
      ReadHistory{id<OfficeId>(1), HistoryKind::people_report, std::nullopt, {}, 0, email_key(4)});
  EXPECT_EQ(proposals.front().email, email_key(4));
  EXPECT_EQ(tags_of(*proposals.front().event), std::vector<Tag>({history_tag(uuid(1))}));
}

// Reads may be many, and decisions about a list load what its tag finds.
TEST(HistoryRead, is_no_fact_of_what_was_asked_about) {
  for (const Tag& tag : tags_of(*decide(audience()).front().event)) {
    EXPECT_EQ(tag.kind, TagKind::history);
  }
}

}  // namespace
}  // namespace rollcall::domain::given::history_test
