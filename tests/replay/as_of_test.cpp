#include "replay/as_of.hpp"

#include "tests/projections/logged_office.hpp"

namespace rollcall::replay::as_of_test {
namespace {

using namespace projections;
using domain::Tag;
using domain::TagKind;

constexpr std::uint64_t kCustomer = 1, kContact = 11, kProject = 21, kList = 51, kShare = 71;

template <class Id>
Tag tag(TagKind kind, std::uint64_t number) {
  return {kind, id_of<Id>(number).uuid};
}
const Tag kOfShare = tag<domain::ShareId>(TagKind::share, kShare);
const Tag kOfList = tag<domain::ListId>(TagKind::list, kList);
const Tag kOfRoster = tag<domain::ProjectId>(TagKind::roster, kProject);
const Tag kOfContact = tag<domain::ContactId>(TagKind::contact, kContact);
const Tag kOfProject = tag<domain::ProjectId>(TagKind::project, kProject);

class AsOf : public testing::Test {
 protected:
  AsOf() {
    record(organisation_added(kCustomer, domain::OrganisationKind::customer, "Nordlys"));
    record(contact_added(kContact, kCustomer, "ida@x.no", "Ida", "Halvorsen"));
    record(project_created(kProject, kCustomer, "Summer"));
    record(joined(kProject, kContact, kCustomer));
    record(participant_added(31, kProject, participant("Ada", "Berg")));
    record(list_created(kList, kProject, definition("Rooms", {"lastName"})));
    record(list_shared(kShare, kList, kProject, kContact, "ida@x.no"));
  }
  Position record(domain::Event event) { return office.append({std::move(event)}); }

  std::shared_ptr<const ViewReader> view(const std::vector<Tag>& resources, Position up_to) {
    auto found = view_as_of(office.log(), office.codec(), kLogOffice, resources, up_to);
    EXPECT_TRUE(found.has_value());
    return found ? *found : nullptr;
  }
  // What the running projections show of the same moment, once they are there.
  std::shared_ptr<const ViewReader> all_views() {
    auto projector = office.start(make_memory_view_store(), all_projections());
    EXPECT_TRUE(projected(*projector, office.log().head(kLogOffice)));
    return projector->snapshot(kLogOffice).view;
  }
  std::optional<ShareRow> share(const ViewReader& from) {
    return find_share(from, kLogOffice, id_of<domain::ShareId>(kShare));
  }
  std::vector<std::string> last_names(const ViewReader& from) {
    const auto list = find_list(from, kLogOffice, id_of<domain::ListId>(kList));
    std::vector<std::string> names;
    if (!list) return names;
    for (const auto& row : rows_of_list(from, kLogOffice, *list)) {
      names.push_back(row.details ? row.details->at(domain::StandardField::last_name) : "");
    }
    return names;
  }

  LoggedOffice office;
};

using Names = std::vector<std::string>;

TEST_F(AsOf, shows_a_share_with_its_looks_and_names_as_they_were) {
  record(email_sent(kShare, kShare));
  const auto then = record(accessed(81, kList, kShare));
  record(accessed(82, kList, kShare));
  record(share_revoked(kShare));
  const auto before = share(*view({kOfShare}, then));
  const auto after = share(*view({kOfShare}, office.log().head(kLogOffice)));
  ASSERT_TRUE(before && after);
  EXPECT_EQ(before->access_count, 1u);
  EXPECT_TRUE(before->first_accessed_at);
  EXPECT_FALSE(before->state.revocation);
  EXPECT_EQ(after->access_count, 2u);
  EXPECT_TRUE(after->state.revocation);
}

TEST_F(AsOf, shows_of_now_what_the_views_show) {
  record(email_sent(kShare, kShare));
  record(accessed(81, kList, kShare));
  record(participant_edited(31, kProject, participant("Ada", "Aas")));
  record(list_edited(kList, kProject, definition("All rooms", {"lastName", "firstName"})));
  const auto full = all_views();
  const auto some =
      view({kOfShare, kOfList, kOfRoster, kOfContact, kOfProject}, office.log().head(kLogOffice));
  const auto one = share(*full), other = share(*some);
  ASSERT_TRUE(one && other);
  EXPECT_EQ(other->access_count, one->access_count);
  EXPECT_EQ(other->email_sent_at, one->email_sent_at);
  EXPECT_EQ(other->last_accessed_at, one->last_accessed_at);
  EXPECT_EQ(other->state.version, one->state.version);
  EXPECT_EQ(other->state.revision, one->state.revision);
  const auto list_id = id_of<domain::ListId>(kList);
  const auto list = find_list(*full, kLogOffice, list_id);
  const auto again = find_list(*some, kLogOffice, list_id);
  ASSERT_TRUE(list && again);
  EXPECT_EQ(again->definition, list->definition);
  EXPECT_EQ(again->own_version, list->own_version);
  EXPECT_EQ(again->version, list->version);
  EXPECT_EQ(again->changed_at, list->changed_at);
  EXPECT_EQ(last_names(*some), last_names(*full));
}

TEST_F(AsOf, shows_a_lists_rows_at_every_position) {
  const auto one = office.log().head(kLogOffice);
  const auto two = record(participant_added(32, kProject, participant("Bo", "Aas")));
  const auto edited = record(participant_edited(31, kProject, participant("Ada", "Zahl")));
  const auto removed = record(participant_removed(32, kProject));
  const std::vector<Tag> asked = {kOfList, kOfRoster};
  EXPECT_EQ(last_names(*view(asked, one)), Names{"Berg"});
  EXPECT_EQ(last_names(*view(asked, two)), (Names{"Aas", "Berg"}));
  EXPECT_EQ(last_names(*view(asked, edited)), (Names{"Aas", "Zahl"}));
  EXPECT_EQ(last_names(*view(asked, removed)), Names{"Zahl"});
}

TEST_F(AsOf, still_shows_a_list_that_is_deleted_now) {
  const auto then = office.log().head(kLogOffice);
  const auto deleted = record(list_deleted(kList, kProject));
  EXPECT_EQ(last_names(*view({kOfList, kOfRoster}, then)), Names{"Berg"});
  EXPECT_TRUE(last_names(*view({kOfList, kOfRoster}, deleted)).empty());
}

TEST_F(AsOf, shows_members_of_a_project_with_their_names) {
  const auto then = office.log().head(kLogOffice);
  record(left(kProject, kContact));
  const auto project_id = id_of<domain::ProjectId>(kProject);
  const auto before = view({kOfProject}, then);
  const auto project = find_project(*before, kLogOffice, project_id);
  ASSERT_TRUE(project);
  EXPECT_EQ(project->members.size(), 1u);
  const auto contact = find_contact(*before, kLogOffice, id_of<domain::ContactId>(kContact));
  ASSERT_TRUE(contact && contact->state.details);
  EXPECT_EQ(contact->state.details->first_name.str(), "Ida");
  const auto after =
      find_project(*view({kOfProject}, office.log().head(kLogOffice)), kLogOffice, project_id);
  ASSERT_TRUE(after);
  EXPECT_TRUE(after->members.empty());
}

TEST_F(AsOf, shows_names_as_they_were) {
  record(organisation_added(2, domain::OrganisationKind::customer, "Sol"));
  const auto then = office.log().head(kLogOffice);
  record(organisation_renamed(kCustomer, "Nordlys AS"));
  record(project_edited(kProject, 2, "Winter"));
  const auto names = [&](Position up_to) {
    const auto at = view({kOfList}, up_to);
    const auto project = find_project(*at, kLogOffice, id_of<domain::ProjectId>(kProject));
    EXPECT_TRUE(project);
    if (!project) return Names{};
    const auto customer = find_organisation(*at, kLogOffice, project->details.customer);
    return Names{project->details.name.str(), customer ? customer->name.str() : ""};
  };
  EXPECT_EQ(names(then), (Names{"Summer", "Nordlys"}));
  EXPECT_EQ(names(office.log().head(kLogOffice)), (Names{"Winter", "Sol"}));
}

TEST_F(AsOf, shows_nothing_of_before_a_resource_was_made) {
  EXPECT_FALSE(share(*view({kOfShare}, 6)));
  EXPECT_TRUE(share(*view({kOfShare}, 7)));
}

TEST_F(AsOf, of_nothing_is_empty) {
  EXPECT_FALSE(share(*view({}, office.log().head(kLogOffice))));
}

TEST_F(AsOf, reads_nothing_that_it_is_not_asked_about) {
  office.append_unknown_type();
  EXPECT_TRUE(share(*view({kOfShare}, office.log().head(kLogOffice))));
}

// ---- Subjects ----------------------------------------------------------------------------------

class AsOfSubjects : public AsOf {
 protected:
  std::shared_ptr<const ViewReader> view_of(const Subjects& subjects) {
    const auto past = view_as_of(office.log(), office.codec(), kLogOffice, subjects,
                                 office.log().head(kLogOffice));
    EXPECT_TRUE(past.has_value());
    return past ? past->view : nullptr;
  }
};

TEST_F(AsOfSubjects, have_a_lists_rows_by_the_list_alone) {
  const auto edited = record(participant_edited(31, kProject, participant("Ada", "Aas")));
  record(participant_added(32, kProject + 1, participant("Of", "Another")));
  const auto list = id_of<domain::ListId>(kList);
  const auto view = view_of({.facts = domain::facts_of_list(list), .rosters = true});
  EXPECT_EQ(last_names(*view), Names{"Aas"});
  EXPECT_EQ(find_list(*view, kLogOffice, list)->version, edited);
}

TEST_F(AsOfSubjects, have_whole_shares_that_the_facts_name) {
  record(email_sent(kShare, kShare));
  record(accessed(81, kList, kShare));
  const auto list = id_of<domain::ListId>(kList);
  const auto found = domain::facts_of_shares_of_list(list);
  const auto whole = share(*view_of({.facts = found, .whole_shares = true}));
  ASSERT_TRUE(whole);
  EXPECT_EQ(whole->access_count, 1u);
  EXPECT_TRUE(whole->email_sent_at);
  EXPECT_EQ(share(*view_of({.facts = found}))->access_count, 0u);
}

TEST_F(AsOfSubjects, have_whole_contact_persons_that_the_facts_name) {
  const domain::FactQueries added = {
      {domain::types_of<domain::ContactAdded>(),
       {tag<domain::OrganisationId>(TagKind::organisation, kCustomer)}}};
  const auto projects = [&](const Subjects& subjects) {
    const auto view = view_of(subjects);
    return find_contact(*view, kLogOffice, id_of<domain::ContactId>(kContact))
        ->state.projects.size();
  };
  EXPECT_EQ(projects({.facts = added}), 0u);
  EXPECT_EQ(projects({.facts = added, .whole_contacts = true}), 1u);
}

TEST_F(AsOfSubjects, have_all_of_their_types_and_pass_over_others) {
  office.append_unknown_type();
  record(organisation_added(2, domain::OrganisationKind::customer, "Sol"));
  const auto view = view_of({.types = types_of_concepts<domain::OrganisationEvent>()});
  const auto page =
      list_organisations(*view, kLogOffice, domain::OrganisationKind::customer, {"", 10});
  EXPECT_EQ(page.rows.size(), 2u);
  EXPECT_FALSE(find_project(*view, kLogOffice, id_of<domain::ProjectId>(kProject)));
}

TEST_F(AsOfSubjects, are_bounded) {
  const Subjects contacts{.facts = domain::facts_of_contact(id_of<domain::ContactId>(kContact))};
  const auto head = office.log().head(kLogOffice);
  const auto view = [&](std::size_t most) {
    return view_as_of(office.log(), office.codec(), kLogOffice, contacts, head, most);
  };
  const auto events = view(kMaxEventsOfView)->events;
  EXPECT_TRUE(view(events).has_value());
  EXPECT_EQ(view(events - 1).error(), eventstore::Error::overloaded);
}

}  // namespace
}  // namespace rollcall::replay::as_of_test
