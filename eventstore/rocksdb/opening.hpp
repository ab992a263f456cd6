#pragma once
// What every database of ours opens with.

namespace rollcall::eventstore {

// For DBOptions::max_file_opening_threads. RocksDB (7.8) starts its 15 further threads anew for
// each column family, also where there is no file to open: a start of ours made 180 of them.
inline constexpr int kFileOpeningThreads = 1;

}  // namespace rollcall::eventstore
