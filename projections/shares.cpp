// What events do to the view of shares; share_rows.hpp says what it keeps.

#include "projections/shares.hpp"

#include "projections/rows/keys.hpp"
#include "projections/rows/rows.hpp"
#include "projections/rows/share_rows.hpp"

namespace rollcall::projections {
namespace {

using share_rows::Counters;
using share_rows::Entry;
using share_rows::Place;
using share_rows::StoredShare;

std::string canonical_email(const domain::ShareState& share) {
  const auto& addressed = share.sending.addressed.known;
  return addressed ? addressed->email.canonical() : std::string();
}

// Has looks of its own, not a share's: they are found by who looked, to be erased with them.
bool may_be_erased(const domain::Actor& viewer) {
  return viewer.kind == domain::ActorKind::staff || viewer.kind == domain::ActorKind::contact;
}

struct Step {
  const OfficeId& office;
  const LoggedEvent& logged;
  ViewWriter& view;
  std::string& reason;

  bool begin(const domain::ListShared& event) const {
    const Place place{event.list, logged.position};
    StoredShare share;
    share.shared_at = logged.recorded_at;
    share.state = domain::evolve(std::move(share.state), logged.recorded());
    write_row(view, share_rows::place_key(office, event.share), place);
    index(share.state, place);
    keep(std::move(share), place, true);
    return true;
  }

  bool go_on(domain::ShareId id) const {
    const auto place = read_row<Place>(view, share_rows::place_key(office, id));
    auto share =
        place ? read_row<StoredShare>(view, share_rows::share_key(office, *place)) : std::nullopt;
    if (!share) return fails(reason, "no such share");
    const auto& event = std::get<domain::ShareEvent>(logged.event.of);
    const auto* resent = std::get_if<domain::ShareResent>(&event);
    const std::string email_before = canonical_email(share->state);
    const auto facts_before = domain::access_facts(share->state);
    share->state = domain::evolve(std::move(share->state), logged.recorded());
    if (resent != nullptr) share->email_sent_at.reset();
    if (email_before != canonical_email(share->state)) forget_email(email_before, *place);
    if (facts_before != domain::access_facts(share->state)) index(share->state, *place);
    const auto* sent = std::get_if<domain::ShareEmailSent>(&event);
    if (sent != nullptr && sent->sending == share->state.sending.id && !share->email_sent_at) {
      share->email_sent_at = logged.recorded_at;
    }
    keep(std::move(*share), *place, resent != nullptr);
    return true;
  }

  bool count_access(const domain::ListAccessed& event) const {
    if (event.share) {
      const auto place = read_row<Place>(view, share_rows::place_key(office, *event.share));
      if (!place) return fails(reason, "no such share");
      const ViewKey key = share_rows::counters_key(office, *place);
      auto counters = read_row<Counters>(view, key).value_or(Counters());
      if (counters.access_count == 0) counters.first_accessed_at = logged.recorded_at;
      if (event.session) note_look(event, counters.last_access);
      counters.last_accessed_at = logged.recorded_at;
      counters.last_access = logged.position;
      ++counters.access_count;
      write_row(view, key, counters);
    }
    const domain::ShareId share = event.share.value_or(domain::ShareId());
    if (!event.share && may_be_erased(logged.actor)) {
      view.put(share_rows::looks_key(office, event.client.person).add_descending(logged.position),
               "");
    }
    write_row(view, share_rows::access_key(office, share, logged.position),
              AccessRow{event, logged.recorded_at, logged.actor, logged.position});
    write_row(view, share_rows::access_place_key(office, event.access),
              share_rows::AccessPlace{share, logged.position});
    return true;
  }

  bool erase(const domain::PersonErased& event) const {
    if (event.share) return erase_from(*event.share, event.person);
    for (const auto id : shares_of({event.person.uuid})) {
      if (!erase_from(id, event.person)) return false;
    }
    erase_looks_of(event.person);
    return true;
  }

 private:
  std::vector<domain::ShareId> shares_of(domain::ContactId contact) const {
    std::vector<Place> places;
    view.scan(share_rows::contact_key(office, contact), "",
              [&](std::string_view, std::string_view value) {
                if (const auto entry = unpack<Entry>(value)) places.push_back(entry->place);
                return true;
              });
    std::vector<domain::ShareId> shares;
    for (const Place& place : places) {
      const auto share = read_row<StoredShare>(view, share_rows::share_key(office, place));
      if (share) shares.push_back(share->state.id);
    }
    return shares;
  }

  // Whatever of the share is sealed with the person's key: the sending, and from where they looked.
  bool erase_from(domain::ShareId id, domain::PersonId person) const {
    const auto place = read_row<Place>(view, share_rows::place_key(office, id));
    auto share =
        place ? read_row<StoredShare>(view, share_rows::share_key(office, *place)) : std::nullopt;
    if (!share) return fails(reason, "no such share");
    auto& addressed = share->state.sending.addressed;
    if (addressed.person == person) {
      forget_email(canonical_email(share->state), *place);
      addressed.known.reset();
      view.erase(share_rows::mail_key(office, id));
      write_row(view, share_rows::share_key(office, *place), *share);
    }
    std::vector<std::string> looks;
    view.scan(share_rows::accesses_key(office, id), "", [&](std::string_view key, auto) {
      looks.emplace_back(key);
      return true;
    });
    for (const auto& key : looks) erase_client(key, person);
    return true;
  }

  void erase_looks_of(domain::PersonId person) const {
    const ViewKey prefix = share_rows::looks_key(office, person);
    std::vector<std::string> found;
    view.scan(prefix, "", [&](std::string_view key, auto) {
      found.emplace_back(key);
      return true;
    });
    for (const auto& key : found) {
      ViewKey look = share_rows::accesses_key(office, {});
      erase_client(look.add_bytes(std::string_view(key).substr(prefix.str().size())), person);
      view.erase(key);
    }
  }

  void erase_client(std::string_view key, domain::PersonId person) const {
    auto row = read_row<AccessRow>(view, key);
    if (!row || row->access.client.person != person) return;
    row->access.client.known.reset();
    write_row(view, key, *row);
  }

  // The mail's text may be as large as all the rest, and nothing but a new sending changes it.
  void keep(StoredShare share, const Place& place, bool is_new_sending) const {
    if (auto& addressed = share.state.sending.addressed.known; is_new_sending && addressed) {
      write_row(view, share_rows::mail_key(office, share.state.id), addressed->mail);
      addressed->mail = {};
    }
    write_row(view, share_rows::share_key(office, place), share);
  }

  // `before`: the share's last access before this one.
  void note_look(const domain::ListAccessed& event, Position before) const {
    const ViewKey key = share_rows::session_key(office, *event.share, *event.session);
    const auto seen =
        read_row<domain::SeenBefore>(view, key).value_or(domain::SeenBefore{before, 0, 0, 0});
    write_row(view, key, domain::evolve(seen, event, logged.position));
  }

  // Under all that a share is found by, with what it is chosen by.
  void index(const domain::ShareState& share, const Place& place) const {
    const auto entry = pack(Entry{place, share.project, domain::access_facts(share)});
    const auto put = [&](ViewKey key) { view.put(key.add_descending(place.created), entry); };
    put(share_rows::all_key(office));
    put(share_rows::listed_key(office, share.list));
    put(share_rows::project_key(office, share.project));
    if (share.contact) put(share_rows::contact_key(office, *share.contact));
    const auto email = canonical_email(share);
    if (!email.empty()) put(share_rows::email_key(office, email));  // empty: erased
  }

  void forget_email(const std::string& email, const Place& place) const {
    if (!email.empty())
      view.erase(share_rows::email_key(office, email).add_descending(place.created));
  }
};

class SharesProjection final : public Projection {
 public:
  std::string_view name() const override { return "shares"; }
  std::uint32_t version() const override { return 7; }
  KeySpace key_space() const override { return KeySpace::shares; }

  bool apply(const OfficeId& office, const LoggedEvent& logged, ViewWriter& view,
             std::string& reason) const override {
    const Step step{office, logged, view, reason};
    const auto show_share =
        domain::Overloaded{[&](const domain::ListShared& event) { return step.begin(event); },
                           [&](const auto& event) { return step.go_on(event.share); }};
    const auto show_access = [&](const domain::ListAccessed& event) {
      return step.count_access(event);
    };
    const auto show_erasure =
        domain::Overloaded{[&](const domain::PersonErased& event) { return step.erase(event); },
                           [](const domain::RetentionPassed&) { return true; }};
    return std::visit(
        domain::Overloaded{
            [&](const domain::ShareEvent& event) { return std::visit(show_share, event); },
            [&](const domain::AccessEvent& event) { return std::visit(show_access, event); },
            [&](const domain::ErasureEvent& event) { return std::visit(show_erasure, event); },
            [](const auto&) { return true; },
        },
        logged.event.of);
  }
};

}  // namespace

std::unique_ptr<Projection> make_shares_projection() {
  return std::make_unique<SharesProjection>();
}

}  // namespace rollcall::projections
