#pragma once
// The data folder: what lies where, and opening it. One process at a time has it open.

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "api/app/application.hpp"
#include "api/mail/smtp.hpp"

namespace rollcall::api::cli {

// DIR/log, DIR/vault, DIR/views and DIR/tree are databases (views and tree can be deleted at any
// time: they are made anew from the log), DIR/blobs holds what is too large for the log,
// DIR/master.key wraps the vault's keys, DIR/outbox takes mails, DIR/mail.checkpoint is how far
// mailing has come, DIR/checkpoints holds signed checkpoints for others to keep,
// DIR/erasures.register says who was erased.
struct DataFolder {
  std::filesystem::path root;
  std::filesystem::path log() const { return root / "log"; }
  std::filesystem::path vault() const { return root / "vault"; }
  std::filesystem::path views() const { return root / "views"; }
  std::filesystem::path tree() const { return root / "tree"; }
  std::filesystem::path checkpoints() const { return root / "checkpoints"; }
  std::filesystem::path blobs() const { return root / "blobs"; }
  std::filesystem::path outbox() const { return root / "outbox"; }
  std::filesystem::path mail_checkpoint() const { return root / "mail.checkpoint"; }
  std::filesystem::path erasures() const { return root / "erasures.register"; }
  std::filesystem::path master_key() const { return root / "master.key"; }
};

// What went wrong, for people; no secrets in it.
template <class T>
using CliResult = tl::expected<T, std::string>;

// What a folder is opened with. `master_key`: where the key is, DIR/master.key unless configured.
struct OpenOptions {
  std::filesystem::path master_key;
  std::filesystem::path outbox;
  std::filesystem::path erasures;         // the register
  std::optional<mail::SmtpOptions> smtp;  // instead of the outbox
  Settings settings;
  unsigned pool_threads = 2;
  unsigned mail_threads = 4;
};

// Makes the folder with its master key (mode 0600). Refuses one that is not empty, and a register
// of another.
CliResult<void> create(const DataFolder& folder, const OpenOptions& options);
// Opens what `create` made.
CliResult<ApplicationParts> open(const DataFolder& folder, const OpenOptions& options);

}  // namespace rollcall::api::cli
