// What must be so before anything personal leaves: that it is recorded, and that the credential
// stands.

#include <gmock/gmock.h>

#include "tests/api/accounts/accounts.hpp"
#include "tests/api/feed/pulled.hpp"

namespace rollcall::api::records_test {
namespace {

using testing::HasSubstr;
using testing::Not;

std::pair<std::string, std::string> accept(const std::string& type) {
  return {"accept", type};
}

TEST(ReadsOfEvents, that_cannot_be_recorded_deliver_nothing) {
  Accounts office;
  office.backing.takes_writes = false;
  const auto page = office.api.get("/v1/events");
  EXPECT_EQ(page.status, 503u);
  EXPECT_EQ(page.code(), "read_only");
  EXPECT_THAT(page.body, Not(HasSubstr("Ada")));
  for (const auto* type : {"application/x-ndjson", "text/event-stream"}) {
    const auto answer = office.api.get("/v1/events", {accept(type)});
    EXPECT_EQ(answer.status, 200u);
    Pulled stream(answer.response);
    EXPECT_THAT(stream.all(), Not(HasSubstr("Ada"))) << type;
    EXPECT_TRUE(stream.is_broken()) << type;
  }
  EXPECT_EQ(office.api.get("/v1/events?types=OrganisationAdded").status, 200u);
}

// Heartbeats ask whether a session stands, which must not be what keeps it.
TEST(ReadsOfEvents, do_not_keep_an_idle_session_open) {
  Accounts office;
  office.set_password_of(kAdmin);
  const auto session = office.session_of(kAdmin);
  const auto answer =
      office.api.get("/v1/events", {accept("text/event-stream"), Api::bearer(session)});
  ASSERT_EQ(answer.status, 200u);
  int hours = 0;
  for (; hours < 20 && answer.response.still_allowed(); ++hours) {
    office.api.clock().advance(std::chrono::hours(1));
  }
  EXPECT_EQ(hours, 8);
}

}  // namespace
}  // namespace rollcall::api::records_test
