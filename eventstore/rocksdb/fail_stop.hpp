#pragma once
// An Env that changes nothing more after the first write, sync or rename that failed.
//
// A sync that failed may have lost what it was to make durable, and the next one may then succeed
// without it: the kernel reports a lost page once. Whatever RocksDB writes after that (a record, a
// table, a manifest that names it, at its close too) may build on what is not there, and the files
// then contradict each other. With nothing written, they are what a power loss at that moment would
// have left, which opens. Deletions are refused too: what they delete may be needed again.
// Reads go on. Only a new Env writes again: after a restart.

#include <memory>

namespace rocksdb {
class Env;
}

namespace rollcall::eventstore {

// `base` must outlive the result. Null: the machine's.
std::unique_ptr<rocksdb::Env> make_fail_stop_env(rocksdb::Env* base);

}  // namespace rollcall::eventstore
