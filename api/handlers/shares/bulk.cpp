// Many shares revoked or extended at once: all of a list, a project or a receiver.
#include "domain/share/bulk.hpp"

#include "api/commands/email_key.hpp"
#include "api/handlers/parts/answers.hpp"
#include "api/handlers/share_commands.hpp"
#include "api/handlers/share_json.hpp"
#include "api/handlers/tables.hpp"

namespace rollcall::api::handlers::bulk {
namespace {

using ExchangePtr = std::shared_ptr<Exchange>;

// Whose shares are meant: exactly one of these.
struct Selector {
  std::optional<domain::ListId> list;
  std::optional<domain::ProjectId> project;
  std::optional<domain::ContactId> contact;
  std::optional<domain::EmailAddress> email;
};

// A contact person's id, or an address.
void read_receiver(const json::Object& object, Selector& selector) {
  const auto value = object.optional("receiver");
  const auto text = value ? value->text() : std::nullopt;
  const auto id = text ? domain::Uuid::parse(*text) : std::nullopt;
  if (id) {
    selector.contact = domain::ContactId{*id};
  } else if (text) {
    selector.email = value->parsed<domain::EmailAddress>();
  }
}

Selector read_selector(const json::Object& object) {
  const int given = object.has("listId") + object.has("projectId") + object.has("receiver");
  if (given == 0) object.fault("", "required", "listId, projectId or receiver is needed.");
  if (given > 1) object.fault("", "ambiguous", "Only one of listId, projectId and receiver.");
  Selector selector;
  selector.list = optional_id<domain::ListId>(object, "listId");
  selector.project = optional_id<domain::ProjectId>(object, "projectId");
  read_receiver(object, selector);
  return selector;
}

// Whoever was deleted has shares still.
std::optional<domain::Refusal> missing(Facts& facts, const Selector& selector) {
  const auto unknown = [](std::string field) {
    return domain::Refusal{domain::Reason::unknown_reference, std::move(field), {}, "", 0};
  };
  if (selector.list &&
      !facts.load<domain::ListState>(domain::facts_of_list(*selector.list))->definition) {
    return unknown("/listId");
  }
  if (selector.project &&
      !facts.load<domain::ProjectState>(domain::facts_of_project(*selector.project))->details) {
    return unknown("/projectId");
  }
  if (selector.contact &&
      facts.load<domain::ContactState>(domain::facts_of_contact(*selector.contact))->version == 0) {
    return unknown("/receiver");
  }
  return std::nullopt;
}

// One more than may be, at most: enough to be refused.
std::vector<domain::ShareState> load_bounded(Facts& facts, const domain::FactQueries& queries,
                                             bool only_without_contact = false) {
  std::vector<domain::ShareState> shares;
  const auto index = facts.load<domain::ShareIndex>(queries);
  for (const auto& id : index->shares) {
    if (shares.size() > domain::kMaxBulkShares) break;
    const auto share = facts.load<domain::ShareState>(domain::facts_of_share(id));
    if (!share->contact || !only_without_contact) shares.push_back(*share);
  }
  return shares;
}

// Those made to the address, and all of the contact person who has it: a typed address that is a
// contact person's is that person.
std::vector<domain::ShareState> load_shares_of(Context& context, Facts& facts,
                                               const domain::EmailAddress& email) {
  const auto key = email_key(context.vault, facts.office(), email);
  auto shares = load_bounded(facts, domain::facts_of_shares_of_email(key), true);
  const auto holder = facts.load<domain::EmailHolder>(domain::facts_of_email(key));
  if (holder->kind != domain::EmailHolder::Kind::contact) return shares;
  for (auto& share : load_bounded(facts, domain::facts_of_shares_of_contact({holder->id}))) {
    shares.push_back(std::move(share));
  }
  return shares;
}

std::vector<domain::ShareState> load_selected(Context& context, Facts& facts,
                                              const Selector& selector) {
  if (selector.email) return load_shares_of(context, facts, *selector.email);
  if (selector.list) return load_bounded(facts, domain::facts_of_shares_of_list(*selector.list));
  if (selector.project) {
    return load_bounded(facts, domain::facts_of_shares_of_project(*selector.project));
  }
  return load_bounded(facts, domain::facts_of_shares_of_contact(*selector.contact));
}

// The answer shows the changed shares, then this, then those that were left.
const domain::Tag kThenLeft{domain::TagKind::share, {}};

tl::expected<Decided, Denied> decided_for_all(domain::Result<domain::BulkChange> change) {
  if (!change) return denied(std::move(change.error()));
  std::vector<domain::Tag> shows;
  for (const auto& share : change->changed) {
    shows.push_back({domain::TagKind::share, share.uuid});
  }
  shows.push_back(kThenLeft);
  for (const auto& share : change->left) shows.push_back({domain::TagKind::share, share.uuid});
  return decided(std::move(change->proposals), std::move(shows));
}

void write_left(json::Writer& out, const projections::ShareRow& row) {
  const auto reason = domain::reason_left(row.state);
  out.begin_object()
      .field("id", row.state.id.uuid.to_string())
      .field("reason", json::code_of(reason))
      .field("detail", json::sentence_of(json::code_of(reason)))
      .end_object();
}

http::Response changed_shares(const Shown& shown, const Done& done) {
  AccessStates states(shown);
  json::Writer out;
  out.begin_object().begin_array("items");
  bool is_left = false;
  for (const auto& tag : done.shows) {
    if (tag == kThenLeft) {
      out.end_array().begin_array("left");
      is_left = true;
      continue;
    }
    const auto row = projections::find_share(shown.view, shown.office, {tag.id});
    if (row) is_left ? write_left(out, *row) : write_share(out, states, *row);
  }
  return json_response(200, out.end_array().end_object().finish());
}

void write_bulk(const ExchangePtr& exchange, const Selector& selector,
                const std::function<domain::Result<domain::BulkChange>(
                    Facts& facts, const std::vector<domain::ShareState>& shares,
                    const domain::Deciding& deciding)>& decide) {
  exchange->write(
      {[=](Facts& facts, const domain::Deciding& deciding) -> tl::expected<Decided, Denied> {
         if (auto refusal = missing(facts, selector)) return denied({*refusal});
         const auto shares = load_selected(exchange->context(), facts, selector);
         return decided_for_all(decide(facts, shares, deciding));
       },
       changed_shares});
}

void post_revoke_all(const ExchangePtr& exchange) {
  json::Body body(exchange->request().body);
  const auto selector = read_selector(body.root());
  if (refused_body(*exchange, body)) return;
  write_bulk(exchange, selector, [](Facts&, const auto& shares, const domain::Deciding&) {
    return domain::decide(shares, domain::RevokeShares{});
  });
}

void post_extend_all(const ExchangePtr& exchange) {
  json::Body body(exchange->request().body);
  const auto root = body.root();
  const auto selector = read_selector(root);
  const auto value = root.required("validUntil");
  const auto text = value ? value->text() : std::nullopt;
  const auto date = text ? domain::Date::parse(*text) : std::nullopt;
  if (text && !date) value->fault("malformed", "A date is written YYYY-MM-DD.");
  if (refused_body(*exchange, body)) return;
  write_bulk(exchange, selector,
             [command = domain::ExtendShares{*date}](Facts& facts, const auto& shares,
                                                     const domain::Deciding& deciding) {
               std::vector<domain::ShareFacts> all;
               for (const auto& share : shares) all.push_back(load_share_facts(facts, share));
               const domain::OfficeId office{projections::from_log(facts.office())};
               const auto settings =
                   facts.load<domain::OfficeState>(domain::facts_of_office(office));
               return domain::decide(*settings, all, command, deciding);
             });
}

constexpr Route kRoutes[] = {
    {http::Method::post, "/v1/shares/revoke", kOffice, BodyKind::json, post_revoke_all},
    {http::Method::post, "/v1/shares/extend", kOffice, BodyKind::json, post_extend_all},
};

}  // namespace

Table routes() {
  return kRoutes;
}

}  // namespace rollcall::api::handlers::bulk
