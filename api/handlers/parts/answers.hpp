#pragma once
// What handlers of commands have in common: refusing bodies, and showing what was made.

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "api/app/exchange.hpp"

namespace rollcall::api::handlers {

// True if the body had faults; they are answered then. `rules`: what the rules that need no state
// say besides, so that every fault comes in one answer. `exists`: whether what the path names is
// there; if not, it is 404 as with a good body.
bool refused_body(Exchange& exchange, json::Body& body, const domain::Refusals& rules,
                  const std::function<bool()>& exists);
bool refused_body(Exchange& exchange, json::Body& body);
// The same, with the rules asked as things stand: `decide` decides on what could be read.
using DecideNow = std::function<domain::Result<domain::Proposals>(Facts& facts)>;
bool refused_body(Exchange& exchange, json::Body& body, const DecideNow& decide);

// An id that need not be given.
template <class Id>
std::optional<Id> optional_id(const json::Object& object, std::string_view name) {
  const auto value = object.optional(name);
  const auto text = value ? value->text() : std::nullopt;
  const auto id = text ? domain::Uuid::parse(*text) : std::nullopt;
  if (text && !id) value->fault("malformed", "An id is a UUID.");
  return id ? std::optional(Id{*id}) : std::nullopt;
}

// Faults and refusals in one list. A rule about a whole whose parts could not be read is left out.
std::vector<json::Fault> merged(std::vector<json::Fault> faults, const domain::Refusals& rules);

// A state of the moment, for deciding whether a path names anything.
template <class State>
State load_now(Exchange& exchange, const domain::FactQueries& queries) {
  return *exchange.context().commands.facts(exchange.office()).template load<State>(queries);
}
// The shares that the queries' events made.
std::vector<domain::ShareState> load_shares(Facts& facts, const domain::FactQueries& queries);
bool project_exists(Exchange& exchange, domain::ProjectId project);

// Renders a write: as the views show it, or, if somebody has taken it away since, as that commit
// left it.
using RenderShown = std::function<std::optional<http::Response>(const Shown&, const Done&)>;
std::function<http::Response(const Shown&, const Done&)> shown_or_as_left(
    const std::shared_ptr<Exchange>& exchange, RenderShown render);

http::Response created(std::string body, std::uint64_t version, const std::string& location);
http::Response no_content();

}  // namespace rollcall::api::handlers
