#pragma once
// An Env that is another one in everything but its file system.

#include <memory>
#include <string>
#include <utility>

#include <rocksdb/env.h>
#include <rocksdb/file_system.h>

namespace rollcall::eventstore {

class FileSystemEnv final : public rocksdb::EnvWrapper {
 public:
  // `base` must outlive it.
  FileSystemEnv(rocksdb::Env* base, std::shared_ptr<rocksdb::FileSystem> file_system)
      : EnvWrapper(base) {
    file_system_ = std::move(file_system);
    system_clock_ = base->GetSystemClock();
  }

  // RocksDB asks the Env itself for these.
  rocksdb::Status DeleteFile(const std::string& name) override {
    return file_system_->DeleteFile(name, rocksdb::IOOptions(), nullptr);
  }
  rocksdb::Status RenameFile(const std::string& from, const std::string& to) override {
    return file_system_->RenameFile(from, to, rocksdb::IOOptions(), nullptr);
  }
};

// On `base`, or the machine's if it is null, with a `FileSystem` around its own.
template <class FileSystem>
std::unique_ptr<rocksdb::Env> make_env_with(rocksdb::Env* base) {
  if (base == nullptr) base = rocksdb::Env::Default();
  return std::make_unique<FileSystemEnv>(base, std::make_shared<FileSystem>(base->GetFileSystem()));
}

}  // namespace rollcall::eventstore
