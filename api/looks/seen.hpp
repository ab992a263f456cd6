#pragma once
// What a look is about, for receivers' looks and staff's alike. Of api/looks only.

#include <optional>

#include "api/app/exchange.hpp"
#include "api/looks/look.hpp"
#include "domain/access.hpp"

namespace rollcall::api {

// Gathered while a look is decided.
struct Seen {
  projections::ViewSnapshot snapshot;
  domain::AccessId access;
  eventstore::Position recorded_at = 0;  // of the access
  domain::Instant at;                    // likewise
  TablePtr table;
  std::uint64_t own_version = 0;
  domain::ShareState share;             // of a receiver's look
  std::optional<TableChanges> changes;  // of a look that shows them
  bool unreadable = false;              // the log, for the changes
  std::optional<AsOf> as_of;            // of a look at an earlier moment; `snapshot` is of then
  // The views were behind the list as it is decided on, up to this position: look anew.
  std::optional<eventstore::Position> behind;
};

// Takes a snapshot and makes the table, cut to `columns`, from it. False, and `behind` says so, if
// the views do not know yet what `list` knows: more rows or columns could show than may.
bool take_table(Context& context, Facts& facts, domain::ListId id, const domain::ListState& list,
                const std::vector<domain::Column>& columns, Seen& seen);

// Keeps the changes that a look shows. False, and `unreadable` says so, if they can't be told.
template <class Changes>
bool take_changes(Changes changes, Seen& seen) {
  seen.unreadable = !changes;
  if (changes) seen.changes = std::move(*changes);
  return !seen.unreadable;
}

// `look_again` once the views have caught up; 503 if they do not in time.
void after_views(Exchange& exchange, eventstore::Position position,
                 std::function<void()> look_again);

domain::Look look_of(const Seen& seen, domain::AccessKind kind, const http::Request& request);

// Of the columns on record, those that still show: what is hidden since goes, nothing comes.
std::vector<domain::Column> still_shown(const std::vector<domain::Column>& recorded,
                                        const std::vector<domain::Column>& shown);

// Limit and cursor of the request; answers what is wrong with them.
struct Paging {
  std::size_t limit = 0;
  std::optional<LookCursor> cursor;
};
std::optional<Paging> paging_of(Exchange& exchange);
// The cursor alone: one that makes no sense counts as not given.
std::optional<Paging> cursor_of(const Exchange& exchange);
void refuse_cursor(Exchange& exchange);

// Runs `show` where a look of that kind is rendered: files have a pool of their own, so that none
// holds up a command. 503 if that is full.
void render(const std::shared_ptr<Exchange>& exchange, domain::AccessKind kind,
            std::function<void()> show);

// By what the same look goes on from that row.
std::string cursor_at(const Context& context, const Seen& seen, std::size_t offset);
Presented presented(const Context& context, const Seen& seen);
// The views as they are, if the list in them still is as it was seen.
std::optional<projections::ViewSnapshot> unchanged_since(Context& context,
                                                         const eventstore::OfficeId& office,
                                                         const Seen& seen);
// What a look of that kind is answered with: the page of the table that `paging` asks for as JSON,
// a file, or the changes.
http::Response answer_of(const Context& context, const Seen& seen, domain::AccessKind kind,
                         const Paging& paging);
http::Response at_position(http::Response response, const Seen& seen);

// The access that the cursor goes on with; nullopt and answered if there is none, or if the log
// takes no writes any more (what it says of the moment may be behind what was asked of it).
std::optional<RecordedAccess> access_gone_on_with(Exchange& exchange, const LookCursor& cursor);

}  // namespace rollcall::api
