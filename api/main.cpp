// `rollcall`: one binary with subcommands. Everything is wired here; nothing registers itself.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <iostream>

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "api/cli/access_check.hpp"
#include "api/cli/data_folder.hpp"
#include "api/cli/demo.hpp"
#include "api/cli/erasures.hpp"
#include "api/cli/founding.hpp"
#include "api/cli/mail_settings.hpp"
#include "api/cli/options.hpp"
#include "api/cli/route_matrix.hpp"
#include "api/cli/serving.hpp"

namespace rollcall::api::cli {
namespace {

int fail(const std::string& why) {
  std::fprintf(stderr, "rollcall: %s\n", why.c_str());
  return 1;
}

// Makes an office in a folder that is there, and prints what only now is known.
int add_office(const Options& options) {
  const auto office = options.new_office();
  if (!office) return fail(office.error());
  auto opened = open_with_register(options.folder(), options.open_options());
  if (!opened) return fail(opened.error());
  Application application(std::move(opened->parts));
  const auto founded = found_office(application, *office);
  if (!founded) return fail(founded.error());
  std::puts(to_json(*founded).c_str());
  return 0;
}

int init(const Options& options, bool with_demo = false) {
  const auto office = options.new_office();
  if (!office) return fail(office.error());
  const auto open_options = options.open_options();
  const auto made = create(options.folder(), open_options);
  if (!made) return fail(made.error());
  auto parts = open(options.folder(), open_options);
  if (!parts) return fail(parts.error());
  Application application(std::move(*parts));
  const auto founded = found_office(application, *office);
  if (!founded) return fail(founded.error());
  const auto registered = create_register(open_options.erasures, application.context().log);
  if (!registered) return fail(registered.error());
  if (with_demo) {
    const auto filled = fill_demo_office(application, *founded, std::string(demo_participants()));
    if (!filled) return fail(filled.error());
  }
  std::puts(to_json(*founded).c_str());
  return 0;
}

int serve(const Options& options) {
  auto listen = options.server_options();
  if (!listen) return fail(listen.error());
  auto open_options = options.open_options();
  const auto smtp = smtp_options(options);
  if (!smtp) return fail(smtp.error());
  open_options.smtp = *smtp;
  hold_signals();
  use_log_format(options.log_format);
  auto opened = open_with_register(options.folder(), open_options);
  if (!opened) return fail(opened.error());
  Application application(std::move(opened->parts));
  const auto checked = check_register(application, *opened->erasures);
  if (!checked) return fail(checked.error());
  auto& settings = application.context().settings;
  listen->bound = [&](std::uint16_t port) {
    if (!options.public_url.empty()) return;
    settings.public_url = "http://" + listen->address + ":" + std::to_string(port);
  };
  return serve_until_stopped(application, *listen);
}

int print_report(const CliResult<VerifyReport>& report) {
  if (!report) return fail(report.error());
  std::fputs(report->text.c_str(), stdout);
  return report->whole ? 0 : 1;
}

int print_text(const CliResult<std::string>& text) {
  if (!text) return fail(text.error());
  std::puts(text->c_str());
  return 0;
}

int print_access_check(const DataFolder& folder) {
  const auto report = check_accesses(folder);
  if (!report) return fail(report.error());
  std::fputs(report->text.c_str(), stdout);
  return report->is_allowed ? 0 : 1;
}

int print_routes() {
  std::fputs(route_matrix().c_str(), stdout);
  return 0;
}

int run(int argc, char** argv) {
  CLI::App app{"Rollcall keeps contacts and shares participant lists securely."};
  Subcommands commands;
  declare(app, commands);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error);
  }
  if (commands.init.app->parsed()) return init(commands.init.options);
  if (commands.demo.app->parsed()) return init(commands.demo.options, true);
  if (commands.office_add.app->parsed()) return add_office(commands.office_add.options);
  if (commands.erasures_apply.app->parsed()) {
    const auto& options = commands.erasures_apply.options;
    return print_text(apply_erasures(options.folder(), options.open_options()));
  }
  if (commands.erasures_new.app->parsed()) {
    const auto& options = commands.erasures_new.options;
    return print_text(new_register(options.folder(), options.open_options()));
  }
  if (commands.routes->parsed()) return print_routes();
  if (commands.verify->parsed()) return print_report(verify(commands.verify_options));
  if (commands.prove->parsed()) return print_text(prove(commands.prove_options));
  if (commands.audit_check->parsed()) return print_access_check(commands.audited);
  if (commands.audit_export->parsed())
    return print_text(export_for_auditor(commands.export_options));
  if (commands.verify_receipt->parsed()) {
    return print_report(verify_receipt(commands.receipt_options));
  }
  return serve(commands.serve.options);
}

}  // namespace
}  // namespace rollcall::api::cli

int main(int argc, char** argv) {
  try {
    return rollcall::api::cli::run(argc, argv);
  } catch (const std::exception& fault) {
    std::fprintf(stderr, "rollcall: fault: %s\n", fault.what());
    return 70;
  }
}
