#pragma once
// A project whose customer web is visited: Per of the customer can sign in, so can the hotel's
// desk; one list, "Rooms", with three participants.

#include <string>

#include "api/app/principal.hpp"
#include "tests/api/accounts/accounts.hpp"

namespace rollcall::api {

class Web {
 public:
  Web() : Web(Accounts::Options{}) {}
  explicit Web(Accounts::Options options) : accounts(std::move(options)) {
    for (const std::string name : {"Berg", "Dahl", "Moen"}) {
      add_participant(api, accounts.project,
                      R"("lastName":")" + name + R"(","firstName":"Ada","fields":{"Room":"12"})");
    }
    accounts.set_password_of(kPer);
    per = accounts.session_of(kPer);
  }

  // Of the office.
  std::string at(const std::string& below) const {
    return "/v1/projects/" + accounts.project + "/customer-web" + below;
  }
  std::string add_item(const std::string& members) {
    return made(api, api.post(at("/items"), "{" + members + "}"));
  }
  void tick() {
    const auto answer = api.put(at("/lists/" + list));
    EXPECT_LT(answer.status, 300u) << answer.body;
  }
  void untick() { EXPECT_EQ(api.del(at("/lists/" + list)).status, 204u); }
  void log_in_automatically(bool on) {
    const std::string body =
        on ? R"({"automaticOfferLogin":true})" : R"({"automaticOfferLogin":false})";
    EXPECT_EQ(api.patch("/v1/office", body).status, 200u);
  }

  // Of Per, or who else has that session.
  std::string mine(const std::string& below = "") const {
    return "/v1/customer-web/projects/" + accounts.project + below;
  }
  std::string rows() const { return mine("/lists/" + list); }
  Answer visit(const std::string& target, Headers more = {}) {
    return visit_as(per, target, std::move(more));
  }
  Answer visit_as(const std::string& session, const std::string& target, Headers more = {}) {
    more.push_back(Api::bearer(session));
    return api.get(target, std::move(more));
  }
  // Per's session as a browser holds it.
  std::string cookie() const { return signed_in_cookie_name(api.context().settings) + '=' + per; }

  Accounts accounts;
  Api& api = accounts.api;
  const std::string list = add_list(api, accounts.project);
  std::string per;  // a session
};

}  // namespace rollcall::api
