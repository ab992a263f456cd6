#include "projections/shares.hpp"

#include "tests/projections/given.hpp"

namespace rollcall::projections::shares_test {
namespace {

using Ids = std::vector<std::uint64_t>;

class SharesView : public ViewsTest {
 protected:
  SharesView() {
    views.record(list_shared(71, 51, 21, 11, "Kari@x.no"));
    views.record(list_shared(72, 51, 21, {}, "bo@x.no"));
    views.record(list_shared(73, 52, 22, 11, "kari@x.no"));
  }
  ShareRow share(std::uint64_t number) {
    const auto found = find_share(views.now(), kLogOffice, id_of<domain::ShareId>(number));
    EXPECT_TRUE(found);
    return found.value_or(ShareRow());
  }
  static Ids ids_of(const Page<ShareRow>& page) {
    Ids ids;
    for (const ShareRow& row : page.rows) ids.push_back(row.state.id.uuid.bytes[15]);
    return ids;
  }
  Ids found(const ShareFilter& filter) {
    return ids_of(
        search_shares(views.now(), kLogOffice, filter, [](const auto&) { return true; }, {}));
  }
  Page<ShareRow> of_list(std::uint64_t list, const PageRequest& page = {}) {
    return shares_of_list(views.now(), kLogOffice, id_of<domain::ListId>(list), page);
  }
};

TEST_P(SharesView, folds_a_share_as_the_domain_does) {
  const auto sent = views.record(email_sent(71, 71));
  const auto changed = views.record(validity_changed(71, 20'100));
  const ShareRow row = share(71);
  EXPECT_EQ(row.state.valid_until, domain::Date{20'100});
  EXPECT_EQ(row.state.delivery.state, domain::DeliveryState::sent);
  EXPECT_EQ(row.state.version, changed);
  EXPECT_EQ(row.state.revision, 2u);
  EXPECT_EQ(row.shared_at, time_of(1));
  EXPECT_EQ(row.email_sent_at, time_of(sent));
  EXPECT_EQ(row.state.sending.addressed.known->mail.body.str(), "See [resource-link]");
  EXPECT_FALSE(find_share(views.now(), kLogOffice, id_of<domain::ShareId>(79)));
}

TEST_P(SharesView, shows_the_mail_of_the_current_sending) {
  views.record(email_sent(71, 71));
  views.record(share_revoked(71));
  views.record(share_resent(71, 78, "new@x.no"));
  EXPECT_FALSE(share(71).email_sent_at);
  EXPECT_FALSE(share(71).state.revocation);
  EXPECT_EQ(share(71).shared_at, time_of(1));
  views.record(email_sent(71, 71));  // a late word about the sending before
  EXPECT_FALSE(share(71).email_sent_at);
  const auto sent = views.record(email_sent(71, 78));
  EXPECT_EQ(share(71).email_sent_at, time_of(sent));
}

TEST_P(SharesView, counts_looks_without_changing_the_share) {
  const auto first = views.record(accessed(81, 51, 71));
  views.record(accessed(82, 51, 72));
  const auto last = views.record(accessed(83, 51, 71));
  const ShareRow row = share(71);
  EXPECT_EQ(row.access_count, 2u);
  EXPECT_EQ(row.first_accessed_at, time_of(first));
  EXPECT_EQ(row.last_accessed_at, time_of(last));
  EXPECT_EQ(row.state.version, 1u);
  EXPECT_EQ(share(73).access_count, 0u);
  EXPECT_FALSE(share(73).first_accessed_at);
  const auto rows = of_list(51).rows;
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].access_count, 2u);
  EXPECT_EQ(rows[1].access_count, 1u);
  EXPECT_EQ(of_list(52).rows.at(0).access_count, 0u);
}

TEST_P(SharesView, shows_every_access_newest_first) {
  for (std::uint64_t access = 81; access <= 85; ++access) views.record(accessed(access, 51, 71));
  const auto page_of = [&](const PageRequest& page) {
    return accesses_of_share(views.now(), kLogOffice, id_of<domain::ShareId>(71), page);
  };
  const auto first = page_of({"", 3});
  ASSERT_EQ(first.rows.size(), 3u);
  EXPECT_EQ(first.rows[0].access.access, id_of<domain::AccessId>(85));
  EXPECT_EQ(first.rows[0].position, 8u);
  EXPECT_EQ(first.rows[0].at, time_of(8));
  EXPECT_EQ(first.rows[0].by.kind, domain::ActorKind::staff);
  views.record(accessed(86, 51, 71));
  const auto second = page_of({first.next, 3});
  ASSERT_EQ(second.rows.size(), 2u);
  EXPECT_EQ(second.rows[1].access.access, id_of<domain::AccessId>(81));
}

TEST_P(SharesView, finds_every_access_by_id_also_of_staff) {
  views.record(accessed(81, 51, 71));
  views.record(accessed(82, 51, {}));
  const auto find = [&](std::uint64_t id) {
    return find_access(views.now(), kLogOffice, id_of<domain::AccessId>(id));
  };
  EXPECT_EQ(find(81)->access.share, id_of<domain::ShareId>(71));
  EXPECT_EQ(find(82)->access.share, std::nullopt);
  EXPECT_EQ(find(82)->access.client.known->address, "192.0.2.1");
  EXPECT_FALSE(find(83));
}

TEST_P(SharesView, knows_what_a_session_saw_before) {
  std::uint64_t access = 80;
  const auto look = [&](std::uint64_t session, Position version) {
    return views.record(looked(++access, 51, 71, session, version));
  };
  const auto before = [&](std::uint64_t session, Position version) {
    const auto row = previous_look(views.now(), kLogOffice, id_of<domain::ShareId>(71),
                                   id_of<domain::SessionId>(session), version);
    return row ? row->position : 0;
  };
  EXPECT_EQ(before(1, 3), 0u);
  const auto first = look(1, 3);
  EXPECT_EQ(before(1, 3), 0u);
  EXPECT_EQ(before(1, 5), first);
  const auto again = look(1, 3);
  EXPECT_EQ(before(1, 5), again);
  const auto newer = look(1, 5);
  EXPECT_EQ(before(1, 5), again);
  EXPECT_EQ(before(1, 6), newer);
  EXPECT_EQ(before(2, 6), newer);
  look(2, 6);
  look(1, 7);
  look(2, 8);
  EXPECT_EQ(before(2, 8), newer);
  EXPECT_EQ(before(3, 8), before(3, 9));
}

TEST_P(SharesView, lists_a_lists_shares_oldest_first) {
  EXPECT_EQ(ids_of(of_list(51)), (Ids{71, 72}));
  views.record(accessed(81, 51, 71));
  const auto first = of_list(51, {"", 1});
  EXPECT_EQ(ids_of(first), (Ids{71}));
  views.record(list_shared(74, 51, 21, {}, "per@x.no"));
  const auto second = of_list(51, {first.next, 5});
  EXPECT_EQ(ids_of(second), (Ids{72, 74}));
  EXPECT_EQ(second.rows[0].access_count, 0u);
}

TEST_P(SharesView, finds_shares_newest_first) {
  const auto list = id_of<domain::ListId>(51);
  const auto project = id_of<domain::ProjectId>(21);
  const auto contact = id_of<domain::ContactId>(11);
  const struct {
    ShareFilter filter;
    Ids found;
  } rows[] = {
      {{}, {73, 72, 71}},
      {{list, {}, {}, ""}, {72, 71}},
      {{{}, project, {}, ""}, {72, 71}},
      {{{}, {}, contact, ""}, {73, 71}},
      {{list, {}, contact, ""}, {71}},
      {{list, id_of<domain::ProjectId>(22), {}, ""}, {}},
      {{{}, {}, {}, "kari@x.no"}, {73, 71}},
      {{list, {}, {}, "kari@x.no"}, {71}},
      {{{}, {}, {}, "nobody@x.no"}, {}},
  };
  for (const auto& row : rows) EXPECT_EQ(found(row.filter), row.found);
}

TEST_P(SharesView, finds_a_share_by_the_address_of_its_current_sending) {
  views.record(share_resent(71, 78, "new@x.no"));
  EXPECT_EQ(found({{}, {}, {}, "kari@x.no"}), (Ids{73}));
  EXPECT_EQ(found({{}, {}, {}, "new@x.no"}), (Ids{71}));
}

TEST_P(SharesView, keeps_to_what_the_caller_keeps_over_pages) {
  views.record(share_revoked(72));
  for (const std::optional<domain::ListId> list :
       {std::optional<domain::ListId>(), {id_of<domain::ListId>(51)}}) {
    const auto standing = [&](const PageRequest& page) {
      return search_shares(
          views.now(), kLogOffice, {list, {}, {}, ""},
          [](const domain::AccessFacts& share) { return !share.is_revoked; }, page);
    };
    Ids all;
    PageRequest page{"", 1};
    do {
      const auto got = standing(page);
      for (const auto id : ids_of(got)) all.push_back(id);
      page.after = got.next;
    } while (!page.after.empty());
    EXPECT_EQ(all, list ? (Ids{71}) : (Ids{73, 71}));
  }
}

TEST_P(SharesView, leaves_the_mails_text_out_of_collections) {
  const auto rows = of_list(51).rows;
  EXPECT_EQ(rows.at(0).state.sending.addressed.known->email.str(), "Kari@x.no");
  EXPECT_TRUE(rows.at(0).state.sending.addressed.known->mail.body.empty());
}

INSTANTIATE_TEST_SUITE_P(, SharesView, testing::Values(StoreKind::memory, StoreKind::rocksdb),
                         name_of_store);

}  // namespace
}  // namespace rollcall::projections::shares_test
