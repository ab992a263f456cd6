// The office's log as a transparency log: C2SP tlog-checkpoint and tlog-tiles. Any client of that
// format can follow it, and notices if it was ever changed or cut.

#include "api/audit/checkpoints.hpp"
#include "api/audit/log_signer.hpp"
#include "api/handlers/tables.hpp"
#include "eventstore/keys.hpp"
#include "eventstore/proof/merkle_tree.hpp"

namespace rollcall::api::handlers::log {
namespace {

using eventstore::kTileWidth;

constexpr Who kReadsTheLog = Who::office_admin | Who::auditor;
constexpr std::string_view kText = "text/plain; charset=utf-8";
constexpr std::string_view kBytes = "application/octet-stream";
// A tile never changes: what a checkpoint covers stays as it is.
constexpr std::string_view kForEver = "private, max-age=31536000, immutable";
constexpr std::string_view kEntries = "entries";

http::Response log_answer(std::string body, std::string_view type, std::string_view caching) {
  http::Response response;
  response.body = std::move(body);
  return response.with("Content-Type", std::string(type))
      .with("Cache-Control", std::string(caching));
}

// The first look after a start may have much to hash, so it must hold up no command.
void on_files_pool(const std::shared_ptr<Exchange>& exchange, std::function<void()> work) {
  if (exchange->context().files.post(std::move(work))) return;
  exchange->fail(Failure::busy);
}

void get_checkpoint(const std::shared_ptr<Exchange>& exchange) {
  on_files_pool(exchange, [exchange] {
    auto note = checkpoint_now(exchange->context(), exchange->office());
    if (!note) return exchange->fail(Failure::unreadable);
    exchange->reply(log_answer(*std::move(note), kText, "no-store"));
  });
}

void get_log_key(const std::shared_ptr<Exchange>& exchange) {
  const auto signer = log_signer(exchange->context().vault, exchange->office());
  if (!signer) return exchange->fail(Failure::unreadable);
  exchange->reply(log_answer(to_string(signer->verifier()) + '\n', kText, kForEver));
}

std::optional<unsigned> read_level(const std::string& text) {
  if (text.size() != 1 || text[0] < '0' || text[0] > '7') return std::nullopt;
  return static_cast<unsigned>(text[0] - '0');
}

// What is asked for below /v1/log/tile; `level`: nullopt of the entries.
struct AskedTile {
  std::optional<unsigned> level;
  eventstore::TilePath path;

  eventstore::TileId id() const { return {level.value_or(0), path.index}; }
};

std::optional<AskedTile> asked_tile(const Exchange& exchange) {
  const auto& params = exchange.params();
  const auto path = eventstore::parse_tile_path(std::span(params).subspan(1));
  if (!path) return std::nullopt;
  if (params.front() == kEntries) return AskedTile{std::nullopt, *path};
  const auto level = read_level(params.front());
  return level ? std::optional(AskedTile{*level, *path}) : std::nullopt;
}

eventstore::Result<std::string> entry_bundle(const Context& context,
                                             const eventstore::OfficeId& office,
                                             const eventstore::TilePath& path) {
  const auto records = context.log.read(
      office, {},
      {.after = path.index * kTileWidth, .limit = static_cast<std::size_t>(path.width)});
  if (!records) return tl::make_unexpected(records.error());
  std::string bundle;
  for (const auto& record : *records) {
    eventstore::add_entry(bundle, eventstore::stored_bytes(record));
  }
  return bundle;
}

eventstore::Result<std::string> hash_tile(Context& context, const eventstore::OfficeId& office,
                                          std::uint64_t size, const AskedTile& asked) {
  if (const auto grown = context.tree.grow(office, size); !grown) {
    return tl::make_unexpected(grown.error());
  }
  const auto hashes = context.tree.tile(office, asked.id(), asked.path.width);
  if (!hashes) return tl::make_unexpected(hashes.error());
  return eventstore::tile_bytes(*hashes);
}

void get_tile(const std::shared_ptr<Exchange>& exchange) {
  const auto asked = asked_tile(*exchange);
  const auto size = exchange->context().log.head(exchange->office());
  if (!asked || asked->path.width > eventstore::tile_width(asked->id(), size)) {
    return exchange->not_found();
  }
  on_files_pool(exchange, [exchange, asked, size] {
    auto& context = exchange->context();
    auto bytes = asked->level ? hash_tile(context, exchange->office(), size, *asked)
                              : entry_bundle(context, exchange->office(), asked->path);
    if (!bytes) return exchange->fail(Failure::unreadable);
    exchange->reply(log_answer(*std::move(bytes), kBytes, kForEver));
  });
}

// An index is written in groups of three digits, /x001/x234/067, and /067.p/12 for a partial tile.
constexpr Route kRoutes[] = {
    {http::Method::get, "/v1/log/checkpoint", kReadsTheLog, BodyKind::none, get_checkpoint},
    {http::Method::get, "/v1/log/key", kReadsTheLog, BodyKind::none, get_log_key},
    {http::Method::get, "/v1/log/tile/{level}/{n}", kReadsTheLog, BodyKind::none, get_tile},
    {http::Method::get, "/v1/log/tile/{level}/{n}/{n2}", kReadsTheLog, BodyKind::none, get_tile},
    {http::Method::get, "/v1/log/tile/{level}/{n}/{n2}/{n3}", kReadsTheLog, BodyKind::none,
     get_tile},
    {http::Method::get, "/v1/log/tile/{level}/{n}/{n2}/{n3}/{n4}", kReadsTheLog, BodyKind::none,
     get_tile},
};

}  // namespace

Table routes() {
  return kRoutes;
}

}  // namespace rollcall::api::handlers::log
