#include "tests/api/sharing/sharing.hpp"

namespace rollcall::api {
namespace {

constexpr std::size_t kTokenLength = 43;

std::string after(const std::string& text, std::string_view mark, std::size_t size) {
  const auto at = text.find(mark);
  EXPECT_NE(at, std::string::npos) << text;
  return at == std::string::npos ? "" : text.substr(at + mark.size(), size);
}

}  // namespace

Headers as_receiver(const std::string& session_token) {
  return {Api::bearer(session_token)};
}

Api::Options Sharing::api_options(const Options& options, Backing& backing) {
  backing.transport = options.transport;
  if (options.log) backing.log = options.log;
  Api::Options made;
  made.settings = options.settings;
  if (made.settings.dead_link_delay == Settings{}.dead_link_delay) {
    made.settings.dead_link_delay = std::chrono::milliseconds(1);
  }
  made.time_zone = domain::TimeZone::restore(options.time_zone);
  made.adjust = [&backing, bytes = options.look_cache_bytes](ApplicationParts& parts) {
    backing.adjust(parts);
    parts.look_cache_bytes = bytes;
  };
  return made;
}

Sharing::Sharing(Options options) : api(api_options(options, backing)), options_(options) {
  const auto customer = add_customer(api);
  supplier = add_supplier(api);
  contact = add_contact(api, "suppliers/" + supplier, "hotel@fjord.example");
  const auto returns =
      options.return_date.empty() ? "" : R"(,"returnDate":")" + options.return_date + R"(")";
  project =
      add_project(api, customer, returns + R"(,"contacts":[{"contactId":")" + contact + R"("}])");
  for (const std::string name : {"Berg", "Dahl", "Moen"}) {
    participants.push_back(add_participant(
        api, project,
        R"("lastName":")" + name + R"(","firstName":"Ada","fields":{"Room":"Single"})"));
  }
  list = add_list(api, project);
  if (options.mails) api.application().start_mail();
}

Answer Sharing::share(const std::string& body, Headers headers) {
  return api.post("/v1/lists/" + list + "/shares", body, std::move(headers));
}

Sharing::Shared Sharing::share_with(const std::string& email, const std::string& more) {
  const auto answer = share(R"({"receivers":[{"email":")" + email + R"("}])" + more + "}");
  EXPECT_EQ(answer.status, 201u) << answer.body;
  settle();
  return {answer.text("/items/0/id"), token_for(email)};
}

std::string Sharing::token_for(const std::string& email) {
  const auto all = mails();
  for (auto mail = all.rbegin(); mail != all.rend(); ++mail) {
    if (mail->to.str() != email || mail->text.find("/s/") == std::string::npos) continue;
    return after(mail->text, "/s/", kTokenLength);
  }
  ADD_FAILURE() << "no mail with a link to " << email;
  return "";
}

std::string Sharing::code_for(const std::string& token) {
  const auto before = mails().size();
  const auto asked = api.post("/v1/shared/" + token + "/codes", "", kNobody);
  EXPECT_EQ(asked.status, 202u) << asked.body;
  settle();
  const auto all = mails();
  EXPECT_EQ(all.size(), before + 1);
  return all.empty() ? "" : after(all.back().text, "\n    ", 9);
}

Sharing::Session Sharing::open(const std::string& token) {
  const auto code = code_for(token);
  const auto answer =
      api.post("/v1/shared/" + token + "/sessions", R"({"code":")" + code + R"("})", kNobody);
  EXPECT_EQ(answer.status, 201u) << answer.body;
  const auto cookie = answer.header("Set-Cookie");
  return {answer.text("/token"), cookie.substr(0, cookie.find(';')), answer};
}

Answer Sharing::look(const std::string& session, const std::string& query, Headers more) {
  more.push_back(Api::bearer(session));
  return api.get("/v1/viewing/list" + query, std::move(more));
}

void Sharing::settle() {
  until([this] { return api.application().mail_idle() && api.context().projector.caught_up(); });
}

void Sharing::until(const std::function<bool()>& holds) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (!holds() && std::chrono::steady_clock::now() < end) {
    // Waits for something to happen.
    (void)backing.log->follow(backing.log->last_batch(), 1, std::chrono::milliseconds(5));
  }
  EXPECT_TRUE(holds());
}

void Sharing::restart() {
  api.restart();
  if (options_.mails) api.application().start_mail();
  until([this] { return api.context().projector.caught_up(); });
}

std::string Sharing::day(int offset) {
  auto date = domain::local_date(api.clock().now(), domain::TimeZone());
  date.days += offset;
  return date.to_string();
}

}  // namespace rollcall::api
