#include "eventstore/commit/pending.hpp"

#include "eventstore/proof/sha256.hpp"
#include "eventstore/rules/limits.hpp"

namespace rollcall::eventstore {
namespace {

std::vector<TagPrefix> tag_prefixes(OfficeNumber office, const NewEvent& event) {
  std::vector<TagPrefix> prefixes;
  prefixes.reserve(event.tags.size());
  for (const Tag& tag : event.tags) prefixes.push_back(tag_prefix(office, tag));
  return prefixes;
}

void settle_office(Pending& pending, OfficeNumber office) {
  if (office == pending.guessed_office) return;
  for (std::size_t i = 0; i < pending.prepared.size(); ++i) {
    pending.prepared[i].tags = tag_prefixes(office, pending.append.events[i]);
  }
}

void settle_recorded_at(Pending& pending, Millis recorded_at) {
  if (recorded_at == pending.guessed_recorded_at) return;
  for (auto& prepared : pending.prepared) {
    set_recorded_at(prepared.stored, recorded_at);
    prepared.leaf = leaf_hash(prepared.stored);
  }
}

constexpr std::size_t kCacheLine = 64;

void fetch(const void* from, std::size_t bytes) {
  for (std::size_t i = 0; i < bytes; i += kCacheLine) {
    __builtin_prefetch(static_cast<const char*>(from) + i);
  }
}

}  // namespace

std::unique_ptr<Pending> prepare(Append append, Completion done, const Office* office) {
  auto pending = std::make_unique<Pending>();
  pending->weight = weight(append);
  pending->guessed_office = office == nullptr ? 0 : office->number;
  pending->guessed_recorded_at =
      std::max(append.decided_at, office == nullptr ? 0 : office->last_recorded_at.load());
  const EnvelopeFacts facts{append.decided_at, pending->guessed_recorded_at, append.actor,
                            append.correlation};
  pending->prepared.reserve(append.events.size());
  for (const NewEvent& event : append.events) {
    auto& [stored, leaf, tags] = pending->prepared.emplace_back();
    stored = encode_stored(event, facts);
    leaf = leaf_hash(stored);
    tags = tag_prefixes(pending->guessed_office, event);
  }
  pending->append = std::move(append);
  pending->done = std::move(done);
  return pending;
}

void settle(Pending& pending, OfficeNumber office, Millis recorded_at) {
  settle_office(pending, office);
  settle_recorded_at(pending, recorded_at);
}

void fetch_ahead(const Pending& pending, std::size_t distance) {
  if (distance == 3) return fetch(&pending, sizeof(pending));
  const auto& [events, prepared] = std::tie(pending.append.events, pending.prepared);
  const auto& condition = pending.append.condition;
  if (events.empty()) return;
  if (distance == 2) {
    fetch(events.data(), sizeof(NewEvent));
    fetch(prepared.data(), sizeof(Pending::Prepared));
    if (condition) fetch(condition->fail_if_matches.items.data(), sizeof(QueryItem));
    return;
  }
  fetch(prepared[0].stored.data(), prepared[0].stored.size());
  fetch(prepared[0].tags.data(), prepared[0].tags.size() * sizeof(TagPrefix));
  if (!condition || condition->fail_if_matches.items.empty()) return;
  fetch(condition->fail_if_matches.items[0].tags.data(), sizeof(Tag));
}

}  // namespace rollcall::eventstore
