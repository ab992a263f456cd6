#include "api/http/plain_problem.hpp"

namespace rollcall::api::http {

Response plain_problem(unsigned status, std::string_view code, std::string_view title) {
  Response response;
  response.status = status;
  response.with("Content-Type", "application/problem+json").with("Cache-Control", "no-store");
  response.body.reserve(160);
  response.body.append(R"({"type":"about:blank","title":")").append(title);
  response.body.append(R"(","status":)").append(std::to_string(status));
  response.body.append(R"(,"detail":")").append(title);
  response.body.append(R"(","code":")").append(code).append("\"}");
  return response;
}

Response plain_problem(const Fault& fault) {
  return plain_problem(fault.status, fault.code, fault.title);
}

}  // namespace rollcall::api::http
