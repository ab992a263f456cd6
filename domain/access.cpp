#include "domain/access.hpp"

#include <algorithm>

namespace rollcall::domain {
namespace {

constexpr std::size_t kMaxUserAgentBytes = 300;

bool contains(const std::vector<Column>& columns, const Column& column) {
  return std::find(columns.begin(), columns.end(), column) != columns.end();
}

// A header may hold any byte; what is recorded is UTF-8, cut between code points.
std::string recordable(std::string text) {
  if (!is_valid_utf8(text))
    std::replace_if(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; },
        '?');
  if (text.size() <= kMaxUserAgentBytes) return text;
  std::size_t end = kMaxUserAgentBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

ListAccessed accessed(const Look& look, ListId list, ProjectId project, PersonId viewer) {
  ListAccessed event;
  event.access = look.access;
  event.list = list;
  event.project = project;
  event.kind = look.kind;
  event.list_version = look.list_version;
  event.row_count = look.row_count;
  event.columns = look.columns;
  event.since = look.since;
  event.client = {viewer, ClientDetails{look.client.address, recordable(look.client.user_agent)}};
  return event;
}

Result<void> check_session(const ShareState& share, SessionId id, Instant now) {
  const ViewingSession* session = share.session(id);
  if (session == nullptr || session->expires_at <= now) return refuse(Reason::session_ended);
  return {};
}

// The last guard before rows leave: nothing that does not show now, whatever was prepared.
Result<void> check_columns(const std::vector<Column>& own_columns, const ListDefinition& list,
                           const Look& look) {
  const auto shown = shown_columns(own_columns, list);
  for (std::size_t i = 0; i < look.columns.size(); ++i)
    if (!contains(shown, look.columns[i]))
      return refuse(Reason::column_not_in_list, "/columns/" + std::to_string(i));
  return {};
}

Result<void> check_look(const OpeningFacts& facts, const RecordReceiverLook& command, Instant now) {
  if (command.link) {
    if (auto link = check_link(facts, *command.link, now); !link) return link;
  }
  if (!stands(facts, now)) return refuse(Reason::link_dead);
  if (auto session = check_session(facts.share, command.session, now); !session) return session;
  if (is_download(command.look.kind) && !facts.share.may_download)
    return refuse(Reason::download_not_allowed);
  return check_columns(facts.share.columns, *facts.list.definition, command.look);
}

}  // namespace

Result<Proposals> decide(const OpeningFacts& facts, const RecordReceiverLook& command,
                         const Deciding& deciding) {
  if (auto look = check_look(facts, command, deciding.now); !look)
    return tl::make_unexpected(look.error());
  const ShareState& share = facts.share;
  ListAccessed event =
      accessed(command.look, share.list, share.project, share.sending.addressed.person);
  event.share = share.id;
  event.session = command.session;
  return Proposals{propose(std::move(event))};
}

Result<Proposals> decide(const ListState& list, const RecordStaffLook& command,
                         const Deciding& deciding) {
  if (!list.definition) return refuse(Reason::not_found);
  return Proposals{
      propose(accessed(command.look, command.list, list.project, PersonId{deciding.actor.id}))};
}

SeenBefore evolve(SeenBefore seen, const ListAccessed& look, std::uint64_t position) {
  if (look.list_version < seen.last_version) return seen;  // of views that were late
  if (look.list_version > seen.last_version) seen.older = seen.last;
  seen.last = position;
  seen.last_version = look.list_version;
  return seen;
}

std::uint64_t previous_look(const SeenBefore& seen, std::uint64_t version) {
  if (seen.before != 0) return seen.before;
  return seen.last_version < version ? seen.last : seen.older;
}

Result<void> check_visit(const VisitFacts& facts, ContactId contact, ListId list) {
  const bool is_there = facts.office.settings && facts.project.details && facts.list.definition;
  if (!is_there || !may_visit(facts.project, contact, facts.visitor) ||
      lists_unavailable(*facts.office.settings, facts.project.details->status) ||
      facts.web.list(list) == nullptr) {
    return refuse(Reason::not_found, "", list.uuid);
  }
  return {};
}

Result<Proposals> decide(const VisitFacts& facts, const RecordVisitorLook& command) {
  auto allowed = check_visit(facts, command.contact, command.list);
  if (allowed) {
    allowed =
        check_columns(facts.web.list(command.list)->columns, *facts.list.definition, command.look);
  }
  if (!allowed) return tl::make_unexpected(allowed.error());
  ListAccessed event =
      accessed(command.look, command.list, facts.list.project, person_of(command.contact));
  event.contact = command.contact;
  event.session = command.session;
  return Proposals{propose(std::move(event))};
}

std::vector<Column> shown_columns(const std::vector<Column>& own_columns,
                                  const ListDefinition& list) {
  std::vector<Column> shown;
  std::copy_if(own_columns.begin(), own_columns.end(), std::back_inserter(shown),
               [&](const Column& column) { return contains(list.columns, column); });
  return shown;
}

}  // namespace rollcall::domain
