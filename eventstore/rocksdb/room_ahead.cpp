#include "eventstore/rocksdb/room_ahead.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <string>
#include <utility>

#include <rocksdb/file_system.h>

#include "eventstore/check.hpp"
#include "eventstore/rocksdb/file_system_env.hpp"

namespace rollcall::eventstore {
namespace {

using rocksdb::IOOptions;
using rocksdb::IOStatus;
using rocksdb::Slice;
using Debug = rocksdb::IODebugContext;

// How far the zeros reach: one sync in thousands has to write them, in about a millisecond.
constexpr std::size_t kRoomBytes = std::size_t{1} << 20;
// A sync of more than that gains nothing from room: its own bytes take the time.
constexpr std::size_t kLargeSyncBytes = kRoomBytes / 4;
// What direct writes are made of, on every disk and file system of today.
constexpr std::size_t kBlockBytes = 4096;

constexpr std::uint64_t whole_blocks(std::uint64_t bytes) {
  return (bytes + kBlockBytes - 1) / kBlockBytes * kBlockBytes;
}

// Memory for whole blocks, where blocks may begin.
class Blocks {
 public:
  explicit Blocks(std::size_t size)
      : bytes_(static_cast<char*>(std::aligned_alloc(kBlockBytes, size)), &std::free) {
    CHECK(bytes_ != nullptr);
  }
  char* data() const { return bytes_.get(); }

 private:
  std::unique_ptr<char, decltype(&std::free)> bytes_;
};

const Blocks& zeros() {
  static const Blocks kZeros = [] {
    Blocks blocks(kRoomBytes);
    std::memset(blocks.data(), 0, kRoomBytes);
    return blocks;
  }();
  return kZeros;
}

class RoomAheadFile final : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  // `file` takes whole blocks only, at positions (FSWritableFile::PositionedAppend).
  explicit RoomAheadFile(std::unique_ptr<rocksdb::FSWritableFile> file)
      : FSWritableFileOwnerWrapper(std::move(file)) {}

  // To RocksDB it is a file as any other.
  bool use_direct_io() const override { return false; }
  std::uint64_t GetFileSize(const IOOptions&, Debug*) override { return written_; }

  IOStatus Append(const Slice& data, const IOOptions& options, Debug* debug) override {
    IOStatus status;
    for (std::size_t done = 0; status.ok() && done < data.size();) {
      const std::size_t part = std::min(data.size() - done, kTailBytes - tail_size_);
      std::memcpy(tail_.data() + tail_size_, data.data() + done, part);
      tail_size_ += part;
      done += part;
      status = write_tail(options, debug);
    }
    return status;
  }
  IOStatus Append(const Slice& data, const IOOptions& options, const rocksdb::DataVerificationInfo&,
                  Debug* debug) override {
    return Append(data, options, debug);
  }
  IOStatus Sync(const IOOptions& options, Debug* debug) override {
    const IOStatus made = make_room(options, debug);
    return made.ok() ? FSWritableFileOwnerWrapper::Sync(options, debug) : made;
  }
  IOStatus Fsync(const IOOptions& options, Debug* debug) override {
    const IOStatus made = make_room(options, debug);
    return made.ok() ? FSWritableFileOwnerWrapper::Fsync(options, debug) : made;
  }
  IOStatus Close(const IOOptions& options, Debug* debug) override {
    const IOStatus cut = FSWritableFileOwnerWrapper::Truncate(written_, options, debug);
    const IOStatus closed = FSWritableFileOwnerWrapper::Close(options, debug);
    return cut.ok() ? closed : cut;
  }

 private:
  static constexpr std::size_t kTailBytes = kLargeSyncBytes;

  // Writes the tail, and keeps of it the block that is not full yet.
  IOStatus write_tail(const IOOptions& options, Debug* debug) {
    const std::size_t size = whole_blocks(tail_size_);
    std::memset(tail_.data() + tail_size_, 0, size - tail_size_);
    const std::uint64_t begin = whole_blocks_written_;
    const IOStatus status = PositionedAppend({tail_.data(), size}, begin, options, debug);
    if (!status.ok()) return status;
    written_ = begin + tail_size_;
    const std::size_t full = tail_size_ / kBlockBytes * kBlockBytes;
    whole_blocks_written_ = begin + full;
    tail_size_ -= full;
    std::memmove(tail_.data(), tail_.data() + full, tail_size_);
    return status;
  }

  // Before the sync that outgrew the room, so that the sync makes it durable too.
  IOStatus make_room(const IOOptions& options, Debug* debug) {
    const bool large = written_ - std::exchange(synced_, written_) > kLargeSyncBytes;
    if (written_ <= room_end_ || large) return IOStatus::OK();
    const std::uint64_t begin = whole_blocks(written_);
    const IOStatus made = PositionedAppend({zeros().data(), kRoomBytes}, begin, options, debug);
    if (made.ok()) room_end_ = begin + kRoomBytes;
    return made;
  }

  // What was written since the last whole block; between appends less than a block.
  Blocks tail_{kTailBytes};
  std::size_t tail_size_ = 0;
  std::uint64_t whole_blocks_written_ = 0;  // in bytes: where the tail begins
  std::uint64_t written_ = 0;
  std::uint64_t synced_ = 0;
  std::uint64_t room_end_ = 0;
};

class RoomAheadFileSystem final : public rocksdb::FileSystemWrapper {
 public:
  using FileSystemWrapper::FileSystemWrapper;

  const char* Name() const override { return "RoomAheadFileSystem"; }

  IOStatus NewWritableFile(const std::string& name, const rocksdb::FileOptions& options,
                           std::unique_ptr<rocksdb::FSWritableFile>* file, Debug* debug) override {
    if (name.ends_with(".log")) {
      rocksdb::FileOptions direct = options;
      direct.use_direct_writes = true;
      const IOStatus made = FileSystemWrapper::NewWritableFile(name, direct, file, debug);
      if (made.ok()) *file = std::make_unique<RoomAheadFile>(std::move(*file));
      if (made.ok()) return made;
    }
    return FileSystemWrapper::NewWritableFile(name, options, file, debug);
  }
};

}  // namespace

std::unique_ptr<rocksdb::Env> make_room_ahead_env(rocksdb::Env* base) {
  return make_env_with<RoomAheadFileSystem>(base);
}

}  // namespace rollcall::eventstore
