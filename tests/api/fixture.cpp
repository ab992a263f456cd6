#include "tests/api/fixture.hpp"

#include <algorithm>
#include <future>

#include <simdjson.h>

#include "api/app/principal.hpp"
#include "api/audit/log_signer.hpp"
#include "api/commands/email_key.hpp"
#include "api/http/target.hpp"
#include "api/wire/problem.hpp"

namespace rollcall::api {
namespace {

constexpr std::string_view kMissing = "<missing>";

class MailboxTransport : public mail::MailTransport {
 public:
  explicit MailboxTransport(Mailbox& mailbox) : mailbox_(mailbox) {}
  mail::Delivery deliver(const mail::Mail& mail) override {
    std::lock_guard lock(mailbox_.mutex);
    mailbox_.mails.push_back(mail);
    return mail::Delivered{};
  }

 private:
  Mailbox& mailbox_;
};

ApplicationParts parts_of(const Api::Options& options, const Clock& clock, Mailbox& mailbox) {
  ApplicationParts parts;
  parts.settings = options.settings;
  parts.log = eventstore::make_memory_log();
  parts.vault = eventstore::make_memory_vault(eventstore::MasterKey::from_seed("tests"));
  parts.tiles = eventstore::make_memory_tiles();
  parts.views = projections::make_memory_view_store();
  parts.mail = std::make_unique<MailboxTransport>(mailbox);
  parts.clock = &clock;
  parts.fold_cache_weight = options.fold_cache_weight;
  if (options.adjust) options.adjust(parts);
  return parts;
}

template <class T>
T value_of(const domain::Result<T>& result) {
  EXPECT_TRUE(result.has_value());
  return result.value_or(T{});
}

domain::CreateOffice create_office(Context& context, const ApiTokenText& token,
                                   domain::StaffId admin, const std::string& name,
                                   const std::string& slug) {
  domain::CreateOffice command;
  command.office = {projections::from_log(token.office)};
  command.settings.name = value_of(domain::Name::parse(name));
  command.settings.slug = value_of(domain::Slug::parse(slug));
  command.admin = admin;
  command.admin_details = {value_of(domain::EmailAddress::parse("admin@" + slug + ".example")),
                           value_of(domain::PersonName::parse("Ada")),
                           value_of(domain::PersonName::parse("Admin"))};
  command.admin_email = email_key(context.vault, token.office, command.admin_details.email);
  command.token = token.token;
  return command;
}

ApiTokenText new_token(Context& context, const eventstore::OfficeId& office) {
  ApiTokenText token{office, {context.new_id()}, std::string(32, '\0')};
  context.randomness.fill(token.secret.data(), token.secret.size());
  return token;
}

NewSecret secret_of(const ApiTokenText& token) {
  return {secret_name(SecretKind::api_token, token.token.uuid), secret_hash(token.secret)};
}

NewSecret log_key_of(const domain::OfficeId& office) {
  return {secret_name(SecretKind::log_key, office.uuid), make_log_key()};
}

bool holds(const Headers& headers, std::string_view name) {
  return std::any_of(headers.begin(), headers.end(),
                     [&](const auto& header) { return header.first == name; });
}

}  // namespace

// ---- Answer --------------------------------------------------------------------------------

struct Answer::Parsed {
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  bool ok = false;

  std::optional<simdjson::dom::element> at(const std::string& pointer) const {
    simdjson::dom::element element;
    if (!ok || root.at_pointer(pointer).get(element) != simdjson::SUCCESS) return std::nullopt;
    return element;
  }
};

Answer::Answer(http::Response given)
    : status(given.status), body(given.body), response(std::move(given)) {
  auto parsed = std::make_shared<Parsed>();
  parsed->ok = parsed->parser.parse(body).get(parsed->root) == simdjson::SUCCESS;
  parsed_ = std::move(parsed);
}

std::string Answer::header(std::string_view name) const {
  const auto* value = response.header(name);
  return value ? *value : "";
}

std::string Answer::text(const std::string& pointer) const {
  std::string_view text;
  const auto element = parsed_->at(pointer);
  if (element && element->get_string().get(text) == simdjson::SUCCESS) return std::string(text);
  ADD_FAILURE() << "no text at " << pointer << " of " << body;
  return std::string(kMissing);
}

std::int64_t Answer::number(const std::string& pointer) const {
  std::int64_t number = 0;
  const auto element = parsed_->at(pointer);
  if (element && element->get_int64().get(number) == simdjson::SUCCESS) return number;
  ADD_FAILURE() << "no number at " << pointer << " of " << body;
  return -1;
}

bool Answer::flag(const std::string& pointer) const {
  bool flag = false;
  const auto element = parsed_->at(pointer);
  if (element && element->get_bool().get(flag) == simdjson::SUCCESS) return flag;
  ADD_FAILURE() << "neither true nor false at " << pointer << " of " << body;
  return false;
}

std::size_t Answer::size(const std::string& pointer) const {
  simdjson::dom::array array;
  const auto element = parsed_->at(pointer);
  if (element && element->get_array().get(array) == simdjson::SUCCESS) return array.size();
  ADD_FAILURE() << "no array at " << pointer << " of " << body;
  return 0;
}

std::string Answer::json(const std::string& pointer) const {
  const auto element = parsed_->at(pointer);
  return element ? std::string(simdjson::minify(*element)) : "";
}

std::vector<std::string> Answer::items(const std::string& pointer) const {
  std::vector<std::string> texts;
  const auto count = size("/items");
  for (std::size_t i = 0; i < count; ++i) {
    texts.push_back(text("/items/" + std::to_string(i) + pointer));
  }
  return texts;
}

std::vector<std::string> Answer::faults() const {
  std::vector<std::string> faults;
  for (std::size_t i = 0; has("/errors/" + std::to_string(i)); ++i) {
    const auto at = "/errors/" + std::to_string(i);
    faults.push_back(text(at + "/pointer") + " " + text(at + "/code"));
  }
  return faults;
}

// ---- Api -----------------------------------------------------------------------------------

Api::Api(Options options)
    : options_(std::move(options)),
      application_(std::make_unique<Application>(parts_of(options_, clock_, mailbox_))),
      office_(add_office("Fjord & Fest", "fjord-fest")) {}

Api::~Api() = default;

void Api::restart() {
  application_.reset();
  application_ = std::make_unique<Application>(parts_of(options_, clock_, mailbox_));
}

void Api::run(const eventstore::OfficeId& office, Attempt attempt) {
  Command command;
  command.office = office;
  command.attempt = std::move(attempt);
  const auto outcome = context().commands.run_and_wait(std::move(command));
  const auto* done = std::get_if<Done>(&outcome);
  ASSERT_NE(done, nullptr);
  std::promise<bool> projected;
  context().projector.when_projected(office, done->last, {},
                                     [&](bool ok) { projected.set_value(ok); });
  EXPECT_TRUE(projected.get_future().get());
}

Api::Office Api::add_office(const std::string& name, const std::string& slug) {
  const auto id = projections::to_log(context().new_id());
  const auto token = new_token(context(), id);
  const domain::StaffId admin{context().new_id()};
  auto command = create_office(context(), token, admin, name, slug);
  command.settings.time_zone = options_.time_zone;
  run(id, [&](Facts& facts, const domain::Deciding&) {
    const auto state = facts.load<domain::OfficeState>(domain::facts_of_office(command.office));
    return decided(domain::decide({*state, {}}, command), {},
                   {secret_of(token), log_key_of(command.office)});
  });
  return {id, admin, token.to_string()};
}

std::string Api::add_token(domain::TokenRole role) {
  const auto token = new_token(context(), office_.id);
  domain::ApiTokenCreated created{{projections::from_log(office_.id)},
                                  token.token,
                                  domain::Name::restore("Of a test"),
                                  role,
                                  std::nullopt};
  run(office_.id, [&](Facts&, const domain::Deciding&) {
    return decided(domain::Proposals{domain::propose(created)}, {}, {secret_of(token)});
  });
  return token.to_string();
}

std::pair<std::string, std::string> Api::bearer(const std::string& token) {
  return {"authorization", "Bearer " + token};
}

Answer Api::send(http::Method method, const std::string& target, std::string body, Headers headers,
                 bool head) {
  http::Request request;
  request.method = method;
  request.head = head;
  request.target = target;
  request.client_address = "192.0.2.7";
  EXPECT_TRUE(http::split_target(request)) << target;
  if (!holds(headers, "authorization")) headers.push_back(bearer(office_.token));
  if (!body.empty() && !holds(headers, "content-type")) {
    headers.emplace_back("content-type", "application/json");
  }
  for (auto& [name, value] : headers) {
    if (!value.empty()) request.headers.push_back({name, value});
  }
  request.content_length = body.size();
  auto admission = application_->router().admit(request);
  if (admission.refusal) return Answer(*admission.refusal);
  if (body.size() > admission.body_limit) return Answer(wire::problem(413, "too_large", ""));
  request.body = std::move(body);
  auto promise = std::make_shared<std::promise<http::Response>>();
  auto answer = promise->get_future();
  application_->router().handle(
      std::move(request), std::move(admission.found),
      [promise](http::Response response) { promise->set_value(std::move(response)); });
  return Answer(answer.get());
}

Answer Api::get(const std::string& target, Headers headers) {
  return send(http::Method::get, target, "", std::move(headers));
}
Answer Api::head(const std::string& target, Headers headers) {
  return send(http::Method::get, target, "", std::move(headers), true);
}
Answer Api::post(const std::string& target, std::string body, Headers headers) {
  return send(http::Method::post, target, std::move(body), std::move(headers));
}
Answer Api::put(const std::string& target, std::string body, Headers headers) {
  return send(http::Method::put, target, std::move(body), std::move(headers));
}
Answer Api::patch(const std::string& target, std::string body, Headers headers) {
  return send(http::Method::patch, target, std::move(body), std::move(headers));
}
Answer Api::del(const std::string& target, Headers headers) {
  return send(http::Method::del, target, "", std::move(headers));
}

}  // namespace rollcall::api
