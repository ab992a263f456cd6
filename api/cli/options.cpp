#include "api/cli/options.hpp"

#include <CLI/CLI.hpp>
#include <charconv>
#include <cstdlib>

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "api/json/writer.hpp"

namespace rollcall::api::cli {
namespace {

void declare_data(CLI::App& command, Options& options) {
  command.add_option("--data", options.data, "Data folder")->required();
  command.add_option("--master-key", options.master_key, "Key file (default DATA/master.key)");
  command.add_option("--erasures", options.erasures,
                     "Erasure register (default DATA/erasures.register)");
}

void declare_office(CLI::App& command, Options& options) {
  declare_data(command, options);
  command.add_option("--slug", options.slug, "Short name (default: from the name)");
  command.add_option("--time-zone", options.time_zone, "IANA name")->capture_default_str();
  command.add_option("--language", options.language, "BCP 47 tag")->capture_default_str();
  command.add_option("--public-url", options.public_url, "What links start with");
}

void declare_new_office(CLI::App& command, Options& options) {
  declare_office(command, options);
  command.add_option("--office", options.office_name, "Name of the office")->required();
  command.add_option("--admin-email", options.admin_email, "First officeAdmin")->required();
}

void declare_mail(CLI::App& command, Options& options) {
  command.add_option("--mail-from", options.mail_from, "Sender address")->capture_default_str();
  auto* outbox =
      command.add_option("--outbox", options.outbox, "Folder for mails (default DATA/outbox)");
  command.add_option("--smtp", options.smtp, "smtp:// (STARTTLS) or smtps:// server for mails")
      ->excludes(outbox);
  command.add_flag("--smtp-plain", options.smtp_plain, "Send mails without TLS");
  command.add_option("--smtp-login", options.smtp_login,
                     "File with user and password, a line each, mode 0600 (else "
                     "ROLLCALL_SMTP_USER, ROLLCALL_SMTP_PASSWORD)");
  command.add_option("--smtp-ca", options.smtp_ca, "Authorities, PEM (default: the system's)");
  command.add_option("--smtp-timeout", options.smtp_timeout, "Seconds for a mail")
      ->check(CLI::Range(1, 600));
  command.add_option("--mail-threads", options.mail_threads, "Mails at once")
      ->check(CLI::Range(1, 64));
}

void declare_serve(CLI::App& command, Options& options) {
  declare_data(command, options);
  command.add_option("--listen", options.listen, "Address and port")->capture_default_str();
  command.add_option("--public-url", options.public_url, "What mailed links start with");
  declare_mail(command, options);
  command.add_option("--checkpoint-folder", options.checkpoint_folder,
                     "Where each hour's signed checkpoints go (default DATA/checkpoints)");
  command.add_option("--log-format", options.log_format, "text or json")
      ->check(CLI::IsMember({"text", "json"}));
  command.add_option("--threads", options.threads, "Of the HTTP edge (0: one per core)");
  command.add_option("--pool-threads", options.pool_threads, "That decide and render")
      ->check(CLI::Range(1, 256));
  command.add_option("--trusted-proxy", options.trusted_proxies,
                     "Address or CIDR whose X-Forwarded-For is believed");
  command.add_option("--code-requests-per-client-per-hour",
                     options.code_requests_per_client_per_hour, "Limit per client address");
  command.add_option("--sign-ins-per-client-per-minute", options.sign_ins_per_client_per_minute,
                     "Limit per client address");
  command.add_option("--sign-ins-per-office-per-minute", options.sign_ins_per_office_per_minute,
                     "Limit per office");
  command.add_option("--max-connections-per-address", options.max_connections_per_address,
                     "Limit per client address");
  command.add_option("--live-streams-per-office", options.live_limits.per_office,
                     "Of /v1/events, at once");
  command.add_option("--live-streams-per-credential", options.live_limits.per_credential,
                     "Of /v1/events, at once");
}

void declare_verify(CLI::App& app, Subcommands& commands) {
  commands.verify =
      app.add_subcommand("verify", "Checks a log from end to end, or an export for an auditor");
  auto& verify = commands.verify_options;
  auto* what = commands.verify->add_option_group("what")->require_option(1);
  auto* data = what->add_option("--data", verify.folder.root, "Data folder, or a copy");
  what->add_option("EXPORT", verify.exported, "Folder that `audit export` wrote");
  auto* checkpoints = commands.verify->add_option("--checkpoint", verify.checkpoints,
                                                  "File with an earlier checkpoint (repeatable)");
  auto* key = commands.verify->add_option("--log-key", verify.log_key,
                                          "The office's: name+hash+key, or a file with it");
  checkpoints->needs(key)->needs(data);
}

void declare_prove(CLI::App& app, Subcommands& commands) {
  commands.prove = app.add_subcommand("prove", "Proves an event, or that a log only grew");
  auto& prove = commands.prove_options;
  commands.prove->add_option("--data", prove.folder.root, "Data folder, or a copy")->required();
  commands.prove->add_option("--office", prove.office, "Id (default: the only one)");
  auto* what = commands.prove->add_option_group("what")->require_option(1);
  what->add_option("--event", prove.event, "Position of the event")->check(CLI::PositiveNumber);
  what->add_option("--from", prove.from, "Events of the earlier checkpoint");
  commands.prove->add_option("--size", prove.size, "Events of the checkpoint (default: all)");
}

void declare_check(CLI::App& audit, Subcommands& commands) {
  commands.audit_check =
      audit.add_subcommand("check", "Checks that whoever saw a list could see it");
  commands.audit_check->add_option("--data", commands.audited.root, "Data folder, or a copy")
      ->required();
}

void declare_receipt(CLI::App& app, Subcommands& commands) {
  auto* receipt = app.add_subcommand("receipt", "Receipts of looks")->require_subcommand(1);
  commands.verify_receipt = receipt->add_subcommand("verify", "Checks a receipt, offline");
  auto& options = commands.receipt_options;
  commands.verify_receipt->add_option("FILE", options.file, "The receipt")->required();
  commands.verify_receipt
      ->add_option("--key", options.key, "The office's log key: name+hash+key, or a file with it")
      ->required();
}

constexpr const char* kExportSays =
    "Writes what happened, with its proofs. That it does is first appended to the log, so it "
    "needs the folder for itself: stop the server, or export from a copy, whose log then has the "
    "record";

void declare_export(CLI::App& audit, Subcommands& commands) {
  auto* command = audit.add_subcommand("export", kExportSays);
  commands.audit_export = command;
  auto& options = commands.export_options;
  command->add_option("--data", options.folder.root, "Data folder, or a copy")->required();
  command->add_option("--master-key", options.master_key, "Key file (default DATA/master.key)");
  command->add_option("--office", options.office, "Short name or id (default: the only one)");
  auto* what = command->add_option_group("what")->require_option(1);
  what->add_option("--list", options.list, "Id of a list");
  what->add_option("--project", options.project, "Id of a project");
  what->add_option("--person", options.person,
                   "Id of a contact person or a participant, or an e-mail address (not a "
                   "participant's: the log has no index of these)");
  command->add_option("--out", options.out, "Folder to write, empty or missing")->required();
  command->add_flag("--without-names", options.without_names, "Leaves names and addresses out");
  command->add_option("--log-key", options.log_key,
                      "Where the master key is not: whose the kept checkpoints are");
}

void declare_erasures(CLI::App& app, Subcommands& commands) {
  auto* erasures = app.add_subcommand("erasures", "The erasure register")->require_subcommand(1);
  auto& apply = commands.erasures_apply;
  auto& made = commands.erasures_new;
  apply.app = erasures->add_subcommand("apply", "Erases again whom an older folder brought back");
  made.app = erasures->add_subcommand("new", "Makes a register for a folder that has none");
  declare_data(*apply.app, apply.options);
  apply.app->add_option("--outbox", apply.options.outbox, "Folder for mails (default DATA/outbox)");
  declare_data(*made.app, made.options);
}

// ROLLCALL_PUBLIC_URL for --public-url, and so on.
void take_from_environment(CLI::App& command) {
  for (auto* option : command.get_options()) {
    if (option->get_lnames().empty() || option->get_lnames().front() == "help") continue;
    auto name = option->get_lnames().front();
    for (auto& c : name) c = c == '-' ? '_' : static_cast<char>(std::toupper(c));
    option->envname("ROLLCALL_" + name);
  }
}

// The message as a JSON string, so that nothing in it can break the line.
class JsonMessage : public spdlog::custom_flag_formatter {
 public:
  void format(const spdlog::details::log_msg& message, const std::tm&,
              spdlog::memory_buf_t& out) override {
    json::Writer text;
    text.value(std::string_view(message.payload.data(), message.payload.size()));
    const auto quoted = text.finish();
    out.append(quoted.data(), quoted.data() + quoted.size());
  }
  std::unique_ptr<custom_flag_formatter> clone() const override {
    return std::make_unique<JsonMessage>();
  }
};

tl::unexpected<std::string> wrong_option(std::string text) {
  return tl::make_unexpected(std::move(text));
}

}  // namespace

void declare(CLI::App& app, Subcommands& commands) {
  app.require_subcommand(1);
  const char* config = std::getenv("ROLLCALL_CONFIG");
  app.set_config("--config", config ? config : "",
                 "Configuration file (TOML); a section per subcommand (also ROLLCALL_CONFIG)");
  app.allow_config_extras(CLI::config_extras_mode::error);
  auto& init = commands.init;
  auto& demo = commands.demo;
  auto& serve = commands.serve;
  auto& office_add = commands.office_add;
  init.app = app.add_subcommand("init", "Makes a data folder with an office");
  demo.app = app.add_subcommand("demo", "Makes a data folder with an office to try");
  serve.app = app.add_subcommand("serve", "Serves a data folder");
  auto* office = app.add_subcommand("office", "Offices of a data folder")->require_subcommand(1);
  office_add.app = office->add_subcommand("add", "Makes a further office");
  commands.routes = app.add_subcommand("routes", "Prints who may call what");
  declare_verify(app, commands);
  declare_prove(app, commands);
  declare_receipt(app, commands);
  auto* audit = app.add_subcommand("audit", "For auditors")->require_subcommand(1);
  declare_check(*audit, commands);
  declare_export(*audit, commands);
  for (auto* command : {&init, &office_add}) declare_new_office(*command->app, command->options);
  declare_office(*demo.app, demo.options);
  declare_serve(*serve.app, serve.options);
  declare_erasures(app, commands);
  for (auto* command :
       {&init, &demo, &serve, &office_add, &commands.erasures_apply, &commands.erasures_new}) {
    take_from_environment(*command->app);
  }
}

std::filesystem::path Options::master_key_file() const {
  return master_key.empty() ? folder().master_key() : std::filesystem::path(master_key);
}

OpenOptions Options::open_options() const {
  OpenOptions open;
  open.master_key = master_key_file();
  open.outbox = outbox.empty() ? folder().outbox() : std::filesystem::path(outbox);
  open.erasures = erasures.empty() ? folder().erasures() : std::filesystem::path(erasures);
  auto& settings = open.settings;
  settings.public_url = public_url.empty() ? "http://" + listen : public_url;
  while (settings.public_url.ends_with('/')) settings.public_url.pop_back();
  settings.secure_cookies = settings.public_url.starts_with("https://");
  settings.mail_from = mail_from;
  settings.checkpoint_folder =
      checkpoint_folder.empty() ? folder().checkpoints() : std::filesystem::path(checkpoint_folder);
  open.mail_threads = mail_threads;
  settings.code_requests_per_client_per_hour = code_requests_per_client_per_hour;
  settings.sign_ins_per_client_per_minute = sign_ins_per_client_per_minute;
  settings.sign_ins_per_office_per_minute = sign_ins_per_office_per_minute;
  settings.live_limits = live_limits;
  open.pool_threads = pool_threads;
  return open;
}

CliResult<http::ServerOptions> Options::server_options() const {
  const auto colon = listen.rfind(':');
  http::ServerOptions server;
  if (colon == std::string::npos) return wrong_option("--listen wants ADDRESS:PORT");
  const auto port = std::string_view(listen).substr(colon + 1);
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), server.port);
  if (error != std::errc{} || end != port.data() + port.size() || port.empty()) {
    return wrong_option("--listen wants a port from 0 to 65535");
  }
  server.address = listen.substr(0, colon);
  server.threads = threads;
  server.trusted_proxies = trusted_proxies;
  server.max_connections_per_address = max_connections_per_address;
  return server;
}

CliResult<NewOffice> Options::new_office() const {
  const bool is_demo = office_name.empty();
  NewOffice office;
  const auto name = domain::Name::parse(is_demo ? "Fjord & Fest Events" : office_name);
  if (!name) return wrong_option("--office: 1 to 200 characters");
  const auto short_name =
      slug.empty() ? domain::Slug::from_name(name->str()) : domain::Slug::parse(slug);
  if (!short_name) return wrong_option("--slug: 2 to 40 of a-z, 0-9 and single hyphens");
  const auto zone = domain::TimeZone::parse(time_zone);
  if (!zone) return wrong_option("--time-zone: not in the IANA database");
  const auto default_language = domain::LanguageTag::parse(language);
  if (!default_language) return wrong_option("--language: no BCP 47 tag");
  const auto email = domain::EmailAddress::parse(is_demo ? "admin@office.example" : admin_email);
  if (!email) return wrong_option("--admin-email: no e-mail address");
  office.settings.name = *name;
  office.settings.slug = *short_name;
  office.settings.time_zone = *zone;
  office.settings.default_language = *default_language;
  office.admin_email = *email;
  return office;
}

void use_log_format(const std::string& format) {
  spdlog::set_default_logger(spdlog::stderr_logger_mt("rollcall"));
  if (format == "json") {
    auto formatter = std::make_unique<spdlog::pattern_formatter>();
    formatter->add_flag<JsonMessage>('*').set_pattern(
        R"({"time":"%Y-%m-%dT%H:%M:%S.%e%z","level":"%l","message":%*})");
    spdlog::set_formatter(std::move(formatter));
  } else {
    spdlog::set_pattern("%Y-%m-%d %H:%M:%S.%e %l %v");
  }
  spdlog::flush_on(spdlog::level::info);
}

}  // namespace rollcall::api::cli
