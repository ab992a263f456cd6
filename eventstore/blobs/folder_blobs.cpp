// Blobs as files: FOLDER/office/hash, both in hexadecimal digits. A file is written under another
// name, fsynced, renamed, and then its folder is fsynced: under its hash it is whole or not there.

#include <algorithm>
#include <atomic>
#include <fcntl.h>
#include <mutex>
#include <string>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "eventstore/blobs.hpp"
#include "eventstore/blobs/recent_puts.hpp"
#include "eventstore/files.hpp"

namespace rollcall::eventstore {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kUnfinished = "unfinished-";

template <std::size_t kSize>
std::string to_hex(const std::array<std::uint8_t, kSize>& bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const auto byte : bytes) (text += kDigits[byte >> 4]) += kDigits[byte & 15];
  return text;
}

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

template <std::size_t kSize>
bool from_hex(const std::string& text, std::array<std::uint8_t, kSize>& bytes) {
  if (text.size() != 2 * kSize) return false;
  for (std::size_t i = 0; i < kSize; ++i) {
    const int high = digit(text[2 * i]), low = digit(text[2 * i + 1]);
    if (high < 0 || low < 0) return false;
    bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return true;
}

bool write_whole(const fs::path& file, std::string_view bytes) {
  const OpenFile out(::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  return out.ok() && write_durably(out.get(), bytes);
}

// A file's bytes without a copy of them; what is renamed over it meanwhile changes nothing here.
struct Mapping {
  Mapping() = default;
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;
  ~Mapping() {
    if (!view.empty()) ::munmap(const_cast<char*>(view.data()), view.size());
  }
  bool map(int file) {
    struct stat status{};
    if (::fstat(file, &status) != 0) return false;
    const auto size = static_cast<std::size_t>(status.st_size);
    if (size == 0) return true;
    void* at = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
    if (at == MAP_FAILED) return false;
    view = {static_cast<const char*>(at), size};
    return true;
  }
  std::string_view view;
};

class FolderBlobs final : public Blobs {
 public:
  explicit FolderBlobs(fs::path root) : root_(std::move(root)) {}

  Result<Hash> put(const OfficeId& office, std::string_view bytes) override {
    const StoredBlob blob{office, hash_of_blob(bytes)};
    const auto folder = root_ / to_hex(office);
    const auto unfinished = folder / (std::string(kUnfinished) + std::to_string(++unfinished_));
    if (!make_folder(folder) || !write_whole(unfinished, bytes)) {
      ::unlink(unfinished.c_str());
      return tl::unexpected(Error::io);
    }
    const std::lock_guard lock(mutex_);
    recent_.note(blob);
    const auto path = folder / to_hex(blob.hash);
    if (::rename(unfinished.c_str(), path.c_str()) != 0 || !sync_folder(folder)) {
      return tl::unexpected(Error::io);
    }
    return blob.hash;
  }

  Result<BlobBytes> open(const OfficeId& office, const Hash& hash) const override {
    const OpenFile file(::open(path_of({office, hash}).c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.ok()) {
      if (errno == ENOENT) return BlobBytes();
      return tl::unexpected(Error::io);
    }
    const auto mapping = std::make_shared<Mapping>();
    if (!mapping->map(file.get())) return tl::unexpected(Error::io);
    if (hash_of_blob(mapping->view) != hash) return tl::unexpected(Error::corrupt);
    return BlobBytes(mapping, &mapping->view);
  }

  Result<std::vector<StoredBlob>> list(const std::optional<StoredBlob>& after,
                                       std::size_t limit) const override {
    std::vector<StoredBlob> all;
    std::error_code error;
    for (fs::recursive_directory_iterator at(root_, error), end; !error && at != end;
         at.increment(error)) {
      StoredBlob blob;
      const bool is_one = from_hex(at->path().filename().string(), blob.hash) &&
                          from_hex(at->path().parent_path().filename().string(), blob.office);
      if (is_one && (!after || *after < blob)) all.push_back(blob);
    }
    if (error) return tl::unexpected(Error::io);
    std::sort(all.begin(), all.end());
    if (all.size() > limit) all.resize(limit);
    return all;
  }

  bool remove_unless_put_since(const StoredBlob& blob, Time since) override {
    const std::lock_guard lock(mutex_);
    if (recent_.has_since(blob, since)) return false;
    return ::unlink(path_of(blob).c_str()) == 0 || errno == ENOENT;
  }

 private:
  fs::path path_of(const StoredBlob& blob) const {
    return root_ / to_hex(blob.office) / to_hex(blob.hash);
  }
  bool make_folder(const fs::path& folder) const {
    if (::mkdir(folder.c_str(), 0700) == 0) return sync_folder(root_);
    return errno == EEXIST;
  }

  const fs::path root_;
  std::atomic<std::uint64_t> unfinished_ = 0;
  std::mutex mutex_;
  RecentPuts recent_;
};

bool clear_unfinished(const fs::path& root) {
  std::error_code error;
  std::vector<fs::path> unfinished;
  for (fs::recursive_directory_iterator at(root, error), end; !error && at != end;
       at.increment(error)) {
    if (at->path().filename().string().starts_with(kUnfinished)) unfinished.push_back(at->path());
  }
  for (const auto& file : unfinished) fs::remove(file, error);
  return !error;
}

}  // namespace

Result<std::unique_ptr<Blobs>> open_blob_folder(const fs::path& folder) {
  const bool made = ::mkdir(folder.c_str(), 0700) == 0;
  if (!made && errno != EEXIST) return tl::unexpected(Error::io);
  if (made && !sync_folder_of(folder)) {
    return tl::unexpected(Error::io);
  }
  if (!clear_unfinished(folder)) return tl::unexpected(Error::io);
  return std::make_unique<FolderBlobs>(folder);
}

}  // namespace rollcall::eventstore
