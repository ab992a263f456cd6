#pragma once
// Settings of the program: flags, then the configuration file (TOML), then ROLLCALL_* variables, in
// that order of strength. No setting is a secret; secrets lie in files, or in variables of their
// own that are no settings.

#include <string>

#include "api/cli/audit_export.hpp"
#include "api/cli/data_folder.hpp"
#include "api/cli/founding.hpp"
#include "api/cli/proofs.hpp"
#include "api/cli/receipts.hpp"
#include "api/http/server.hpp"

namespace CLI {
class App;
}

namespace rollcall::api::cli {

inline constexpr const char* kMailFrom = "rollcall@localhost";

struct Options {
  std::string data;
  std::string master_key;  // "": DATA/master.key
  std::string erasures;    // "": DATA/erasures.register
  // init, demo and office add
  std::string office_name;
  std::string slug;  // "": from the name
  std::string admin_email;
  std::string time_zone = "UTC";
  std::string language = "en";
  // serve
  std::string listen = "127.0.0.1:8080";
  std::string public_url;  // "": http:// and the listen address
  std::string outbox;      // "": DATA/outbox
  std::string smtp;        // "": into the outbox
  bool smtp_plain = false;
  std::string smtp_login;  // file; "": from the environment
  std::string smtp_ca;
  unsigned smtp_timeout = 60;  // seconds
  unsigned mail_threads = 4;
  std::string mail_from = kMailFrom;
  std::string log_format = "text";
  unsigned threads = 0;       // of the edge; 0: one per core
  unsigned pool_threads = 2;  // that decide and render
  std::vector<std::string> trusted_proxies;
  std::uint32_t code_requests_per_client_per_hour = 60;
  std::uint32_t sign_ins_per_client_per_minute = 100;
  std::uint32_t sign_ins_per_office_per_minute = 1'000;
  std::size_t max_connections_per_address = 1'000;
  feed::Live::Limits live_limits{};
  std::string checkpoint_folder;  // "": DATA/checkpoints

  DataFolder folder() const { return {data}; }
  std::filesystem::path master_key_file() const;
  OpenOptions open_options() const;
  CliResult<http::ServerOptions> server_options() const;
  CliResult<NewOffice> new_office() const;
};

// Each has options of its own: what a variable or another section says is no concern of it.
struct Subcommand {
  CLI::App* app = nullptr;
  Options options;
};
struct Subcommands {
  Subcommand init;
  Subcommand demo;
  Subcommand serve;
  Subcommand office_add;
  Subcommand erasures_apply;
  Subcommand erasures_new;
  CLI::App* routes = nullptr;
  CLI::App* verify = nullptr;
  VerifyOptions verify_options;
  CLI::App* prove = nullptr;
  ProveOptions prove_options;
  CLI::App* audit_check = nullptr;
  DataFolder audited;
  CLI::App* verify_receipt = nullptr;
  ReceiptOptions receipt_options;
  CLI::App* audit_export = nullptr;
  ExportOptions export_options;
};
// `commands` must outlive the parsing.
void declare(CLI::App& app, Subcommands& commands);

// "json" or "text": one line an event on standard error.
void use_log_format(const std::string& format);

}  // namespace rollcall::api::cli
