#pragma once
// A file system that can lose power: what was not synced is forgotten, and nothing more is written.
// It counts syncs (of files and folders) and fails the one it was told to. Without a fault it is
// the machine's, only that syncs cost nothing: for tests that open logs again and again.

#include <memory>
#include <mutex>
#include <set>
#include <string>

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
  void kept_all() {
    const std::lock_guard lock(mutex_);
    unlinked_on_loss_.clear();
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

// Keeps what is appended in memory until it is synced.
class FaultyFile final : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  using IOStatus = rocksdb::IOStatus;
  using IOOptions = rocksdb::IOOptions;
  using Debug = rocksdb::IODebugContext;

  FaultyFile(std::unique_ptr<rocksdb::FSWritableFile> file, const std::string& name,
             std::shared_ptr<Power> power)
      : FSWritableFileOwnerWrapper(std::move(file)),
        is_write_ahead_log_(name.ends_with(".log")),
        power_(std::move(power)) {}

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
    return power_->at_sync([&] { return write(unsynced_); }, [&](AtFault fate) { meet(fate); });
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

 private:
  IOStatus write(const std::string& bytes) {
    auto status = FSWritableFileOwnerWrapper::Append(bytes, IOOptions(), nullptr);
    if (status.ok()) status = FSWritableFileOwnerWrapper::Flush(IOOptions(), nullptr);
    unsynced_.clear();
    return status;
  }

  void meet(AtFault fate) {
    std::string rest = unsynced_;
    // RocksDB has no remedy for a garbled manifest; only what we write at each append is garbled.
    if (fate == AtFault::garble && !is_write_ahead_log_) fate = AtFault::tear;
    if (fate == AtFault::forget) rest.clear();
    if (fate == AtFault::tear) rest.resize(rest.size() / 2);
    if (fate == AtFault::garble) {
      const std::size_t good = rest.size() - rest.size() / 3;
      rest.replace(good, rest.size() - good, rest.size() - good, '\0');
    }
    write(rest).PermitUncheckedError();
  }

  const bool is_write_ahead_log_;
  std::shared_ptr<Power> power_;
  std::string unsynced_;
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
    auto status = FileSystemWrapper::NewWritableFile(name, options, file, debug);
    if (!status.ok()) return status;
    power_->created(name);
    *file = std::make_unique<FaultyFile>(std::move(*file), name, power_);
    return status;
  }
  IOStatus ReopenWritableFile(const std::string& name, const rocksdb::FileOptions& options,
                              File* file, Debug* debug) override {
    if (auto on = power_->on(); !on.ok()) return on;
    auto status = FileSystemWrapper::ReopenWritableFile(name, options, file, debug);
    if (status.ok()) *file = std::make_unique<FaultyFile>(std::move(*file), name, power_);
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
    if (auto on = power_->on(); !on.ok()) return on;
    // Counts as durable, else the old file would have to come back; and so do the files made
    // before it, because file systems keep a folder's changes in order.
    power_->kept_all();
    return FileSystemWrapper::RenameFile(from, to, options, debug);
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
};

// A machine of its own for the logs of a test.
struct FaultyMachine {
  std::shared_ptr<Power> power = std::make_shared<Power>();
  std::unique_ptr<rocksdb::Env> env = std::make_unique<FaultyEnv>(power);
};

}  // namespace rollcall::eventstore
