// What leaves of every event: all of it for an office admin but secrets, and nothing of persons for
// others.

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/feed/cloud_event.hpp"
#include "api/feed/data/data_writer.hpp"
#include "tests/api/feed/rendered.hpp"

namespace rollcall::api::feed::data_test {
namespace {

using codec::test::samples;
using namespace domain;

constexpr std::string_view kMark = "MARKED";
constexpr eventstore::OfficeId kOffice = kSampleOffice;

EmailAddress marked_email() {
  return EmailAddress::restore("MARKED@person.example");
}
template <class T>
T marked() {
  return T::restore("MARKED");
}

// ---- A mark in every text that is, or may hold, personal data ------------------------------

void mark(StaffDetails& details) {
  details = {marked_email(), marked<PersonName>(), marked<PersonName>()};
}
void mark(ContactDetails& details) {
  details = {marked_email(),
             marked<PersonName>(),
             marked<PersonName>(),
             {{marked<Label>(), marked<PhoneNumber>()}}};
}
void mark(ParticipantDetails& details) {
  details.standard.fill("MARKED");
  details.fields = {{"MARKED", "MARKED"}};
}
void mark(MailText& mail) {
  mail = {marked<Subject>(), marked<MailBody>()};
}
void mark(Addressed& addressed) {
  addressed.email = marked_email();
  addressed.name = marked<PersonName>();
  mark(addressed.mail);
}
void mark(ClientDetails& client) {
  client = {"MARKED", "MARKED"};
}
template <class T>
void mark(Personal<T>& part) {
  mark(part.known.emplace());
}
void mark(ListDefinition& definition) {
  for (auto& condition : definition.filter) condition.values = {"MARKED"};
}
void mark(MenuItemDetails& details) {
  details.title = marked<Name>();
  if (details.url) details.url = marked<WebAddress>();
}

template <class E>
void mark_event(E& event) {
  if constexpr (requires { mark(event.details); }) mark(event.details);
  if constexpr (requires { mark(event.sending.addressed); }) mark(event.sending.addressed);
  if constexpr (requires { mark(event.addressed); }) mark(event.addressed);
  if constexpr (requires { mark(event.client); }) mark(event.client);
  if constexpr (requires { mark(event.mail); }) mark(event.mail);
  if constexpr (requires { mark(event.definition); }) mark(event.definition);
  if constexpr (std::is_same_v<E, ApiTokenCreated>) event.name = marked<Name>();
  if constexpr (std::is_same_v<E, ProjectStatusChanged>) event.reason = marked<StatusReason>();
  if constexpr (std::is_same_v<E, ListPublishedOnCustomerWeb>) event.title = marked<Name>();
  if constexpr (std::is_same_v<E, MenuFileUploaded>) event.file.name = marked<FileName>();
}

Event marked(Event event) {
  std::visit([](auto& of_concept) { std::visit([](auto& e) { mark_event(e); }, of_concept); },
             event.of);
  return event;
}

// ---- Persons, by their ids -----------------------------------------------------------------

// Collects ids of persons out of an event's description.
class Persons {
 public:
  template <class T>
  Persons& field(std::string_view, const T& value) {
    look(value);
    return *this;
  }
  template <class T>
  Persons& authored(std::string_view, const T&) {
    return *this;
  }
  Persons& secret(const LinkHash&) { return *this; }
  std::set<Uuid> ids;

 private:
  template <class T>
  void look(const T& value) {
    if constexpr (kNamesPerson<T>) {
      ids.insert(value.uuid);
    } else if constexpr (requires { value.person.uuid; }) {
      ids.insert(value.person.uuid);
    } else if constexpr (std::is_same_v<T, AccountHolder>) {
      ids.insert(value.person);
    } else if constexpr (std::is_same_v<T, Sending>) {
      ids.insert(value.addressed.person.uuid);
    } else if constexpr (std::is_same_v<T, ProjectDetails>) {
      for (const auto& manager : value.managers) ids.insert(manager.uuid);
    }
  }
  template <class T>
  void look(const std::optional<T>& maybe) {
    if (maybe) look(*maybe);
  }
};

std::set<Uuid> persons_in(const Event& event) {
  Persons persons;
  visit_event([&](const auto& e) { describe(persons, e); }, event);
  return persons.ids;
}

struct Feed : testing::Test {
  const std::unique_ptr<eventstore::Vault> vault =
      eventstore::make_memory_vault(eventstore::MasterKey::from_seed("tests"));
  const Viewer admin{kOffice};
  const Viewer auditor{kOffice, *vault};
};

TEST_F(Feed, tells_others_than_office_admins_nothing_personal) {
  for (const auto& sample : samples()) {
    SCOPED_TRACE(std::string(name_of(sample.event)));
    const auto event = cloud_event(logged(marked(sample.event)), auditor);
    EXPECT_EQ(event.json.find(kMark), event.json.npos) << event.json;
    EXPECT_FALSE(event.has_personal);
  }
}

TEST_F(Feed, names_persons_to_others_by_pseudonyms_alone) {
  for (const auto& sample : samples()) {
    SCOPED_TRACE(std::string(name_of(sample.event)));
    const auto event = cloud_event(logged(sample.event), auditor);
    auto persons = persons_in(sample.event);
    persons.insert(codec::test::uuid(2));  // the actor
    for (const auto& person : persons) {
      EXPECT_EQ(event.json.find(person.to_string()), event.json.npos) << event.json;
    }
    EXPECT_NE(event.json.find(auditor.person(codec::test::uuid(2)).to_string()), event.json.npos);
  }
}

TEST_F(Feed, tells_office_admins_everything_personal) {
  for (const auto& sample : samples()) {
    SCOPED_TRACE(std::string(name_of(sample.event)));
    const auto event = marked(sample.event);
    const auto made = cloud_event(logged(event), admin);
    EXPECT_EQ(made.has_personal, made.json.find(kMark) != made.json.npos) << made.json;
    EXPECT_EQ(made.has_personal, event != sample.event) << "what is marked is shown";
    for (const auto& person : persons_in(sample.event)) {
      EXPECT_NE(made.json.find(person.to_string()), made.json.npos) << made.json;
    }
  }
}

// Not every event that may hold such a text does; where there is none, no read is recorded.
TEST_F(Feed, takes_nothing_for_personal_that_is_not_there) {
  const ProjectId project{codec::test::uuid(7)};
  const ListId list{codec::test::uuid(11)};
  for (const Event& event :
       {Event{ProjectStatusChanged{project, ProjectStatus::finished, std::nullopt}},
        Event{ListPublishedOnCustomerWeb{list, project, {}, std::nullopt, 10}},
        Event{ListCreated{list, project, {marked<Name>(), {}, {}, {}}}}}) {
    EXPECT_FALSE(cloud_event(logged(event), admin).has_personal) << name_of(event);
  }
}

std::string hex_of(const LinkHash& hash) {
  std::string hex;
  for (const auto byte : hash) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    hex += kDigits[byte >> 4];
    hex += kDigits[byte & 0xf];
  }
  return hex;
}

// What opens something: a link's hash, as hexadecimal digits or as a tag.
TEST_F(Feed, keeps_hashes_of_links_from_everybody) {
  int seen = 0;
  for (const auto& sample : samples()) {
    std::optional<LinkHash> hash;
    visit_event(
        [&](const auto& e) {
          if constexpr (requires { e.link_hash; }) hash = e.link_hash;
        },
        sample.event);
    if (!hash) continue;
    ++seen;
    for (const auto* viewer : {&admin, &auditor}) {
      const auto json = cloud_event(logged(sample.event), *viewer).json;
      EXPECT_EQ(json.find(hex_of(*hash)), json.npos) << json;
      EXPECT_EQ(json.find(link_tag(*hash).id.to_string()), json.npos) << json;
    }
  }
  EXPECT_EQ(seen, 3);
}

TEST_F(Feed, says_what_is_erased) {
  const auto contact = ContactId{codec::test::uuid(5)};
  const Event erased = ContactEdited{contact, true, {person_of(contact), std::nullopt}};
  for (const auto* viewer : {&admin, &auditor}) {
    const auto json = data_of(erased, *viewer);
    EXPECT_NE(json.find(R"("state":"erased","value":null)"), json.npos) << json;
  }
}

TEST_F(Feed, calls_one_person_the_same_in_every_event) {
  const auto person = codec::test::uuid(5);
  const auto pseudonym = auditor.person(person);
  EXPECT_NE(pseudonym, person);
  EXPECT_EQ(pseudonym.bytes[6] >> 4, 8) << "a UUID of version 8";
  EXPECT_EQ(Viewer(kOffice, *vault).person(person), pseudonym);
  const auto other_office = eventstore::OfficeId{9};
  EXPECT_NE(Viewer(other_office, *vault).person(person), pseudonym);
  const ContactId contact{person};
  for (const Event& event :
       {Event{ContactDeactivated{contact}}, Event{SignInRefused{{AccountKind::contact, person}}},
        Event{ContactRemovedFromProject{{codec::test::uuid(7)}, contact}}}) {
    const auto json = cloud_event(logged(event), auditor).json;
    EXPECT_NE(json.find("contact:" + pseudonym.to_string()), json.npos) << json;
  }
}

// CloudEvents 1.0.2, 3: attributes' names are lower-case letters and digits.
TEST_F(Feed, has_the_attributes_of_a_cloud_event) {
  const auto event = cloud_event(
      logged(ListDeleted{ListId{codec::test::uuid(11)}, ProjectId{codec::test::uuid(7)}}), admin);
  EXPECT_EQ(event.type, "rollcall.ListDeleted");
  EXPECT_EQ(event.json,
            R"({"specversion":"1.0","id":"4711",)"
            R"("source":"//rollcall.office/01020300-0000-0000-0000-000000000000",)"
            R"("type":"rollcall.ListDeleted","time":"2027-01-15T08:00:00.123Z",)"
            R"("subject":"list:00000000-0000-7000-8000-00000000000b","position":"4711",)"
            R"("actor":"staff:00000000-0000-7000-8000-000000000002",)"
            R"("correlation":"00000000-0000-7000-8000-00000000004d",)"
            R"("tags":"list:00000000-0000-7000-8000-00000000000b )"
            R"(project:00000000-0000-7000-8000-000000000007",)"
            R"("datacontenttype":"application/json",)"
            R"("data":{"listId":"00000000-0000-7000-8000-00000000000b",)"
            R"("projectId":"00000000-0000-7000-8000-000000000007"}})");
}

TEST_F(Feed, knows_its_events_by_name) {
  for (const auto& sample : samples()) {
    EXPECT_EQ(type_named(name_of(sample.event)), type_of(sample.event));
  }
  EXPECT_EQ(type_named("listShared"), std::nullopt);
  EXPECT_EQ(type_named(""), std::nullopt);
}

TEST(Tags, are_read_as_they_are_printed) {
  for (unsigned kind = 1; kind <= static_cast<unsigned>(TagKind::history); ++kind) {
    const Tag tag{static_cast<TagKind>(kind), codec::test::uuid(kind)};
    EXPECT_EQ(parse_tag(to_string(tag)), tag);
  }
  for (const char* text : {"", ":", "list", "list:", "list:1",
                           "nobody:00000000-0000-7000-8000-"
                           "000000000001",
                           "unknown:00000000-0000-7000-8000-000000000001"}) {
    EXPECT_EQ(parse_tag(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace rollcall::api::feed::data_test
