#include "eventstore/rocksdb/fail_stop.hpp"

#include <atomic>
#include <string>
#include <utility>

#include <rocksdb/file_system.h>

#include "eventstore/rocksdb/file_system_env.hpp"

namespace rollcall::eventstore {
namespace {

using rocksdb::IOOptions;
using rocksdb::IOStatus;
using rocksdb::Slice;
using Checksum = rocksdb::DataVerificationInfo;
using Debug = rocksdb::IODebugContext;

// Shared by the file system, its files and its folders.
class FailStop {
 public:
  // Does `change`, or refuses it.
  template <class Change>
  IOStatus unless_failed(Change&& change) {
    if (failed_) return IOStatus::IOError("stopped after an earlier error");
    IOStatus status = change();
    if (!status.ok() && !status.IsNotSupported()) failed_ = true;
    return status;
  }
  // The same of a change that may fail and has lost nothing then: no file, no room for one.
  template <class Change>
  IOStatus unless_failed_before(Change&& change) const {
    if (failed_) return IOStatus::IOError("stopped after an earlier error");
    return change();
  }

 private:
  std::atomic<bool> failed_{false};
};

using Shared = std::shared_ptr<FailStop>;

class FailStopFile final : public rocksdb::FSWritableFileOwnerWrapper {
  using Base = FSWritableFileOwnerWrapper;

 public:
  FailStopFile(std::unique_ptr<rocksdb::FSWritableFile> file, Shared stop)
      : Base(std::move(file)), stop_(std::move(stop)) {}

  IOStatus Append(const Slice& data, const IOOptions& options, Debug* debug) override {
    return stop_->unless_failed([&] { return Base::Append(data, options, debug); });
  }
  IOStatus Append(const Slice& data, const IOOptions& options, const Checksum& checksum,
                  Debug* debug) override {
    return stop_->unless_failed([&] { return Base::Append(data, options, checksum, debug); });
  }
  IOStatus PositionedAppend(const Slice& data, std::uint64_t at, const IOOptions& options,
                            Debug* debug) override {
    return stop_->unless_failed([&] { return Base::PositionedAppend(data, at, options, debug); });
  }
  IOStatus PositionedAppend(const Slice& data, std::uint64_t at, const IOOptions& options,
                            const Checksum& checksum, Debug* debug) override {
    return stop_->unless_failed(
        [&] { return Base::PositionedAppend(data, at, options, checksum, debug); });
  }
  IOStatus Truncate(std::uint64_t size, const IOOptions& options, Debug* debug) override {
    return stop_->unless_failed([&] { return Base::Truncate(size, options, debug); });
  }
  IOStatus Flush(const IOOptions& options, Debug* debug) override {
    return stop_->unless_failed([&] { return Base::Flush(options, debug); });
  }
  IOStatus RangeSync(std::uint64_t from, std::uint64_t bytes, const IOOptions& options,
                     Debug* debug) override {
    return stop_->unless_failed([&] { return Base::RangeSync(from, bytes, options, debug); });
  }
  IOStatus Sync(const IOOptions& options, Debug* debug) override {
    return stop_->unless_failed([&] { return Base::Sync(options, debug); });
  }
  IOStatus Fsync(const IOOptions& options, Debug* debug) override {
    return stop_->unless_failed([&] { return Base::Fsync(options, debug); });
  }
  // Without it a file descriptor would stay open; the bytes are as they were.
  IOStatus Close(const IOOptions& options, Debug* debug) override {
    return Base::Close(options, debug);
  }

 private:
  Shared stop_;
};

class FailStopFolder final : public rocksdb::FSDirectoryWrapper {
  using Base = FSDirectoryWrapper;

 public:
  FailStopFolder(std::unique_ptr<rocksdb::FSDirectory>&& folder, Shared stop)
      : Base(std::move(folder)), stop_(std::move(stop)) {}

  IOStatus Fsync(const IOOptions& options, Debug* debug) override {
    return stop_->unless_failed([&] { return Base::Fsync(options, debug); });
  }
  IOStatus FsyncWithDirOptions(const IOOptions& options, Debug* debug,
                               const rocksdb::DirFsyncOptions& what) override {
    return stop_->unless_failed([&] { return Base::FsyncWithDirOptions(options, debug, what); });
  }

 private:
  Shared stop_;
};

class FailStopFileSystem final : public rocksdb::FileSystemWrapper {
  using Base = FileSystemWrapper;
  using File = std::unique_ptr<rocksdb::FSWritableFile>;

 public:
  using Base::Base;

  const char* Name() const override { return "FailStopFileSystem"; }

  IOStatus NewWritableFile(const std::string& name, const rocksdb::FileOptions& options, File* file,
                           Debug* debug) override {
    return wrapped(file, [&] { return Base::NewWritableFile(name, options, file, debug); });
  }
  IOStatus ReopenWritableFile(const std::string& name, const rocksdb::FileOptions& options,
                              File* file, Debug* debug) override {
    return wrapped(file, [&] { return Base::ReopenWritableFile(name, options, file, debug); });
  }
  IOStatus ReuseWritableFile(const std::string& name, const std::string& old_name,
                             const rocksdb::FileOptions& options, File* file,
                             Debug* debug) override {
    return wrapped(file,
                   [&] { return Base::ReuseWritableFile(name, old_name, options, file, debug); });
  }
  IOStatus NewDirectory(const std::string& name, const IOOptions& options,
                        std::unique_ptr<rocksdb::FSDirectory>* folder, Debug* debug) override {
    const IOStatus status = Base::NewDirectory(name, options, folder, debug);
    if (status.ok()) *folder = std::make_unique<FailStopFolder>(std::move(*folder), stop_);
    return status;
  }
  IOStatus RenameFile(const std::string& from, const std::string& to, const IOOptions& options,
                      Debug* debug) override {
    return stop_->unless_failed([&] { return Base::RenameFile(from, to, options, debug); });
  }
  IOStatus LinkFile(const std::string& from, const std::string& to, const IOOptions& options,
                    Debug* debug) override {
    return stop_->unless_failed_before([&] { return Base::LinkFile(from, to, options, debug); });
  }
  IOStatus Truncate(const std::string& name, std::size_t size, const IOOptions& options,
                    Debug* debug) override {
    return stop_->unless_failed([&] { return Base::Truncate(name, size, options, debug); });
  }
  IOStatus DeleteFile(const std::string& name, const IOOptions& options, Debug* debug) override {
    return stop_->unless_failed_before([&] { return Base::DeleteFile(name, options, debug); });
  }

 private:
  template <class Open>
  IOStatus wrapped(File* file, Open&& open) {
    const IOStatus status = stop_->unless_failed_before(open);
    if (status.ok()) *file = std::make_unique<FailStopFile>(std::move(*file), stop_);
    return status;
  }

  Shared stop_ = std::make_shared<FailStop>();
};

}  // namespace

std::unique_ptr<rocksdb::Env> make_fail_stop_env(rocksdb::Env* base) {
  return make_env_with<FailStopFileSystem>(base);
}

}  // namespace rollcall::eventstore
