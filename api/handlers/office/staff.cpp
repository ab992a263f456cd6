// Staff. They are told about their account by the link with which they set their password.

#include "api/accounts/password_links.hpp"
#include "api/app/exchange.hpp"
#include "api/commands/email_key.hpp"
#include "api/handlers/parts/answers.hpp"
#include "api/handlers/parts/query.hpp"
#include "api/handlers/parts/staff_json.hpp"
#include "api/handlers/tables.hpp"

namespace rollcall::api::handlers::staff {
namespace {

using domain::TagKind;

void list_staff(const std::shared_ptr<Exchange>& exchange) {
  Query query(*exchange);
  const auto paging = query.paging();
  if (query.refused()) return;
  exchange->read([exchange, paging](const Shown& shown) {
    const auto page = projections::list_staff(shown.view, shown.office, paging.request);
    return page_response(*exchange, paging, page, write_staff);
  });
}

void get_staff(const std::shared_ptr<Exchange>& exchange) {
  if (refused_query(*exchange)) return;
  const auto id = exchange->id<domain::StaffId>(0);
  exchange->read([id](const Shown& shown) {
    const auto row = projections::find_staff(shown.view, shown.office, id);
    return row ? resource_response(200, staff_json(*row), row->version) : not_found_response();
  });
}

domain::OfficeId office_of(const Exchange& exchange) {
  return {projections::from_log(exchange.office())};
}

std::optional<http::Response> render(unsigned status, const Shown& shown, const Done& done) {
  const domain::StaffId id{done.shows.front().id};
  const auto row = projections::find_staff(shown.view, shown.office, id);
  if (!row) return std::nullopt;
  if (status == 200) return resource_response(200, staff_json(*row), row->version);
  return created(staff_json(*row), row->version, "/v1/staff/" + id.uuid.to_string());
}

// The same members as a change has; what cannot be left out is asked for.
domain::AddStaff read_new_staff(const Exchange& exchange, const json::Object& from) {
  const auto& context = exchange.context();
  const auto email = from.required("email");
  const auto role = read_staff_role(from.required("role"));
  domain::AddStaff command;
  command.office = office_of(exchange);
  command.staff = {context.new_id()};
  command.role = role.value_or(domain::StaffRole::project_manager);
  command.details.email = (email ? email->parsed<domain::EmailAddress>() : std::nullopt)
                              .value_or(domain::EmailAddress{});
  command.details.first_name = read_person_name(from, "firstName").value_or(domain::PersonName{});
  command.details.last_name = read_person_name(from, "lastName").value_or(domain::PersonName{});
  command.email = email_key(context.vault, exchange.office(), command.details.email);
  return command;
}

void add_staff(const std::shared_ptr<Exchange>& exchange) {
  json::Body body(exchange->request().body);
  const auto staff = read_new_staff(*exchange, body.root());
  const auto holder_of = [email = staff.email](Facts& facts) {
    return facts.load<domain::EmailHolder>(domain::facts_of_email(email));
  };
  const auto faults = [&](Facts& facts) { return domain::decide(*holder_of(facts), staff); };
  if (refused_body(*exchange, body, faults)) return;
  const auto link = make_password_link(exchange->context());
  const domain::InviteStaff command{staff, link.id, link.hash,
                                    exchange->context().settings.account_limits};
  exchange->write({[=](Facts& facts, const domain::Deciding& deciding) {
                     return decided(domain::decide(*holder_of(facts), command, deciding),
                                    {{TagKind::staff, staff.staff.uuid}}, {secret_of(link)});
                   },
                   shown_or_as_left(exchange, [](const Shown& shown, const Done& done) {
                     return render(201, shown, done);
                   })});
}

// The change as a command on the member as they are.
domain::Result<domain::Proposals> decide_change(const Exchange& exchange, Facts& facts,
                                                domain::StaffId id, const StaffChange& change) {
  const auto office = office_of(exchange);
  const auto& vault = exchange.context().vault;
  domain::ChangeStaffFacts loaded{
      *facts.load<domain::StaffState>(domain::facts_of_staff(id)),
      *facts.load<domain::OfficeStaff>(domain::facts_of_office_staff(office)),
      {}};
  const auto before = loaded.staff.details.value_or(domain::StaffDetails{});
  const auto details = change.applied_to(before);
  const domain::ChangeStaff command{office,
                                    id,
                                    details,
                                    change.role.value_or(loaded.staff.role),
                                    change.active.value_or(loaded.staff.active),
                                    email_key(vault, exchange.office(), details.email),
                                    email_key(vault, exchange.office(), before.email)};
  loaded.holder = *facts.load<domain::EmailHolder>(domain::facts_of_email(command.email));
  return domain::decide(loaded, command);
}

void change_staff(const std::shared_ptr<Exchange>& exchange) {
  const auto id = exchange->id<domain::StaffId>(0);
  json::Body body(exchange->request().body);
  const auto change = read_staff_change(body.root());
  const auto decide = [exchange, id, change](Facts& facts) {
    return decide_change(*exchange, facts, id, change);
  };
  if (refused_body(*exchange, body, decide)) return;
  exchange->write({[exchange, id, decide](
                       Facts& facts, const domain::Deciding&) -> tl::expected<Decided, Denied> {
                     const auto staff = facts.load<domain::StaffState>(domain::facts_of_staff(id));
                     const bool holds = wire::if_match_holds(exchange->request(), staff->version);
                     if (staff->exists && !holds) return stale();
                     return decided(decide(facts), {{TagKind::staff, id.uuid}});
                   },
                   shown_or_as_left(exchange, [](const Shown& shown, const Done& done) {
                     return render(200, shown, done);
                   })});
}

constexpr auto kAdmin = Who::office_admin;

constexpr Route kRoutes[] = {
    {http::Method::get, "/v1/staff", kOffice, BodyKind::none, list_staff},
    {http::Method::post, "/v1/staff", kAdmin, BodyKind::json, add_staff},
    {http::Method::get, "/v1/staff/{staffId}", kOffice, BodyKind::none, get_staff},
    {http::Method::patch, "/v1/staff/{staffId}", kAdmin, BodyKind::json, change_staff},
};

}  // namespace

Table routes() {
  return kRoutes;
}

}  // namespace rollcall::api::handlers::staff
