// Every id of one office, on every route, as the other office's admin: 404, and nothing is written.

#include <map>

#include "api/app/route.hpp"
#include "tests/api/sharing/sharing.hpp"

namespace rollcall::api::offices_apart_test {
namespace {

class OfficesApart : public testing::Test {
 protected:
  OfficesApart() { sharing.settle(); }

  // What stands in a path, by its name there.
  std::map<std::string, std::string> ids() {
    const auto customer = add_customer(api);
    add_contact(api, "customers/" + customer, "ida@firma.example");
    const auto share = sharing.share_with("kitchen@hotel.example");
    return {
        {"customerId", customer},
        {"supplierId", sharing.supplier},
        {"contactId", sharing.contact},
        {"projectId", sharing.project},
        {"participantId", sharing.participants.front()},
        {"listId", sharing.list},
        {"itemId", add_page()},
        {"shareId", share.id},
        {"accessId", access_through(share)},
        {"staffId", api.office().admin.uuid.to_string()},
        {"tokenId", api.get("/v1/api-tokens").items("/id").front()},
    };
  }

  std::string access_through(const Sharing::Shared& share) {
    sharing.look(sharing.open(share.token).token);
    return api.get("/v1/shares/" + share.id + "/accesses").text("/items/0/id");
  }

  std::string add_page() {
    return made(api, api.post("/v1/projects/" + sharing.project + "/customer-web/items",
                              R"({"kind":"page","title":"Programme","body":"x"})"));
  }

  static std::string path_of(const Route& route, const std::map<std::string, std::string>& ids) {
    std::string path(route.pattern);
    for (auto open = path.find('{'); open != path.npos; open = path.find('{')) {
      const auto close = path.find('}');
      const auto id = ids.find(path.substr(open + 1, close - open - 1));
      EXPECT_NE(id, ids.end()) << "whose id stands in " << route.pattern << "?";
      if (id == ids.end()) return "";
      path.replace(open, close - open + 1, id->second);
    }
    return path;
  }

  Answer ask(const Route& route, const std::string& path, const std::string& token) {
    const bool is_import = route.body == BodyKind::csv;
    Headers headers = {Api::bearer(token)};
    if (is_import) headers.emplace_back("content-type", "text/csv");
    return api.send(route.method, path, is_import ? "lastName\nBerg\n" : "", headers);
  }

  Sharing sharing;
  Api& api = sharing.api;
  const Api::Office other = api.add_office("Berg", "berg");
};

TEST_F(OfficesApart, find_nothing_under_each_others_ids) {
  const auto known = ids();
  sharing.settle();
  const auto ours = api.position();
  const auto theirs = api.context().log.head(other.id);
  for (const auto& table : route_tables()) {
    for (const auto& route : table) {
      const bool has_id = route.pattern.find("Id}") != route.pattern.npos;
      if (!has_id || !includes(route.who, Who::office_admin) || route.who == Who::anyone) continue;
      SCOPED_TRACE(std::string(to_string(route.method)) + " " + std::string(route.pattern));
      const auto answer = ask(route, path_of(route, known), other.token);
      EXPECT_EQ(answer.status, 404u) << answer.body;
    }
  }
  EXPECT_EQ(api.position(), ours);
  EXPECT_EQ(api.context().log.head(other.id), theirs);
}

// The same ids where bodies name them.
TEST_F(OfficesApart, refer_to_nothing_of_each_other) {
  const auto known = ids();
  const Headers as_other = {Api::bearer(other.token)};
  const auto id_of_new = [&](const std::string& path, const std::string& body) {
    return api.post(path, body, as_other).text("/id");
  };
  const auto customer = id_of_new("/v1/customers", R"({"name":"Berg"})");
  const auto project =
      id_of_new("/v1/projects",
                R"({"name":"B","startDate":"2026-06-10","customerId":")" + customer + R"("})");
  const auto list =
      id_of_new("/v1/projects/" + project + "/lists", R"({"name":"L","columns":["lastName"]})");
  const auto new_project = [&](const std::string& customer_id, const std::string& more) {
    return R"({"name":"B","startDate":"2026-06-10","customerId":")" + customer_id + "\"" + more +
           "}";
  };
  const std::vector<std::pair<std::string, std::string>> requests = {
      {"/v1/customers/" + customer + "/contacts",
       R"({"contactId":")" + known.at("contactId") + R"("})"},
      {"/v1/projects", new_project(known.at("customerId"), "")},
      {"/v1/projects",
       new_project(customer, R"(,"projectManagerIds":[")" + known.at("staffId") + R"("])")},
      {"/v1/projects",
       new_project(customer, R"(,"contacts":[{"contactId":")" + known.at("contactId") + R"("}])")},
      {"/v1/lists/" + list + "/shares", R"({"receivers":[{"contactId":")" + known.at("contactId") +
                                            R"(","validUntil":"2026-06-20"}]})"},
  };
  sharing.settle();
  const auto ours = api.position();
  const auto theirs = api.context().log.head(other.id);
  for (const auto& [path, body] : requests) {
    SCOPED_TRACE(path + " " + body);
    const auto answer = api.post(path, body, as_other);
    EXPECT_EQ(answer.status, 422u) << answer.body;
  }
  EXPECT_EQ(api.position(), ours);
  EXPECT_EQ(api.context().log.head(other.id), theirs);
}

// An address that is somebody's in one office is free in another.
TEST_F(OfficesApart, have_addresses_of_their_own) {
  const auto answer =
      api.post("/v1/staff", R"({"email":"hotel@fjord.example","role":"officeAdmin"})",
               {Api::bearer(other.token)});
  EXPECT_EQ(answer.status, 201u) << answer.body;
}

}  // namespace
}  // namespace rollcall::api::offices_apart_test
