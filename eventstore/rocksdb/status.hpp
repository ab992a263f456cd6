#pragma once
// From RocksDB's words to ours.

#include <string_view>

#include <rocksdb/slice.h>
#include <rocksdb/status.h>

#include "eventstore/types.hpp"

namespace rollcall::eventstore {

inline rocksdb::Slice slice(std::string_view bytes) {
  return {bytes.data(), bytes.size()};
}
inline std::string_view view(const rocksdb::Slice& slice) {
  return {slice.data(), slice.size()};
}

inline Error read_error(const rocksdb::Status& status) {
  return status.IsCorruption() ? Error::corrupt : Error::io;
}

}  // namespace rollcall::eventstore
