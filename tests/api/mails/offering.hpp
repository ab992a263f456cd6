#pragma once
// An office that mails an offer to a customer's contact person, who has no password yet.

#include "tests/api/sharing/sharing.hpp"

namespace rollcall::api {

struct Offering {
  Sharing office;
  std::string customer = office.api.get("/v1/projects/" + office.project).text("/customerId");
  std::string person = join("per@customer.example");
  std::string item_path = add_item(R"({"kind":"offer","title":"Dinner","body":"*Fish*"})");
  std::string item = item_path.substr(item_path.rfind('/') + 1);
  std::string token{};

  // A contact person of the customer, on the project.
  std::string join(const std::string& email) {
    auto id = add_contact(office.api, "customers/" + customer, email);
    const auto put = office.api.put("/v1/projects/" + office.project + "/contacts/" + id, "{}");
    EXPECT_LT(put.status, 300u) << put.body;
    return id;
  }
  // Its path.
  std::string add_item(const std::string& body) {
    const auto items = "/v1/projects/" + office.project + "/customer-web/items";
    return items + "/" + made(office.api, office.api.post(items, body));
  }
  static std::string ids(const std::vector<std::string>& contacts) {
    std::string list;
    for (const auto& contact : contacts) list += (list.empty() ? "\"" : ",\"") + contact + '"';
    return '[' + list + ']';
  }
  static std::string ids_body(const std::vector<std::string>& contacts) {
    return R"({"contactIds":)" + ids(contacts) + "}";
  }
  Answer send(const std::string& contact_ids, const std::string& more = "") {
    return office.api.post(item_path + "/send", R"({"contactIds":)" + contact_ids + more + "}");
  }
  std::string token_for(const std::string& email) {
    constexpr std::size_t kTokenLength = 43;
    std::string found;
    for (const auto& mail : office.mails())
      if (mail.to.str() == email) found = mail.link.substr(mail.link.rfind('/') + 1);
    EXPECT_EQ(found.size(), kTokenLength);
    return found;
  }
  void automatic_login(bool on) {
    const auto changed = office.api.patch(
        "/v1/office", std::string(R"({"automaticOfferLogin":)") + (on ? "true}" : "false}"));
    EXPECT_EQ(changed.status, 200u) << changed.body;
  }
  Answer press(const std::string& what) {
    return office.api.post("/v1/offers/" + token + "/" + what, "", kNobody);
  }
  std::string next() { return office.api.get("/v1/offers/" + token, kNobody).text("/next"); }
  // Below the project's customer web.
  Answer get(const std::string& session, const std::string& path) {
    return office.api.get("/v1/customer-web/projects/" + office.project + path,
                          {Api::bearer(session)});
  }
};

// Its mail went out.
class AnOffersLink : public ::testing::Test, protected Offering {
 protected:
  AnOffersLink() {
    EXPECT_EQ(send(ids({person})).status, 202u);
    office.settle();
    token = token_for("per@customer.example");
  }
};

}  // namespace rollcall::api
