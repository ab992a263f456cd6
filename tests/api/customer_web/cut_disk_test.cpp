// No look without a record, on customer web too: the log's disk fails, and rows are asked for.
#include "eventstore/rocksdb_log.hpp"
#include "tests/api/customer_web/web.hpp"
#include "tests/eventstore/faulty_file_system.hpp"
#include "tests/files.hpp"

namespace rollcall::api::cut_disk_test {
namespace {

using testing::HasSubstr;
using testing::Not;

// A customer web whose log lies on a disk that can be cut, and a visitor who has looked before.
class Cut {
 public:
  Cut() {
    web.tick();
    first_page = web.visit(web.rows() + "?limit=1");
    EXPECT_THAT(first_page.body, HasSubstr("Berg"));
    add_participant(web.api, web.accounts.project, R"("lastName":"Moen","firstName":"Eva")");
  }
  void cut() { machine.power->plan({.at_sync = 1}); }

 private:
  std::shared_ptr<eventstore::Log> open() {
    auto log = eventstore::open_rocksdb_log(folder.path() / "log", {.env = machine.env.get()});
    EXPECT_TRUE(log.has_value());
    return std::move(*log);
  }

  eventstore::FaultyMachine machine;
  tests::ScratchFolder folder;

 public:
  Web web{{.log = open()}};
  Answer first_page{{}};
};

// A way to ask for rows.
struct Way {
  std::string name;
  std::function<Answer(Web&, const Answer& first_page)> ask;
  bool goes_on = false;  // with an access that was recorded before
};

Way by_session(std::string name, const std::string& below, const std::string& type = "*/*") {
  return {std::move(name), [=](Web& web, const Answer&) {
            return web.visit(web.rows() + below, {{"accept", type}});
          }};
}

std::vector<Way> all_ways() {
  return {
      by_session("json", ""),
      by_session("csv", "", "text/csv"),
      by_session("xlsx", "", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
      by_session("changes", "/changes"),
      {"head",
       [](Web& web, const Answer&) { return web.api.head(web.rows(), {Api::bearer(web.per)}); }},
      {"second_page",
       [](Web& web, const Answer& first) {
         return web.visit(web.rows() + "?limit=1&cursor=" + first.text("/nextCursor"));
       },
       true},
      {"page",
       [](Web& web, const Answer&) {
         return web.api.get("/customer-web/" + web.accounts.project + "/lists/" + web.list,
                            {{"authorization", ""}, {"cookie", web.cookie()}});
       }},
  };
}

class CustomerWebWithoutADisk : public testing::TestWithParam<Way> {};

// The first to ask meets the failing write itself, the second a log that takes no more.
TEST_P(CustomerWebWithoutADisk, shows_no_row) {
  Cut of;
  const auto good = GetParam().ask(of.web, of.first_page);
  EXPECT_EQ(good.status, 200u) << good.body;
  of.cut();
  // A page that goes on writes nothing itself: what fails is another's write before it.
  if (GetParam().goes_on) {
    EXPECT_EQ(of.web.api.post("/v1/customers", R"({"name":"In vain"})").status, 503u);
  }
  for (int time = 0; time < 2; ++time) {
    const auto answer = GetParam().ask(of.web, of.first_page);
    EXPECT_EQ(answer.status, 503u) << answer.body;
    for (const auto* value : {"Berg", "Dahl", "Moen", "Eva"}) {
      EXPECT_THAT(answer.body, Not(HasSubstr(value)));
    }
    EXPECT_THAT(answer.header("Content-Disposition"), Not(HasSubstr("attachment")));
  }
}

INSTANTIATE_TEST_SUITE_P(, CustomerWebWithoutADisk, testing::ValuesIn(all_ways()),
                         [](const auto& way) { return way.param.name; });

}  // namespace
}  // namespace rollcall::api::cut_disk_test
