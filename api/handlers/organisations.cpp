// Customers and suppliers: two collections, one way of working. The path says which.

#include "api/app/exchange.hpp"
#include "api/handlers/parts/answers.hpp"
#include "api/handlers/parts/contact_changes.hpp"
#include "api/handlers/parts/contact_json.hpp"
#include "api/handlers/parts/query.hpp"
#include "api/handlers/tables.hpp"
#include "api/past/subjects.hpp"
#include "domain/organisations/deletion.hpp"

namespace rollcall::api::handlers::organisations {
namespace {

using domain::OrganisationKind;

void write_members(json::Writer& out, const projections::OrganisationRow& row) {
  out.field("id", row.id.uuid.to_string()).field("kind", name_of(row.kind));
  out.field("name", row.name.str());
}

std::string organisation_json(const projections::OrganisationRow& row) {
  json::Writer out;
  out.begin_object();
  write_members(out, row);
  return out.end_object().finish();
}

void write_match(json::Writer& out, const projections::OrganisationMatch& match) {
  out.begin_object();
  write_members(out, match.organisation);
  out.begin_array("matchedContacts");
  for (const auto& contact : match.matched_contacts) {
    out.begin_object();
    write_headline(out, contact.id, contact.state, display_name(contact.state.details));
    out.end_object();
  }
  out.end_array().end_object();
}

template <OrganisationKind kKind>
void list_organisations(const std::shared_ptr<Exchange>& exchange) {
  Query query(*exchange);
  const auto words = query.text("query");
  const auto paging = query.paging();
  if (query.refused()) return;
  exchange->read([exchange, words, paging](const Shown& shown) {
    if (!words.empty()) {
      const auto found =
          projections::search_organisations(shown.view, shown.office, kKind, words, paging.request);
      return page_response(*exchange, paging, found, write_match);
    }
    const auto all =
        projections::list_organisations(shown.view, shown.office, kKind, paging.request);
    return page_response(*exchange, paging, all, [](json::Writer& out, const auto& row) {
      out.begin_object();
      write_members(out, row);
      out.end_object();
    });
  });
}

template <OrganisationKind kKind>
void get_organisation(const std::shared_ptr<Exchange>& exchange) {
  if (refused_query(*exchange)) return;
  const auto id = exchange->id<domain::OrganisationId>(0);
  exchange->read([id](const Shown& shown) {
    const auto row = projections::find_organisation(shown.view, shown.office, id);
    if (!row || row->kind != kKind) return not_found_response();
    return resource_response(200, organisation_json(*row), row->version);
  });
}

std::optional<http::Response> render_created(const Shown& shown, const Done& done) {
  const domain::OrganisationId id{done.shows.front().id};
  const auto row = projections::find_organisation(shown.view, shown.office, id);
  if (!row) return std::nullopt;
  const std::string_view collection =
      row->kind == OrganisationKind::customer ? "/v1/customers/" : "/v1/suppliers/";
  return created(organisation_json(*row), row->version,
                 std::string(collection) + id.uuid.to_string());
}

template <OrganisationKind kKind>
void add_organisation(const std::shared_ptr<Exchange>& exchange) {
  json::Body body(exchange->request().body);
  const auto value = body.root().required("name");
  const auto name = value ? value->parsed<domain::Name>() : std::nullopt;
  if (refused_body(*exchange, body)) return;
  const domain::AddOrganisation command{{exchange->context().new_id()}, kKind, *name};
  exchange->write({[command](Facts& facts, const domain::Deciding&) {
                     const auto state = facts.load<domain::OrganisationState>(
                         domain::facts_of_organisation(command.organisation));
                     return decided(domain::decide(*state, command),
                                    {{domain::TagKind::organisation, command.organisation.uuid}});
                   },
                   shown_or_as_left(exchange, render_created)});
}

std::optional<http::Response> render_renamed(const Shown& shown, const Done& done) {
  const auto row =
      projections::find_organisation(shown.view, shown.office, {done.shows.front().id});
  if (!row) return std::nullopt;
  return resource_response(200, organisation_json(*row), row->version);
}

// As the decision has it; of another kind than the path says: not there.
template <OrganisationKind kKind>
domain::OrganisationState load(Facts& facts, domain::OrganisationId id) {
  return of_kind(kKind, *facts.load<domain::OrganisationState>(domain::facts_of_organisation(id)));
}

template <OrganisationKind kKind>
void edit_organisation(const std::shared_ptr<Exchange>& exchange) {
  const auto id = exchange->id<domain::OrganisationId>(0);
  json::Body body(exchange->request().body);
  const auto root = body.root();
  const auto value = root.is_null("name") ? root.required("name") : root.optional("name");
  const auto name = value ? value->parsed<domain::Name>() : std::nullopt;
  const auto decide = [id, name](Facts& facts) {
    const auto state = load<kKind>(facts, id);
    return domain::decide(state, domain::RenameOrganisation{id, name.value_or(state.name)});
  };
  if (refused_body(*exchange, body, decide)) return;
  exchange->write({[exchange, id, decide](
                       Facts& facts, const domain::Deciding&) -> tl::expected<Decided, Denied> {
                     const auto state = load<kKind>(facts, id);
                     const bool holds = wire::if_match_holds(exchange->request(), state.version);
                     if (state.exists && !holds) return stale();
                     return decided(decide(facts), {{domain::TagKind::organisation, id.uuid}});
                   },
                   shown_or_as_left(exchange, render_renamed)});
}

domain::DeleteOrganisationFacts load_ties(const Exchange& exchange, Facts& facts,
                                          const domain::OrganisationState& state,
                                          domain::OrganisationId id) {
  domain::DeleteOrganisationFacts loaded{state, {}, {}};
  const auto ties = facts.load<domain::OrganisationTies>(domain::facts_of_ties(id));
  for (const auto project : ties->projects) {
    loaded.projects.emplace(project,
                            *facts.load<domain::ProjectState>(domain::facts_of_project(project)));
  }
  for (const auto contact : ties->contacts) {
    if (loaded.contacts.size() > domain::kMaxUnlinkedAtOnce) break;
    auto leaving = load_unlinking(exchange, facts, contact, id);
    if (leaving.contact.exists) loaded.contacts.emplace(contact, std::move(leaving));
  }
  return loaded;
}

template <OrganisationKind kKind>
void delete_organisation(const std::shared_ptr<Exchange>& exchange) {
  const auto id = exchange->id<domain::OrganisationId>(0);
  exchange->write(
      {[exchange, id](Facts& facts, const domain::Deciding&) -> tl::expected<Decided, Denied> {
         const auto state = load<kKind>(facts, id);
         const bool holds = wire::if_match_holds(exchange->request(), state.version);
         if (state.exists && !holds) return stale();
         return decided(domain::decide(load_ties(*exchange, facts, state, id),
                                       domain::DeleteOrganisation{id}));
       },
       [](const Shown&, const Done&) { return no_content(); }});
}

constexpr auto kCustomer = OrganisationKind::customer;
constexpr auto kSupplier = OrganisationKind::supplier;

constexpr Route kRoutes[] = {
    {http::Method::get, "/v1/customers", kOffice, BodyKind::none, list_organisations<kCustomer>,
     subjects::directory},
    {http::Method::post, "/v1/customers", kOffice, BodyKind::json, add_organisation<kCustomer>},
    {http::Method::get, "/v1/customers/{customerId}", kOffice, BodyKind::none,
     get_organisation<kCustomer>, subjects::organisation},
    {http::Method::patch, "/v1/customers/{customerId}", kOffice, BodyKind::json,
     edit_organisation<kCustomer>},
    {http::Method::del, "/v1/customers/{customerId}", kOffice, BodyKind::none,
     delete_organisation<kCustomer>},
    {http::Method::get, "/v1/suppliers", kOffice, BodyKind::none, list_organisations<kSupplier>,
     subjects::directory},
    {http::Method::post, "/v1/suppliers", kOffice, BodyKind::json, add_organisation<kSupplier>},
    {http::Method::get, "/v1/suppliers/{supplierId}", kOffice, BodyKind::none,
     get_organisation<kSupplier>, subjects::organisation},
    {http::Method::patch, "/v1/suppliers/{supplierId}", kOffice, BodyKind::json,
     edit_organisation<kSupplier>},
    {http::Method::del, "/v1/suppliers/{supplierId}", kOffice, BodyKind::none,
     delete_organisation<kSupplier>},
};

}  // namespace

Table routes() {
  return kRoutes;
}

}  // namespace rollcall::api::handlers::organisations
