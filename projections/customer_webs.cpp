// Tables:
//   'w' project              → CustomerWebState: the row is the state, folded by the domain's own
//                              evolve
//   'a' list ~position       → AccessRow, without the client
//   'c' list contact         → Position of their last look
//   's' list contact session → domain::SeenBefore

#include "projections/customer_webs.hpp"

#include "projections/rows/domain_members.hpp"
#include "projections/rows/keys.hpp"
#include "projections/rows/paged_scan.hpp"
#include "projections/rows/rows.hpp"
#include "projections/rows/share_rows.hpp"

namespace rollcall::projections {
namespace {

ViewKey in_customer_webs(const OfficeId& office, char name) {
  return {KeySpace::customer_webs, office, name};
}
ViewKey web_key(const OfficeId& office, domain::ProjectId project) {
  return in_customer_webs(office, 'w').add(project);
}
ViewKey visits_key(const OfficeId& office, domain::ListId list) {
  return in_customer_webs(office, 'a').add(list);
}

ViewKey last_key(const OfficeId& office, domain::ListId list, domain::ContactId contact) {
  return in_customer_webs(office, 'c').add(list).add(contact);
}
ViewKey session_key(const OfficeId& office, const Visit& visit) {
  return in_customer_webs(office, 's').add(visit.list).add(visit.contact).add(visit.session);
}
Position last_visit(const ViewReader& view, const OfficeId& office, const Visit& visit) {
  return read_row<Position>(view, last_key(office, visit.list, visit.contact)).value_or(0);
}

class CustomerWebsProjection final : public Projection {
 public:
  std::string_view name() const override { return "customer_webs"; }
  std::uint32_t version() const override { return 2; }
  KeySpace key_space() const override { return KeySpace::customer_webs; }

  bool apply(const OfficeId& office, const LoggedEvent& logged, ViewWriter& view,
             std::string&) const override {
    if (const auto* event = std::get_if<domain::CustomerWebEvent>(&logged.event.of)) {
      const auto project = std::visit([](const auto& e) { return e.project; }, *event);
      const ViewKey key = web_key(office, project);
      auto web = read_row<domain::CustomerWebState>(view, key).value_or(domain::CustomerWebState());
      write_row(view, key, domain::evolve(std::move(web), logged.recorded()));
    } else if (const auto* access = std::get_if<domain::AccessEvent>(&logged.event.of)) {
      std::visit([&](const auto& e) { keep_visit(office, e, logged, view); }, *access);
    }
    return true;
  }

 private:
  static void keep_visit(const OfficeId& office, const domain::ListAccessed& event,
                         const LoggedEvent& logged, ViewWriter& view) {
    if (!event.contact) return;
    AccessRow row{event, logged.recorded_at, logged.actor, logged.position};
    row.access.client.known.reset();  // the view of shares has it, and erases it
    write_row(view, visits_key(office, event.list).add_descending(logged.position), row);
    if (event.session)
      note_look(office, {event.list, *event.contact, *event.session}, logged, view);
    write_row(view, last_key(office, event.list, *event.contact), logged.position);
  }
  static void note_look(const OfficeId& office, const Visit& visit, const LoggedEvent& logged,
                        ViewWriter& view) {
    const auto& event =
        std::get<domain::ListAccessed>(std::get<domain::AccessEvent>(logged.event.of));
    const ViewKey key = session_key(office, visit);
    const auto seen = read_row<domain::SeenBefore>(view, key).value_or(
        domain::SeenBefore{last_visit(view, office, visit), 0, 0, 0});
    write_row(view, key, domain::evolve(seen, event, logged.position));
  }
};

}  // namespace

std::unique_ptr<Projection> make_customer_webs_projection() {
  return std::make_unique<CustomerWebsProjection>();
}

domain::CustomerWebState find_customer_web(const ViewReader& view, const OfficeId& office,
                                           domain::ProjectId project) {
  return read_row<domain::CustomerWebState>(view, web_key(office, project))
      .value_or(domain::CustomerWebState());
}

Page<AccessRow> visits_of_list(const ViewReader& view, const OfficeId& office, domain::ListId list,
                               const PageRequest& page) {
  const ViewKey prefix = visits_key(office, list);
  return scan_page<AccessRow>(
      view, prefix, prefix.str().size(), page,
      [](std::string_view, std::string_view value) { return unpack<AccessRow>(value); });
}

std::optional<AccessRow> previous_visit(const ViewReader& view, const OfficeId& office,
                                        const Visit& visit, Position version) {
  const auto seen = read_row<domain::SeenBefore>(view, session_key(office, visit));
  const Position at =
      seen ? domain::previous_look(*seen, version) : last_visit(view, office, visit);
  if (at == 0) return std::nullopt;
  return read_row<AccessRow>(view, visits_key(office, visit.list).add_descending(at));
}

}  // namespace rollcall::projections
