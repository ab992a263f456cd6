#pragma once
// Files beside RocksDB's own that must be there after a power loss.
//
// Errors: false. Threads: any.

#include <filesystem>
#include <string_view>
#include <unistd.h>

namespace rollcall::eventstore {

// A file descriptor, closed at the end.
class OpenFile {
 public:
  explicit OpenFile(int number) : number_(number) {}  // negative: not open
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() {
    if (number_ >= 0) ::close(number_);
  }
  int get() const { return number_; }
  bool ok() const { return number_ >= 0; }

 private:
  const int number_;
};

// All the bytes, then a sync. After an error some of them may be there.
bool write_durably(int file, std::string_view bytes);

// Else names of files in it could be lost.
bool sync_folder(const std::filesystem::path& folder);
// The same of the folder that the file or folder is in.
bool sync_folder_of(const std::filesystem::path& file);

}  // namespace rollcall::eventstore
