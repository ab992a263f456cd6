// What the view of customer webs answers.
#include "projections/customer_webs.hpp"

#include <gmock/gmock.h>

#include "tests/projections/given.hpp"

namespace rollcall::projections::customer_webs_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class CustomerWebs : public ViewsTest {
 protected:
  domain::CustomerWebState web(std::uint64_t project) {
    return find_customer_web(views.now(), kLogOffice, id_of<domain::ProjectId>(project));
  }
  std::vector<Position> visits(std::uint64_t list) {
    std::vector<Position> positions;
    for (const auto& row :
         visits_of_list(views.now(), kLogOffice, id_of<domain::ListId>(list), {}).rows) {
      positions.push_back(row.position);
    }
    return positions;
  }
};

TEST_P(CustomerWebs, are_what_their_events_make_them) {
  views.record(list_ticked(11, 7, 20));
  views.record(list_ticked(12, 8, 10));
  const auto added = views.record(page_added(19, 7, "Programme"));
  ASSERT_EQ(web(7).lists.size(), 1u);
  EXPECT_EQ(web(7).lists.front().order, 20);
  ASSERT_EQ(web(7).items.size(), 1u);
  const auto page = web(7).items.front();
  EXPECT_EQ(page.details.title.str(), "Programme");
  EXPECT_EQ(page.details.body->size, 12u);
  EXPECT_EQ(page.version, added);
  views.record(list_unticked(11, 7));
  EXPECT_THAT(web(7).lists, IsEmpty());
  EXPECT_EQ(web(8).lists.size(), 1u);
  EXPECT_THAT(web(9).items, IsEmpty());
}

TEST_P(CustomerWebs, know_the_looks_of_contact_persons_newest_first) {
  views.record(accessed(1, 11, std::nullopt));
  const auto first = views.record(visited(2, 11, 5));
  const auto second = views.record(visited(3, 11, 6));
  views.record(visited(4, 12, 5));
  EXPECT_THAT(visits(11), ElementsAre(second, first));
  const auto found = find_access(views.now(), kLogOffice, id_of<domain::AccessId>(2));
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->access.contact, id_of<domain::ContactId>(5));
}

INSTANTIATE_TEST_SUITE_P(Stores, CustomerWebs,
                         testing::Values(StoreKind::memory, StoreKind::rocksdb), name_of_store);

}  // namespace
}  // namespace rollcall::projections::customer_webs_test
