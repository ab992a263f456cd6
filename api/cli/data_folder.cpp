#include "api/cli/data_folder.hpp"

#include "api/mail/outbox.hpp"
#include "eventstore/rocksdb_log.hpp"

namespace rollcall::api::cli {
namespace {

std::string why(eventstore::Error error) {
  return std::string(eventstore::to_string(error));
}

tl::unexpected<std::string> failed(std::string text) {
  return tl::make_unexpected(std::move(text));
}

}  // namespace

CliResult<void> create(const DataFolder& folder, const OpenOptions& options) {
  std::error_code error;
  std::filesystem::create_directories(folder.root, error);
  if (error) return failed("cannot make the folder: " + error.message());
  const bool is_empty = std::filesystem::is_empty(folder.root, error);
  if (error || !is_empty)
    return failed("the folder is not empty; init wants an empty or missing one");
  if (std::filesystem::exists(options.erasures, error)) {
    return failed("there is an erasure register already: " + options.erasures.string());
  }
  std::filesystem::permissions(folder.root, std::filesystem::perms::owner_all, error);
  const auto key = eventstore::MasterKey::create(options.master_key);
  if (!key) return failed("cannot write the master key: " + why(key.error()));
  return {};
}

CliResult<ApplicationParts> open(const DataFolder& folder, const OpenOptions& options) {
  auto key = eventstore::MasterKey::load(options.master_key);
  if (!key) {
    return failed("cannot use the master key (is it there, with mode 0600?): " + why(key.error()));
  }
  auto log = eventstore::open_rocksdb_log(folder.log());
  if (!log)
    return failed("cannot open the log (does another process have it?): " + why(log.error()));
  auto vault = eventstore::open_vault(folder.vault(), std::move(*key));
  if (!vault) return failed("cannot open the vault: " + why(vault.error()));
  auto views = projections::open_view_store(folder.views());
  if (!views) return failed("cannot open the views; they can be deleted, they are made anew");
  auto blobs = eventstore::open_blob_folder(folder.blobs());
  if (!blobs) return failed("cannot open the folder of blobs: " + why(blobs.error()));
  auto tiles = eventstore::open_rocksdb_tiles(folder.tree());
  if (!tiles) return failed("cannot open the tree; it can be deleted, it is made anew");
  ApplicationParts parts;
  parts.settings = options.settings;
  parts.settings.mail_checkpoint = folder.mail_checkpoint();
  parts.log = std::move(*log);
  parts.vault = std::move(*vault);
  parts.views = std::move(views);
  parts.blobs = std::move(*blobs);
  parts.tiles = std::move(*tiles);
  parts.mail = options.smtp ? mail::make_smtp(*options.smtp) : mail::make_outbox(options.outbox);
  parts.pool_threads = options.pool_threads;
  parts.mail_threads = options.mail_threads;
  return parts;
}

}  // namespace rollcall::api::cli
