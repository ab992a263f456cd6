#include "domain/codec/members.hpp"

namespace rollcall::codec {
namespace {

using Moment = std::optional<domain::HistoryMoment>;

// `init` makes the moment's struct, if there is one to write.
void write(const Moment& from, auto init) {
  if (!from) return;
  schema::HistoryMoment::Builder to = init();
  if (const auto* position = std::get_if<std::uint64_t>(&*from)) {
    to.setHasPosition(true);
    to.setPosition(*position);
  } else {
    to.setHasInstant(true);
    to.setInstant(std::get<domain::Instant>(*from).ms);
  }
}
void read(schema::HistoryMoment::Reader from, Moment& to) {
  if (from.getHasPosition()) to = from.getPosition();
  if (from.getHasInstant()) to = domain::Instant{from.getInstant()};
}

}  // namespace

void write(const domain::HistoryRead& from, schema::HistoryRead::Builder to, Sealing& sealing) {
  put(from.office, to.getOffice());
  to.setKind(checked(from.kind, sealing.failure));
  to.setHasSubject(from.subject.has_value());
  if (from.subject) {
    to.setSubjectKind(checked(from.subject->kind, sealing.failure));
    put(domain::PersonId{from.subject->id}, to.getSubject());
  }
  write(from.span.from, [&] { return to.initFrom(); });
  write(from.span.to, [&] { return to.initTo(); });
  to.setHasEntries(from.entries.has_value());
  to.setEntries(from.entries.value_or(0));
}
void read(schema::HistoryRead::Reader from, domain::HistoryRead& to, Sealing& sealing) {
  get(from.getOffice(), to.office);
  get(from.getKind(), to.kind, sealing.failure);
  if (from.getHasSubject()) {
    domain::PersonId subject;
    get(from.getSubject(), subject);
    get(from.getSubjectKind(), to.subject.emplace().kind, sealing.failure);
    to.subject->id = subject.uuid;
  }
  read(from.getFrom(), to.span.from);
  read(from.getTo(), to.span.to);
  if (from.getHasEntries()) to.entries = from.getEntries();
}

}  // namespace rollcall::codec
