#include "tests/domain/codec/awkward.hpp"

#include <limits>

#include "tests/domain/codec/samples.hpp"

namespace rollcall::codec::test {
namespace {

using namespace domain;

std::string repeated(const std::string& symbol, std::size_t times) {
  std::string result;
  for (std::size_t i = 0; i < times; ++i) result += symbol;
  return result;
}

std::vector<Column> many_columns() {
  std::vector<Column> columns;
  for (std::size_t i = 0; i < kMaxColumns; ++i) {
    columns.push_back(Column::restore("fields." + repeated("列", 98) + std::to_string(i)));
  }
  return columns;
}

ParticipantDetails large_participant() {
  ParticipantDetails details;
  for (auto& value : details.standard) value = repeated("名", 100);
  for (std::size_t i = 0; i < kMaxCustomFields; ++i) {
    details.fields[repeated("欄", 30) + std::to_string(i)] = repeated("x", 350);
  }
  return details;
}

ContactDetails contact_with_phones() {
  ContactDetails details{EmailAddress::restore("用户@例子.example"),
                         PersonName::restore(""),
                         PersonName::restore(repeated("𠜎", 200)),
                         {}};
  for (std::size_t i = 0; i < kMaxPhones; ++i) {
    details.phones.push_back(
        {Label::restore(repeated("電", 50)), PhoneNumber::restore(repeated("1", 30))});
  }
  return details;
}

Addressed large_mail() {
  return {EmailAddress::restore(std::string(64, 'a') + "@" + std::string(185, 'b') + ".com"),
          PersonName::restore(repeated("界", 200)),
          {Subject::restore(repeated("題", 200)), MailBody::restore(repeated("文", 10'000))}};
}

ListDefinition wide_list() {
  ListDefinition list{Name::restore("座席表"), many_columns(), {}, {}};
  for (std::size_t i = 0; i < kMaxConditions; ++i) {
    list.filter.push_back({Column::restore("status"), FilterOp::in, {"", "a", repeated("値", 90)}});
  }
  for (std::size_t i = 0; i < kMaxSortKeys; ++i)
    list.sort.push_back({many_columns()[i], i % 2 == 0});
  return list;
}

// As large as check_list lets a list be, with as many texts as that takes.
ListDefinition largest_list() {
  ListDefinition list{Name::restore("x"), {Column::restore("status")}, {}, {}};
  list.filter.assign(kMaxConditions, {Column::restore("status"), FilterOp::in, {}});
  for (std::size_t i = 0; i < kMaxListBytes / 16; ++i) {
    list.filter[i % kMaxConditions].values.push_back(i % 2 == 0 ? "" : "x");
  }
  for (std::size_t i = 0; !check_list(list); ++i) list.filter[i % kMaxConditions].values.pop_back();
  return list;
}

ListShared share(std::optional<ContactId> contact, Personal<Addressed> addressed) {
  return {id<ShareId>(1),
          id<ListId>(2),
          id<ProjectId>(3),
          contact,
          Date{-25'567},
          std::vector<Column>{},
          false,
          {id<SendingId>(4), LanguageTag::restore(""), addressed}};
}

ListAccessed look(std::optional<ShareId> viewer, std::optional<SessionId> session) {
  return {id<AccessId>(1),
          id<ListId>(2),
          id<ProjectId>(3),
          viewer,
          session,
          AccessKind::json,
          std::numeric_limits<std::uint64_t>::max(),
          std::numeric_limits<std::uint32_t>::max(),
          many_columns(),
          personal<ClientDetails>(9, {"", ""})};
}

std::vector<Awkward> of_customer_web() {
  return {
      {"no columns, no title",
       {ListPublishedOnCustomerWeb{ListId{}, ProjectId{}, {}, std::nullopt, -1}}},
      {"an empty title",
       {ListPublishedOnCustomerWeb{ListId{}, ProjectId{}, many_columns(), Name{}, 0}}},
      {"a body of nothing",
       {MenuItemAdded{
           MenuItemId{}, ProjectId{}, {MenuItemKind::page, Name{}, 0, MenuText{}, std::nullopt}}}},
      {"the longest link",
       {MenuItemEdited{MenuItemId{},
                       ProjectId{},
                       {MenuItemKind::link, Name::restore(repeated("題", 200)), 1, std::nullopt,
                        WebAddress::restore(std::string(2'000, 'h'))}}}},
      {"an empty file",
       {MenuFileUploaded{MenuItemId{}, ProjectId{}, {{}, 0, FileType::text, FileName{}}}}},
  };
}

std::vector<Awkward> of_people() {
  return {
      {"default settings", {OfficeCreated{OfficeId{}, OfficeSettings{}}}},
      {"extreme numbers",
       {OfficeCreated{OfficeId{},
                      {Name::restore(std::string("a\0b", 3)), Slug::restore(""), TimeZone{},
                       LanguageTag{}, std::numeric_limits<std::int32_t>::min(), true, false,
                       std::numeric_limits<std::int32_t>::max()}}}},
      {"a token for ever",
       {ApiTokenCreated{OfficeId{}, ApiTokenId{}, Name{}, TokenRole::auditor, std::nullopt}}},
      {"a token that ended before 1970",
       {ApiTokenCreated{OfficeId{}, ApiTokenId{}, Name{}, TokenRole::auditor, Instant{-1}}}},
      {"a token that ends at 0",
       {ApiTokenCreated{OfficeId{}, ApiTokenId{}, Name{}, TokenRole::auditor, Instant{0}}}},
      {"many phones, no first name",
       {ContactAdded{id<ContactId>(1), id<OrganisationId>(2), OrganisationKind::customer,
                     personal(3, contact_with_phones())}}},
      {"nothing known",
       {StaffAdded{OfficeId{}, StaffId{}, StaffRole::project_manager,
                   personal<StaffDetails>(1, {})}}},
      {"erased before it was written",
       {StaffAdded{
           OfficeId{}, StaffId{}, StaffRole::project_manager, {id<PersonId>(1), std::nullopt}}}},
  };
}

std::vector<Awkward> of_projects() {
  return {
      {"no return date, no managers",
       {ProjectCreated{
           ProjectId{},
           {Name{}, OrganisationId{}, Date{}, std::nullopt, {}, ProjectStatus::pending, 0}}}},
      {"returns on day 0",
       {ProjectCreated{
           ProjectId{},
           {Name{}, OrganisationId{}, Date{-1}, Date{0}, std::vector<StaffId>(100, id<StaffId>(7)),
            ProjectStatus::cancelled, 1'200}}}},
      {"an empty participant",
       {ParticipantAdded{ParticipantId{}, ProjectId{}, personal(1, ParticipantDetails{})}}},
      {"a large participant",
       {ParticipantEdited{ParticipantId{}, ProjectId{}, personal(1, large_participant())}}},
      {"a wide list", {ListCreated{ListId{}, ProjectId{}, wide_list()}}},
      {"the largest list", {ListEdited{ListId{}, ProjectId{}, largest_list()}}},
      {"an empty list", {ListEdited{ListId{}, ProjectId{}, ListDefinition{}}}},
  };
}

std::vector<Awkward> of_shares() {
  return {
      {"no contact, no columns", {share(std::nullopt, personal<Addressed>(1, large_mail()))}},
      {"a nil contact", {share(ContactId{}, personal<Addressed>(1, {}))}},
      {"a receiver who was erased", {share(std::nullopt, {id<PersonId>(1), std::nullopt})}},
      {"all that fits",
       {ShareResent{id<ShareId>(1),
                    Date{2'932'896},
                    many_columns(),
                    false,
                    {id<SendingId>(4), LanguageTag{}, personal<Addressed>(1, large_mail())}}}},
      {"an empty reason", {ShareEmailFailed{ShareId{}, SendingId{}, 0, ""}}},
      {"a long message id", {ShareCodeSent{ShareId{}, CodeId{}, std::string(1'000, '<')}}},
      {"a look by staff", {look(std::nullopt, std::nullopt)}},
      {"a look without a session", {look(id<ShareId>(4), std::nullopt)}},
      {"a look by a nil share", {look(ShareId{}, SessionId{})}},
  };
}

}  // namespace

std::vector<Awkward> awkward_events() {
  std::vector<Awkward> all;
  for (auto&& events : {of_people(), of_projects(), of_shares(), of_customer_web()}) {
    all.insert(all.end(), events.begin(), events.end());
  }
  return all;
}

Event too_large_event() {
  ListDefinition list = wide_list();
  for (auto& condition : list.filter) condition.values.assign(kMaxInValues, repeated("x", 100));
  return {ListCreated{ListId{}, ProjectId{}, list}};
}

}  // namespace rollcall::codec::test
