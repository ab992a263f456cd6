#include "api/handlers/parts/memberships.hpp"

#include <algorithm>

#include "api/handlers/parts/answers.hpp"
#include "api/handlers/parts/project_json.hpp"
#include "api/handlers/parts/query.hpp"
#include "api/handlers/parts/read.hpp"

namespace rollcall::api::handlers {
namespace {

using domain::TagKind;
using Member = domain::Membership;

// One person's membership of one project, of which the ETag is: the rest of the project may change.
struct MembershipVersion {
  bool exists = false;
  std::uint64_t version = 0;
};

MembershipVersion evolve(MembershipVersion state, const domain::Recorded& recorded) {
  const auto* event = std::get_if<domain::ProjectEvent>(&recorded.event->of);
  if (event == nullptr) return state;
  return {!std::holds_alternative<domain::ContactRemovedFromProject>(*event), recorded.position};
}

domain::FactQueries facts_of_membership(domain::ProjectId project, domain::ContactId contact) {
  return {{domain::types_of<domain::ContactAddedToProject, domain::ContactRemovedFromProject>(),
           {{TagKind::project, project.uuid}, {TagKind::contact, contact.uuid}}}};
}

bool holds(const Exchange& exchange, const MembershipVersion& membership) {
  const auto version = membership.exists ? std::optional(membership.version) : std::nullopt;
  return wire::if_match_holds(exchange.request(), version);
}

struct Put {
  domain::AddContactToProject command;
  // Of the attempt that was appended, for the answer.
  MembershipVersion before;
};

Attempt put_attempt(const std::shared_ptr<Exchange>& exchange, const std::shared_ptr<Put>& put) {
  return [exchange, put](Facts& facts, const domain::Deciding&) -> tl::expected<Decided, Denied> {
    const auto& command = put->command;
    const auto project =
        facts.load<domain::ProjectState>(domain::facts_of_project(command.project));
    const auto contact =
        facts.load<domain::ContactState>(domain::facts_of_contact(command.contact));
    put->before =
        *facts.load<MembershipVersion>(facts_of_membership(command.project, command.contact));
    auto proposals = domain::decide({*project, *contact}, command);
    const bool is_there = project->details && contact->is_known();
    if (is_there && !holds(*exchange, put->before)) return stale();
    return decided(std::move(proposals), {{TagKind::project, command.project.uuid},
                                          {TagKind::contact, command.contact.uuid}});
  };
}

std::optional<http::Response> render_put(const Put& put, const Shown& shown, const Done& done) {
  const auto row = projections::find_project(shown.view, shown.office, put.command.project);
  if (!row) return std::nullopt;
  const auto member =
      std::find_if(row->members.begin(), row->members.end(),
                   [&](const Member& each) { return each.contact == put.command.contact; });
  if (member == row->members.end()) return std::nullopt;
  json::Writer out;
  write_member(out, shown, *member);
  const bool is_unchanged = done.last < done.first;
  return resource_response(put.before.exists ? 200 : 201, out.finish(),
                           is_unchanged ? put.before.version : done.last);
}

}  // namespace

projections::Page<Member> page_of(std::vector<Member> members,
                                  const projections::PageRequest& request) {
  std::sort(members.begin(), members.end(),
            [](const Member& a, const Member& b) { return a.contact < b.contact; });
  const auto after = domain::Uuid::parse(request.after).value_or(domain::Uuid{});
  std::erase_if(members, [&](const Member& member) { return member.contact.uuid <= after; });
  if (members.size() <= request.limit) return {std::move(members), ""};
  members.resize(request.limit);
  auto next = members.back().contact.uuid.to_string();
  return {std::move(members), std::move(next)};
}

void list_members(const std::shared_ptr<Exchange>& exchange) {
  Query query(*exchange);
  const auto paging = query.paging();
  if (query.refused()) return;
  const auto id = exchange->id<domain::ProjectId>(0);
  exchange->read([exchange, id, paging](const Shown& shown) {
    auto project = projections::find_project(shown.view, shown.office, id);
    if (!project) return not_found_response();
    return page_response(
        *exchange, paging, page_of(std::move(project->members), paging.request),
        [&](json::Writer& out, const Member& member) { write_member(out, shown, member); });
  });
}

void put_member(const std::shared_ptr<Exchange>& exchange) {
  const auto put = std::make_shared<Put>();
  put->command.project = exchange->id<domain::ProjectId>(0);
  put->command.contact = exchange->id<domain::ContactId>(1);
  json::Body body(exchange->request().body);
  const auto organisation = body.root().optional("organisationId");
  put->command.organisation = read_id<domain::OrganisationId>(organisation);
  const auto exists = [&] { return project_exists(*exchange, put->command.project); };
  if (refused_body(*exchange, body, {}, exists)) return;
  exchange->write({put_attempt(exchange, put),
                   shown_or_as_left(exchange, [put](const Shown& shown, const Done& done) {
                     return render_put(*put, shown, done);
                   })});
}

void remove_member(const std::shared_ptr<Exchange>& exchange) {
  const domain::RemoveContactFromProject command{exchange->id<domain::ProjectId>(0),
                                                 exchange->id<domain::ContactId>(1)};
  exchange->write(
      {[exchange, command](Facts& facts, const domain::Deciding&) -> tl::expected<Decided, Denied> {
         domain::RemoveContactFromProjectFacts loaded;
         loaded.project =
             *facts.load<domain::ProjectState>(domain::facts_of_project(command.project));
         loaded.shares = load_shares(
             facts, domain::facts_of_shares_to_contact(command.project, command.contact));
         const auto membership =
             facts.load<MembershipVersion>(facts_of_membership(command.project, command.contact));
         if (membership->exists && !holds(*exchange, *membership)) return stale();
         return decided(domain::decide(loaded, command));
       },
       [](const Shown&, const Done&) { return no_content(); }});
}

}  // namespace rollcall::api::handlers
