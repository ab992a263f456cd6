#include "projections/contacts.hpp"

#include <algorithm>

#include "tests/projections/given.hpp"

namespace rollcall::projections::contacts_test {
namespace {

using Kind = domain::OrganisationKind;
using Ids = std::vector<std::uint64_t>;

template <class Row>
Ids ids_of(const Page<Row>& page) {
  Ids ids;
  for (const Row& row : page.rows) ids.push_back(row.id.uuid.bytes[15]);
  return ids;
}

class ContactsView : public ViewsTest {
 protected:
  ContactsView() {
    views.record(organisation_added(1, Kind::customer, "Fjord & Fest"));
    views.record(organisation_added(2, Kind::supplier, "Hotell Bristol"));
    views.record(contact_added(11, 1, "Anna.Olsen@fjord.no", "Anna", "Olsen"));
    views.record(contact_added(12, 1, "bo@fjord.no", "Bo", "Annasen"));
    views.record(contact_added(13, 1, "annas@fest.no", "Annas", "Anna"));
  }
  domain::ContactId contact(std::uint64_t number) { return id_of<domain::ContactId>(number); }
};

TEST_P(ContactsView, shows_a_person_and_their_organisations_and_projects) {
  views.record(contact_linked(11, 2, Kind::supplier));
  views.record(project_created(21, 1, "Trip"));
  views.record(project_created(22, 1, "Trip"));
  views.record(joined(21, 11, 1));
  views.record(joined(22, 11, 1));
  const auto last = views.record(joined(21, 11, 2));
  const auto row = find_contact(views.now(), kLogOffice, contact(11));
  ASSERT_TRUE(row);
  EXPECT_EQ(row->state.details->email.str(), "Anna.Olsen@fjord.no");
  EXPECT_EQ(row->state.organisations.size(), 2u);
  const auto on = [](std::uint64_t project, std::uint64_t through) {
    return domain::ContactProject{id_of<domain::ProjectId>(project),
                                  id_of<domain::OrganisationId>(through)};
  };
  EXPECT_EQ(row->state.projects, (std::vector{on(21, 2), on(22, 1)}));
  EXPECT_EQ(row->state.version, last);
  views.record(left(21, 11));
  EXPECT_EQ(find_contact(views.now(), kLogOffice, contact(11))->state.projects,
            (std::vector{on(22, 1)}));
}

TEST_P(ContactsView, finds_by_the_beginning_of_the_address_in_any_case) {
  const struct {
    std::string_view prefix;
    Ids found;
  } rows[] = {{"", {11, 13, 12}},   {"an", {11, 13}},        {"ANNA.", {11}},
              {"annas@fest", {13}}, {"annas@fest.no", {13}}, {"annas@fest.nox", {}},
              {"fjord", {}}};
  for (const auto& row : rows) {
    EXPECT_EQ(ids_of(contacts_by_email(views.now(), kLogOffice, row.prefix, {})), row.found)
        << row.prefix;
  }
}

TEST_P(ContactsView, finds_by_the_beginnings_of_all_words_each_person_once) {
  const struct {
    std::string_view query;
    Ids found;
  } rows[] = {{"anna", {11, 13, 12}},   {"Anna OL", {11}}, {"bo", {12}},      {"annas", {13, 12}},
              {"fjord anna", {11, 12}}, {"olsen bo", {}},  {"", {11, 13, 12}}};
  for (const auto& row : rows) {
    auto found = ids_of(search_contacts(views.now(), kLogOffice, row.query, {}));
    auto wanted = row.found;
    std::sort(found.begin(), found.end());
    std::sort(wanted.begin(), wanted.end());
    EXPECT_EQ(found, wanted) << row.query;
  }
}

TEST_P(ContactsView, lists_an_organisations_people_by_address) {
  views.record(contact_linked(12, 2, Kind::supplier));
  const auto people = [&](std::uint64_t organisation) {
    return ids_of(contacts_of_organisation(views.now(), kLogOffice,
                                           id_of<domain::OrganisationId>(organisation), {}));
  };
  EXPECT_EQ(people(1), (Ids{11, 13, 12}));
  EXPECT_EQ(people(2), (Ids{12}));
  EXPECT_EQ(people(3), Ids{});
}

TEST_P(ContactsView, goes_on_where_a_page_ended_though_people_came_in_between) {
  const auto first = contacts_by_email(views.now(), kLogOffice, "", {"", 2});
  EXPECT_EQ(ids_of(first), (Ids{11, 13}));
  ASSERT_FALSE(first.next.empty());
  views.record(contact_added(14, 1, "aa@fjord.no", "", ""));
  views.record(contact_added(15, 1, "cc@fjord.no", "", ""));
  const auto second = contacts_by_email(views.now(), kLogOffice, "", {first.next, 2});
  EXPECT_EQ(ids_of(second), (Ids{12, 15}));
  EXPECT_EQ(second.next, "");
}

TEST_P(ContactsView, shows_an_erased_person_to_nobody_who_searches) {
  auto erased = contact_added(14, 1, "x@fjord.no", "Xenia", "X");
  auto& event = std::get<domain::ContactEvent>(erased.of);
  std::get<domain::ContactAdded>(event).details.known.reset();
  views.record(std::move(erased));
  EXPECT_FALSE(find_contact(views.now(), kLogOffice, contact(14))->state.details);
  EXPECT_EQ(ids_of(search_contacts(views.now(), kLogOffice, "xenia", {})), Ids{});
  EXPECT_EQ(contacts_by_email(views.now(), kLogOffice, "", {}).rows.size(), 3u);
}

TEST_P(ContactsView, finds_an_edited_person_by_what_is_new_only) {
  const auto added = contact_added(11, 1, "ada@fest.no", "Ada", "Lund");
  const auto& as = std::get<domain::ContactAdded>(std::get<domain::ContactEvent>(added.of));
  views.record({domain::ContactEdited{contact(11), true, as.details}});
  EXPECT_EQ(ids_of(contacts_by_email(views.now(), kLogOffice, "", {})), (Ids{11, 13, 12}));
  EXPECT_EQ(ids_of(contacts_by_email(views.now(), kLogOffice, "anna.", {})), Ids{});
  EXPECT_EQ(ids_of(search_contacts(views.now(), kLogOffice, "olsen", {})), Ids{});
  EXPECT_EQ(ids_of(search_contacts(views.now(), kLogOffice, "lund", {})), (Ids{11}));
  const auto found = search_organisations(views.now(), kLogOffice, Kind::customer, "lund", {});
  EXPECT_EQ(found.rows.size(), 1u);
}

TEST_P(ContactsView, tells_the_inactive_apart) {
  const auto by_email = [&](std::optional<bool> active) {
    return ids_of(contacts_by_email(views.now(), kLogOffice, "a", {}, active));
  };
  const auto by_words = [&](std::optional<bool> active) {
    return ids_of(search_contacts(views.now(), kLogOffice, "annas", {}, active));
  };
  views.record({domain::ContactDeactivated{contact(13)}});
  EXPECT_EQ(by_email(std::nullopt), (Ids{11, 13}));
  EXPECT_EQ(by_email(true), (Ids{11}));
  EXPECT_EQ(by_email(false), (Ids{13}));
  EXPECT_EQ(by_words(true), (Ids{12}));
  EXPECT_EQ(by_words(false), (Ids{13}));
  views.record({domain::ContactReactivated{contact(13)}});
  EXPECT_EQ(by_email(true), (Ids{11, 13}));
  EXPECT_EQ(by_email(false), Ids{});
}

TEST_P(ContactsView, forgets_who_is_deleted_or_unlinked) {
  views.record(contact_linked(12, 2, Kind::supplier));
  views.record({domain::ContactDeactivated{contact(11)}});
  views.record({domain::ContactDeleted{contact(11)}});
  views.record({domain::ContactUnlinked{contact(12), id_of<domain::OrganisationId>(1)}});
  EXPECT_FALSE(find_contact(views.now(), kLogOffice, contact(11)));
  EXPECT_EQ(ids_of(contacts_by_email(views.now(), kLogOffice, "", {})), (Ids{13, 12}));
  EXPECT_EQ(ids_of(contacts_by_email(views.now(), kLogOffice, "", {}, false)), Ids{});
  EXPECT_EQ(ids_of(search_contacts(views.now(), kLogOffice, "olsen", {})), Ids{});
  EXPECT_EQ(ids_of(contacts_of_organisation(views.now(), kLogOffice,
                                            id_of<domain::OrganisationId>(1), {})),
            (Ids{13}));
}

TEST_P(ContactsView, belongs_to_one_office) {
  OfficeId other = kLogOffice;
  other[15] ^= 1;
  EXPECT_FALSE(find_contact(views.now(), other, contact(11)));
  EXPECT_TRUE(contacts_by_email(views.now(), other, "", {}).rows.empty());
  EXPECT_TRUE(search_contacts(views.now(), other, "anna", {}).rows.empty());
}

TEST_P(ContactsView, finds_organisations_by_name_or_people_in_order_of_name) {
  views.record(organisation_added(3, Kind::customer, "åpen fest"));
  views.record(organisation_added(4, Kind::customer, "Aker"));
  views.record(contact_added(16, 4, "per@aker.no", "Per", "Fest"));
  const auto search = [&](std::string_view query, const PageRequest& page = {}) {
    return search_organisations(views.now(), kLogOffice, Kind::customer, query, page);
  };
  const auto names = [](const Page<OrganisationMatch>& page) {
    std::vector<std::string> names;
    for (const auto& match : page.rows) names.push_back(match.organisation.name.str());
    return names;
  };
  using Names = std::vector<std::string>;
  EXPECT_EQ(names(search("fest")), (Names{"Aker", "åpen fest", "Fjord & Fest"}));
  EXPECT_EQ(names(search("fest per")), (Names{"Aker"}));
  EXPECT_EQ(names(search("bristol")), Names{});
  EXPECT_EQ(names(search("")), (Names{"Aker", "åpen fest", "Fjord & Fest"}));
  EXPECT_EQ(search("anna").rows.at(0).matched_contacts.size(), 3u);
  EXPECT_EQ(search("aker").rows.at(0).matched_contacts.size(), 1u);
  const auto first = search("fest", {"", 2});
  EXPECT_EQ(names(search("fest", {first.next, 2})), (Names{"Fjord & Fest"}));
}

TEST_P(ContactsView, lists_organisations_of_a_kind_by_name) {
  views.record(organisation_added(5, Kind::supplier, "hotell Atlantic"));
  const auto page = list_organisations(views.now(), kLogOffice, Kind::supplier, {});
  EXPECT_EQ(ids_of(page), (Ids{5, 2}));
  EXPECT_EQ(page.rows[0].version, 6u);
}

TEST_P(ContactsView, shows_a_deleted_organisation_no_more) {
  views.record(organisation_added(5, Kind::supplier, "Hotell Atlantic"));
  views.record(organisation_deleted(5, Kind::supplier));
  EXPECT_EQ(ids_of(list_organisations(views.now(), kLogOffice, Kind::supplier, {})), (Ids{2}));
  EXPECT_FALSE(find_organisation(views.now(), kLogOffice, id_of<domain::OrganisationId>(5)));
}

TEST_P(ContactsView, finds_a_renamed_organisation_by_its_new_name_only) {
  views.record(organisation_added(5, Kind::supplier, "Hotell Atlantic"));
  const auto position = views.record(organisation_renamed(5, "Zander"));
  const auto page = list_organisations(views.now(), kLogOffice, Kind::supplier, {});
  EXPECT_EQ(ids_of(page), (Ids{2, 5}));
  EXPECT_EQ(page.rows[1].name.str(), "Zander");
  EXPECT_EQ(page.rows[1].version, position);
  const auto found = [&](std::string_view query) {
    return search_organisations(views.now(), kLogOffice, Kind::supplier, query, {}).rows.size();
  };
  EXPECT_EQ(found("zand"), 1u);
  EXPECT_EQ(found("atlantic"), 0u);
}

INSTANTIATE_TEST_SUITE_P(, ContactsView, testing::Values(StoreKind::memory, StoreKind::rocksdb),
                         name_of_store);

}  // namespace
}  // namespace rollcall::projections::contacts_test
