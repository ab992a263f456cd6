// /v1/office/share-email-templates: the office's texts of the mails that share a list.

#include "api/app/exchange.hpp"
#include "api/handlers/parts/answers.hpp"
#include "api/handlers/parts/query.hpp"
#include "api/handlers/tables.hpp"
#include "api/mail/wording.hpp"
#include "projections/offices.hpp"

namespace rollcall::api::handlers::share_templates {
namespace {

using domain::LanguageTag;
using domain::ShareTemplates;
using domain::TagKind;

constexpr std::int32_t kExampleDays = 14;

// Of the path. What is no language has no template: nullopt, and answered 404.
std::optional<LanguageTag> language_of(Exchange& exchange) {
  const auto language = LanguageTag::parse(exchange.param(0));
  if (!language) exchange.not_found();
  return language ? std::optional(*language) : std::nullopt;
}

domain::OfficeId office_of(const Exchange& exchange) {
  return {projections::from_log(exchange.office())};
}

std::shared_ptr<const ShareTemplates> load_templates(const Exchange& exchange, Facts& facts) {
  return facts.load<ShareTemplates>(domain::facts_of_share_templates(office_of(exchange)));
}

bool if_match_holds(const Exchange& exchange, const ShareTemplates& templates,
                    const LanguageTag& language) {
  const auto found = templates.find(language);
  const auto version =
      found == templates.end() ? std::nullopt : std::optional(found->second.version);
  return wire::if_match_holds(exchange.request(), version);
}

void write_template(json::Writer& out, const projections::ShareTemplateRow& row) {
  out.begin_object().field("language", row.language.str());
  out.field("subject", row.mail.subject.str()).field("body", row.mail.body.str()).end_object();
}

http::Response template_response(unsigned status, const projections::ShareTemplateRow& row) {
  json::Writer out;
  write_template(out, row);
  return resource_response(status, out.finish(), row.version);
}

void list_templates(const std::shared_ptr<Exchange>& exchange) {
  Query query(*exchange);
  const auto paging = query.paging();
  if (query.refused()) return;
  exchange->read([exchange, paging](const Shown& shown) {
    const auto page = projections::list_share_templates(shown.view, shown.office, paging.request);
    json::Writer out;
    out.begin_object();
    write_page(out, *exchange, paging, page, write_template);
    out.begin_array("tags");
    for (const auto tag : domain::kMailTags) out.value('[' + std::string(tag) + ']');
    return json_response(200, out.end_array().end_object().finish());
  });
}

void get_template(const std::shared_ptr<Exchange>& exchange) {
  if (refused_query(*exchange)) return;
  const auto language = language_of(*exchange);
  if (!language) return;
  exchange->read([language](const Shown& shown) {
    const auto row = projections::find_share_template(shown.view, shown.office, *language);
    return row ? template_response(200, *row) : not_found_response();
  });
}

struct Save {
  domain::SaveShareTemplate command;
  bool is_new = false;  // as the attempt that was appended found it, for the answer
};

Save read_save(const Exchange& exchange, const LanguageTag& language, const json::Object& from) {
  const auto subject = from.required("subject");
  const auto body = from.required("body");
  Save save{{office_of(exchange), language, {}}};
  if (subject)
    save.command.mail.subject = subject->parsed<domain::Subject>().value_or(domain::Subject{});
  if (body) save.command.mail.body = body->parsed<domain::MailBody>().value_or(domain::MailBody{});
  return save;
}

std::optional<http::Response> render_saved(const Save& save, const Shown& shown) {
  const auto& language = save.command.language;
  const auto row = projections::find_share_template(shown.view, shown.office, language);
  if (!row) return std::nullopt;
  auto response = template_response(save.is_new ? 201 : 200, *row);
  if (save.is_new) response.with("Location", "/v1/office/share-email-templates/" + language.str());
  return response;
}

void put_template(const std::shared_ptr<Exchange>& exchange) {
  const auto language = language_of(*exchange);
  if (!language) return;
  json::Body body(exchange->request().body);
  const auto save = std::make_shared<Save>(read_save(*exchange, *language, body.root()));
  const auto decide = [&](Facts& facts) {
    return domain::decide(*load_templates(*exchange, facts), save->command);
  };
  if (refused_body(*exchange, body, decide)) return;
  exchange->write(
      {[exchange, save](Facts& facts, const domain::Deciding&) -> tl::expected<Decided, Denied> {
         const auto& command = save->command;
         const auto templates = load_templates(*exchange, facts);
         if (!if_match_holds(*exchange, *templates, command.language)) return stale();
         save->is_new = !templates->contains(command.language);
         return decided(domain::decide(*templates, command),
                        {{TagKind::office, command.office.uuid}});
       },
       shown_or_as_left(exchange, [save](const Shown& shown, const Done&) {
         return render_saved(*save, shown);
       })});
}

void delete_template(const std::shared_ptr<Exchange>& exchange) {
  const auto language = language_of(*exchange);
  if (!language) return;
  const domain::RemoveShareTemplate command{office_of(*exchange), *language};
  exchange->write(
      {[exchange, command](Facts& facts, const domain::Deciding&) -> tl::expected<Decided, Denied> {
         const auto office =
             facts.load<domain::OfficeState>(domain::facts_of_office(command.office));
         const auto templates = load_templates(*exchange, facts);
         const bool is_there = templates->contains(command.language);
         if (is_there && !if_match_holds(*exchange, *templates, command.language)) return stale();
         return decided(domain::decide(*office, *templates, command));
       },
       [](const Shown&, const Done&) { return no_content(); }});
}

// The text that would go out if these words were the sender's.
domain::MailText read_words(Exchange& exchange, const LanguageTag& language,
                            const json::Object& from) {
  const auto subject = from.optional("subject");
  const auto body = from.optional("body");
  auto facts = exchange.context().commands.facts(exchange.office());
  const auto office = facts.load<domain::OfficeState>(domain::facts_of_office(office_of(exchange)));
  return domain::share_mail(*load_templates(exchange, facts), language,
                            office->settings.value_or(domain::OfficeSettings{}).default_language,
                            subject ? subject->parsed<domain::Subject>() : std::nullopt,
                            body ? body->parsed<domain::MailBody>() : std::nullopt);
}

domain::Date example_day(const Shown& shown) {
  const auto office = projections::find_office(shown.view, shown.office);
  const auto zone = office ? office->settings.time_zone : domain::TimeZone();
  return {domain::local_date(shown.now, zone).days + kExampleDays};
}

void preview_template(const std::shared_ptr<Exchange>& exchange) {
  const auto language = language_of(*exchange);
  if (!language) return;
  json::Body body(exchange->request().body);
  const auto words = read_words(*exchange, *language, body.root());
  const auto checked = domain::check_mail_text(words);
  const auto rules = checked ? domain::Refusals{} : checked.error();
  if (refused_body(*exchange, body, rules, [] { return true; })) return;
  if (!checked) return exchange->fail(Denied{rules});
  exchange->read([exchange, language, words](const Shown& shown) {
    const auto mail = mail::share_mail_example(
        exchange->context(), shown.office, exchange->principal().actor, words, example_day(shown));
    json::Writer out;
    out.begin_object().field("language", language->str());
    out.field("subject", mail.subject).field("text", mail.body);
    return json_response(200, out.end_object().finish());
  });
}

constexpr auto kAdmin = Who::office_admin;
using http::Method;

constexpr Route kRoutes[] = {
    {Method::get, "/v1/office/share-email-templates", kOffice, BodyKind::none, list_templates},
    {Method::get, "/v1/office/share-email-templates/{language}", kOffice, BodyKind::none,
     get_template},
    {Method::put, "/v1/office/share-email-templates/{language}", kAdmin, BodyKind::json,
     put_template},
    {Method::del, "/v1/office/share-email-templates/{language}", kAdmin, BodyKind::none,
     delete_template},
    {Method::post, "/v1/office/share-email-templates/{language}/preview", kOffice, BodyKind::json,
     preview_template},
};

}  // namespace

Table routes() {
  return kRoutes;
}

}  // namespace rollcall::api::handlers::share_templates
