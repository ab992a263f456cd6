#pragma once
// An Env whose write-ahead files (*.log) are longer than what was written to them: zeros lie ahead.
//
// A sync of a file that grew must also write the file's new length, through the file system's
// journal; a sync into room that is there already writes the data alone, and takes about two thirds
// of the time. RocksDB reads a write-ahead file that ends in zeros like one that ends before them.
// A file that is closed in order is cut to what was written.
//
// What was appended is as durable after a sync as with the Env underneath.

#include <memory>

namespace rocksdb {
class Env;
}

namespace rollcall::eventstore {

// `base` must outlive the result. Null: the machine's.
std::unique_ptr<rocksdb::Env> make_room_ahead_env(rocksdb::Env* base);

}  // namespace rollcall::eventstore
