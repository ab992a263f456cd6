#include "api/handlers/share_commands.hpp"

#include <algorithm>

#include "api/commands/email_key.hpp"
#include "api/handlers/parts/answers.hpp"

namespace rollcall::api::handlers {
namespace {

template <class T>
std::optional<T> optional_text(const json::Object& object, std::string_view name) {
  const auto value = object.optional(name);
  return value ? value->parsed<T>() : std::nullopt;
}

std::optional<domain::Date> optional_date(const json::Object& object, std::string_view name) {
  const auto value = object.optional(name);
  if (!value) return std::nullopt;
  const auto text = value->text();
  const auto date = text ? domain::Date::parse(*text) : std::nullopt;
  if (text && !date) value->fault("malformed", "A date is written YYYY-MM-DD.");
  return date;
}

std::optional<std::vector<domain::Column>> optional_columns(const json::Object& object) {
  const auto value = object.optional("columns");
  const auto items = value ? value->array(domain::kMaxColumns) : std::nullopt;
  if (!items) return std::nullopt;
  std::vector<domain::Column> columns;
  for (const auto& item : *items) {
    if (auto column = item.parsed<domain::Column>()) columns.push_back(std::move(*column));
  }
  return columns;
}

std::optional<bool> optional_flag(const json::Object& object, std::string_view name) {
  const auto value = object.optional(name);
  return value ? value->boolean() : std::nullopt;
}

std::optional<domain::ContactId> optional_contact(const json::Object& object) {
  const auto value = object.optional("contactId");
  const auto text = value ? value->text() : std::nullopt;
  if (!text) return std::nullopt;
  const auto id = domain::Uuid::parse(*text);
  if (!id) value->fault("malformed", "An id is a UUID.");
  return id ? std::optional(domain::ContactId{*id}) : std::nullopt;
}

domain::NewReceiver read_receiver(Exchange& exchange, const json::Object& object) {
  domain::NewReceiver receiver;
  const bool named = object.has("contactId");
  const bool typed = object.has("email");
  receiver.contact = optional_contact(object);
  receiver.email = optional_text<domain::EmailAddress>(object, "email");
  if (named && typed) object.fault("", "ambiguous", "Either contactId or email, not both.");
  if (!named && !typed) object.fault("", "required", "contactId or email is needed.");
  if (auto name = optional_text<domain::PersonName>(object, "name")) receiver.name = *name;
  receiver.valid_until = optional_date(object, "validUntil");
  receiver.language = optional_text<domain::LanguageTag>(object, "language");
  receiver.share = {exchange.context().new_id()};
  receiver.sending = {exchange.context().new_id()};
  receiver.person = {exchange.context().new_id()};
  return receiver;
}

// The newest share that the query finds and that fits, if any.
template <class Fits>
std::optional<domain::ShareState> load_newest(Facts& facts, const domain::FactQueries& queries,
                                              const Fits& fits) {
  const auto index = facts.load<domain::ShareIndex>(queries);
  for (auto id = index->shares.rbegin(); id != index->shares.rend(); ++id) {
    const auto share = facts.load<domain::ShareState>(domain::facts_of_share(*id));
    if (fits(*share)) return *share;
  }
  return std::nullopt;
}

// Who the receiver is, and whose address is written to: a contact person's own, or the one typed.
// Sets the receiver's key.
domain::ReceiverFacts load_holder(Context& context, Facts& facts, domain::NewReceiver& receiver) {
  domain::ReceiverFacts known;
  auto contact = receiver.contact;
  if (receiver.email) {
    receiver.email_key = email_key(context.vault, facts.office(), *receiver.email);
    known.holder = *facts.load<domain::EmailHolder>(domain::facts_of_email(*receiver.email_key));
    if (known.holder->kind == domain::EmailHolder::Kind::contact) {
      contact = domain::ContactId{known.holder->id};
    }
  }
  if (!contact) return known;
  known.contact = *facts.load<domain::ContactState>(domain::facts_of_contact(*contact));
  if (known.contact->details) {
    receiver.email_key = email_key(context.vault, facts.office(), known.contact->details->email);
  }
  return known;
}

// The share that the receiver has of this list: as a contact person, else as an address.
std::optional<domain::ShareState> load_existing(Facts& facts, domain::ListId list,
                                                const domain::NewReceiver& receiver,
                                                const domain::ReceiverFacts& known) {
  auto contact = receiver.contact;
  if (known.holder && known.holder->kind == domain::EmailHolder::Kind::contact) {
    contact = domain::ContactId{known.holder->id};
  }
  if (contact) {
    auto own = load_newest(facts, domain::facts_of_shares_with_contact(list, *contact),
                           [](const domain::ShareState&) { return true; });
    if (own) return own;
  }
  if (!receiver.email_key) return std::nullopt;
  return load_newest(facts, domain::facts_of_shares_with_email(list, *receiver.email_key),
                     [](const domain::ShareState& share) { return !share.contact; });
}

domain::OfficeId office_of(const Facts& facts) {
  return {projections::from_log(facts.office())};
}

domain::ShareTemplates load_templates(Facts& facts) {
  return *facts.load<domain::ShareTemplates>(domain::facts_of_share_templates(office_of(facts)));
}

// What a fault makes unreadable: one receiver, or one member of the body.
std::string_view part_of(std::string_view pointer) {
  constexpr std::string_view kReceivers = "/receivers/";
  const auto from = pointer.starts_with(kReceivers) ? kReceivers.size() : std::size_t{1};
  return pointer.substr(0, pointer.find('/', from));
}

// A rule about what could not be read says nothing; a date that is past is past whoever it is for.
bool still_holds(const domain::Refusal& rule, const std::vector<json::Fault>& faults) {
  if (rule.field.empty()) return false;
  return std::none_of(faults.begin(), faults.end(), [&](const json::Fault& fault) {
    if (fault.code == "unknown_field" || part_of(fault.pointer) != part_of(rule.field))
      return false;
    return rule.reason != domain::Reason::valid_until_past || fault.pointer == rule.field;
  });
}

}  // namespace

domain::ShareList read_share_list(Exchange& exchange, const json::Object& root,
                                  domain::ListId list) {
  domain::ShareList command;
  command.list = list;
  if (const auto value = root.required("receivers")) {
    const auto items = value->array(domain::kMaxReceivers);
    if (items && items->empty()) value->fault("too_short", "At least one receiver is needed.");
    for (const auto& item : items.value_or(std::vector<json::Value>{})) {
      // What is no object has its fault and keeps its place.
      const auto object = item.object();
      command.receivers.push_back(object ? read_receiver(exchange, *object)
                                         : domain::NewReceiver{});
    }
  }
  command.columns = optional_columns(root);
  command.may_download = optional_flag(root, "mayDownload");
  command.language = optional_text<domain::LanguageTag>(root, "language");
  command.subject = optional_text<domain::Subject>(root, "subject");
  command.body = optional_text<domain::MailBody>(root, "body");
  return command;
}

domain::ChangeShare read_change(const json::Object& root) {
  domain::ChangeShare command;
  command.valid_until = optional_date(root, "validUntil");
  command.columns = optional_columns(root);
  command.may_download = optional_flag(root, "mayDownload");
  return command;
}

domain::SendShareAgain read_send_again(Exchange& exchange, const json::Object& root) {
  domain::SendShareAgain command;
  command.sending = {exchange.context().new_id()};
  command.valid_until = optional_date(root, "validUntil");
  command.language = optional_text<domain::LanguageTag>(root, "language");
  command.subject = optional_text<domain::Subject>(root, "subject");
  command.body = optional_text<domain::MailBody>(root, "body");
  return command;
}

bool refused_with_rules(Exchange& exchange, json::Body& body, const Attempt& attempt) {
  auto faults = body.faults();
  if (faults.empty()) return false;
  auto& commands = exchange.context().commands;
  auto facts = commands.facts(exchange.office());
  const auto outcome =
      attempt(facts, {commands.now(exchange.office()), exchange.principal().actor});
  domain::Refusals rules = outcome ? domain::Refusals{} : outcome.error().refusals;
  if (std::any_of(rules.begin(), rules.end(),
                  [](const auto& rule) { return rule.reason == domain::Reason::not_found; })) {
    exchange.not_found();
    return true;
  }
  std::erase_if(rules, [&](const auto& rule) { return !still_holds(rule, faults); });
  if (!body.malformed()) faults = merged(std::move(faults), rules);
  exchange.reply(wire::invalid_body(body.malformed(), faults));
  return true;
}

tl::expected<Decided, Denied> share_list(Context& context, Facts& facts, domain::ShareList command,
                                         const domain::Deciding& deciding) {
  domain::ShareListFacts known;
  known.office = *facts.load<domain::OfficeState>(domain::facts_of_office(office_of(facts)));
  known.list = *facts.load<domain::ListState>(domain::facts_of_list(command.list));
  known.project = *facts.load<domain::ProjectState>(domain::facts_of_project(known.list.project));
  known.templates = load_templates(facts);
  std::vector<domain::Tag> shows;
  for (auto& receiver : command.receivers) {
    auto& now = known.receivers.emplace_back(load_holder(context, facts, receiver));
    now.existing = load_existing(facts, command.list, receiver, now);
    const auto& existing = now.existing;
    shows.push_back({domain::TagKind::share, (existing ? existing->id : receiver.share).uuid});
  }
  return decided(domain::decide(known, command, deciding), std::move(shows));
}

domain::ShareFacts load_share_facts(Facts& facts, const domain::ShareState& share) {
  return {*facts.load<domain::OfficeState>(domain::facts_of_office(office_of(facts))),
          *facts.load<domain::ListState>(domain::facts_of_list(share.list)),
          *facts.load<domain::ProjectState>(domain::facts_of_project(share.project)), share};
}

tl::expected<Decided, Denied> send_again(Context& context, Facts& facts,
                                         const domain::ShareState& share,
                                         domain::SendShareAgain command,
                                         const domain::Deciding& deciding) {
  auto known = load_share_facts(facts, share);
  known.templates = load_templates(facts);
  domain::NewReceiver receiver;
  receiver.contact = share.contact;
  const auto& addressed = share.sending.addressed.known;
  if (!share.contact && addressed) receiver.email = addressed->email;
  const auto now = load_holder(context, facts, receiver);
  if (receiver.email_key) command.email_key = *receiver.email_key;
  return decided(domain::decide(known, now, command, deciding),
                 {{domain::TagKind::share, share.id.uuid}});
}

}  // namespace rollcall::api::handlers
