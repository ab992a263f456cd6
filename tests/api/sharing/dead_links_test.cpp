// Links: GET and HEAD change nothing, and whatever is dead or unknown answers one constant.
#include "tests/api/sharing/sharing.hpp"

namespace rollcall::api::dead_links_test {
namespace {

TEST(ALink, shows_the_office_and_a_masked_address_and_nothing_of_the_list) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  const auto answer = office.api.get("/v1/shared/" + share.token, kNobody);
  EXPECT_EQ(answer.status, 200u);
  EXPECT_EQ(answer.text("/office/name"), "Fjord & Fest");
  EXPECT_EQ(answer.text("/maskedEmail").find("bus"), std::string::npos);
  EXPECT_EQ(answer.body.find("Rooms"), std::string::npos);
  EXPECT_EQ(answer.header("Cache-Control"), "no-store");
}

TEST(ALink, is_not_changed_by_a_thousand_looks_at_it) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  office.until([&] { return office.get_share(share.id).text("/delivery/state") == "sent"; });
  const auto before = office.api.position();
  const auto first = office.get_share(share.id).body;
  for (int i = 0; i < 250; ++i) {
    EXPECT_EQ(office.api.get("/v1/shared/" + share.token, kNobody).status, 200u);
    EXPECT_EQ(office.api.head("/v1/shared/" + share.token, kNobody).status, 200u);
    EXPECT_EQ(office.api.get("/s/" + share.token, kNobody).status, 200u);
    EXPECT_EQ(office.api.head("/s/" + share.token, kNobody).status, 200u);
  }
  EXPECT_EQ(office.api.position(), before);
  EXPECT_EQ(office.get_share(share.id).body, first);
}

TEST(ALink, answers_other_methods_with_405_while_it_lives) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  const auto answer = office.api.put("/v1/shared/" + share.token + "/list", "{}", kNobody);
  EXPECT_EQ(answer.status, 405u);
  EXPECT_EQ(answer.header("Allow"), "GET, HEAD");
  const auto typed = office.api.post("/v1/shared/" + share.token + "/codes", "{}",
                                     {{"authorization", ""}, {"content-type", "text/plain"}});
  EXPECT_EQ(typed.status, 415u);
}

// ---- Dead links ------------------------------------------------------------------------------

// How a link came to be dead; gives its token and, where there was one, a session's token.
struct Death {
  std::string name;
  std::function<std::string(Sharing&)> token;
};
void PrintTo(const Death& row, std::ostream* out) {
  *out << row.name;
}

std::string shared_then(Sharing& office, const std::function<void(const std::string& id)>& end,
                        const std::string& email = "bus@coach.example") {
  const auto share = office.share_with(email);
  end(share.id);
  office.settle();
  return share.token;
}

std::string locked(Sharing& office) {
  const auto share = office.share_with("bus@coach.example");
  for (int code = 0; code < 2; ++code) {
    office.code_for(share.token);
    for (int i = 0; i < 5; ++i) {
      office.api.post("/v1/shared/" + share.token + "/sessions", R"({"code":"2222-2222"})",
                      kNobody);
    }
    office.api.clock().advance(std::chrono::minutes(2));
  }
  office.until([&] { return office.get_share(share.id).text("/state") == "locked"; });
  return share.token;
}

// A link whose attempt is not recorded yet: its token lies in the vault, its hash nowhere.
std::string pending(Sharing& office) {
  const auto token = std::string(43, 'A');
  office.share(R"({"receivers":[{"email":"late@coach.example"}]})");
  return token;
}

const std::vector<Death> kDeaths = {
    {"unknown", [](Sharing&) { return std::string(42, 'x') + "A"; }},
    {"malformed", [](Sharing&) { return std::string("no-link"); }},
    {"too long", [](Sharing&) { return std::string(2'000, 'A'); }},
    {"escaped", [](Sharing&) { return std::string("%00%2F%2e%2e"); }},
    {"pending", pending},
    {"expired",
     [](Sharing& office) {
       return shared_then(office, [&](const auto&) {
         office.api.clock().set(*domain::Instant::parse("2026-06-15T00:00:00Z"));
       });
     }},
    {"revoked",
     [](Sharing& office) {
       return shared_then(office,
                          [&](const auto& id) { office.api.post("/v1/shares/" + id + "/revoke"); });
     }},
    {"superseded",
     [](Sharing& office) {
       return shared_then(office,
                          [&](const auto& id) { office.api.post("/v1/shares/" + id + "/send"); });
     }},
    {"locked", locked},
    {"list deleted",
     [](Sharing& office) {
       return shared_then(office, [&](const auto&) { office.api.del("/v1/lists/" + office.list); });
     }},
    {"contact removed",
     [](Sharing& office) {
       return shared_then(
           office,
           [&](const auto&) {
             office.api.del("/v1/projects/" + office.project + "/contacts/" + office.contact);
           },
           "hotel@fjord.example");
     }},
};

struct Attempted {
  http::Method method;
  std::string path;  // LINK: the token
  std::string body;
  Headers headers{};
};

std::vector<Attempted> attempts_below(const std::string& root) {
  using http::Method;
  std::vector<Attempted> all;
  for (const std::string path :
       {"", "/codes", "/sessions", "/sessions/current", "/list", "/other", "/list/more"}) {
    for (const auto method : {Method::get, Method::post, Method::put, Method::patch, Method::del}) {
      all.push_back({method, root + "/LINK" + path, ""});
    }
  }
  all.push_back({Method::post, root + "/LINK/sessions", R"({"code":"2222-2222"})"});
  all.push_back({Method::post, root + "/LINK/sessions", "not JSON"});
  all.push_back({Method::post, root + "/LINK/codes", "{}", {{"content-type", "text/plain"}}});
  all.push_back(
      {Method::post, root + "/LINK/codes", "", {{"idempotency-key", std::string(256, 'k')}}});
  all.push_back({Method::get, root + "/LINK/list", "", {{"accept", "image/png"}}});
  all.push_back({Method::get, root + "/LINK/list?limit=no", ""});
  all.push_back({Method::get, root + "/LINK?sent=1", ""});
  all.push_back({Method::post,
                 root + "/LINK",
                 "step=send",
                 {{"content-type", "application/x-www-form-urlencoded"}}});
  all.push_back({Method::post,
                 root + "/LINK",
                 "step=open&code=2222",
                 {{"content-type", "application/x-www-form-urlencoded"}}});
  return all;
}

std::string with_token(std::string path, const std::string& token) {
  return path.replace(path.find("LINK"), 4, token);
}

// Everything that is sent, as one text.
std::string bytes_of(const Answer& answer) {
  auto text = std::to_string(answer.status) + "\n";
  for (const auto& header : answer.response.headers) {
    text += header.name + ": " + header.value + "\n";
  }
  return text + "\n" + answer.body;
}

class DeadLinks : public ::testing::TestWithParam<Death> {};

void expect_constant(Sharing& office, const std::string& root, const std::string& token,
                     const std::string& constant) {
  const auto before = office.api.position();
  for (const auto& attempted : attempts_below(root)) {
    auto headers = attempted.headers;
    headers.emplace_back("authorization", "");
    const auto answer = office.api.send(attempted.method, with_token(attempted.path, token),
                                        attempted.body, headers);
    EXPECT_EQ(bytes_of(answer), constant)
        << to_string(attempted.method) << ' ' << attempted.path << ' ' << attempted.body;
  }
  EXPECT_EQ(office.api.position(), before);
}

TEST_P(DeadLinks, answer_one_constant_on_every_route_and_method) {
  Sharing office;
  const auto token = GetParam().token(office);
  Sharing stranger;
  const auto unknown = std::string(43, 'A');
  const auto constant = bytes_of(stranger.api.get("/v1/shared/" + unknown, kNobody));
  const auto page = bytes_of(stranger.api.get("/s/" + unknown, kNobody));
  EXPECT_EQ(constant.substr(0, 4), "404\n");
  EXPECT_EQ(page.substr(0, 4), "404\n");
  EXPECT_EQ((constant + page).find("Rollcall"), std::string::npos);
  expect_constant(office, "/v1/shared", token, constant);
  expect_constant(office, "/s", token, page);
}

INSTANTIATE_TEST_SUITE_P(Rows, DeadLinks, ::testing::ValuesIn(kDeaths));

TEST(DeadLinks, answer_after_one_and_the_same_time) {
  Sharing office({.settings = {.dead_link_delay = std::chrono::milliseconds(40)}});
  const auto share = office.share_with("bus@coach.example");
  office.api.post("/v1/shares/" + share.id + "/revoke");
  for (const auto& token : {share.token, std::string(43, 'A'), std::string("malformed")}) {
    for (const std::string path : {"/v1/shared/LINK", "/v1/shared/LINK/other", "/s/LINK"}) {
      const auto start = std::chrono::steady_clock::now();
      EXPECT_EQ(office.api.get(with_token(path, token), kNobody).status, 404u);
      EXPECT_GE(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(40)) << path;
    }
  }
}

TEST(DeadLinks, open_nothing_to_a_session_of_theirs) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  const auto session = office.open(share.token);
  office.api.post("/v1/shares/" + share.id + "/revoke");
  const auto dead = bytes_of(office.api.get("/v1/shared/" + std::string(43, 'A'), kNobody));
  const auto answer =
      office.api.get("/v1/shared/" + share.token + "/list", as_receiver(session.token));
  EXPECT_EQ(bytes_of(answer), dead);
}

}  // namespace
}  // namespace rollcall::api::dead_links_test
