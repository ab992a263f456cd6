#include "api/handlers/parts/answers.hpp"

#include <algorithm>

#include "replay/as_of.hpp"

namespace rollcall::api::handlers {
namespace {

bool lies_in(std::string_view pointer, std::string_view whole) {
  return pointer.starts_with(whole) &&
         (pointer.size() == whole.size() || pointer[whole.size()] == '/');
}

void invalid(Exchange& exchange, const json::Body& body, std::vector<json::Fault> faults,
             const domain::Refusals& rules) {
  if (!body.malformed()) faults = merged(std::move(faults), rules);
  exchange.reply(wire::invalid_body(body.malformed(), faults));
}

}  // namespace

std::vector<json::Fault> merged(std::vector<json::Fault> faults, const domain::Refusals& rules) {
  json::FaultList all;
  for (const auto& rule : rules) {
    const bool is_unread = std::any_of(faults.begin(), faults.end(), [&](const auto& fault) {
      return fault.code != "unknown_field" && lies_in(fault.pointer, rule.field);
    });
    if (is_unread) continue;
    all.add(rule.field, std::string(json::code_of(rule.reason)), json::sentence_of(rule));
  }
  for (auto& fault : faults) {
    all.add(std::move(fault.pointer), std::move(fault.code), std::move(fault.detail));
  }
  return all.take();
}

bool refused_body(Exchange& exchange, json::Body& body, const domain::Refusals& rules,
                  const std::function<bool()>& exists) {
  auto faults = body.faults();
  if (faults.empty()) return false;  // rules alone are the decision's to tell
  exists() ? invalid(exchange, body, std::move(faults), rules) : exchange.not_found();
  return true;
}

bool refused_body(Exchange& exchange, json::Body& body, const DecideNow& decide) {
  auto faults = body.faults();
  if (faults.empty()) return false;
  auto facts = exchange.context().commands.facts(exchange.office());
  const auto result = decide(facts);
  const auto rules = result ? domain::Refusals{} : result.error();
  const bool is_missing = std::any_of(rules.begin(), rules.end(), [](const auto& rule) {
    return rule.reason == domain::Reason::not_found;
  });
  is_missing ? exchange.not_found() : invalid(exchange, body, std::move(faults), rules);
  return true;
}

std::vector<domain::ShareState> load_shares(Facts& facts, const domain::FactQueries& queries) {
  std::vector<domain::ShareState> shares;
  const auto index = facts.load<domain::ShareIndex>(queries);
  for (const auto& share : index->shares) {
    shares.push_back(*facts.load<domain::ShareState>(domain::facts_of_share(share)));
  }
  return shares;
}

bool project_exists(Exchange& exchange, domain::ProjectId project) {
  return load_now<domain::ProjectState>(exchange, domain::facts_of_project(project))
      .details.has_value();
}

bool refused_body(Exchange& exchange, json::Body& body) {
  return refused_body(exchange, body, {}, [] { return true; });
}

std::function<http::Response(const Shown&, const Done&)> shown_or_as_left(
    const std::shared_ptr<Exchange>& exchange, RenderShown render) {
  return [exchange, render = std::move(render)](const Shown& shown, const Done& done) {
    if (auto response = render(shown, done)) return std::move(*response);
    const auto& context = exchange->context();
    const auto view =
        replay::view_as_of(context.log, context.codec, shown.office, done.shows, done.last);
    auto response = view ? render({**view, shown.office, shown.now}, done) : std::nullopt;
    if (response) return std::move(*response);
    return wire::problem(503, "storage_unreadable", "The storage could not be read.")
        .with("Retry-After", "1");
  };
}

http::Response created(std::string body, std::uint64_t version, const std::string& location) {
  return resource_response(201, std::move(body), version).with("Location", location);
}

http::Response no_content() {
  http::Response response;
  response.status = 204;
  return response;
}

}  // namespace rollcall::api::handlers
