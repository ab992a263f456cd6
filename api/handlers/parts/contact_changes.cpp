#include "api/handlers/parts/contact_changes.hpp"

#include "api/commands/email_key.hpp"
#include "api/handlers/parts/answers.hpp"
#include "api/handlers/parts/contact_json.hpp"

namespace rollcall::api::handlers {
namespace {

using ExchangePtr = std::shared_ptr<Exchange>;
using domain::ContactId;
using domain::ContactState;

ContactState load_contact(Facts& facts, ContactId id) {
  return *facts.load<ContactState>(domain::facts_of_contact(id));
}

// The key of the address they have; nullopt if they are erased, or not there.
std::optional<domain::EmailKey> key_of(const Exchange& exchange, const ContactState& contact) {
  if (!contact.details) return std::nullopt;
  return email_key(exchange.context().vault, exchange.office(), contact.details->email);
}

// Facts about a person who is to go, with the names of the projects that stand in the way.
domain::ContactLeaveFacts leave_facts(const Exchange& exchange, Facts& facts, ContactState contact,
                                      const std::vector<domain::ProjectId>& blocking) {
  domain::ContactLeaveFacts known{std::move(contact), std::nullopt};
  known.email = key_of(exchange, known.contact);
  for (const auto& id : blocking) {
    const auto project = facts.load<domain::ProjectState>(domain::facts_of_project(id));
    if (project->details) known.project_names.emplace(id, project->details->name);
  }
  return known;
}

domain::ContactLeaveFacts deletion_facts(const Exchange& exchange, Facts& facts,
                                         ContactState contact) {
  const auto blocking = domain::blocking_projects(contact, domain::ContactLeave::deletion);
  return leave_facts(exchange, facts, std::move(contact), blocking);
}

// An attempt on the path's person, if they are there and as If-Match says.
using OnContact =
    std::function<domain::Result<domain::Proposals>(Facts& facts, const ContactState& contact)>;
Attempt on_contact(const ExchangePtr& exchange, ContactId id, OnContact decide) {
  return [exchange, id, decide = std::move(decide)](
             Facts& facts, const domain::Deciding&) -> tl::expected<Decided, Denied> {
    const auto contact = load_contact(facts, id);
    if (contact.exists && !wire::if_match_holds(exchange->request(), contact.version)) {
      return stale();
    }
    return decided(decide(facts, contact), {{domain::TagKind::contact, id.uuid}});
  };
}

std::optional<http::Response> render_contact(const Shown& shown, const Done& done) {
  const auto row = projections::find_contact(shown.view, shown.office, {done.shows.front().id});
  if (!row) return std::nullopt;
  return resource_response(200, contact_json(shown, *row), row->state.version);
}

// POSTs that take nothing: what they do is in the path.
void write_action(const ExchangePtr& exchange, OnContact decide) {
  const auto id = exchange->id<ContactId>(0);
  json::Body body(exchange->request().body);
  (void)body.root();
  const auto exists = [&] {
    return load_now<ContactState>(*exchange, domain::facts_of_contact(id)).exists;
  };
  if (refused_body(*exchange, body, {}, exists)) return;
  exchange->write(
      {on_contact(exchange, id, std::move(decide)), shown_or_as_left(exchange, render_contact)});
}

http::Response render_gone(const Shown&, const Done&) {
  return no_content();
}

}  // namespace

domain::ContactLeaveFacts load_unlinking(const Exchange& exchange, Facts& facts, ContactId id,
                                         domain::OrganisationId organisation) {
  auto contact = load_contact(facts, id);
  if (contact.organisations.size() == 1) {
    return deletion_facts(exchange, facts, std::move(contact));
  }
  const auto blocking = domain::blocking_projects(contact, organisation);
  return leave_facts(exchange, facts, std::move(contact), blocking);
}

void edit_contact(const ExchangePtr& exchange) {
  json::Body body(exchange->request().body);
  auto command = read_contact_edit(body.root(), exchange->id<ContactId>(0));
  if (command.email) {
    command.email_key = email_key(exchange->context().vault, exchange->office(), *command.email);
  }
  const auto decide = [exchange, command](Facts& facts, const ContactState& contact) {
    domain::EditContactFacts known{contact, {}, key_of(*exchange, contact)};
    if (command.email_key) {
      known.holder = *facts.load<domain::EmailHolder>(domain::facts_of_email(*command.email_key));
    }
    return domain::decide(known, command);
  };
  const auto now = [&](Facts& facts) {
    return decide(facts, load_contact(facts, command.contact));
  };
  if (refused_body(*exchange, body, now)) return;
  exchange->write(
      {on_contact(exchange, command.contact, decide), shown_or_as_left(exchange, render_contact)});
}

void delete_contact(const ExchangePtr& exchange) {
  const auto id = exchange->id<ContactId>(0);
  const auto decide = [exchange, id](Facts& facts, const ContactState& contact) {
    return domain::decide(deletion_facts(*exchange, facts, contact), domain::DeleteContact{id});
  };
  exchange->write({on_contact(exchange, id, decide), render_gone});
}

void deactivate_contact(const ExchangePtr& exchange) {
  const auto id = exchange->id<ContactId>(0);
  write_action(exchange, [exchange, id](Facts& facts, const ContactState& contact) {
    const auto blocking = domain::blocking_projects(contact, domain::ContactLeave::deactivation);
    return domain::decide(leave_facts(*exchange, facts, contact, blocking),
                          domain::DeactivateContact{id});
  });
}

void reactivate_contact(const ExchangePtr& exchange) {
  const auto id = exchange->id<ContactId>(0);
  write_action(exchange, [id](Facts&, const ContactState& contact) {
    return domain::decide(contact, domain::ReactivateContact{id});
  });
}

void unlink_contact(const ExchangePtr& exchange, domain::OrganisationKind kind) {
  const auto organisation = exchange->id<domain::OrganisationId>(0);
  const auto id = exchange->id<ContactId>(1);
  const auto decide = [=](Facts& facts, const ContactState&) -> domain::Result<domain::Proposals> {
    const auto state =
        facts.load<domain::OrganisationState>(domain::facts_of_organisation(organisation));
    if (!of_kind(kind, *state).exists) return domain::refuse(domain::Reason::not_found);
    return domain::decide(load_unlinking(*exchange, facts, id, organisation),
                          domain::UnlinkContact{id, organisation});
  };
  exchange->write({on_contact(exchange, id, decide), render_gone});
}

}  // namespace rollcall::api::handlers
