#include "api/cli/audit_export.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "api/audit/export/files.hpp"
#include "api/audit/export/record.hpp"
#include "api/audit/log_signer.hpp"
#include "api/cli/receipts.hpp"
#include "api/commands/email_key.hpp"
#include "eventstore/rocksdb_log.hpp"
#include "replay/access/disclosures.hpp"

namespace rollcall::api::cli {
namespace {

using audit_export::Request;

tl::unexpected<std::string> cannot(std::string why) {
  return tl::make_unexpected(std::move(why));
}

// What is open of a data folder. Without a master key an empty vault stands in for its own: then
// everything personal is read as erased.
struct Opened {
  std::unique_ptr<eventstore::Log> log;
  std::unique_ptr<eventstore::TileStore> tiles;
  std::unique_ptr<eventstore::Vault> vault;
  bool has_keys = false;
  projections::LogCodec codec() const { return projections::LogCodec(*vault); }
};

CliResult<void> open_vault(const ExportOptions& options, Opened& opened) {
  const bool is_default = options.master_key.empty();
  const auto file =
      is_default ? options.folder.master_key() : std::filesystem::path(options.master_key);
  std::error_code error;
  opened.has_keys = !is_default || std::filesystem::exists(file, error);
  if (!opened.has_keys) {
    opened.vault = eventstore::make_memory_vault(eventstore::MasterKey::from_seed("none"));
    return {};
  }
  auto key = eventstore::MasterKey::load(file);
  if (!key) return cannot("cannot use the master key (mode 0600?)");
  auto vault = eventstore::open_vault(options.folder.vault(), *std::move(key));
  if (!vault) return cannot("cannot open the vault with this master key");
  opened.vault = *std::move(vault);
  return {};
}

CliResult<Opened> open_parts(const ExportOptions& options) {
  Opened opened;
  auto log = eventstore::open_rocksdb_log(options.folder.log());
  if (!log) {
    return cannot(
        "cannot open the log. If a server has it, stop it, or export from a copy of the folder");
  }
  auto tiles = eventstore::open_rocksdb_tiles(options.folder.tree());
  if (!tiles) return cannot("cannot open the tree; it can be deleted, it is made anew");
  opened.log = *std::move(log);
  opened.tiles = *std::move(tiles);
  if (const auto vault = open_vault(options, opened); !vault) return cannot(vault.error());
  return opened;
}

// A state of the domain from the log's events; nullopt: they can't be read.
template <class State>
std::optional<State> fold(const Opened& opened, const eventstore::OfficeId& office,
                          const domain::FactQueries& facts) {
  const auto records = opened.log->read(office, projections::to_log(facts), {});
  const auto codec = opened.codec();
  if (!records) return std::nullopt;
  State state;
  for (const auto& record : *records) {
    const auto logged = codec.decode(office, record);
    if (!logged) return std::nullopt;
    state = domain::evolve(std::move(state), logged->recorded());
  }
  return state;
}

CliResult<eventstore::OfficeId> find_office(const Opened& opened, const std::string& name) {
  const auto offices = opened.log->offices();
  if (name.empty() && offices.size() == 1) return offices.front();
  if (name.empty()) return cannot("there are several offices: say which with --office");
  for (const auto& office : offices) {
    const domain::OfficeId id{projections::from_log(office)};
    const auto state = fold<domain::OfficeState>(opened, office, domain::facts_of_office(id));
    if (!state) return cannot("cannot read the log");
    const bool has_slug = state->settings && state->settings->slug.str() == name;
    if (has_slug || id.uuid.to_string() == name) return office;
  }
  return cannot("no such office");
}

// ---- Whom and what it is about -----------------------------------------------------------------

CliResult<domain::Uuid> id_of(const std::string& text, std::string_view option) {
  const auto id = domain::Uuid::parse(text);
  if (!id) return cannot(fmt::format("--{} wants an id", option));
  return *id;
}

CliResult<void> take_address(const Opened& opened, const std::string& text, Request& request) {
  const auto address = domain::EmailAddress::parse(text);
  if (!address) return cannot("--person wants an id or an e-mail address");
  if (!opened.has_keys) return cannot("finding an address in the log takes the master key");
  const auto key = email_key(*opened.vault, request.office, *address);
  const auto holder =
      fold<domain::EmailHolder>(opened, request.office, domain::facts_of_email(key));
  if (!holder) return cannot("cannot read the log");
  request.subject.email = key;
  request.person_title = address->str();
  if (holder->kind == domain::EmailHolder::Kind::staff) request.subject.staff = {holder->id};
  if (holder->kind != domain::EmailHolder::Kind::contact) return {};
  request.subject.contact = {holder->id};
  request.id = holder->id.to_string();
  return {};
}

CliResult<void> take_contact(const Opened& opened, domain::ContactId contact, Request& request) {
  const auto state =
      fold<domain::ContactState>(opened, request.office, domain::facts_of_contact(contact));
  if (!state) return cannot("cannot read the log");
  request.subject.contact = contact;
  request.id = contact.uuid.to_string();
  if (!state->details || !opened.has_keys) return {};
  request.subject.email = email_key(*opened.vault, request.office, state->details->email);
  request.person_title = state->details->email.str();
  return {};
}

CliResult<void> take_participant(const Opened& opened, domain::ParticipantId participant,
                                 Request& request) {
  if (!opened.has_keys) return cannot("telling whom a look showed takes the master key");
  request.kind = "participant";
  request.subject.participant = participant;
  request.id = participant.uuid.to_string();
  return {};
}

CliResult<void> take_person(const Opened& opened, const std::string& text, Request& request) {
  request.kind = "person";
  const auto id = domain::Uuid::parse(text);
  if (!id) return take_address(opened, text, request);
  const auto codec = opened.codec();
  const replay::Moment now{*opened.log, codec, request.office, opened.log->head(request.office)};
  const auto project = replay::project_of(now, domain::ParticipantId{*id});
  if (!project) return cannot("cannot read the log");
  return *project ? take_participant(opened, {*id}, request) : take_contact(opened, {*id}, request);
}

CliResult<void> take_subject(const ExportOptions& options, const Opened& opened, Request& request) {
  if (!options.person.empty()) return take_person(opened, options.person, request);
  const bool is_list = !options.list.empty();
  request.kind = is_list ? "list" : "project";
  const auto id = id_of(is_list ? options.list : options.project, request.kind);
  if (!id) return cannot(id.error());
  request.id = id->to_string();
  if (is_list) request.subject.list = {*id};
  if (!is_list) request.subject.project = {*id};
  return {};
}

// ---- The checkpoint ----------------------------------------------------------------------------

// The newest in the folder: names sort by size.
std::optional<std::string> newest_kept(const std::filesystem::path& folder) {
  std::filesystem::path newest;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".note") newest = std::max(newest, entry.path());
  }
  return newest.empty() ? std::nullopt : audit_export::read_file(newest, 16 << 10);
}

CliResult<void> take_kept_checkpoint(const ExportOptions& options, eventstore::MerkleTree& tree,
                                     Request& request) {
  if (options.log_key.empty()) return cannot("there is no master key: say --log-key");
  const auto key = read_log_key(options.log_key);
  if (!key) return cannot(key.error());
  const auto note =
      newest_kept(options.folder.checkpoints() / projections::from_log(request.office).to_string());
  const auto checkpoint = note ? eventstore::open_checkpoint(*note, *key) : std::nullopt;
  if (!checkpoint) return cannot("there is no master key, and no kept checkpoint of this log key");
  const auto head = tree.head_at(request.office, checkpoint->head.size);
  if (!head || *head != checkpoint->head) return cannot("the log is not what its checkpoint says");
  request.key = *key;
  request.checkpoint = *note;
  request.head = checkpoint->head;
  return {};
}

CliResult<void> sign_checkpoint_now(const Opened& opened, eventstore::MerkleTree& tree,
                                    const eventstore::NoteSigner& signer, Request& request) {
  const auto position =
      audit_export::position_of_export(*opened.log, opened.codec(), request.office);
  if (!position) return cannot("cannot read the log");
  const auto head = tree.head_at(request.office, *position);
  if (!head) return cannot("cannot read the log");
  request.key = signer.verifier();
  request.head = *head;
  request.checkpoint = eventstore::sign_checkpoint(*head, signer);
  return {};
}

CliResult<std::string> write(const ExportOptions& options, const audit_export::Sources& sources,
                             const Request& request) {
  const auto count = audit_export::write_export(options.out, sources, request);
  if (!count) return cannot(count.error());
  return fmt::format("{} events of the first {}, {}, {}\ncheck it with: rollcall verify {}", *count,
                     request.head.size, request.names ? "with names" : "without names",
                     sources.signer ? "signed" : "not signed (no master key)", options.out);
}

}  // namespace

CliResult<std::string> export_for_auditor(const ExportOptions& options) {
  const auto opened = open_parts(options);
  if (!opened) return cannot(opened.error());
  const auto office = find_office(*opened, options.office);
  if (!office) return cannot(office.error());
  Request request;
  request.office = *office;
  request.names = opened->has_keys && !options.without_names;
  request.now = system_clock().now();
  auto done = take_subject(options, *opened, request);
  if (!done) return cannot(done.error());
  if (!request.names) request.person_title.clear();
  eventstore::MerkleTree tree(*opened->log, *opened->tiles);
  const auto codec = opened->codec();
  Ids ids(system_clock(), system_randomness());
  audit_export::Sources sources{*opened->log, tree, codec, ids, {}};
  if (opened->has_keys) {
    const auto signer = log_signer(*opened->vault, *office);
    if (!signer) return cannot("the vault has no key of this office's log");
    sources.signer = *signer;
    done = sign_checkpoint_now(*opened, tree, *signer, request);
  } else {
    done = take_kept_checkpoint(options, tree, request);
  }
  if (!done) return cannot(done.error());
  return write(options, sources, request);
}

}  // namespace rollcall::api::cli
