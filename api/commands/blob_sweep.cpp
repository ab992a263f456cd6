#include "api/commands/blob_sweep.hpp"

#include <utility>

#include "domain/tag.hpp"
#include "projections/log_codec.hpp"

namespace rollcall::api {

bool BlobSweep::step(Time now) {
  const auto blobs = blobs_.list(after_, kAtOnce);
  if (!blobs) return true;  // nothing is removed that could not be looked at
  for (const auto& blob : *blobs) look_at(blob, now);
  if (blobs->size() == kAtOnce) {
    after_ = blobs->back();
    return false;
  }
  after_.reset();
  suspects_ = std::exchange(found_, {});
  return true;
}

void BlobSweep::look_at(const eventstore::StoredBlob& blob, Time now) {
  if (is_named(blob)) return;
  const auto before = suspects_.find(blob);
  const Time since = before == suspects_.end() ? now : before->second;
  const bool goes = now - since >= kPatience;
  if (goes && blobs_.remove_unless_put_since(blob, since)) return;
  if (found_.size() == kMaxSuspects) return;
  found_.emplace(blob, goes ? now : since);  // put again: patience anew
}

bool BlobSweep::is_named(const eventstore::StoredBlob& blob) const {
  const eventstore::Query query{{{{}, {projections::to_log(domain::blob_tag(blob.hash))}}}};
  const auto named = log_.read(blob.office, query, {.limit = 1});
  return !named || !named->empty();
}

}  // namespace rollcall::api
