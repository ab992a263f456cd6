#include "api/looks/look.hpp"
#include "api/looks/present.hpp"
#include "api/looks/seen.hpp"

namespace rollcall::api {
namespace {

using ExchangePtr = std::shared_ptr<Exchange>;

struct StaffLook {
  domain::ListId list;
  domain::AccessKind kind{};
  Paging paging;
  std::optional<Since> since{};  // of a look at changes
};

void look_first(const ExchangePtr& exchange, const StaffLook& look);

void show(Exchange& exchange, const StaffLook& look, const Seen& seen) {
  auto response = answer_of(exchange.context(), seen, look.kind, look.paging);
  response.still_allowed = exchange.still_signed_in();
  exchange.reply(at_position(std::move(response), seen));
}

// Where changes are looked at: false, and `unreadable` says so, if they can't be told.
bool take_what_changed(const Exchange& exchange, const StaffLook& look, Seen& seen) {
  if (!look.since) return true;
  return take_changes(
      changes_of(exchange.context(), exchange.office(), seen.snapshot, *seen.table, *look.since),
      seen);
}

tl::expected<Decided, Denied> decide_look(const ExchangePtr& exchange, const StaffLook& look,
                                          Seen& seen, Facts& facts,
                                          const domain::Deciding& deciding) {
  const auto list = facts.load<domain::ListState>(domain::facts_of_list(look.list));
  const domain::Refusals not_found = {{domain::Reason::not_found, "", {}, "", 0}};
  if (!list->definition) return denied(not_found);
  if (!take_table(exchange->context(), facts, look.list, *list, list->definition->columns, seen)) {
    return denied(not_found);  // `behind` says that it is there
  }
  if (!take_what_changed(*exchange, look, seen)) {
    return denied(not_found);  // `unreadable` says why
  }
  const domain::RecordStaffLook command{look.list, look_of(seen, look.kind, exchange->request())};
  return decided(domain::decide(*list, command, deciding));
}

// What the record of a look is answered with.
std::function<void(CommandOutcome)> answer_to(const ExchangePtr& exchange, const StaffLook& look,
                                              const std::shared_ptr<Seen>& seen) {
  return [=](const CommandOutcome& outcome) {
    if (const auto* failure = std::get_if<Failure>(&outcome)) return exchange->fail(*failure);
    if (seen->behind) {
      return after_views(*exchange, *seen->behind, [=] { look_first(exchange, look); });
    }
    if (seen->unreadable) return exchange->fail(Failure::unreadable);
    if (const auto* no = std::get_if<Denied>(&outcome)) return exchange->fail(*no);
    seen->recorded_at = std::get<Done>(outcome).last;
    render(exchange, look.kind, [=] { show(*exchange, look, *seen); });
  };
}

void look_first(const ExchangePtr& exchange, const StaffLook& look) {
  auto seen = std::make_shared<Seen>();
  seen->access = {exchange->context().new_id()};
  auto command = exchange->command([=](Facts& facts, const domain::Deciding& deciding) {
    return decide_look(exchange, look, *seen, facts, deciding);
  });
  exchange->context().commands.run_here(std::move(command), answer_to(exchange, look, seen));
}

// The list as it was, whatever became of it. The record says which version was shown.
void look_back(const ExchangePtr& exchange, const StaffLook& look) {
  auto& context = exchange->context();
  const auto& office = exchange->office();
  const auto reading = exchange->reading();
  if (!reading) return exchange->fail_looking_back(reading.error());
  const auto list = projections::find_list(*reading->view, office, look.list);
  if (!list) return exchange->not_found();
  auto seen = std::make_shared<Seen>();
  seen->access = {context.new_id()};
  seen->as_of = exchange->as_of();
  seen->snapshot = {reading->view, reading->position};
  seen->own_version = list->own_version;
  seen->table = table_of(context, *reading->view, office, *list, list->definition.columns);
  if (!take_what_changed(*exchange, look, *seen)) return exchange->fail(Failure::unreadable);
  const domain::RecordStaffLook command{look.list, look_of(*seen, look.kind, exchange->request())};
  const domain::ListState then{list->definition, list->project, list->own_version};
  const Attempt attempt = [then, command](Facts& facts, const domain::Deciding& deciding) {
    // So that only changes of this list make it be decided again: nothing hangs on them.
    facts.load<domain::ListState>(domain::facts_of_list(command.list));
    return decided(domain::decide(then, command, deciding));
  };
  context.commands.run(exchange->command(attempt), answer_to(exchange, look, seen));
}

bool is_there(const Exchange& exchange, domain::ListId list) {
  auto facts = exchange.context().commands.facts(exchange.office());
  return facts.load<domain::ListState>(domain::facts_of_list(list))->definition.has_value();
}

void look_on(Exchange& exchange, const StaffLook& look) {
  const auto& cursor = *look.paging.cursor;
  if (!cursor.as_of && !is_there(exchange, look.list)) return exchange.not_found();
  const auto before = access_gone_on_with(exchange, cursor);
  if (!before) return;
  const auto& access = before->access;
  if (access.list != look.list || access.share || access.contact ||
      before->by != exchange.principal().actor) {
    return refuse_cursor(exchange);
  }
  Seen seen;
  seen.access = access.access;
  seen.recorded_at = cursor.recorded_at;
  seen.own_version = cursor.own_version;
  seen.snapshot.position = cursor.position;
  seen.as_of = cursor.as_of;
  seen.table = table_again(exchange.context(), exchange.office(), cursor, access, access.columns);
  if (!seen.table) return exchange.fail(Failure::unreadable);
  show(exchange, look, seen);
}

// Which moment is looked at: the address and the cursor may say it, but not different ones. False,
// and answered, if they do.
bool agree_on_moment(Exchange& exchange, const Paging& paging) {
  if (!paging.cursor) return true;
  const auto& begun = paging.cursor->as_of;
  const auto& asked = exchange.as_of();
  if (asked && (!begun || !goes_on(*begun, *asked))) {
    refuse_cursor(exchange);
    return false;
  }
  if (begun) exchange.look_back(*begun);
  return true;
}

void look_at(const ExchangePtr& exchange, const StaffLook& look) {
  const bool is_later_page = look.paging.cursor && look.kind == domain::AccessKind::json;
  if (!exchange->as_of()) {
    return is_later_page ? look_on(*exchange, look) : look_first(exchange, look);
  }
  const bool taken = exchange->context().files.post(
      [=] { is_later_page ? look_on(*exchange, look) : look_back(exchange, look); });
  if (!taken) exchange->fail(Failure::busy);
}

}  // namespace

void look_as_staff(const ExchangePtr& exchange, domain::ListId list) {
  const auto kind = look_kind(exchange->request());
  if (!kind) return exchange->reply(not_a_look_kind());
  const auto paging = paging_of(*exchange);
  if (!paging || !agree_on_moment(*exchange, *paging)) return;
  look_at(exchange, {list, *kind, *paging});
}

void look_at_changes_as_staff(const ExchangePtr& exchange, domain::ListId list, Since since) {
  look_at(exchange, {list, domain::AccessKind::changes, {}, std::move(since)});
}

}  // namespace rollcall::api
