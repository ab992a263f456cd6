#pragma once
// The thread that brings sealed index rows into the family `tags`: sorted, in one table file that
// RocksDB takes in whole. An I/O error on the way is the log's fail-stop (RecentTags::failed).

#include <thread>

#include "eventstore/index/recent_tags.hpp"
#include "eventstore/index/tag_heads.hpp"
#include "eventstore/rocksdb/database.hpp"

namespace rollcall::eventstore {

class Indexer {
 public:
  // All that is referred to must outlive it.
  Indexer(const Database& database, RecentTags& recent, TagHeads& heads);
  Indexer(const Indexer&) = delete;
  Indexer& operator=(const Indexer&) = delete;
  ~Indexer();

 private:
  void run();
  bool write_table(const std::string& file, const std::vector<TagRow>& rows);
  bool index(RecentRows& rows);

  const Database& database_;
  RecentTags& recent_;
  TagHeads& heads_;
  std::thread thread_;
};

}  // namespace rollcall::eventstore
