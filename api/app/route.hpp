#pragma once
// The authorisation table's row: who may do what where. A route that is in no table does not exist.

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "api/http/message.hpp"
#include "replay/as_of.hpp"

namespace rollcall::api {

class Exchange;

// Who may call a route; a set.
enum class Who : std::uint8_t {
  office_admin = 1,
  project_manager = 2,
  auditor = 4,
  analyst = 8,
  receiver = 16,      // in a viewing session
  contact = 32,       // a contact person who signed in
  offer_reader = 64,  // one whom an offer's link signed in, to one project
  anyone = 128,       // no credential is looked at
};
constexpr Who operator|(Who a, Who b) {
  return static_cast<Who>(static_cast<std::uint8_t>(a) | static_cast<std::uint8_t>(b));
}
constexpr bool includes(Who set, Who one) {
  return (static_cast<std::uint8_t>(set) & static_cast<std::uint8_t>(one)) != 0;
}
inline constexpr Who kOffice = Who::office_admin | Who::project_manager;

enum class BodyKind : std::uint8_t { none, json, csv, form, file };

struct Route {
  http::Method method;
  std::string_view pattern;  // "/v1/lists/{listId}": a {name} is one segment
  Who who;
  BodyKind body;
  void (*handle)(const std::shared_ptr<Exchange>& exchange);
  // What the answer of a GET is made from, for reading it as of an earlier moment; nullptr: it
  // takes no ?asOf=.
  replay::Subjects (*subjects)(const Exchange& exchange) = nullptr;
  // Runs on the edge's thread instead of the pool: only for what is surely in memory.
  bool inline_ = false;
};

// All routes of the program: the tables of api/handlers, put together in routes.cpp.
std::span<const std::span<const Route>> route_tables();

}  // namespace rollcall::api
