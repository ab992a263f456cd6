#include "api/commands/facts.hpp"

namespace rollcall::api {
namespace {

void append_bytes(std::string& out, const void* data, std::size_t size) {
  out.append(static_cast<const char*>(data), size);
}

}  // namespace

std::string Facts::key(const domain::FactQueries& queries, std::string_view type) const {
  std::string name(type);
  append_bytes(name, office_.data(), office_.size());
  for (const auto& query : queries) {
    name += '|';
    for (const auto& tag : query.tags) {
      name += static_cast<char>(tag.kind);
      append_bytes(name, tag.id.bytes.data(), tag.id.bytes.size());
    }
  }
  return name;
}

std::vector<eventstore::Record> Facts::news(const domain::FactQueries& queries,
                                            eventstore::Position after) {
  auto query = projections::to_log(queries);
  std::vector<eventstore::Record> records;
  if (after < head_ && !failed_) {
    auto read = log_.read(office_, query, {.after = after, .up_to = head_});
    if (read) {
      records = std::move(*read);
    } else {
      failed_ = true;
    }
  }
  for (auto& item : query.items) condition_.items.push_back(std::move(item));
  return records;
}

std::optional<projections::LoggedEvent> Facts::decode(const eventstore::Record& record) {
  auto event = codec_.decode(office_, record);
  if (event) return std::move(*event);
  failed_ = true;
  return std::nullopt;
}

}  // namespace rollcall::api
