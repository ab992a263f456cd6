#pragma once
// Rows of lists as they were shown lately: many receivers open the same list at the same version.
//
// Threads: every method from any thread. Bounded by bytes; the least recently used go first.

#include <memory>
#include <string>
#include <vector>

#include "api/commands/fold_cache.hpp"
#include "domain/access.hpp"

namespace rollcall::api {

// A list's rows in their order, cut to columns: what one look shows. Immutable.
struct ListTable {
  struct Row {
    domain::ParticipantId participant;
    bool erased = false;
    std::vector<std::string> values;  // as `columns`; empty strings where there is none
  };
  domain::ListId list;
  std::string name;
  std::uint64_t version = 0;
  domain::Instant changed_at;
  std::vector<domain::Column> columns;
  std::vector<Row> rows;
};

class LookCache {
 public:
  explicit LookCache(std::size_t max_bytes) : cache_(max_bytes) {}

  std::shared_ptr<const ListTable> find(const std::string& key);
  // `generation` is from before the table was made; see FoldCache::put.
  void put(const std::string& key, std::shared_ptr<const ListTable> table,
           std::uint64_t generation);
  std::uint64_t generation() const { return cache_.generation(); }
  void clear() { cache_.clear(); }

 private:
  FoldCache cache_;
};

// Names a table: the list with its definition's and its rows' versions, and the columns.
std::string table_key(const domain::Uuid& list, std::uint64_t own_version, std::uint64_t version,
                      const std::vector<domain::Column>& columns);

}  // namespace rollcall::api
