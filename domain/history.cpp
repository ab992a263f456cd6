#include "domain/history.hpp"

#include "domain/event.hpp"

namespace rollcall::domain {

Tag history_tag(const Uuid& subject) {
  return {TagKind::history, subject};
}

Proposals decide(const ReadHistory& command) {
  return {propose(
      HistoryRead{command.office, command.kind, command.subject, command.span, command.entries},
      command.email)};
}

}  // namespace rollcall::domain
