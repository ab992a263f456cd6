// Contact persons: under their organisations, and the look-up across the office.

#include "api/app/exchange.hpp"
#include "api/commands/email_key.hpp"
#include "api/handlers/parts/answers.hpp"
#include "api/handlers/parts/contact_changes.hpp"
#include "api/handlers/parts/contact_json.hpp"
#include "api/handlers/parts/query.hpp"
#include "api/handlers/parts/read.hpp"
#include "api/handlers/tables.hpp"
#include "api/past/subjects.hpp"

namespace rollcall::api::handlers::contacts {
namespace {

using domain::OrganisationKind;

http::Response contacts_page(Exchange& exchange, const Shown& shown, const Paging& paging,
                             const projections::Page<projections::ContactRow>& page) {
  return page_response(exchange, paging, page,
                       [&](json::Writer& out, const auto& row) { write_contact(out, shown, row); });
}

std::optional<bool> read_active(Query& query) {
  const auto text = query.text("active");
  if (!text.empty() && text != "true" && text != "false") query.fault("active", "unknown_value");
  return text.empty() ? std::nullopt : std::optional(text == "true");
}

// ?email= looks addresses up as one types, ?query= finds by words.
void list_contacts(const std::shared_ptr<Exchange>& exchange) {
  Query query(*exchange);
  const auto email = query.text("email");
  const auto words = query.text("query");
  if (!email.empty() && !words.empty()) query.fault("query", "not_with_email");
  const auto active = read_active(query);
  const auto paging = query.paging();
  if (query.refused()) return;
  exchange->read([exchange, email, words, active, paging](const Shown& shown) {
    const auto page = words.empty() ? projections::contacts_by_email(shown.view, shown.office,
                                                                     email, paging.request, active)
                                    : projections::search_contacts(shown.view, shown.office, words,
                                                                   paging.request, active);
    return contacts_page(*exchange, shown, paging, page);
  });
}

void get_contact(const std::shared_ptr<Exchange>& exchange) {
  if (refused_query(*exchange)) return;
  const auto id = exchange->id<domain::ContactId>(0);
  exchange->read([id](const Shown& shown) {
    const auto row = projections::find_contact(shown.view, shown.office, id);
    return row ? resource_response(200, contact_json(shown, *row), row->state.version)
               : not_found_response();
  });
}

template <OrganisationKind kKind>
void list_of_organisation(const std::shared_ptr<Exchange>& exchange) {
  Query query(*exchange);
  const auto paging = query.paging();
  if (query.refused()) return;
  const auto id = exchange->id<domain::OrganisationId>(0);
  exchange->read([exchange, id, paging](const Shown& shown) {
    const auto organisation = projections::find_organisation(shown.view, shown.office, id);
    if (!organisation || organisation->kind != kKind) return not_found_response();
    return contacts_page(
        *exchange, shown, paging,
        projections::contacts_of_organisation(shown.view, shown.office, id, paging.request));
  });
}

template <OrganisationKind kKind>
Attempt link(const domain::LinkContact& command) {
  return [command](Facts& facts, const domain::Deciding&) {
    const auto organisation =
        facts.load<domain::OrganisationState>(domain::facts_of_organisation(command.organisation));
    const auto contact =
        facts.load<domain::ContactState>(domain::facts_of_contact(command.contact));
    return decided(domain::decide({of_kind(kKind, *organisation), *contact}, command),
                   {{domain::TagKind::contact, command.contact.uuid}});
  };
}

template <OrganisationKind kKind>
Attempt add(const domain::AddContact& command) {
  return [command](Facts& facts, const domain::Deciding&) {
    const auto organisation =
        facts.load<domain::OrganisationState>(domain::facts_of_organisation(command.organisation));
    const auto holder = facts.load<domain::EmailHolder>(domain::facts_of_email(command.email));
    return decided(domain::decide({of_kind(kKind, *organisation), *holder}, command),
                   {{domain::TagKind::contact, command.contact.uuid}});
  };
}

// {contactId} links a known person, anything else describes a new one.
template <OrganisationKind kKind>
std::optional<Attempt> read_attempt(Exchange& exchange, const json::Object& root,
                                    domain::OrganisationId organisation) {
  if (root.has("contactId")) {
    const auto contact = read_id<domain::ContactId>(root.required("contactId"));
    if (!contact) return std::nullopt;
    return link<kKind>({*contact, organisation});
  }
  auto details = read_contact_details(root);
  if (!details) return std::nullopt;
  auto& context = exchange.context();
  const auto key = email_key(context.vault, exchange.office(), details->email);
  return add<kKind>({{context.new_id()}, organisation, *std::move(details), key});
}

// 200 if the person was linked already: nothing was created.
std::optional<http::Response> render_added(const Shown& shown, const Done& done) {
  const domain::ContactId id{done.shows.front().id};
  const auto row = projections::find_contact(shown.view, shown.office, id);
  if (!row) return std::nullopt;
  auto response = created(contact_json(shown, *row), row->state.version, contact_location(id));
  if (done.last < done.first) response.status = 200;
  return response;
}

template <OrganisationKind kKind>
void add_to_organisation(const std::shared_ptr<Exchange>& exchange) {
  const auto organisation = exchange->id<domain::OrganisationId>(0);
  json::Body body(exchange->request().body);
  auto attempt = read_attempt<kKind>(*exchange, body.root(), organisation);
  const auto exists = [&] {
    const auto state =
        load_now<domain::OrganisationState>(*exchange, domain::facts_of_organisation(organisation));
    return of_kind(kKind, state).exists;
  };
  if (refused_body(*exchange, body, {}, exists)) return;
  exchange->write({*std::move(attempt), shown_or_as_left(exchange, render_added)});
}

template <OrganisationKind kKind>
void unlink(const std::shared_ptr<Exchange>& exchange) {
  unlink_contact(exchange, kKind);
}

constexpr auto kCustomer = OrganisationKind::customer;
constexpr auto kSupplier = OrganisationKind::supplier;

constexpr Route kRoutes[] = {
    {http::Method::get, "/v1/contacts", kOffice, BodyKind::none, list_contacts,
     subjects::directory},
    {http::Method::get, "/v1/contacts/{contactId}", kOffice, BodyKind::none, get_contact,
     subjects::contact},
    {http::Method::patch, "/v1/contacts/{contactId}", kOffice, BodyKind::json, edit_contact},
    {http::Method::del, "/v1/contacts/{contactId}", kOffice, BodyKind::none, delete_contact},
    {http::Method::post, "/v1/contacts/{contactId}/deactivate", kOffice, BodyKind::json,
     deactivate_contact},
    {http::Method::post, "/v1/contacts/{contactId}/reactivate", kOffice, BodyKind::json,
     reactivate_contact},
    {http::Method::get, "/v1/customers/{customerId}/contacts", kOffice, BodyKind::none,
     list_of_organisation<kCustomer>, subjects::contacts_of_organisation},
    {http::Method::post, "/v1/customers/{customerId}/contacts", kOffice, BodyKind::json,
     add_to_organisation<kCustomer>},
    {http::Method::del, "/v1/customers/{customerId}/contacts/{contactId}", kOffice, BodyKind::none,
     unlink<kCustomer>},
    {http::Method::get, "/v1/suppliers/{supplierId}/contacts", kOffice, BodyKind::none,
     list_of_organisation<kSupplier>, subjects::contacts_of_organisation},
    {http::Method::post, "/v1/suppliers/{supplierId}/contacts", kOffice, BodyKind::json,
     add_to_organisation<kSupplier>},
    {http::Method::del, "/v1/suppliers/{supplierId}/contacts/{contactId}", kOffice, BodyKind::none,
     unlink<kSupplier>},
};

}  // namespace

Table routes() {
  return kRoutes;
}

}  // namespace rollcall::api::handlers::contacts
