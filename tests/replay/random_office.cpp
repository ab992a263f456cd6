#include "tests/replay/random_office.hpp"

#include <algorithm>

#include "domain/event.hpp"

namespace rollcall::replay {

using namespace domain;
using projections::id_of;
using projections::kOffice;

namespace {

constexpr std::size_t kContacts = 16, kProjects = 3, kLiveLists = 5;

template <class Id>
Actor actor(ActorKind kind, Id id) {
  return {kind, id.uuid};
}

std::vector<Column> some_columns() {
  return {Column::restore("firstName"), Column::restore("lastName"), Column::restore("company")};
}

ContactDetails person(const Uuid& id) {
  return {EmailAddress::restore(id.to_string() + "@x.example"),
          PersonName::restore("P"),
          PersonName::restore("Q"),
          {}};
}

EmailKey key_of(const Uuid& id) {
  return {id};
}

LinkHash hash_of(const Uuid& id) {
  LinkHash hash{};
  std::ranges::copy(id.bytes, hash.begin());
  return hash;
}

MailText words() {
  return {Subject::restore("S"), MailBody::restore("[resource-link]")};
}

}  // namespace

RandomOffice::RandomOffice(std::uint64_t seed) : random_(seed) {
  found();
}

void RandomOffice::found() {
  settings();
  OfficeSettings first;
  first.name = Name::restore("Office");
  first.slug = Slug::restore("office");
  staff_ = {fresh<StaffId>()};
  tokens_ = {fresh<ApiTokenId>()};
  state(staff_[0]);
  state(tokens_[0]);
  by_staff(decide(OfficeFacts{},
                  CreateOffice{kOffice, first, staff_[0], {}, key_of(staff_[0].uuid), tokens_[0]}));
  for (const auto kind :
       {OrganisationKind::customer, OrganisationKind::customer, OrganisationKind::supplier}) {
    organisations_.push_back(fresh<OrganisationId>());
    const auto& made = office.of<OrganisationState>(facts_of_organisation(organisations_.back()));
    by_staff(Proposals{domain::Proposals{
        propose(OrganisationAdded{organisations_.back(), kind, Name::restore("O")})}});
    (void)made;
  }
  for (std::size_t n = 0; n < kContacts; ++n) {
    const auto id = fresh<ContactId>();
    contacts_.push_back(id);
    state(id);
    account(id);
    const auto at = organisations_[n % 4 == 3 ? 2 : 0];
    by_staff(decide(AddContactFacts{office.of<OrganisationState>(facts_of_organisation(at)), {}},
                    AddContact{id, at, person(id.uuid), key_of(id.uuid)}));
  }
  for (std::size_t n = 0; n < kProjects; ++n) {
    projects_.push_back(fresh<ProjectId>());
    state(projects_.back());
    web(projects_.back());
    ProjectDetails details;
    details.name = Name::restore("P");
    details.customer = organisations_[0];
    details.managers = {staff_[0]};
    by_staff(Proposals{domain::Proposals{propose(ProjectCreated{projects_.back(), details})}});
  }
}

void RandomOffice::step() {
  const auto dice = random_() % 100;
  if (one_in(4)) office.now.ms += static_cast<std::int64_t>(random_() % 300'000);
  if (one_in(2'000)) office.now.ms += static_cast<std::int64_t>(random_() % 400'000'000);
  if (dice < 45) return look();
  if (dice < 63) return mail_and_codes();
  if (dice < 71) return share();
  if (dice < 78) return change_share();
  if (dice < 83) return sign_in();
  if (dice < 88) return change_project();
  if (dice < 93) return change_people();
  if (dice < 96) return change_list();
  dice < 98 ? change_staff() : change_office();
}

void RandomOffice::change_office() {
  auto to_be = *settings().settings;
  if (one_in(2)) {
    to_be.automatic_offer_login = !to_be.automatic_offer_login;
  } else {
    const char* zones[] = {"UTC", "Europe/Oslo", "Pacific/Auckland", "America/New_York"};
    to_be.time_zone = TimeZone::restore(zones[random_() % 4]);
  }
  by_staff(decide(OfficeFacts{settings(), {}}, ChangeOfficeSettings{kOffice, to_be}));
}

void RandomOffice::change_people() {
  const auto id = any(contacts_);
  const auto& contact = state(id);
  const ContactLeaveFacts leave{contact, key_of(id.uuid)};
  switch (random_() % 6) {
    case 0:
      by_staff(decide(leave, DeactivateContact{id}));
      break;
    case 1:
    case 2:
      by_staff(decide(contact, ReactivateContact{id}));
      break;
    case 3: {
      EditContact edit{id};
      const auto address = office.next_id();
      edit.email = EmailAddress::restore(address.to_string() + "@y.example");
      edit.email_key = key_of(address);
      by_staff(decide(EditContactFacts{contact, {}, key_of(id.uuid)}, edit));
      break;
    }
    case 4: {
      if (!one_in(10)) break;
      if (!by_staff(decide(leave, DeleteContact{id}))) break;
      const auto next = fresh<ContactId>();  // somebody else in their place
      std::ranges::replace(contacts_, id, next);
      state(next);
      account(next);
      const auto& customer = office.of<OrganisationState>(facts_of_organisation(organisations_[0]));
      by_staff(decide(AddContactFacts{customer, {}},
                      AddContact{next, organisations_[0], person(next.uuid), key_of(next.uuid)}));
      break;
    }
    default: {
      const auto& at = organisations_[random_() % organisations_.size()];
      by_staff(
          decide(LinkContactFacts{office.of<OrganisationState>(facts_of_organisation(at)), contact},
                 LinkContact{id, at}));
    }
  }
}

void RandomOffice::change_staff() {
  if (one_in(2)) {
    const bool is_new = staff_.size() < 4;
    const auto id = is_new ? fresh<StaffId>() : any(staff_);
    const auto& member = state(id);
    if (is_new) {
      staff_.push_back(id);
      by_staff(decide(EmailHolder{},
                      AddStaff{kOffice, id, StaffRole::project_manager, {}, key_of(id.uuid)}));
    } else if (member.active) {
      by_staff(Proposals{domain::Proposals{propose(StaffDeactivated{kOffice, id})}});
    } else {
      by_staff(Proposals{domain::Proposals{propose(StaffReactivated{kOffice, id})}});
    }
    return;
  }
  if (one_in(3)) {
    const auto id = any(tokens_);
    by_staff(decide(state(id), WithdrawApiToken{kOffice, id}));
    return;
  }
  const auto id = fresh<ApiTokenId>();
  tokens_.push_back(id);
  if (tokens_.size() > 8) tokens_.erase(tokens_.begin());
  state(id);
  CreateApiToken make{kOffice, id, Name::restore("T"), static_cast<TokenRole>(1 + random_() % 4),
                      std::nullopt};
  if (one_in(2)) make.expires_at = office.now.plus(std::chrono::hours(1 + random_() % 48));
  by_staff(decide(make, deciding(kStaff)));
}

std::vector<ShareState> RandomOffice::shares_where(auto&& fits) {
  std::vector<ShareState> found;
  for (const auto id : shares_) {
    if (fits(state(id))) found.push_back(state(id));
  }
  return found;
}

void RandomOffice::change_project() {
  const auto id = any(projects_);
  const auto& project = state(id);
  const auto contact = any(contacts_);
  switch (random_() % 8) {
    case 0:
      by_staff(decide(
          RemoveContactFromProjectFacts{project, shares_where([&](const ShareState& share) {
                                          return share.project == id && share.contact == contact;
                                        })},
          RemoveContactFromProject{id, contact}));
      break;
    case 1: {
      const bool cancels = project.details->status != ProjectStatus::cancelled;
      if (cancels && !one_in(30)) break;
      auto details = *project.details;
      details.status = cancels ? ProjectStatus::cancelled : ProjectStatus::pending;
      EditProjectFacts facts;
      facts.project = project;
      facts.customer = office.of<OrganisationState>(facts_of_organisation(details.customer));
      facts.managers = {state(staff_[0])};
      facts.shares = shares_where([&](const ShareState& share) { return share.project == id; });
      facts.ticked = web(id).ticked();
      by_staff(decide(facts, EditProject{id, details, StatusReason::restore("R")}));
      break;
    }
    case 2:
    case 3: {
      if (live_.empty()) break;
      const auto list = any(live_);
      const auto of = state(list).project;
      one_in(2) ? by_staff(decide(web(of), state(list), WithdrawList{list, of}))
                : by_staff(decide(CustomerWebFacts{settings(), state(of), web(of)}, state(list),
                                  PublishList{list, of, std::nullopt, std::nullopt, false, {}}));
      break;
    }
    default:
      by_staff(decide(AddContactToProjectFacts{project, state(contact)},
                      AddContactToProject{id, contact, std::nullopt}));
  }
}

void RandomOffice::make_list() {
  const auto id = fresh<ListId>();
  state(id);
  ListDefinition definition;
  definition.name = Name::restore("L");
  definition.columns = some_columns();
  const auto project = any(projects_);
  if (!by_staff(decide(state(project), CreateList{id, project, definition}))) return;
  live_.push_back(id);
  lists.push_back(id);
}

void RandomOffice::change_list() {
  if (live_.size() < kLiveLists) return make_list();
  const auto id = any(live_);
  if (one_in(100)) return delete_list(id);
  auto definition = *state(id).definition;
  definition.columns = some_columns();
  if (one_in(2)) definition.columns.resize(1 + random_() % 3);
  by_staff(decide(state(id), EditList{id, definition}));
}

void RandomOffice::delete_list(ListId id) {
  const auto is_its = [&](ShareId share) { return state(share).list == id; };
  const auto shares = shares_where([&](const ShareState& share) { return share.list == id; });
  if (!by_staff(decide(state(id), shares, web(state(id).project), DeleteList{id}))) return;
  std::erase(live_, id);
  std::ranges::copy_if(shares_, std::back_inserter(dead_shares_), is_its);
  std::erase_if(shares_, is_its);
}

ShareId RandomOffice::any_share() {
  return !dead_shares_.empty() && one_in(20) ? any(dead_shares_) : any(shares_);
}

void RandomOffice::share() {
  if (live_.empty()) return;
  const auto list = any(live_);
  ShareListFacts facts{settings(), state(list), state(state(list).project), {ReceiverFacts{}}, {}};
  NewReceiver receiver;
  receiver.share = fresh<ShareId>();
  receiver.sending = fresh<SendingId>();
  receiver.person = fresh<PersonId>();
  receiver.valid_until =
      Date{local_date(office.now, {}).days + static_cast<std::int32_t>(random_() % 5)};
  if (one_in(3)) {
    const auto address = id_of<ContactId>(1 + random_() % 9).uuid;
    receiver.email = person(address).email;
  } else {
    receiver.contact = any(contacts_);
    facts.receivers[0].contact = state(*receiver.contact);
  }
  for (const auto& known :
       shares_where([&](const ShareState& each) { return each.list == list; })) {
    const auto& sent_to = known.sending.addressed.known;
    const bool is_same = receiver.contact
                             ? known.contact == receiver.contact
                             : !known.contact && sent_to && sent_to->email == *receiver.email;
    if (is_same) facts.receivers[0].existing = known;
  }
  ShareList command;
  command.list = list;
  command.receivers = {receiver};
  command.subject = words().subject;
  command.body = words().body;
  state(receiver.share);
  const auto decided = decide(facts, command, deciding(kStaff));
  if (by_staff(decided) && !facts.receivers[0].existing) shares_.push_back(receiver.share);
}

void RandomOffice::change_share() {
  if (shares_.empty()) return;
  const auto id = any_share();
  const ShareFacts facts{
      settings(), state(state(id).list), state(state(id).project), state(id), {}};
  if (one_in(6)) {
    by_staff(decide(state(id), RevokeShare{}));
    return;
  }
  ChangeShare change;
  if (one_in(2)) {
    change.valid_until =
        Date{local_date(office.now, {}).days + static_cast<std::int32_t>(random_() % 4)};
  }
  if (one_in(3)) change.may_download = one_in(2);
  if (one_in(3)) change.columns = std::vector{some_columns()[random_() % 3]};
  by_staff(decide(facts, change, deciding(kStaff)));
}

OpeningFacts RandomOffice::opening(ShareId id) {
  const auto& share = state(id);
  OpeningFacts facts{settings(), state(share.list), state(share.project), share, {}};
  if (share.contact) facts.receiver = state(*share.contact).standing;
  return facts;
}

void RandomOffice::mail_and_codes() {
  if (shares_.empty()) return;
  const auto id = any_share();
  const auto by = actor(ActorKind::receiver, id);
  const auto facts = opening(id);
  if (!facts.share.link_hash) {
    links_[id] = hash_of(office.next_id());
    office.record(decide(ShareMailFacts{facts.share, facts.receiver},
                         RecordMailAttempt{facts.share.sending.id, 1, links_[id]}),
                  {});
    return;
  }
  ShareLimits limits;
  const auto code = fresh<CodeId>();
  if (!office.record(decide(facts, RequestCode{links_[id], code, limits}, deciding(by)), by))
    return;
  if (!office.record(decide(opening(id), BeginCodeTry{links_[id], code, limits}, deciding(by)), by))
    return;
  const auto session = fresh<SessionId>();
  const bool is_right = !one_in(4);
  const FinishCodeTry finish{links_[id], code, is_right, session, limits};
  if (office.record(decide(opening(id), finish, deciding(by)), by) && is_right) {
    viewing_[id].push_back(session);
  }
}

// Passwords are not in the log: who may sign in has the right one.
void RandomOffice::sign_in() {
  const auto id = any(contacts_);
  const auto by = actor(ActorKind::contact, id);
  auto& sessions = signed_in_[id];
  if (!sessions.empty() && one_in(4)) {
    office.record(decide(account(id), SignOut{holder(id), any(sessions)}), by);
    return;
  }
  if (!standing_of(state(id)).may_sign_in) return;
  const auto session = fresh<SessionId>();
  const auto end = office.now.plus(AccountLimits{}.contact_session);
  const bool by_offer = settings().settings->automatic_offer_login && one_in(2);
  office.record(domain::Proposals{by_offer ? propose(SignedInByOffer{holder(id), session, end,
                                                                     any(projects_)})
                                           : propose(SignedIn{holder(id), session, end})},
                by);
  sessions.push_back(session);
}

void RandomOffice::look() {
  if (live_.empty()) return;
  switch (random_() % 8) {
    case 0:
    case 1:
      return look_as_staff();
    case 2:
    case 3:
      return look_as_visitor();
    default:
      return look_as_receiver();
  }
}

Look RandomOffice::any_look(ListId list) {
  Look look;
  look.access = fresh<AccessId>();
  look.kind = static_cast<AccessKind>(1 + random_() % 5);
  look.list_version = state(list).version;
  look.columns = {some_columns()[random_() % 3]};
  return look;
}

void RandomOffice::look_as_receiver() {
  if (shares_.empty()) return;
  const auto id = any_share();
  auto& sessions = viewing_[id];
  if (sessions.empty()) return;
  const auto session = one_in(3) ? any(sessions) : sessions.back();
  const auto by = actor(ActorKind::receiver, id);
  const RecordReceiverLook command{session, std::nullopt, any_look(state(id).list)};
  ++(office.record(decide(opening(id), command, deciding(by)), by) ? looks : refusals);
}

VisitFacts RandomOffice::visit(ContactId contact, ListId list) {
  const auto project = state(list).project;
  return {settings(), state(project), web(project), state(list), state(contact).standing};
}

void RandomOffice::look_as_visitor() {
  const auto id = any(contacts_);
  const auto list = any(live_);
  if (signed_in_[id].empty()) return;
  const auto session = signed_in_[id].back();
  const auto* open = account(id).session(session);
  // As the edge does: a sign-in that stands, and none by an offer.
  const bool stands_now = open && !open->only_project &&
                          domain::stands(*open, open->opened_at, AccountLimits{}, office.now);
  const RecordVisitorLook command{id, list, session, any_look(list)};
  const bool is_recorded =
      stands_now && office.record(decide(visit(id, list), command), actor(ActorKind::contact, id));
  ++(is_recorded ? looks : refusals);
}

void RandomOffice::look_as_staff() {
  const bool is_program = one_in(2);
  const auto by =
      is_program ? actor(ActorKind::api_token, any(tokens_)) : actor(ActorKind::staff, any(staff_));
  const auto list = one_in(20) ? any(lists) : any(live_);
  RecordStaffLook command{list, any_look(list)};
  ListState shown = state(list);
  if (!shown.definition) {  // then they look back at what it was
    shown.definition = ListDefinition{};
    --command.look.list_version;
  }
  const bool may = could_see(by, list);
  const bool is_recorded = may && office.record(decide(shown, command, deciding(by)), by);
  ++(is_recorded ? looks : refusals);
}

bool RandomOffice::could_see(const Actor& viewer, ListId list) {
  switch (viewer.kind) {
    case ActorKind::receiver: {
      const ShareId id{viewer.id};
      return state(id).list == list && stands(opening(id), office.now);
    }
    case ActorKind::contact: {
      const ContactId id{viewer.id};
      return check_visit(visit(id, list), id, list).has_value();
    }
    case ActorKind::staff:
      return state(StaffId{viewer.id}).active;
    case ActorKind::api_token: {
      const auto& token = state(ApiTokenId{viewer.id});
      return token.usable(office.now) && looks_at_lists(token.role);
    }
    case ActorKind::system:
      break;
  }
  return false;
}

void RandomOffice::take_notice() {
  if (lists.empty()) return;
  const auto list = any(lists);
  const auto notice = [&](const Actor& viewer) {
    sightings.push_back({viewer, list, office.head(), office.now, could_see(viewer, list)});
  };
  auto all = shares_;
  all.insert(all.end(), dead_shares_.begin(), dead_shares_.end());
  for (const auto id : all) {
    if (state(id).list == list) notice(actor(ActorKind::receiver, id));
  }
  for (const auto id : contacts_) notice(actor(ActorKind::contact, id));
  for (const auto id : staff_) notice(actor(ActorKind::staff, id));
  for (const auto id : tokens_) notice(actor(ActorKind::api_token, id));
}

}  // namespace rollcall::replay
