// GET /v1/events as NDJSON and as server-sent events, asked as a connection asks.

#include <random>

#include <gmock/gmock.h>

#include "domain/history.hpp"
#include "tests/api/feed/pulled.hpp"
#include "tests/api/made.hpp"

namespace rollcall::api::streams_test {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::pair<std::string, std::string> kLines = {"accept", "application/x-ndjson"};
const std::pair<std::string, std::string> kLive = {"accept", "text/event-stream"};

struct Streams : testing::Test {
  explicit Streams(Settings settings = quick()) : api({.settings = std::move(settings)}) {}

  // A heartbeat comes as soon as there is nothing else.
  static Settings quick() {
    Settings settings;
    settings.heartbeat = std::chrono::milliseconds(1);
    return settings;
  }

  Answer lines(const std::string& query = "") {
    return api.get("/v1/events" + query, {kLines, Api::bearer(auditor)});
  }
  Answer live(const std::string& query = "", Headers more = {}) {
    more.push_back(kLive);
    more.push_back(Api::bearer(auditor));
    return api.get("/v1/events" + query, std::move(more));
  }
  std::size_t reads() {
    const eventstore::Query query{{{domain::types_of<domain::HistoryRead>(), {}}}};
    const auto found = api.context().log.read(api.office().id, query, {});
    return found ? found->size() : 0;
  }
  // Ids of that many events.
  static std::vector<std::string> ids_of(Pulled& stream, std::size_t count) {
    std::vector<std::string> ids;
    while (ids.size() < count && !stream.is_over()) ids.push_back(stream.event().id);
    return ids;
  }
  static std::vector<std::string> numbers(std::uint64_t after, std::uint64_t up_to) {
    std::vector<std::string> ids;
    for (auto position = after + 1; position <= up_to; ++position) {
      ids.push_back(std::to_string(position));
    }
    return ids;
  }

  Api api;
  const std::string auditor = api.add_token(domain::TokenRole::auditor);
};

// ---- Whole ---------------------------------------------------------------------------------

TEST_F(Streams, give_the_whole_log_a_line_an_event) {
  for (int customer = 0; customer < 150; ++customer) add_customer(api);
  const auto answer = lines();
  EXPECT_EQ(answer.status, 200u);
  EXPECT_EQ(answer.header("Content-Type"), "application/x-ndjson");
  EXPECT_EQ(answer.header("Rollcall-Position"), std::to_string(api.position()));
  const auto head = api.position();
  add_customer(api);  // comes too late for this one
  Pulled stream(answer.response);
  const auto all = stream.lines();
  ASSERT_EQ(all.size(), head);
  EXPECT_FALSE(stream.is_broken());
  for (std::size_t i = 0; i < head; ++i) {
    EXPECT_THAT(all[i], HasSubstr(R"("id":")" + std::to_string(i + 1) + R"(")"));
  }
}

TEST_F(Streams, give_what_was_asked_for) {
  add_customer(api);
  const auto answer = lines("?types=OrganisationAdded&after=1");
  Pulled stream(answer.response);
  EXPECT_EQ(stream.lines().size(), 1u);
  const auto nothing = lines("?after=" + std::to_string(api.position()));
  Pulled empty(nothing.response);
  EXPECT_EQ(empty.all(), "");
  EXPECT_FALSE(empty.is_broken());
}

TEST_F(Streams, take_no_page) {
  EXPECT_EQ(lines("?limit=3").faults(), std::vector<std::string>{"/query/limit unknown_parameter"});
  EXPECT_EQ(live("?limit=3").faults(), std::vector<std::string>{"/query/limit unknown_parameter"});
}

TEST_F(Streams, of_an_admin_are_recorded_once_before_the_first_name_leaves) {
  const auto answer = api.get("/v1/events", {kLines});
  EXPECT_EQ(reads(), 0u);
  Pulled stream(answer.response);
  const auto all = stream.all();
  EXPECT_THAT(all, HasSubstr("Ada"));
  EXPECT_EQ(reads(), 1u);
  Pulled other(lines().response);
  EXPECT_THAT(other.all(), Not(HasSubstr("Ada")));
  EXPECT_EQ(reads(), 1u);
}

// ---- Live ----------------------------------------------------------------------------------

TEST_F(Streams, follow_the_log) {
  const auto answer = live("?after=" + std::to_string(api.position()));
  EXPECT_EQ(answer.header("Content-Type"), "text/event-stream");
  Pulled stream(answer.response);
  EXPECT_EQ(stream.block().id, std::to_string(api.position())) << "where it begins";
  for (int customer = 0; customer < 3; ++customer) {
    add_customer(api);
    const auto event = stream.event();
    EXPECT_EQ(event.id, std::to_string(api.position()));
    EXPECT_EQ(event.type, "rollcall.OrganisationAdded");
    EXPECT_THAT(event.data, HasSubstr(R"("id":")" + event.id + R"(")"));
  }
}

TEST_F(Streams, begin_with_what_was_before) {
  Pulled stream(live().response);
  EXPECT_EQ(ids_of(stream, api.position()), numbers(0, api.position()));
}

TEST_F(Streams, come_back_to_where_they_were) {
  for (int customer = 0; customer < 4; ++customer) add_customer(api);
  const auto answer = live("?after=1", {{"last-event-id", "3"}});
  Pulled stream(answer.response);
  EXPECT_EQ(ids_of(stream, api.position() - 3), numbers(3, api.position()));
  EXPECT_EQ(live("", {{"last-event-id", "x"}}).faults(),
            std::vector<std::string>{"/header/Last-Event-ID malformed"});
  EXPECT_EQ(live("", {{"last-event-id", "99999"}}).status, 409u);
}

// Wherever they are cut, the pieces together are the whole.
TEST_F(Streams, miss_nothing_and_repeat_nothing_however_they_are_cut) {
  std::minstd_rand random(20261129);
  std::vector<std::string> seen;
  std::string last;
  for (int round = 0; round < 40; ++round) {
    for (auto more = random() % 4; more > 0; --more) add_customer(api);
    Headers back;
    if (!last.empty()) back.emplace_back("last-event-id", last);
    Pulled stream(live("", back).response);
    const auto left = api.position() - (last.empty() ? 0 : std::stoul(last));
    for (auto blocks = random() % (left + 3); blocks > 0; --blocks) {
      const auto block = stream.block();
      last = block.id;
      if (!block.type.empty()) seen.push_back(block.id);
    }
  }
  Pulled rest(live("", {{"last-event-id", last}}).response);
  for (const auto& id : ids_of(rest, api.position() - std::stoul(last))) seen.push_back(id);
  EXPECT_EQ(seen, numbers(0, api.position()));
}

TEST_F(Streams, get_what_comes_while_they_are_read) {
  const auto before = api.position();
  Pulled stream(live("?after=" + std::to_string(before)).response);
  std::thread writer([this] {
    for (int customer = 0; customer < 100; ++customer) {
      api.post("/v1/customers", R"({"name":"X"})");
    }
  });
  EXPECT_EQ(ids_of(stream, 100), numbers(before, before + 100));
  writer.join();
}

TEST_F(Streams, with_a_filter_that_matches_nothing_still_come_further) {
  Pulled stream(live("?types=ListShared").response);
  EXPECT_EQ(stream.block().id, "0");
  add_customer(api);
  for (auto block = stream.block(); block.id != std::to_string(api.position());) {
    EXPECT_EQ(block.type, "");
    block = stream.block();
    ASSERT_FALSE(stream.is_over());
  }
}

TEST_F(Streams, filter_what_comes) {
  const auto customer = add_customer(api);
  const auto project = add_project(api, customer);
  const auto after = "&after=" + std::to_string(api.position());
  Pulled stream(live("?tag=project:" + project + after).response);
  add_customer(api);
  const auto list = add_list(api, project);
  EXPECT_THAT(stream.event().data, HasSubstr("list:" + list));
}

TEST_F(Streams, show_nothing_of_another_office) {
  const auto other = api.add_office("Other", "other");
  Pulled stream(live("?after=" + std::to_string(api.position())).response);
  EXPECT_EQ(api.post("/v1/customers", R"({"name":"Theirs"})", {Api::bearer(other.token)}).status,
            201u);
  add_customer(api, "Ours");
  EXPECT_THAT(stream.event().data, HasSubstr("Ours"));
}

TEST_F(Streams, of_an_admin_are_recorded_once_and_do_not_feed_themselves) {
  Pulled stream(api.get("/v1/events", {kLive}).response);
  const auto before = api.position();
  const auto ids = ids_of(stream, before + 1);
  EXPECT_EQ(ids, numbers(0, before + 1)) << "and then the record of this read";
  EXPECT_EQ(reads(), 1u);
  add_contact(api, "customers/" + add_customer(api), "ida@firma.example");
  EXPECT_EQ(ids_of(stream, 2).size(), 2u);
  EXPECT_EQ(reads(), 1u);
}

TEST_F(Streams, are_no_longer_allowed_once_their_credential_is_gone) {
  const auto answer = live();
  EXPECT_TRUE(answer.response.still_allowed());
  const auto tokens = api.get("/v1/api-tokens");
  std::string id;
  for (std::size_t i = 0; i < tokens.size("/items"); ++i) {
    const auto at = "/items/" + std::to_string(i);
    if (tokens.text(at + "/role") == "auditor") id = tokens.text(at + "/id");
  }
  EXPECT_EQ(api.del("/v1/api-tokens/" + id).status, 204u);
  EXPECT_FALSE(answer.response.still_allowed());
}

TEST_F(Streams, are_not_begun_by_head) {
  const auto answer = api.head("/v1/events", {kLive, Api::bearer(auditor)});
  EXPECT_EQ(answer.status, 200u);
  EXPECT_EQ(answer.header("Content-Type"), "text/event-stream");
  EXPECT_FALSE(answer.response.stream->endless());
  EXPECT_EQ(api.context().live.count(), 0u);
}

struct FewStreams : Streams {
  static Settings few() {
    auto settings = quick();
    settings.live_limits = {.per_office = 3, .per_credential = 2};
    return settings;
  }
  FewStreams() : Streams(few()) {}
};

TEST_F(FewStreams, are_had_at_once_of_a_credential_and_of_an_office) {
  Pulled first(live().response);
  Pulled second(live().response);
  const auto own = live();
  EXPECT_EQ(own.status, 429u);
  EXPECT_EQ(own.code(), "too_many_streams");
  EXPECT_NE(own.header("Retry-After"), "");
  Pulled third(api.get("/v1/events", {kLive}).response);
  const auto full = api.get("/v1/events", {kLive});
  EXPECT_EQ(full.status, 503u);
  EXPECT_NE(full.header("Retry-After"), "");
  first.leave();
  Pulled again(live().response);
  EXPECT_EQ(again.block().id, "0");
}

TEST_F(FewStreams, are_counted) {
  Pulled stream(live().response);
  EXPECT_THAT(api.get("/metrics").body, HasSubstr("\nrollcall_event_streams 1\n"));
  stream.leave(http::BodyStream::End::too_slow);
  const auto metrics = api.get("/metrics").body;
  EXPECT_THAT(metrics, HasSubstr("\nrollcall_event_streams 0\n"));
  EXPECT_THAT(metrics, HasSubstr("\nrollcall_event_streams_slow_total 1\n"));
}

}  // namespace
}  // namespace rollcall::api::streams_test
