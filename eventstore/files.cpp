#include "eventstore/files.hpp"

#include <cerrno>
#include <fcntl.h>

namespace rollcall::eventstore {

bool write_durably(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fsync(file) == 0;
}

bool sync_folder(const std::filesystem::path& folder) {
  const OpenFile open(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return open.ok() && ::fsync(open.get()) == 0;
}

bool sync_folder_of(const std::filesystem::path& file) {
  return sync_folder(file.has_parent_path() ? file.parent_path() : std::filesystem::path("."));
}

}  // namespace rollcall::eventstore
