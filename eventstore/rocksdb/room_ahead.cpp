#include "eventstore/rocksdb/room_ahead.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include <rocksdb/env.h>
#include <rocksdb/file_system.h>

namespace rollcall::eventstore {
namespace {

using rocksdb::IOOptions;
using rocksdb::IOStatus;
using Debug = rocksdb::IODebugContext;

// How far the zeros reach: one sync in thousands has to write them, in about a millisecond.
constexpr std::uint64_t kRoomBytes = std::uint64_t{1} << 20;
// A sync of more than that gains nothing from room: its own bytes take the time.
constexpr std::uint64_t kLargeSyncBytes = kRoomBytes / 4;

const std::string& zeros() {
  static const std::string kZeros(kRoomBytes, '\0');
  return kZeros;
}

class RoomAheadFile final : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  RoomAheadFile(std::unique_ptr<rocksdb::FSWritableFile> file,
                std::unique_ptr<rocksdb::FSRandomRWFile> room)
      : FSWritableFileOwnerWrapper(std::move(file)), room_(std::move(room)) {}

  IOStatus Append(const rocksdb::Slice& data, const IOOptions& options, Debug* debug) override {
    written_ += data.size();
    return FSWritableFileOwnerWrapper::Append(data, options, debug);
  }
  IOStatus Append(const rocksdb::Slice& data, const IOOptions& options,
                  const rocksdb::DataVerificationInfo& verification, Debug* debug) override {
    written_ += data.size();
    return FSWritableFileOwnerWrapper::Append(data, options, verification, debug);
  }
  IOStatus Sync(const IOOptions& options, Debug* debug) override {
    const IOStatus made = make_room(options, debug);
    return made.ok() ? FSWritableFileOwnerWrapper::Sync(options, debug) : made;
  }
  IOStatus Fsync(const IOOptions& options, Debug* debug) override {
    const IOStatus made = make_room(options, debug);
    return made.ok() ? FSWritableFileOwnerWrapper::Fsync(options, debug) : made;
  }

 private:
  // Before the sync that outgrew the room, so that the sync makes it durable too.
  IOStatus make_room(const IOOptions& options, Debug* debug) {
    const bool large = written_ - std::exchange(synced_, written_) > kLargeSyncBytes;
    if (written_ <= room_end_ || large) return IOStatus::OK();
    const IOStatus made = room_->Write(written_, zeros(), options, debug);
    if (made.ok()) room_end_ = written_ + kRoomBytes;
    return made;
  }

  std::unique_ptr<rocksdb::FSRandomRWFile> room_;  // the same file
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
    IOStatus status = FileSystemWrapper::NewWritableFile(name, options, file, debug);
    if (!status.ok() || !name.ends_with(".log")) return status;
    std::unique_ptr<rocksdb::FSRandomRWFile> room;
    status = FileSystemWrapper::NewRandomRWFile(name, options, &room, debug);
    if (status.ok()) *file = std::make_unique<RoomAheadFile>(std::move(*file), std::move(room));
    return status;
  }
};

class RoomAheadEnv final : public rocksdb::EnvWrapper {
 public:
  explicit RoomAheadEnv(rocksdb::Env* base) : EnvWrapper(base) {
    file_system_ = std::make_shared<RoomAheadFileSystem>(base->GetFileSystem());
    system_clock_ = base->GetSystemClock();
  }
};

}  // namespace

std::unique_ptr<rocksdb::Env> make_room_ahead_env(rocksdb::Env* base) {
  return std::make_unique<RoomAheadEnv>(base == nullptr ? rocksdb::Env::Default() : base);
}

}  // namespace rollcall::eventstore
