#include "api/wire/problem.hpp"

#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

#include "api/json/writer.hpp"

#pragma clang diagnostic error "-Wswitch"

namespace rollcall::api::wire {
namespace {

using domain::Reason;
using domain::Refusal;
using domain::Refusals;

struct Title {
  unsigned status;
  std::string_view text;
};

// Reason phrases of RFC 9110, 15, and RFC 6585.
constexpr std::array kTitles = {
    Title{400, "Bad Request"},
    Title{401, "Unauthorized"},
    Title{403, "Forbidden"},
    Title{404, "Not Found"},
    Title{405, "Method Not Allowed"},
    Title{406, "Not Acceptable"},
    Title{408, "Request Timeout"},
    Title{409, "Conflict"},
    Title{412, "Precondition Failed"},
    Title{413, "Content Too Large"},
    Title{414, "URI Too Long"},
    Title{415, "Unsupported Media Type"},
    Title{422, "Unprocessable Content"},
    Title{428, "Precondition Required"},
    Title{429, "Too Many Requests"},
    Title{431, "Request Header Fields Too Large"},
    Title{500, "Internal Server Error"},
    Title{503, "Service Unavailable"},
};

std::string_view title_of(unsigned status) {
  const auto* found = std::find_if(kTitles.begin(), kTitles.end(),
                                   [&](const Title& each) { return each.status == status; });
  return found == kTitles.end() ? "Error" : found->text;
}

struct Member {
  std::string_view name;  // "" = none
  std::string value;
};

struct Named {
  std::string id;
  std::string name;
};

// What an answer says besides its code.
struct Members {
  Member subject{};
  std::vector<Named> projects{};
};

void write_projects(json::Writer& writer, const std::vector<Named>& projects) {
  writer.begin_array("projects");
  for (const auto& project : projects) {
    writer.begin_object().field("id", project.id).field("name", project.name).end_object();
  }
  writer.end_array();
}

void write_errors(json::Writer& writer, const std::vector<json::Fault>& errors) {
  writer.begin_array("errors");
  for (const auto& error : errors) {
    writer.begin_object();
    writer.field("pointer", error.pointer).field("code", error.code);
    writer.field("detail", error.detail).end_object();
  }
  writer.end_array();
}

http::Response answer(unsigned status, std::string_view code, std::string_view detail,
                      const std::vector<json::Fault>& errors, const Members& members) {
  json::Writer writer;
  writer.begin_object().field("type", "about:blank").field("title", title_of(status));
  writer.field("status", status);
  writer.field("detail", detail.empty() ? json::sentence_of(code) : detail);
  writer.field("code", code);
  if (!members.subject.name.empty()) writer.field(members.subject.name, members.subject.value);
  if (!members.projects.empty()) write_projects(writer, members.projects);
  if (!errors.empty()) write_errors(writer, errors);
  http::Response response;
  response.status = status;
  response.body = writer.end_object().finish();
  response.with("Content-Type", "application/problem+json").with("Cache-Control", "no-store");
  // RFC 9110, 15.5.2: a 401 without a challenge is no valid answer.
  if (status == 401) response.with("WWW-Authenticate", "Bearer");
  return response;
}

// What a refusal amounts to. Rules about something a field names are that field's fault; the same
// rules about the command as a whole contradict the state of things.
unsigned status_of(const Refusal& refusal) {
  switch (refusal.reason) {  // no default: a new reason must not compile unmapped
    case Reason::required:
    case Reason::malformed:
    case Reason::too_long:
    case Reason::too_short:
    case Reason::out_of_range:
    case Reason::unknown_value:
    case Reason::duplicate:
    case Reason::unknown_reference:
    case Reason::return_before_start:
    case Reason::valid_until_needed:
    case Reason::valid_until_past:
    case Reason::resource_link_missing:
    case Reason::unknown_tag:
    case Reason::column_not_in_list:
    case Reason::guessable:
      return 422;
    case Reason::contact_inactive:
    case Reason::not_on_project:
    case Reason::not_of_project:
    case Reason::organisation_needed:
    case Reason::already_linked:
      return refusal.field.empty() ? 409 : 422;
    case Reason::contact_exists:
    case Reason::organisation_has_projects:
    case Reason::organisation_has_contacts:
    case Reason::contact_on_projects:
    case Reason::email_in_use:
    case Reason::slug_in_use:
    case Reason::not_an_offer:
    case Reason::not_published:
    case Reason::offer_login_off:
    case Reason::password_chosen:
    case Reason::default_template:
    case Reason::last_office_admin:
    case Reason::staff_active:
    case Reason::participant_exists:
    case Reason::status_out_of_reach:
    case Reason::customer_contacts_on_project:
    case Reason::project_cancelled:
    case Reason::share_revoked:
    case Reason::too_many_shares:
    case Reason::valid_until_not_later:
    case Reason::automatic_offer_login:
    case Reason::menu_full:
    case Reason::not_a_file:
    case Reason::not_reachable:
      return 409;
    case Reason::not_found:
    case Reason::link_dead:
      return 404;
    case Reason::code_refused:
    case Reason::download_not_allowed:
      return 403;
    case Reason::too_many_codes:
    case Reason::too_many_links:
    case Reason::too_many_tries:
      return 429;
    case Reason::session_ended:
    case Reason::sign_in_refused:
      return 401;
  }
  return 500;
}

std::size_t weight_of(unsigned status) {
  constexpr std::array<unsigned, 6> kWeightiestFirst{404, 403, 401, 429, 409, 422};
  const auto* found = std::find(kWeightiestFirst.begin(), kWeightiestFirst.end(), status);
  return static_cast<std::size_t>(kWeightiestFirst.end() - found);
}

const Refusal& weightiest(const Refusals& refusals) {
  return *std::max_element(refusals.begin(), refusals.end(), [](const auto& a, const auto& b) {
    return weight_of(status_of(a)) < weight_of(status_of(b));
  });
}

Member named_by(const Refusal& refusal) {
  if (refusal.subject.is_nil()) return {};
  if (refusal.reason == Reason::contact_exists) return {"contactId", refusal.subject.to_string()};
  if (refusal.reason == Reason::participant_exists) {
    return {"participantId", refusal.subject.to_string()};
  }
  return {};
}

Members named_by(const Refusals& refusals, const Refusal& first) {
  Members members{named_by(first)};
  for (const auto& refusal : refusals) {
    const bool is_project = refusal.reason == Reason::organisation_has_projects ||
                            refusal.reason == Reason::contact_on_projects;
    if (!is_project) continue;
    members.projects.push_back({refusal.subject.to_string(), refusal.subject_name});
  }
  return members;
}

std::vector<json::Fault> errors_of(const Refusals& refusals) {
  json::FaultList errors;
  for (const auto& refusal : refusals) {
    if (refusal.field.empty() && status_of(refusal) != 422)
      continue;  // said by `code` and `detail`
    errors.add(refusal.field, std::string(code_of(refusal.reason)), json::sentence_of(refusal));
  }
  return errors.take();
}

}  // namespace

http::Response problem(unsigned status, std::string_view code, std::string_view detail) {
  return answer(status, code, detail, {}, {});
}

http::Response problem(unsigned status, std::string_view code, std::string_view detail,
                       const std::vector<json::Fault>& errors) {
  return answer(status, code, detail, errors, {});
}

http::Response invalid_body(bool malformed, const std::vector<json::Fault>& faults) {
  if (malformed) return answer(400, "malformed", "The body could not be read.", faults, {});
  return answer(422, "invalid_fields", "", faults, {});
}

http::Response refused(const Refusals& refusals) {
  const auto& first = weightiest(refusals);
  if (std::any_of(refusals.begin(), refusals.end(),
                  [](const auto& each) { return each.reason == Reason::link_dead; })) {
    return dead_link();
  }
  const unsigned status = status_of(first);
  if (status == 422) return answer(422, "invalid_fields", "", errors_of(refusals), {});
  const auto errors = status == 409 ? errors_of(refusals) : std::vector<json::Fault>{};
  auto response = answer(status, code_of(first.reason), json::sentence_of(first), errors,
                         named_by(refusals, first));
  if (status == 429) {
    response.with("Retry-After", fmt::format("{}", std::max(1L, first.retry_after_s)));
  }
  return response;
}

std::string_view code_of(Reason reason) {
  return json::code_of(reason);
}

http::Response dead_link() {
  // Written out, so that nothing about a request or a link can ever come to stand in it.
  http::Response response;
  response.status = 404;
  response.body = R"({"type":"about:blank","title":"Not Found","status":404,)"
                  R"("detail":"There is nothing here.","code":"not_found"})";
  return response.with("Content-Type", "application/problem+json")
      .with("Cache-Control", "no-store");
}

}  // namespace rollcall::api::wire
