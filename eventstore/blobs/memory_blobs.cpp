#include <map>
#include <mutex>
#include <string>

#include "eventstore/blobs.hpp"
#include "eventstore/blobs/recent_puts.hpp"
#include "eventstore/proof/sha256.hpp"

namespace rollcall::eventstore {
namespace {

// Bytes and the view of them stay where they are made.
struct Held {
  explicit Held(std::string_view given) : bytes(given) {}
  Held(const Held&) = delete;
  Held& operator=(const Held&) = delete;
  const std::string bytes;
  const std::string_view view = bytes;
};

class MemoryBlobs final : public Blobs {
 public:
  Result<Hash> put(const OfficeId& office, std::string_view bytes) override {
    const StoredBlob blob{office, hash_of_blob(bytes)};
    const std::lock_guard lock(mutex_);
    recent_.note(blob);
    const auto held = std::make_shared<const Held>(bytes);
    blobs_[blob] = BlobBytes(held, &held->view);
    return blob.hash;
  }
  Result<BlobBytes> open(const OfficeId& office, const Hash& hash) const override {
    const std::lock_guard lock(mutex_);
    const auto found = blobs_.find({office, hash});
    return found == blobs_.end() ? BlobBytes() : found->second;
  }
  Result<std::vector<StoredBlob>> list(const std::optional<StoredBlob>& after,
                                       std::size_t limit) const override {
    const std::lock_guard lock(mutex_);
    std::vector<StoredBlob> all;
    auto at = after ? blobs_.upper_bound(*after) : blobs_.begin();
    for (; at != blobs_.end() && all.size() < limit; ++at) all.push_back(at->first);
    return all;
  }
  bool remove_unless_put_since(const StoredBlob& blob, Time since) override {
    const std::lock_guard lock(mutex_);
    if (recent_.has_since(blob, since)) return false;
    blobs_.erase(blob);
    return true;
  }

 private:
  mutable std::mutex mutex_;
  std::map<StoredBlob, BlobBytes> blobs_;
  RecentPuts recent_;
};

}  // namespace

Hash hash_of_blob(std::string_view bytes) {
  return Sha256().add(bytes).finish();
}

std::unique_ptr<Blobs> make_memory_blobs() {
  return std::make_unique<MemoryBlobs>();
}

}  // namespace rollcall::eventstore
