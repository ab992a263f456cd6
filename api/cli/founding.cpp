#include "api/cli/founding.hpp"

#include "api/accounts/password_links.hpp"
#include "api/app/principal.hpp"
#include "api/audit/log_signer.hpp"
#include "api/commands/email_key.hpp"
#include "api/commands/slugs.hpp"
#include "api/json/writer.hpp"

namespace rollcall::api::cli {
namespace {

// What the founding makes besides events; the ids are in the events.
struct Founding {
  domain::CreateOffice command;
  ApiTokenText token;
  NewPasswordLink password_link;
  std::string log_key = make_log_key();

  std::vector<NewSecret> secrets() const {
    return {{secret_name(SecretKind::api_token, token.token.uuid), secret_hash(token.secret)},
            {secret_name(SecretKind::log_key, command.office.uuid), log_key}};
  }
};

Founding prepare(const Context& context, const NewOffice& office) {
  Founding founding;
  auto& command = founding.command;
  command.office = {context.new_id()};
  command.settings = office.settings;
  command.admin = {context.new_id()};
  command.admin_details.email = office.admin_email;
  const auto id = projections::to_log(command.office.uuid);
  command.admin_email = email_key(context.vault, id, office.admin_email);
  command.token = {context.new_id()};
  founding.token = {id, command.token, std::string(32, '\0')};
  context.randomness.fill(founding.token.secret.data(), founding.token.secret.size());
  founding.password_link = make_password_link(context);
  return founding;
}

// The office, and the link that is printed for its first admin.
domain::Result<domain::Proposals> decide_founding(const Founding& founding,
                                                  const domain::OfficeFacts& facts,
                                                  const domain::Deciding& deciding) {
  auto proposals = domain::decide(facts, founding.command);
  if (!proposals) return proposals;
  const domain::IssuePasswordLink link{{domain::AccountKind::staff, founding.command.admin.uuid},
                                       founding.password_link.id,
                                       founding.password_link.hash,
                                       false,
                                       {}};
  const domain::AccountFacts new_admin{{}, {true, true}};
  auto issued = domain::decide(new_admin, link, deciding);
  if (!issued) return issued;
  proposals->push_back(std::move(issued->front()));
  return proposals;
}

}  // namespace

CliResult<FoundedOffice> found_office(Application& application, const NewOffice& office) {
  auto& context = application.context();
  const auto founding = prepare(context, office);
  const auto id = projections::to_log(founding.command.office.uuid);
  const auto slug = context.slugs.claim(office.settings.slug, founding.command.office);
  if (slug->holder()) {
    return tl::make_unexpected(std::string("another office has this short name; choose a --slug"));
  }
  const auto outcome = context.commands.run_and_wait(
      {.office = id,
       .actor = {},
       .correlation = context.new_id(),
       .attempt = [&](Facts& facts, const domain::Deciding& deciding) {
         const auto state =
             facts.load<domain::OfficeState>(domain::facts_of_office(founding.command.office));
         return decided(decide_founding(founding, {*state, slug->holder()}, deciding), {},
                        founding.secrets());
       }});
  if (!std::holds_alternative<Done>(outcome)) {
    return tl::make_unexpected(std::string("the office could not be written"));
  }
  const eventstore::NoteSigner signer{log_origin(founding.command.office), founding.log_key};
  return FoundedOffice{id, office.settings.slug.str(), founding.token.to_string(),
                       context.settings.public_url + "/password/" + founding.password_link.token,
                       to_string(signer.verifier())};
}

std::string to_json(const FoundedOffice& office) {
  json::Writer out;
  out.begin_object()
      .field("officeId", projections::from_log(office.id).to_string())
      .field("slug", office.slug)
      .field("adminToken", office.admin_token)
      .field("passwordLink", office.password_link)
      .field("logKey", office.log_key)
      .end_object();
  return out.finish();
}

}  // namespace rollcall::api::cli
