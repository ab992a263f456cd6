#pragma once
// An Env whose write-ahead files (*.log) are written past the page cache, in whole blocks, into
// room that is there already: zeros lie ahead of what was written.
//
// A sync of a file that grew must also write the file's new length, through the file system's
// journal; a sync into room writes the data alone, and takes about two thirds of the time. What is
// still in the page cache at a sync takes an eighth more than what was written past it (168 against
// 146 us, benchmarks/README.md). RocksDB reads a write-ahead file that ends in zeros like one that
// ends before them. A file that is closed in order is cut to what was written.
//
// The block in which the last write ended is written again with the next: its first bytes are the
// same, so a torn block loses nothing that was synced. What was appended is as durable after a sync
// as with the Env underneath. Where a file system knows no direct writes, files are as underneath.

#include <memory>

namespace rocksdb {
class Env;
}

namespace rollcall::eventstore {

// `base` must outlive the result. Null: the machine's.
std::unique_ptr<rocksdb::Env> make_room_ahead_env(rocksdb::Env* base);

}  // namespace rollcall::eventstore
