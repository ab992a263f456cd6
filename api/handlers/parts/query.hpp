#pragma once
// What a GET asks for in its address, and the pages of collections.
//
//   Query query(*exchange);
//   const auto customer = query.id<domain::OrganisationId>("customerId");
//   const auto paging = query.paging();  // last: the cursor is bound to the filters
//   if (query.refused()) return;         // answered: 400 with every fault
//
// Asking for a parameter makes it known; what nobody asked for is refused. ?asOf= is asked for
// here, on routes that have Route::subjects: the exchange looks back from then on; to the moment of
// a cursor, once refused() has said no.

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "api/app/exchange.hpp"
#include "api/json/writer.hpp"
#include "projections/paging.hpp"

namespace rollcall::api::handlers {

// A page that is asked for. `scope` says of which collection: office, path and filters; a cursor
// opens nothing else. A cursor of an earlier moment goes on there, with ?asOf= or without.
struct Paging {
  projections::PageRequest request;
  std::string scope;
  std::string past_scope;  // likewise, looking back
};

class Query {
 public:
  explicit Query(Exchange& exchange);

  // "" if absent. Faults: given twice, not UTF-8.
  std::string text(std::string_view name);
  // Faults: no UUID.
  template <class Id>
  std::optional<Id> id(std::string_view name) {
    const auto raw = text(name);
    if (raw.empty()) return std::nullopt;
    const auto uuid = domain::Uuid::parse(raw);
    if (!uuid) fault(name, "malformed");
    return uuid ? std::optional(Id{*uuid}) : std::nullopt;
  }
  // Faults: neither a position (decimal) nor an instant (RFC 3339).
  std::optional<Moment> moment(std::string_view name);
  void fault(std::string_view name, std::string_view code);
  void header_fault(std::string_view name, std::string_view code);
  Paging paging();

  // True if there were faults; they are answered then: 400, but `status_of_values` if nothing but
  // values of filters is wrong (of ?asOf=: 422), and 409 position_unknown for a moment to come.
  bool refused(unsigned status_of_values = 400);

 private:
  void read_as_of();
  std::string cursor_start(const Paging& paging);
  std::string go_on(std::string_view cursor);
  bool looks_nowhere();

  Exchange& exchange_;
  bool looks_back_ = false;                            // ?asOf= is given
  std::optional<tl::expected<AsOf, NoMoment>> found_;  // what it says
  std::optional<AsOf> begun_;                          // what the cursor goes on in
  std::set<std::string, std::less<>> known_;
  std::string filters_;  // those asked for, with their values
  std::vector<json::Fault> faults_;
};

// For GETs of single resources: true (and answered) if the address has any parameter (but ?asOf=,
// where it is taken).
bool refused_query(Exchange& exchange);

std::string next_cursor(Exchange& exchange, const Paging& paging, const std::string& next);

// "items": […] and "nextCursor"; `write(writer, row)` writes an item.
template <class Row, class Write>
void write_page(json::Writer& out, Exchange& exchange, const Paging& paging,
                const projections::Page<Row>& page, const Write& write) {
  out.begin_array("items");
  for (const auto& row : page.rows) write(out, row);
  out.end_array();
  if (page.next.empty()) {
    out.null_field("nextCursor");
  } else {
    out.field("nextCursor", next_cursor(exchange, paging, page.next));
  }
}

// An object with nothing else.
template <class Row, class Write>
http::Response page_response(Exchange& exchange, const Paging& paging,
                             const projections::Page<Row>& page, const Write& write) {
  json::Writer out;
  out.begin_object();
  write_page(out, exchange, paging, page, write);
  return json_response(200, out.end_object().finish());
}

}  // namespace rollcall::api::handlers
