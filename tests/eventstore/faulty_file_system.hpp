#pragma once
// A file system that can lose power: what was not synced is forgotten, and nothing more is written.
// It counts syncs (of files and folders) and fails the one it was told to. Without a fault it is
// the machine's, only that syncs cost nothing: for tests that open logs again and again.

#include <algorithm>
#include <cstring>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <rocksdb/env.h>
#include <rocksdb/file_system.h>
#include <rocksdb/system_clock.h>

namespace rollcall::eventstore {

// What becomes, at the failing sync, of that file's bytes which were not synced.
enum class AtFault {
  forget,  // none reaches the disk
  tear,    // half of them do
  garble,  // they do, but the last third as zeros: sectors reach the disk in any order
  keep,    // all do, though the sync reports an error
};

struct Fault {
  std::size_t at_sync = 0;  // 1, 2, 3 …; 0: never
  AtFault fate = AtFault::forget;
  bool power_off = true;  // false: only this one sync fails
};

// Shared by the file system and its files.
class Power {
 public:
  // To be set before the log is opened, or between two uses of it.
  void plan(const Fault& fault) {
    const std::lock_guard lock(mutex_);
    fault_ = fault;
    syncs_ = 0;
    off_ = false;
    unlinked_on_loss_.clear();
  }

  bool faulted() const {
    const std::lock_guard lock(mutex_);
    return fault_.at_sync > 0 && syncs_ >= fault_.at_sync;
  }

  rocksdb::IOStatus on() const {
    const std::lock_guard lock(mutex_);
    return off_ ? lost() : rocksdb::IOStatus::OK();
  }

  // Runs at each sync: `sync` makes what was buffered durable, `fault` does what is its fate.
  template <class Sync, class OnFault>
  rocksdb::IOStatus at_sync(Sync&& sync, OnFault&& on_fault) {
    const std::lock_guard lock(mutex_);
    if (off_) return lost();
    if (++syncs_ != fault_.at_sync) return sync();
    on_fault(fault_.fate);
    if (fault_.power_off) turn_off();
    return lost();
  }

  // A new file is only there after a power loss if its folder was synced.
  void created(const std::string& file) {
    const std::lock_guard lock(mutex_);
    unlinked_on_loss_.insert(file);
  }
  // Makes all files durable, and `rename`s one, unless there is no power.
  template <class Rename>
  rocksdb::IOStatus keep_all_and(Rename&& rename) {
    const std::lock_guard lock(mutex_);
    if (off_) return lost();
    unlinked_on_loss_.clear();
    return rename();
  }
  rocksdb::IOStatus sync_folder() {
    return at_sync(
        [&] {
          unlinked_on_loss_.clear();
          return rocksdb::IOStatus::OK();
        },
        [](AtFault) {});
  }

 private:
  static rocksdb::IOStatus lost() { return rocksdb::IOStatus::IOError("no power"); }

  void turn_off() {
    off_ = true;
    for (const std::string& file : unlinked_on_loss_) {
      rocksdb::Env::Default()->DeleteFile(file).PermitUncheckedError();
    }
  }

  mutable std::mutex mutex_;
  Fault fault_;
  std::size_t syncs_ = 0;
  bool off_ = false;
  std::set<std::string> unlinked_on_loss_;
};

// Of `bytes` that were not synced, what is on the disk after the fault.
inline std::string left_by(AtFault fate, std::string bytes) {
  if (fate == AtFault::forget) bytes.clear();
  if (fate == AtFault::tear) bytes.resize(bytes.size() / 2);
  if (fate == AtFault::garble) {
    const std::size_t good = bytes.size() - bytes.size() / 3;
    bytes.replace(good, bytes.size() - good, bytes.size() - good, '\0');
  }
  return bytes;
}

// Keeps what is written in memory until it is synced.
class FaultyFile : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  using IOStatus = rocksdb::IOStatus;
  using IOOptions = rocksdb::IOOptions;
  using Debug = rocksdb::IODebugContext;

  FaultyFile(std::unique_ptr<rocksdb::FSWritableFile> file, std::shared_ptr<Power> power)
      : FSWritableFileOwnerWrapper(std::move(file)), power_(std::move(power)) {}

  IOStatus Append(const rocksdb::Slice& data, const IOOptions&, Debug*) override {
    if (auto on = power_->on(); !on.ok()) return on;
    unsynced_.append(data.data(), data.size());
    return IOStatus::OK();
  }
  IOStatus Append(const rocksdb::Slice& data, const IOOptions& options,
                  const rocksdb::DataVerificationInfo&, Debug* debug) override {
    return Append(data, options, debug);
  }
  IOStatus Flush(const IOOptions&, Debug*) override { return power_->on(); }
  IOStatus RangeSync(uint64_t, uint64_t, const IOOptions&, Debug*) override { return power_->on(); }
  IOStatus Sync(const IOOptions&, Debug*) override {
    return power_->at_sync([this] { return write_unsynced(); },
                           [this](AtFault fate) { meet(fate).PermitUncheckedError(); });
  }
  IOStatus Fsync(const IOOptions& options, Debug* debug) override { return Sync(options, debug); }
  // Reserving room ahead is for real disks; here it would cost more than the test.
  IOStatus Allocate(uint64_t, uint64_t, const IOOptions&, Debug*) override {
    return IOStatus::OK();
  }
  void PrepareWrite(size_t, size_t, const IOOptions&, Debug*) override {}
  uint64_t GetFileSize(const IOOptions& options, Debug* debug) override {
    return FSWritableFileOwnerWrapper::GetFileSize(options, debug) + unsynced_.size();
  }

 protected:
  IOStatus on() const { return power_->on(); }

 private:
  virtual IOStatus write_unsynced() { return write(std::exchange(unsynced_, {})); }

  // RocksDB has no remedy for a garbled manifest; only what we write at each append is garbled.
  virtual IOStatus meet(AtFault fate) {
    if (fate == AtFault::garble) fate = AtFault::tear;
    return write(left_by(fate, std::exchange(unsynced_, {})));
  }

  IOStatus write(const std::string& bytes) {
    auto status = FSWritableFileOwnerWrapper::Append(bytes, IOOptions(), nullptr);
    if (status.ok()) status = FSWritableFileOwnerWrapper::Flush(IOOptions(), nullptr);
    return status;
  }

  std::shared_ptr<Power> power_;
  std::string unsynced_;
};

// The same of a file that is written past the page cache, in whole blocks at their places; the last
// of them is written again when it was not full. (Underneath it is a file as any other.)
class FaultyDirectFile final : public FaultyFile {
 public:
  using FaultyFile::FaultyFile;

  bool use_direct_io() const override { return true; }
  IOStatus PositionedAppend(const rocksdb::Slice& data, uint64_t at, const IOOptions&,
                            Debug*) override {
    if (auto power = on(); !power.ok()) return power;
    // Room is long; it need not be kept to be known.
    unsynced_.push_back(is_zero(data) ? Write{at, "", data.size()} : Write{at, data.ToString()});
    return IOStatus::OK();
  }
  IOStatus Truncate(uint64_t size, const IOOptions& options, Debug* debug) override {
    if (auto power = on(); !power.ok()) return power;
    return FSWritableFileOwnerWrapper::Truncate(size, options, debug);
  }

 private:
  struct Write {
    std::uint64_t at = 0;
    std::string bytes;
    std::size_t zeros = 0;  // instead of bytes

    // Of what is no zero.
    std::uint64_t end() const { return at + bytes.find_last_not_of('\0') + 1; }
  };

  IOStatus write_unsynced() override {
    IOStatus status;
    for (const Write& each : std::exchange(unsynced_, {})) {
      if (status.ok()) status = write(each);
      synced_up_to_ = std::max(synced_up_to_, each.end());
    }
    return status;
  }

  // What was synced before is in the same place after the fault, whatever becomes of the block.
  IOStatus meet(AtFault fate) override {
    IOStatus status;
    for (Write& each : std::exchange(unsynced_, {})) {
      const std::uint64_t end = each.end();
      if (end <= synced_up_to_) continue;
      const std::uint64_t kept = std::max(synced_up_to_, each.at) - each.at;
      each.bytes.resize(end - each.at);
      each.bytes.replace(kept, std::string::npos, left_by(fate, each.bytes.substr(kept)));
      if (status.ok()) status = write(each);
    }
    return status;
  }

  static bool is_zero(const rocksdb::Slice& data) {
    return !data.empty() && data[0] == '\0' &&
           std::memcmp(data.data(), data.data() + 1, data.size() - 1) == 0;
  }

  IOStatus write(const Write& each) {
    if (each.zeros > 0) {  // which lie behind all that was written
      return FSWritableFileOwnerWrapper::Truncate(each.at + each.zeros, IOOptions(), nullptr);
    }
    return FSWritableFileOwnerWrapper::PositionedAppend(each.bytes, each.at, IOOptions(), nullptr);
  }

  std::vector<Write> unsynced_;
  std::uint64_t synced_up_to_ = 0;
};

class FaultyFolder final : public rocksdb::FSDirectoryWrapper {
 public:
  using IOStatus = rocksdb::IOStatus;

  FaultyFolder(std::unique_ptr<rocksdb::FSDirectory>&& folder, std::shared_ptr<Power> power)
      : FSDirectoryWrapper(std::move(folder)), power_(std::move(power)) {}

  IOStatus Fsync(const rocksdb::IOOptions&, rocksdb::IODebugContext*) override {
    return power_->sync_folder();
  }
  IOStatus FsyncWithDirOptions(const rocksdb::IOOptions&, rocksdb::IODebugContext*,
                               const rocksdb::DirFsyncOptions&) override {
    return power_->sync_folder();
  }

 private:
  std::shared_ptr<Power> power_;
};

class FaultyFileSystem final : public rocksdb::FileSystemWrapper {
 public:
  using IOStatus = rocksdb::IOStatus;
  using IOOptions = rocksdb::IOOptions;
  using Debug = rocksdb::IODebugContext;
  using File = std::unique_ptr<rocksdb::FSWritableFile>;

  explicit FaultyFileSystem(std::shared_ptr<Power> power)
      : FileSystemWrapper(rocksdb::FileSystem::Default()), power_(std::move(power)) {}

  const char* Name() const override { return "FaultyFileSystem"; }

  IOStatus NewWritableFile(const std::string& name, const rocksdb::FileOptions& options, File* file,
                           Debug* debug) override {
    if (auto on = power_->on(); !on.ok()) return on;
    rocksdb::FileOptions buffered = options;
    buffered.use_direct_writes = false;
    auto status = FileSystemWrapper::NewWritableFile(name, buffered, file, debug);
    if (!status.ok()) return status;
    power_->created(name);
    *file = faulty(std::move(*file), options.use_direct_writes);
    return status;
  }
  IOStatus ReopenWritableFile(const std::string& name, const rocksdb::FileOptions& options,
                              File* file, Debug* debug) override {
    if (auto on = power_->on(); !on.ok()) return on;
    auto status = FileSystemWrapper::ReopenWritableFile(name, options, file, debug);
    if (status.ok()) *file = faulty(std::move(*file), false);
    return status;
  }
  IOStatus NewDirectory(const std::string& name, const IOOptions& options,
                        std::unique_ptr<rocksdb::FSDirectory>* folder, Debug* debug) override {
    auto status = FileSystemWrapper::NewDirectory(name, options, folder, debug);
    if (status.ok()) *folder = std::make_unique<FaultyFolder>(std::move(*folder), power_);
    return status;
  }
  IOStatus RenameFile(const std::string& from, const std::string& to, const IOOptions& options,
                      Debug* debug) override {
    // Counts as durable, else the old file would have to come back; and so do the files made
    // before it, because file systems keep a folder's changes in order.
    return power_->keep_all_and(
        [&] { return FileSystemWrapper::RenameFile(from, to, options, debug); });
  }
  IOStatus LinkFile(const std::string& from, const std::string& to, const IOOptions& options,
                    Debug* debug) override {
    if (auto on = power_->on(); !on.ok()) return on;
    power_->created(to);
    return FileSystemWrapper::LinkFile(from, to, options, debug);
  }
  IOStatus DeleteFile(const std::string& name, const IOOptions& options, Debug* debug) override {
    if (auto on = power_->on(); !on.ok()) return on;
    return FileSystemWrapper::DeleteFile(name, options, debug);
  }

 private:
  File faulty(File file, bool direct) const {
    if (direct) return std::make_unique<FaultyDirectFile>(std::move(file), power_);
    return std::make_unique<FaultyFile>(std::move(file), power_);
  }

  std::shared_ptr<Power> power_;
};

// RocksDB sleeps for a second after a failed flush.
class SleeplessClock final : public rocksdb::SystemClockWrapper {
 public:
  SleeplessClock() : SystemClockWrapper(rocksdb::SystemClock::Default()) {}
  const char* Name() const override { return "SleeplessClock"; }
  void SleepForMicroseconds(int) override {}
};

class FaultyEnv final : public rocksdb::EnvWrapper {
 public:
  explicit FaultyEnv(const std::shared_ptr<Power>& power) : EnvWrapper(rocksdb::Env::Default()) {
    file_system_ = std::make_shared<FaultyFileSystem>(power);
    system_clock_ = std::make_shared<SleeplessClock>();
  }

  // RocksDB asks the Env itself for these.
  rocksdb::Status DeleteFile(const std::string& name) override {
    return file_system_->DeleteFile(name, rocksdb::IOOptions(), nullptr);
  }
  rocksdb::Status RenameFile(const std::string& from, const std::string& to) override {
    return file_system_->RenameFile(from, to, rocksdb::IOOptions(), nullptr);
  }
};

// A machine of its own for the logs of a test.
struct FaultyMachine {
  std::shared_ptr<Power> power = std::make_shared<Power>();
  std::unique_ptr<rocksdb::Env> env = std::make_unique<FaultyEnv>(power);
};

}  // namespace rollcall::eventstore
