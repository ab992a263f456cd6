#pragma once
// Resources that tests start from, made through the API. Each gives the new resource's id, and time
// goes on.

#include <string>

#include "tests/api/fixture.hpp"

namespace rollcall::api {

inline std::string made(Api& api, const Answer& answer) {
  api.clock().advance(std::chrono::milliseconds(1));
  EXPECT_EQ(answer.status, 201u) << answer.body;
  return answer.text("/id");
}

inline std::string add_customer(Api& api, const std::string& name = "Nordlys Bank") {
  return made(api, api.post("/v1/customers", R"({"name":")" + name + R"("})"));
}

inline std::string add_supplier(Api& api, const std::string& name = "Hotel Fjord") {
  return made(api, api.post("/v1/suppliers", R"({"name":")" + name + R"("})"));
}

// `organisation`: "customers/ID" or "suppliers/ID".
inline std::string add_contact(Api& api, const std::string& organisation, const std::string& email,
                               const std::string& first = "Ida",
                               const std::string& last = "Halvorsen") {
  return made(api, api.post("/v1/" + organisation + "/contacts",
                            R"({"email":")" + email + R"(","firstName":")" + first +
                                R"(","lastName":")" + last + R"("})"));
}

// `more`: further members, each with a comma before it.
inline std::string add_project(Api& api, const std::string& customer, const std::string& more = "",
                               const std::string& name = "Summer meeting") {
  return made(api,
              api.post("/v1/projects", R"({"name":")" + name + R"(","customerId":")" + customer +
                                           R"(","startDate":"2026-06-10")" + more + "}"));
}

// `members`: of the body, without its braces.
inline std::string add_participant(Api& api, const std::string& project,
                                   const std::string& members) {
  return made(api, api.post("/v1/projects/" + project + "/participants", "{" + members + "}"));
}

inline std::string add_list(Api& api, const std::string& project, const std::string& more = "") {
  return made(api, api.post("/v1/projects/" + project + "/lists",
                            R"({"name":"Rooms","columns":["lastName","firstName","fields.Room"])" +
                                more + "}"));
}

}  // namespace rollcall::api
