#pragma once
// Accesses: one delivery of a list's rows. No look without a record.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/customer_web/menu.hpp"
#include "domain/list.hpp"
#include "domain/proposal.hpp"
#include "domain/share.hpp"
#include "domain/values/personal.hpp"

namespace rollcall::domain {

enum class AccessKind : std::uint8_t { json = 1, page = 2, csv = 3, xlsx = 4, changes = 5 };
constexpr bool is_download(AccessKind kind) {
  return kind == AccessKind::csv || kind == AccessKind::xlsx;
}

// From where one looked; sealed under the viewer's key.
struct ClientDetails {
  std::string address;
  std::string user_agent;  // cut to 300 bytes
  bool operator==(const ClientDetails&) const = default;
};

struct ListAccessed {
  static constexpr EventType kType = 90;
  static constexpr std::string_view kName = "ListAccessed";
  AccessId access;
  ListId list;
  ProjectId project;
  std::optional<ShareId> share;      // a receiver's look; else the actor's, or `contact`'s
  std::optional<SessionId> session;  // the receiver's viewing session, the contact's sign-in
  AccessKind kind{};
  std::uint64_t list_version = 0;
  std::uint32_t row_count = 0;
  std::vector<Column> columns;
  Personal<ClientDetails> client;
  // Changes were shown since this position: rows and values of then too.
  std::optional<std::uint64_t> since{};
  std::optional<ContactId> contact{};  // a contact person's look, on customer web
  bool operator==(const ListAccessed&) const = default;
};
using AccessEvent = std::variant<ListAccessed>;

// What is about to be shown.
struct Look {
  AccessId access;
  AccessKind kind{};
  std::uint64_t list_version = 0;
  std::uint32_t row_count = 0;
  std::vector<Column> columns;
  ClientDetails client;
  std::optional<std::uint64_t> since{};
};

// A receiver looks, in a viewing session. link_dead if the share no longer stands, session_ended if
// the session does not, download_not_allowed for a file the share does not allow. `link` is checked
// too where the request came by it. column_not_in_list (field "/columns/N") for a column that the
// share does not show now: the snapshot was older than the facts, take a new one.
struct RecordReceiverLook {
  SessionId session;
  std::optional<LinkHash> link;
  Look look;
};
Result<Proposals> decide(const OpeningFacts& facts, const RecordReceiverLook& command,
                         const Deciding& deciding);

// Staff or an API client looks; client details are sealed under the key of the actor's id.
struct RecordStaffLook {
  ListId list;
  Look look;
};
Result<Proposals> decide(const ListState& list, const RecordStaffLook& command,
                         const Deciding& deciding);

// Which of a share's accesses a viewing session's receiver compares what they see with, as
// positions in the log; 0 for none.
struct SeenBefore {
  std::uint64_t before = 0;  // the share's last access before this session's first
  std::uint64_t last = 0;    // this session's last, and the version of the list it showed
  std::uint64_t last_version = 0;
  std::uint64_t older = 0;  // this session's last that showed an older version than that
};
// With one more look of the session, at that position.
SeenBefore evolve(SeenBefore seen, const ListAccessed& look, std::uint64_t position);
// The previous look of who now sees `version`: the share's last access before this session began to
// look. If there is none, this session's last that showed an older version: so whoever looks twice,
// or at the list and then at its changes, does not lose what changed. 0: nothing was seen before.
std::uint64_t previous_look(const SeenBefore& seen, std::uint64_t version);

// A contact person looks, on customer web.
struct VisitFacts {
  OfficeState office;
  ProjectState project;
  CustomerWebState web;
  ListState list;
  ContactStanding visitor;
};
// Is that list on the customer web, and does that open to this person? Otherwise not_found, alike
// for every cause.
Result<void> check_visit(const VisitFacts& facts, ContactId contact, ListId list);
struct RecordVisitorLook {
  ContactId contact;
  ListId list;
  SessionId session;
  Look look;
};
// column_not_in_list as for receivers.
Result<Proposals> decide(const VisitFacts& facts, const RecordVisitorLook& command);

// The columns that a share, or a tick on customer web, shows now: its own, as far as the list still
// has them, in its order.
std::vector<Column> shown_columns(const std::vector<Column>& own_columns,
                                  const ListDefinition& list);

}  // namespace rollcall::domain
