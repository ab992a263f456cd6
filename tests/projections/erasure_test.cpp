// Who is erased is in no row any more; what they are found by before that; and what retention
// finds.
#include <fstream>
#include <thread>

#include "projections/due/retention.hpp"
#include "projections/search/people.hpp"
#include "tests/projections/given.hpp"

namespace rollcall::projections::erasure_test {
namespace {

using domain::ErasureCause;
using domain::PersonErased;
using domain::PersonKind;

constexpr std::uint64_t kProject = 21;

domain::Event erased(PersonKind kind, std::uint64_t person,
                     std::optional<std::uint64_t> share = std::nullopt) {
  PersonErased event{id_of<domain::PersonId>(person), kind, ErasureCause::request, {}, {}};
  if (kind == PersonKind::participant) event.project = id_of<domain::ProjectId>(kProject);
  if (share) event.share = id_of<domain::ShareId>(*share);
  return {event};
}

domain::ParticipantDetails with_email(const std::string& email) {
  auto details = participant("Mette", "Marked");
  details.at(domain::StandardField::email) = email;
  return details;
}

class ErasedView : public ViewsTest {
 protected:
  // The tables with rows that hold the word: key space and name of each.
  std::string tables_with(const std::string& word) {
    std::string tables;
    views.now().scan("", "", [&](std::string_view key, std::string_view value) {
      const bool holds = key.find(word) != key.npos || value.find(word) != value.npos;
      if (holds) tables += std::to_string(key[0]) + key[1 + sizeof(OfficeId)] + ' ';
      return true;
    });
    return tables;
  }
  std::size_t found_by(const std::string& email) {
    return participants_with_email(views.now(), kLogOffice, email, 10).size();
  }
  std::size_t unerased() {
    return unerased_participants(views.now(), kLogOffice, id_of<domain::ProjectId>(kProject), 10)
        .size();
  }
};

TEST_P(ErasedView, finds_participants_by_every_address_they_had) {
  views.record(participant_added(31, kProject, with_email("Mette@x.no")));
  views.record(participant_edited(31, kProject, with_email("m@y.no")));
  views.record(participant_added(32, kProject, with_email("mette@x.no")));
  views.record(participant_removed(32, kProject));
  EXPECT_EQ(found_by("mette@x.no"), 2u);
  EXPECT_EQ(found_by("m@y.no"), 1u);
  EXPECT_EQ(found_by("mette@x.n"), 0u);
  EXPECT_EQ(unerased(), 2u);
  views.record(erased(PersonKind::participant, 31));
  EXPECT_EQ(found_by("mette@x.no"), 1u);
  EXPECT_EQ(found_by("m@y.no"), 0u);
  EXPECT_EQ(unerased(), 1u);
}

TEST_P(ErasedView, keeps_a_participants_row_without_values) {
  views.record(list_created(51, kProject, definition("All", {"lastName"})));
  views.record(participant_added(31, kProject, with_email("marked@x.no")));
  ASSERT_NE(tables_with("Marked"), "");
  const auto at = views.record(erased(PersonKind::participant, 31));
  EXPECT_EQ(tables_with("Marked"), "");
  EXPECT_EQ(tables_with("marked@"), "");
  const auto list = find_list(views.now(), kLogOffice, id_of<domain::ListId>(51));
  ASSERT_TRUE(list);
  EXPECT_EQ(list->version, at) << "its rows changed";
  EXPECT_EQ(rows_of_list(views.now(), kLogOffice, *list).size(), 1u);
}

TEST_P(ErasedView, has_nothing_of_a_receiver_but_the_share) {
  views.record(list_shared(71, 51, kProject, {}, "marked@x.no"));
  auto look = looked(81, 51, 71, 1, 1);
  std::get<domain::ListAccessed>(std::get<domain::AccessEvent>(look.of)).client =
      known(id_of<domain::PersonId>(971), domain::ClientDetails{"marked address", "marked"});
  views.record(look);
  ASSERT_NE(tables_with("marked"), "");
  views.record(erased(PersonKind::receiver, 971, 71));
  EXPECT_EQ(tables_with("marked"), "");
  EXPECT_EQ(tables_with("Kari"), "");
  const auto share = find_share(views.now(), kLogOffice, id_of<domain::ShareId>(71));
  ASSERT_TRUE(share);
  EXPECT_EQ(share->access_count, 1u);
  EXPECT_FALSE(share->state.sending.addressed.known);
}

TEST_P(ErasedView, has_no_trace_of_where_a_contact_person_looked_from) {
  auto look = visited(81, 51, 41);
  auto& access = std::get<domain::ListAccessed>(std::get<domain::AccessEvent>(look.of));
  access.client.known->user_agent = "marked";
  views.record(look);
  ASSERT_NE(tables_with("marked"), "");
  views.record(erased(PersonKind::contact, 41));
  EXPECT_EQ(tables_with("marked"), "");
  EXPECT_TRUE(find_access(views.now(), kLogOffice, id_of<domain::AccessId>(81)));
}

INSTANTIATE_TEST_SUITE_P(, ErasedView, testing::Values(StoreKind::memory, StoreKind::rocksdb),
                         name_of_store);

class RetentionView : public ViewsTest {
 protected:
  RetentionView() { views.record(project_created(kProject, 11, "Trip")); }
  // The day on which it is found first; -1: never.
  std::int32_t due() {
    for (std::int32_t day = 0; day < 60'000; ++day) {
      if (!projects_past_retention(views.now(), kLogOffice, {day}, 10).empty()) return day;
    }
    return -1;
  }
  void pass() { views.record({domain::RetentionPassed{id_of<domain::ProjectId>(kProject)}}); }
};

TEST_P(RetentionView, finds_a_project_until_it_is_done_and_when_more_comes_to_it) {
  const auto day = due();
  ASSERT_GT(day, 0);
  pass();
  EXPECT_EQ(due(), -1);
  views.record(participant_added(31, kProject, participant("Late", "Comer")));
  EXPECT_EQ(due(), day);
  pass();
  views.record(list_shared(71, 51, kProject, {}, "x@y.no"));
  EXPECT_EQ(due(), day);
}

TEST_P(RetentionView, keeps_offices_apart_and_has_a_limit) {
  EXPECT_TRUE(projects_past_retention(views.now(), OfficeId{}, {60'000}, 10).empty());
  views.record(project_created(22, 11, "Gala"));
  EXPECT_EQ(projects_past_retention(views.now(), kLogOffice, {60'000}, 10).size(), 2u);
  EXPECT_EQ(projects_past_retention(views.now(), kLogOffice, {60'000}, 1).size(), 1u);
}

INSTANTIATE_TEST_SUITE_P(, RetentionView, testing::Values(StoreKind::memory, StoreKind::rocksdb),
                         name_of_store);

// Their names.
std::string files_with(const std::filesystem::path& folder, const std::string& word) {
  std::string names;
  for (const auto& file : std::filesystem::recursive_directory_iterator(folder)) {
    std::ifstream in(file.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    if (bytes.find(word) != std::string::npos) names += file.path().filename().string() + ' ';
  }
  return names;
}

const std::vector<std::string> kUnderA = {"a"};

TEST(RewrittenViewFiles, hold_no_row_that_was_erased_or_replaced) {
  const tests::ScratchFolder folder;
  const auto store = open_view_store(folder.path());
  const std::string word = "qzjxkvmarkedwp";
  ASSERT_TRUE(store->write({{"a" + word, "value"}, {"a2", word}, {"b", "other"}}));
  ASSERT_TRUE(store->flush());
  ASSERT_NE(files_with(folder.path(), word), "");
  ASSERT_TRUE(store->write({{"a" + word, std::nullopt}, {"a2", "new"}}));
  ASSERT_TRUE(store->rewrite(kUnderA));
  EXPECT_EQ(files_with(folder.path(), word), "");
  EXPECT_EQ(store->snapshot()->get("a2"), "new");
  EXPECT_EQ(store->snapshot()->get("b"), "other");
}

TEST(RewrittenViewFiles, wait_for_who_still_reads) {
  const tests::ScratchFolder folder;
  const auto store = open_view_store(folder.path());
  const std::string word = "qzjxkvmarkedwp";
  ASSERT_TRUE(store->write({{"a", word}}));
  auto reader = store->snapshot();
  ASSERT_TRUE(store->write({{"a", std::nullopt}}));
  std::thread rewriting([&] { EXPECT_TRUE(store->rewrite(kUnderA)); });
  EXPECT_EQ(reader->get("a"), word);
  reader.reset();
  rewriting.join();
  EXPECT_EQ(files_with(folder.path(), word), "");
}

}  // namespace
}  // namespace rollcall::projections::erasure_test
