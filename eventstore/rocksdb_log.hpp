#pragma once
// The durable log, on RocksDB. See keys.hpp for the on-disk format.

#include <filesystem>
#include <memory>

#include "eventstore/log.hpp"

namespace rocksdb {
class Env;
}

namespace rollcall::eventstore {

struct RocksDbLogOptions {
  rocksdb::Env* env = nullptr;              // null: the machine's; tests put a faulty one here
  std::size_t max_queued_appends = 65'536;  // more: Error::overloaded
  std::size_t max_group_events = 65'536;    // of one commit group
  std::size_t max_tag_heads = std::size_t{1} << 18;  // in memory, about 128 bytes each
  // Index rows that gather in memory before they are indexed, about 100 bytes each; up to three
  // times as many for a while.
  std::size_t max_recent_rows = std::size_t{1} << 18;
};

// Opens or creates. Error::corrupt if what is there breaks an invariant (a gap, a chain that does
// not fit); Error::io if the files can't be read or locked. The destructor commits what is queued,
// then closes.
Result<std::unique_ptr<Log>> open_rocksdb_log(const std::filesystem::path& folder,
                                              const RocksDbLogOptions& options = {});

}  // namespace rollcall::eventstore
