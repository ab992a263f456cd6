// GET /v1/events as JSON: shape, filters, pages, and who is shown what.

#include <gmock/gmock.h>

#include "domain/history.hpp"
#include "tests/api/made.hpp"

namespace rollcall::api::pages_test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kNobodys = "01890a5d-ac96-774b-bcce-b302099a8057";

struct Office : testing::Test {
  Api api;
  const std::string auditor = api.add_token(domain::TokenRole::auditor);
  const std::string customer = add_customer(api);
  const std::string contact = add_contact(api, "customers/" + customer, "ida@firma.example");
  const std::string project = add_project(api, customer);
  const std::string list = add_list(api, project);
  const std::string participant = add_participant(api, project, R"("firstName":"Åse")");

  Headers as_auditor() const { return {Api::bearer(auditor)}; }
  std::size_t reads() {
    const eventstore::Query query{{{domain::types_of<domain::HistoryRead>(), {}}}};
    const auto found = api.context().log.read(api.office().id, query, {});
    return found ? found->size() : 0;
  }
};

TEST_F(Office, shows_its_log_as_cloud_events) {
  const auto head = api.position();
  const auto answer = api.get("/v1/events", as_auditor());
  EXPECT_EQ(answer.status, 200u);
  EXPECT_EQ(answer.header("Content-Type"), "application/json");
  EXPECT_EQ(answer.header("Rollcall-Position"), std::to_string(head));
  ASSERT_EQ(answer.size("/items"), head);
  EXPECT_EQ(answer.json("/nextCursor"), "null");
  for (std::size_t i = 0; i < head; ++i) {
    const auto at = "/items/" + std::to_string(i);
    EXPECT_EQ(answer.text(at + "/id"), std::to_string(i + 1));
    EXPECT_EQ(answer.text(at + "/position"), std::to_string(i + 1));
    EXPECT_EQ(answer.text(at + "/specversion"), "1.0");
    EXPECT_THAT(answer.text(at + "/type"), testing::StartsWith("rollcall."));
  }
}

TEST_F(Office, filters_by_types_and_tag) {
  struct Row {
    std::string query;
    std::vector<std::string> types;
  };
  const std::vector<Row> rows = {
      {"types=ContactAdded", {"rollcall.ContactAdded"}},
      {"types=ListCreated,ContactAdded", {"rollcall.ContactAdded", "rollcall.ListCreated"}},
      {"types=ListDeleted", {}},
      {"tag=list:" + list, {"rollcall.ListCreated"}},
      {"tag=project:" + project, {"rollcall.ProjectCreated", "rollcall.ListCreated"}},
      {"types=ListCreated&tag=project:" + project, {"rollcall.ListCreated"}},
      {"tag=list:" + std::string(kNobodys), {}},
  };
  for (const auto& row : rows) {
    const auto answer = api.get("/v1/events?" + row.query, as_auditor());
    EXPECT_EQ(answer.items("/type"), row.types) << row.query;
    EXPECT_EQ(answer.header("Rollcall-Position"), std::to_string(api.position()));
  }
}

TEST_F(Office, names_the_parameter_that_is_wrong) {
  struct Row {
    std::string query;
    unsigned status;
    std::string fault;
  };
  const std::vector<Row> rows = {
      {"types=listCreated", 422, "/query/types unknown_value"},
      {"types=ListCreated,", 422, "/query/types unknown_value"},
      {"types=", 422, "/query/types unknown_value"},
      {"tag=list", 422, "/query/tag malformed"},
      {"tag=", 422, "/query/tag malformed"},
      {"tag=list:1", 422, "/query/tag malformed"},
      {"tag=email:" + std::string(kNobodys), 422, "/query/tag unknown_value"},
      {"tag=link:" + std::string(kNobodys), 422, "/query/tag unknown_value"},
      {"tag=contact:" + contact, 422, "/query/tag for_office_admin"},
      {"tag=access:" + contact, 422, "/query/tag for_office_admin"},
      {"tag=participant:" + participant, 422, "/query/tag for_office_admin"},
      {"after=x", 422, "/query/after malformed"},
      {"after=-1", 422, "/query/after malformed"},
      {"limit=0", 400, "/query/limit out_of_range"},
      {"limit=501", 400, "/query/limit out_of_range"},
      {"page=1", 400, "/query/page unknown_parameter"},
  };
  for (const auto& row : rows) {
    const auto answer = api.get("/v1/events?" + row.query, as_auditor());
    EXPECT_EQ(answer.status, row.status) << row.query;
    EXPECT_THAT(answer.faults(), ElementsAre(row.fault)) << row.query;
  }
  const auto beyond = api.get("/v1/events?after=" + std::to_string(api.position() + 1));
  EXPECT_EQ(beyond.status, 409u);
  EXPECT_EQ(beyond.code(), "position_unknown");
  EXPECT_EQ(api.get("/v1/events", {{"accept", "text/csv"}}).status, 406u);
}

TEST_F(Office, gives_every_event_once_page_by_page) {
  const auto all = api.get("/v1/events?limit=500", as_auditor()).items("/id");
  for (const std::size_t limit : {std::size_t{1}, std::size_t{3}, all.size()}) {
    std::vector<std::string> by_position;
    std::vector<std::string> by_cursor;
    const auto pages = "/v1/events?limit=" + std::to_string(limit);
    for (std::string after = "0"; after != std::to_string(api.position());) {
      const auto page = api.get(pages + "&after=" + after, as_auditor());
      for (const auto& id : page.items("/id")) by_position.push_back(id);
      ASSERT_NE(page.header("Rollcall-Position"), after);
      after = page.header("Rollcall-Position");
    }
    for (std::string cursor;;) {
      const auto page = api.get(pages + cursor, as_auditor());
      for (const auto& id : page.items("/id")) by_cursor.push_back(id);
      if (page.json("/nextCursor") == "null") break;
      cursor = "&cursor=" + page.text("/nextCursor");
    }
    EXPECT_EQ(by_position, all);
    EXPECT_EQ(by_cursor, all);
  }
}

TEST_F(Office, shows_persons_to_its_admins_alone) {
  const auto query = "/v1/events?types=ContactAdded,ParticipantAdded";
  const auto full = api.get(query);
  EXPECT_EQ(full.text("/items/0/data/contactId"), contact);
  EXPECT_EQ(full.text("/items/0/data/details/state"), "known");
  EXPECT_EQ(full.text("/items/0/data/details/value/email"), "ida@firma.example");
  EXPECT_EQ(full.text("/items/1/data/details/value/firstName"), "Åse");
  const auto other = api.get(query, as_auditor());
  EXPECT_EQ(other.text("/items/0/data/details/state"), "withheld");
  EXPECT_EQ(other.json("/items/0/data/details/value"), "null");
  const auto pseudonym = other.text("/items/0/data/contactId");
  EXPECT_NE(pseudonym, contact);
  EXPECT_EQ(other.text("/items/0/data/details/personId"), pseudonym);
  EXPECT_THAT(other.text("/items/0/tags"), HasSubstr("contact:" + pseudonym));
  for (const auto& secret : {contact, participant, std::string("firma"), std::string("Åse")}) {
    EXPECT_THAT(other.body, Not(HasSubstr(secret)));
  }
}

TEST_F(Office, lets_its_admins_ask_for_a_person) {
  const auto answer = api.get("/v1/events?tag=contact:" + contact);
  EXPECT_THAT(answer.items("/type"), ElementsAre("rollcall.ContactAdded"));
}

// Otherwise whoever polls would find their own reads, and make new ones, for ever.
TEST_F(Office, records_reads_that_delivered_personal_data_and_no_others) {
  const auto answer = api.get("/v1/events");
  EXPECT_EQ(reads(), 1u);
  const auto next = "/v1/events?after=" + answer.header("Rollcall-Position");
  const auto read = api.get(next);
  EXPECT_THAT(read.items("/type"), ElementsAre("rollcall.HistoryRead"));
  EXPECT_EQ(read.text("/items/0/data/kind"), "eventsFeed");
  EXPECT_EQ(read.number("/items/0/data/entries"), static_cast<int>(answer.size("/items")));
  EXPECT_EQ(api.get("/v1/events?after=" + read.header("Rollcall-Position")).size("/items"), 0u);
  EXPECT_EQ(api.get("/v1/events?types=ListShared").size("/items"), 0u);
  EXPECT_EQ(api.get("/v1/events", as_auditor()).status, 200u);
  EXPECT_EQ(api.head("/v1/events").status, 200u);
  EXPECT_EQ(reads(), 1u);
}

TEST_F(Office, shows_nothing_of_another) {
  const auto other = api.add_office("Other", "other");
  const auto answer = api.get("/v1/events", {Api::bearer(other.token)});
  EXPECT_THAT(answer.items("/id"), Not(testing::IsEmpty()));
  for (const auto& source : answer.items("/source")) {
    EXPECT_THAT(source, HasSubstr(projections::from_log(other.id).to_string()));
  }
  EXPECT_THAT(answer.body, Not(HasSubstr("firma")));
  EXPECT_EQ(api.get("/v1/events?tag=list:" + list, {Api::bearer(other.token)}).size("/items"), 0u);
}

TEST_F(Office, lets_only_those_read_who_may) {
  for (const auto role : {domain::TokenRole::project_manager, domain::TokenRole::analyst}) {
    EXPECT_EQ(api.get("/v1/events", {Api::bearer(api.add_token(role))}).status, 403u);
  }
  EXPECT_EQ(api.get("/v1/events", kNobody).status, 401u);
}

}  // namespace
}  // namespace rollcall::api::pages_test
