#pragma once
// An office to which everything happens, in an order that a seed decides, and what it answered
// meanwhile.

#include <algorithm>
#include <random>
#include <set>

#include "tests/api/past/past.hpp"

namespace rollcall::api {

// What was answered, and when.
struct Given {
  std::string path;
  Answer answer;
  domain::Instant at;
  std::string position() const { return answer.header("Rollcall-Position"); }
};

class LivedHistory {
 public:
  explicit LivedHistory(std::uint32_t seed) : random_(seed) {
    for (const std::string path :
         {"/v1/customers", "/v1/suppliers", "/v1/customers?query=n", "/v1/suppliers?query=ida",
          "/v1/contacts", "/v1/contacts?query=o", "/v1/contacts?email=h",
          "/v1/contacts?active=true", "/v1/contacts?active=false", "/v1/projects",
          "/v1/projects?query=summer", "/v1/projects?status=confirmed", "/v1/shares",
          "/v1/shares?state=expired", "/v1/shares?state=revoked", "/v1/shares?state=active",
          "/v1/shares?receiver=bus@coach.example"}) {
      collections_.insert(path);
    }
    know_organisation("suppliers/" + office.supplier);
    contacts_.push_back(office.contact);
    projects_.push_back(office.project);
    lists_.push_back(office.list);
    participants_ = office.participants;
    tokens_.push_back(office.share_with("bus@coach.example").token);
    shares_ = api.get("/v1/shares").items("/id");
  }

  // Something happens, or is refused.
  void step() {
    api.clock().advance(std::chrono::milliseconds(1 + random_() % 1'000));
    if (random_() % 8 == 0) api.clock().advance(std::chrono::hours(24 * (random_() % 5)));
    switch (random_() % 10) {
      case 0:
        return change_organisations();
      case 1:
        return change_contacts();
      case 2:
        return change_projects();
      case 3:
        return change_members();
      case 4:
        return change_participants();
      case 5:
        return change_lists();
      case 6:
        return make_shares();
      case 7:
        return change_shares();
      case 8:
        return change_customer_web();
      default:
        return look();
    }
  }

  // Everything that can be asked, and what is answered.
  void ask_all() {
    for (const auto& path : paths()) ask(path);
    // Looks and reads of the history, each an event, and of what was before it: not of the moment
    // of the rest.
    api.clock().advance(std::chrono::milliseconds(1));
    const auto since = "?since=" + std::to_string(api.position() / 2);
    for (const auto& list : lists_) ask("/v1/lists/" + list + "/rows");
    for (const auto& list : lists_) ask("/v1/lists/" + list + "/changes" + since);
    for (const auto& list : lists_) ask("/v1/lists/" + list + "/stale-receivers" + since);
  }

  // Contact persons who are deleted by now, and so may be erased.
  std::vector<std::string> deleted_contacts() {
    std::vector<std::string> deleted;
    for (const auto& contact : contacts_) {
      if (api.get("/v1/contacts/" + contact).status == 404) deleted.push_back(contact);
    }
    return deleted;
  }

  std::vector<Given> answers;
  Sharing office;
  Api& api = office.api;

 private:
  void ask(const std::string& path) { answers.push_back({path, api.get(path), api.clock().now()}); }
  std::string any(const std::vector<std::string>& of) { return of[random_() % of.size()]; }
  std::string name() { return "N" + std::to_string(random_() % 1'000); }
  std::string name_body() { return R"({"name":")" + name() + R"("})"; }
  void keep(std::vector<std::string>& kept, const Answer& made) {
    if (made.status == 201) kept.push_back(made.text("/id"));
  }
  void know_organisation(const std::string& path) {
    single_.insert("/v1/" + path);
    collections_.insert("/v1/" + path + "/contacts");
  }

  std::set<std::string> paths() const {
    auto paths = single_;
    paths.insert(collections_.begin(), collections_.end());
    for (const auto& contact : contacts_) {
      paths.insert("/v1/contacts/" + contact);
      paths.insert("/v1/shares?receiver=" + contact);
      paths.insert("/v1/projects?contactId=" + contact);
    }
    for (const auto& project : projects_) add_paths_of_project(project, paths);
    for (const auto& list : lists_) {
      paths.insert("/v1/lists/" + list);
      paths.insert("/v1/lists/" + list + "/shares");
      paths.insert("/v1/lists/" + list + "/receivers");
      paths.insert("/v1/shares?listId=" + list);
    }
    for (const auto& share : shares_) {
      paths.insert("/v1/shares/" + share);
      paths.insert("/v1/shares/" + share + "/accesses");
    }
    return paths;
  }
  void add_paths_of_project(const std::string& project, std::set<std::string>& paths) const {
    const auto path = "/v1/projects/" + project;
    for (const std::string below :
         {"", "/contacts", "/participants", "/lists", "/customer-web/items"}) {
      paths.insert(path + below);
    }
    paths.insert("/v1/shares?projectId=" + project);
    for (const auto& each : participants_) paths.insert(path + "/participants/" + each);
    for (const auto& each : items_) paths.insert(path + "/customer-web/items/" + each);
    for (const auto& each : lists_) {
      paths.insert(path + "/customer-web/lists/" + each);
      paths.insert(path + "/customer-web/lists/" + each + "/accesses");
    }
  }

  void change_organisations() {
    if (random_() % 3 == 0) {
      const auto made = api.post("/v1/customers", name_body());
      keep(customers_, made);
      know_organisation("customers/" + made.text("/id"));
    } else if (!customers_.empty() && random_() % 3 == 0) {
      api.del("/v1/customers/" + any(customers_));
    } else {
      api.patch("/v1/suppliers/" + office.supplier, name_body());
    }
  }
  void change_contacts() {
    const auto email = R"("email":"h)" + std::to_string(random_() % 50) + R"(@x.example")";
    const auto path = "/v1/contacts/" + any(contacts_);
    switch (random_() % 6) {
      case 0:
        return keep(contacts_, api.post("/v1/suppliers/" + office.supplier + "/contacts",
                                        "{" + email + R"(,"firstName":"Ola"})"));
      case 1:
        if (customers_.empty()) return;
        api.post("/v1/customers/" + any(customers_) + "/contacts",
                 R"({"contactId":")" + any(contacts_) + R"("})");
        return;
      case 2:
        api.patch(path, "{" + email + R"(,"lastName":")" + name() + R"("})");
        return;
      case 3:
        api.post(path + "/deactivate");
        return;
      case 4:
        api.post(path + "/reactivate");
        return;
      default:
        api.del("/v1/suppliers/" + office.supplier + "/contacts/" + any(contacts_));
    }
  }
  void change_projects() {
    const auto path = "/v1/projects/" + any(projects_);
    if (!customers_.empty() && random_() % 3 == 0) {
      return keep(projects_, api.post("/v1/projects", R"({"name":"Summer","startDate":"2026-06-10",
                                      "customerId":")" + any(customers_) +
                                                          R"("})"));
    }
    const auto status = random_() % 2 == 0 ? "confirmed" : "pending";
    api.patch(path, R"({"name":")" + name() + R"(","status":")" + status + R"("})");
  }
  void change_members() {
    const auto path = "/v1/projects/" + any(projects_) + "/contacts/" + any(contacts_);
    random_() % 2 == 0 ? api.put(path, "{}") : api.del(path);
  }
  void change_participants() {
    const auto path = "/v1/projects/" + any(projects_) + "/participants";
    const auto body = R"({"lastName":")" + name() + R"(","fields":{"Room":")" + name() + R"("}})";
    switch (random_() % 3) {
      case 0:
        return keep(participants_, api.post(path, body));
      case 1:
        api.patch(path + "/" + any(participants_), body);
        return;
      default:
        api.del(path + "/" + any(participants_));
    }
  }
  void change_lists() {
    const auto path = "/v1/lists/" + any(lists_);
    switch (random_() % 4) {
      case 0:
        return keep(lists_, api.post("/v1/projects/" + any(projects_) + "/lists",
                                     R"({"name":"L","columns":["lastName"]})"));
      case 1:
        api.patch(path, R"({"columns":["lastName","fields.Room"]})");
        return;
      case 2:
        api.patch(path, name_body());
        return;
      default:
        if (random_() % 4 == 0) api.del(path);
    }
  }
  void make_shares() {
    const auto receiver = random_() % 2 == 0 ? R"("contactId":")" + any(contacts_) + R"(")"
                                             : std::string(R"("email":"bus@coach.example")");
    const auto made = api.post(
        "/v1/lists/" + any(lists_) + "/shares",
        R"({"receivers":[{)" + receiver + R"(,"validUntil":")" + office.day(2) + R"("}]})");
    if (made.status != 201) return;
    const auto share = made.text("/items/0/id");
    if (std::find(shares_.begin(), shares_.end(), share) == shares_.end()) shares_.push_back(share);
  }
  void change_shares() {
    const auto path = "/v1/shares/" + any(shares_);
    switch (random_() % 4) {
      case 0:
        api.post(path + "/revoke");
        return;
      case 1:
        api.post(path + "/send", R"({"validUntil":")" + office.day(3) + R"("})");
        return;
      case 2:
        api.patch(path, R"({"validUntil":")" + office.day(9) + R"("})");
        return;
      default:
        api.patch(path, R"({"columns":["lastName"],"mayDownload":false})");
    }
  }
  void change_customer_web() {
    const auto path = "/v1/projects/" + any(projects_) + "/customer-web";
    switch (random_() % 5) {
      case 0:
        return keep(items_, api.post(path + "/items",
                                     R"({"kind":"page","title":"T","body":")" + name() + R"("})"));
      case 1:
        if (!items_.empty()) api.patch(path + "/items/" + any(items_), R"({"body":"B"})");
        return;
      case 2:
        api.put(path + "/lists/" + any(lists_), "{}");
        return;
      case 3:
        api.del(path + "/lists/" + any(lists_));
        return;
      default:
        api.patch("/v1/office", random_() % 2 == 0 ? R"({"automaticOfferLogin":true})"
                                                   : R"({"automaticOfferLogin":false})");
    }
  }
  // A receiver's, while the first share stands.
  void look() {
    if (api.get("/v1/shares/" + shares_.front()).text("/state") == "revoked") return;
    if (sessions_.empty() && api.get("/v1/shared/" + tokens_.front(), kNobody).status == 200) {
      office.settle();  // else the code's mail is not the only new one
      sessions_.push_back(office.open(tokens_.front()).token);
    }
    if (!sessions_.empty()) office.look(sessions_.front());
  }

  std::mt19937 random_;
  std::set<std::string> single_, collections_;
  std::vector<std::string> customers_, contacts_, projects_, lists_, participants_, shares_, items_,
      tokens_, sessions_;
};

}  // namespace rollcall::api
