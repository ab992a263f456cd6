#include "api/handlers/parts/query.hpp"

#include <algorithm>

#include <sodium.h>

namespace rollcall::api::handlers {
namespace {

constexpr std::size_t kScopeBytes = 16;
constexpr std::string_view kInvalidCursor = "invalid_cursor";
constexpr std::string_view kAsOf = "asOf";
constexpr std::string_view kMalformed = "malformed";
constexpr std::string_view kUnknownValue = "unknown_value";
constexpr std::string_view kForOfficeAdmin = "for_office_admin";

std::string short_hash(std::string_view text) {
  std::string hash(kScopeBytes, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
                     reinterpret_cast<const unsigned char*>(text.data()), text.size(), nullptr, 0);
  return hash;
}

std::string sentence(std::string_view code) {
  if (code == "unknown_parameter") return "There is no such parameter here.";
  if (code == kInvalidCursor)
    return "This cursor is not one of this collection, or not of this moment.";
  if (code == "not_with_contact") return "Give email or contactId, not both.";
  if (code == "not_with_span") return "Give at, or from and to.";
  if (code == kForOfficeAdmin) return "Only an office admin can ask for a person.";
  if (code == "not_with_email") return "Give email or query, not both.";
  return std::string(json::sentence_of(code));
}

}  // namespace

Query::Query(Exchange& exchange) : exchange_(exchange) {
  if (exchange.route().subjects != nullptr) read_as_of();
}

// No filter: a cursor need not be given with it.
void Query::read_as_of() {
  known_.emplace(kAsOf);
  const auto* given = exchange_.request().query_value(kAsOf);
  if (given == nullptr) return;
  looks_back_ = true;
  const auto asked = parse_moment(*given);
  if (!asked) return fault(kAsOf, kMalformed);
  const auto& context = exchange_.context();
  const auto& office = exchange_.office();
  found_ = as_of(context.log, office, *asked, context.commands.now(office));
  if (*found_) exchange_.look_back(**found_);
}

std::string Query::text(std::string_view name) {
  known_.emplace(name);
  const auto* value = exchange_.request().query_value(name);
  if (value == nullptr) return "";
  if (!domain::is_valid_utf8(*value)) {
    fault(name, "not_utf8");
    return "";
  }
  filters_.append(name).append("\n").append(*value).append("\n");
  return *value;
}

std::optional<Moment> Query::moment(std::string_view name) {
  const auto raw = text(name);
  const auto moment = parse_moment(raw);
  if (!moment && exchange_.request().query_value(name) != nullptr) fault(name, kMalformed);
  return moment;
}

void Query::fault(std::string_view name, std::string_view code) {
  faults_.push_back({json::child_pointer("/query", name), std::string(code), sentence(code)});
}

void Query::header_fault(std::string_view name, std::string_view code) {
  faults_.push_back({json::child_pointer("/header", name), std::string(code), sentence(code)});
}

Paging Query::paging() {
  const auto& office = exchange_.office();
  Paging paging;
  const auto what =
      std::string(office.begin(), office.end()) + exchange_.request().path + "\n" + filters_;
  paging.scope = short_hash(what);
  paging.past_scope = short_hash(what + "\npast");
  known_.insert({"limit", "cursor"});
  if (const auto limit = wire::page_limit(exchange_.request())) {
    paging.request.limit = *limit;
  } else {
    fault("limit", "out_of_range");
  }
  paging.request.after = cursor_start(paging);
  return paging;
}

std::string Query::cursor_start(const Paging& paging) {
  const auto* cursor = exchange_.request().query_value("cursor");
  if (cursor == nullptr) return "";
  const auto content = wire::open_cursor(exchange_.context().cursor_key, *cursor);
  if (content && content->starts_with(paging.scope) && !looks_back_) {
    return content->substr(paging.scope.size());
  }
  if (content && content->starts_with(paging.past_scope)) {
    return go_on(std::string_view(*content).substr(paging.past_scope.size()));
  }
  fault("cursor", kInvalidCursor);
  return "";
}

std::string Query::go_on(std::string_view cursor) {
  begun_ = api::read_as_of(cursor);
  const bool is_another = found_ && found_->has_value() && begun_ && !goes_on(*begun_, **found_);
  if (!begun_ || is_another) fault("cursor", kInvalidCursor);
  return std::string(cursor);
}

// True, and answered, if there is no such moment.
bool Query::looks_nowhere() {
  if (found_ && !*found_) {
    found_->error() == NoMoment::unreadable
        ? exchange_.fail(Failure::unreadable)
        : exchange_.reply(wire::problem(409, "position_unknown", ""));
    return true;
  }
  if (begun_) exchange_.look_back(*begun_);
  return false;
}

bool Query::refused(unsigned status_of_values) {
  std::set<std::string_view> seen;
  for (const auto& [name, value] : exchange_.request().query) {
    if (!known_.contains(name)) {
      fault(domain::is_valid_utf8(name) ? name : "", "unknown_parameter");
    } else if (!seen.insert(name).second) {
      fault(name, "duplicate");
    }
  }
  if (faults_.empty()) return looks_nowhere();
  json::FaultList all;
  for (auto& each : faults_) all.add(each.pointer, each.code, each.detail);
  const bool only_values = std::all_of(faults_.begin(), faults_.end(), [&](const auto& fault) {
    const bool is_422 = status_of_values == 422 || fault.pointer == "/query/asOf";
    return is_422 && (fault.code == kMalformed || fault.code == kUnknownValue ||
                      fault.code == kForOfficeAdmin);
  });
  if (only_values) {
    exchange_.reply(
        wire::problem(422, "invalid_fields", json::sentence_of("invalid_fields"), all.take()));
    return true;
  }
  const bool only_cursor = faults_.size() == 1 && faults_.front().code == kInvalidCursor;
  exchange_.reply(wire::problem(400, only_cursor ? kInvalidCursor : "invalid_query",
                                "The parameters of the address are not as they must be.",
                                all.take()));
  return true;
}

bool refused_query(Exchange& exchange) {
  return Query(exchange).refused();
}

std::string next_cursor(Exchange& exchange, const Paging& paging, const std::string& next) {
  const auto& moment = exchange.as_of();
  const auto content =
      moment ? paging.past_scope + write_as_of(*moment) + next : paging.scope + next;
  return wire::seal_cursor(exchange.context().cursor_key, content);
}

}  // namespace rollcall::api::handlers
