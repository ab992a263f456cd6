// No look without a record: the log's disk fails, and rows are asked for on every path there is.
#include "eventstore/rocksdb_log.hpp"
#include "tests/api/sharing/sharing.hpp"
#include "tests/eventstore/faulty_file_system.hpp"
#include "tests/files.hpp"

namespace rollcall::api::cut_disk_test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// An office whose log lies on a disk that can be cut, with a receiver who has looked before.
class Office {
 public:
  Office() {
    office.look(session.token);
    const auto edited = office.api.patch(
        "/v1/projects/" + office.project + "/participants/" + office.participants[0],
        R"({"firstName":"Eva"})");
    EXPECT_EQ(edited.status, 200u);
    first_page = office.look(session.token, "?limit=1");
    EXPECT_THAT(first_page.body, HasSubstr("Berg"));
    first_of_staff = office.api.get("/v1/lists/" + office.list + "/rows?limit=1");
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
  Sharing office{{.log = open()}};
  Sharing::Shared share = office.share_with("bus@coach.example");
  Sharing::Session session = office.open(share.token);
  Answer first_page{{}};
  Answer first_of_staff{{}};
};

// A way to ask for rows.
struct Path {
  std::string name;
  std::function<Answer(Office&)> ask;
  bool goes_on = false;  // with an access that was recorded before
};

Headers accepting(Headers who, const std::string& type) {
  who.emplace_back("accept", type);
  return who;
}
const std::string kXlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

// By the receiver, at that address.
Path by_receiver(std::string name, const std::string& target, const std::string& type = "*/*") {
  return {std::move(name), [=](Office& of) {
            return of.office.api.get(target, accepting(as_receiver(of.session.token), type));
          }};
}
Path below_link(std::string name, const std::string& target, const std::string& type = "*/*") {
  return {std::move(name), [=](Office& of) {
            return of.office.api.get("/v1/shared/" + of.share.token + target,
                                     accepting(as_receiver(of.session.token), type));
          }};
}
Path by_browser(std::string name, const std::string& query) {
  return {std::move(name), [=](Office& of) {
            return of.office.api.get("/l/" + of.share.id + query,
                                     {{"authorization", ""}, {"cookie", of.session.cookie}});
          }};
}
Path by_staff(std::string name, const std::string& target, const std::string& type = "*/*") {
  return {std::move(name), [=](Office& of) {
            return of.office.api.get("/v1/lists/" + of.office.list + target, {{"accept", type}});
          }};
}

std::vector<Path> all_paths() {
  return {
      by_receiver("json", "/v1/viewing/list"),
      by_receiver("csv", "/v1/viewing/list", "text/csv"),
      by_receiver("xlsx", "/v1/viewing/list", kXlsx),
      by_receiver("changes", "/v1/viewing/changes"),
      {"head",
       [](Office& of) {
         return of.office.api.head("/v1/viewing/list", as_receiver(of.session.token));
       }},
      {"head_of_changes",
       [](Office& of) {
         return of.office.api.head("/v1/viewing/changes", as_receiver(of.session.token));
       }},
      {"second_page",
       [](Office& of) {
         return of.office.look(of.session.token,
                               "?limit=1&cursor=" + of.first_page.text("/nextCursor"));
       },
       true},
      below_link("link_json", "/list"),
      below_link("link_csv", "/list", "text/csv"),
      below_link("link_xlsx", "/list", kXlsx),
      below_link("link_changes", "/changes"),
      by_browser("page", ""),
      by_browser("page_as_csv", "?format=csv"),
      by_staff("staff_json", "/rows"),
      by_staff("staff_csv", "/rows", "text/csv"),
      by_staff("staff_xlsx", "/rows", kXlsx),
      by_staff("staff_changes", "/changes?since=0"),
      {"staff_second_page",
       [](Office& of) {
         return of.office.api.get("/v1/lists/" + of.office.list +
                                  "/rows?limit=1&cursor=" + of.first_of_staff.text("/nextCursor"));
       },
       true},
  };
}

class WithoutADisk : public ::testing::TestWithParam<Path> {};

// The first to ask meets the failing write itself, the second a log that takes no more.
TEST_P(WithoutADisk, no_row_leaves) {
  Office of;
  const auto good = GetParam().ask(of);
  EXPECT_EQ(good.status, 200u) << good.body;
  of.cut();
  // A page that goes on writes nothing itself: what fails is another's write before it.
  if (GetParam().goes_on) {
    EXPECT_EQ(of.office.api.post("/v1/customers", R"({"name":"In vain"})").status, 503u);
  }
  for (int time = 0; time < 2; ++time) {
    const auto answer = GetParam().ask(of);
    EXPECT_EQ(answer.status, 503u) << answer.body;
    for (const auto* value : {"Berg", "Dahl", "Moen", "Eva", "Single"}) {
      EXPECT_THAT(answer.body, Not(HasSubstr(value)));
    }
    EXPECT_THAT(answer.header("Content-Disposition"), Not(HasSubstr("attachment")));
  }
}

INSTANTIATE_TEST_SUITE_P(, WithoutADisk, ::testing::ValuesIn(all_paths()),
                         [](const auto& path) { return path.param.name; });

}  // namespace
}  // namespace rollcall::api::cut_disk_test
