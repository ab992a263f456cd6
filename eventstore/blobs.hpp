#pragma once
// Blobs: bytes too large for the log, kept under the SHA-256 of what they are. An event names the
// hash; the blob is there before the event, and stays as long as the log names it.
//
// Threads: every method from any thread.

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "eventstore/types.hpp"

namespace rollcall::eventstore {

// A blob's bytes, which live as long as this points to them.
using BlobBytes = std::shared_ptr<const std::string_view>;

struct StoredBlob {
  OfficeId office{};
  Hash hash{};
  auto operator<=>(const StoredBlob&) const = default;
};

Hash hash_of_blob(std::string_view bytes);

class Blobs {
 public:
  using Time = std::chrono::steady_clock::time_point;
  virtual ~Blobs() = default;

  // Durable when it returns. Error::io: it is not there, or not surely.
  virtual Result<Hash> put(const OfficeId& office, std::string_view bytes) = 0;
  // nullptr inside: there is none. Error::corrupt: the bytes are not what was put.
  virtual Result<BlobBytes> open(const OfficeId& office, const Hash& hash) const = 0;

  // In order, after that one; at most `limit`. For sweeping.
  virtual Result<std::vector<StoredBlob>> list(const std::optional<StoredBlob>& after,
                                               std::size_t limit) const = 0;
  // Removes a blob, unless somebody has put it (again) since. False: it is still there.
  virtual bool remove_unless_put_since(const StoredBlob& blob, Time since) = 0;
};

std::unique_ptr<Blobs> make_memory_blobs();
// Makes the folder if it is missing; clears away what a crash left half written.
Result<std::unique_ptr<Blobs>> open_blob_folder(const std::filesystem::path& folder);

}  // namespace rollcall::eventstore
