#include "tests/api/accounts/accounts.hpp"

namespace rollcall::api {
namespace {

constexpr std::string_view kMark = "/password/";
constexpr std::size_t kTokenLength = 43;

}  // namespace

Headers as(const std::string& session) {
  return {Api::bearer(session)};
}

Api::Options Accounts::api_options(const Options& options, Backing& backing) {
  if (options.log) backing.log = options.log;
  Api::Options made;
  made.settings = options.settings;
  made.settings.hashing.cost = {8, 1};
  made.settings.dead_link_delay = std::chrono::milliseconds(1);
  if (made.settings.account_answer_step == Settings{}.account_answer_step) {
    made.settings.account_answer_step = std::chrono::milliseconds(1);
  }
  made.adjust = [&backing](ApplicationParts& parts) { backing.adjust(parts); };
  return made;
}

Accounts::Accounts(Options options) : api(api_options(options, backing)), options_(options) {
  customer = add_customer(api);
  const auto supplier = add_supplier(api);
  per = add_contact(api, "customers/" + customer, kPer, "Per", "Nordlys");
  const auto hotel = add_contact(api, "suppliers/" + supplier, kHotel, "Front", "Desk");
  newcomer = add_contact(api, "customers/" + customer, kNew, "Nora", "Ny");
  project = add_project(
      api, customer,
      R"(,"contacts":[{"contactId":")" + per + R"("},{"contactId":")" + hotel + R"("}])");
  if (options.mails) api.application().start_mail();
}

Answer Accounts::sign_in(const std::string& email, const std::string& password,
                         const std::string& more, Headers headers) {
  headers.emplace_back("authorization", "");
  return api.post("/v1/sessions",
                  R"({"email":")" + email + R"(","password":")" + password + '"' + more + "}",
                  std::move(headers));
}

std::string Accounts::session_of(const std::string& email, const std::string& password) {
  const auto answer = sign_in(email, password);
  EXPECT_EQ(answer.status, 201u) << answer.body;
  return answer.status == 201 ? answer.text("/token") : "";
}

unsigned Accounts::status_of(const std::string& session) {
  return api.get("/v1/sessions/current", as(session)).status;
}

std::string Accounts::link_for(const std::string& email) {
  const auto before = mails_to(email);
  const auto asked = api.post("/v1/password-resets", R"({"email":")" + email + R"("})", kNobody);
  EXPECT_EQ(asked.status, 202u) << asked.body;
  until([&] { return mails_to(email) > before; });
  settle();
  return newest_link(email);
}

Answer Accounts::set(const std::string& link, const std::string& password) {
  return api.put("/v1/password-resets/" + link, R"({"password":")" + password + R"("})", kNobody);
}

void Accounts::set_password_of(const std::string& email, const std::string& password) {
  const auto answer = set(link_for(email), password);
  EXPECT_EQ(answer.status, 204u) << answer.body;
}

std::string Accounts::newest_link(const std::string& email) {
  const auto all = backing.handed_over.all();
  for (auto mail = all.rbegin(); mail != all.rend(); ++mail) {
    const auto at = mail->text.find(kMark);
    if (mail->to.str() == email && at != std::string::npos)
      return mail->text.substr(at + kMark.size(), kTokenLength);
  }
  return "";
}

std::size_t Accounts::mails_to(const std::string& email) {
  std::size_t count = 0;
  for (const auto& mail : backing.handed_over.all()) count += mail.to.str() == email;
  return count;
}

void Accounts::settle() {
  until([this] { return api.application().mail_idle() && api.context().projector.caught_up(); });
}

void Accounts::until(const std::function<bool()>& holds) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (!holds() && std::chrono::steady_clock::now() < end) {
    // Waits for something to happen.
    (void)backing.log->follow(backing.log->last_batch(), 1, std::chrono::milliseconds(5));
  }
  EXPECT_TRUE(holds());
}

void Accounts::restart() {
  api.restart();
  if (options_.mails) api.application().start_mail();
  until([this] { return api.context().projector.caught_up(); });
}

}  // namespace rollcall::api
