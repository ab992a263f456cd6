#include "eventstore/index/tag_cursor.hpp"

#include "eventstore/rocksdb/status.hpp"

namespace rollcall::eventstore {
namespace {

// A step costs a tenth of a seek: try that many before seeking.
constexpr int kStepsBeforeSeek = 8;

}  // namespace

void TagCursor::aim(const Tag& tag, const Bounds& bounds) {
  tag_ = tag;
  bounds_ = bounds;
  valid_ = false;
  if (bounds.empty()) return;
  jump(bounds.forward() ? bounds.after + 1 : bounds.up_to);
}

void TagCursor::advance_to(Position position) {
  const auto before = [&] {
    return bounds_.forward() ? position_ < position : position_ > position;
  };
  for (int i = 0; i < kStepsBeforeSeek && valid_ && before(); ++i) step();
  if (valid_ && before()) jump(position);
}

void TagCursor::next() {
  step();
}

Result<Position> TagCursor::last(OfficeNumber office, const Tag& tag) {
  const Bounds all{office, 0, ~Position{0}, Direction::backward};
  aim(tag, all);
  if (auto ok = status(); !ok) return tl::unexpected(ok.error());
  return valid_ ? position_ : 0;
}

Result<EventType> TagCursor::type() const {
  return decode_type(view(rows_->value()));
}

Result<void> TagCursor::status() const {
  if (!rows_->status().ok()) return tl::unexpected(read_error(rows_->status()));
  return {};
}

void TagCursor::step() {
  bounds_.forward() ? rows_->Next() : rows_->Prev();
  settle();
}

void TagCursor::jump(Position position) {
  const TagKey key = tag_key(bounds_.office, tag_, position);
  bounds_.forward() ? rows_->Seek(slice(key.view())) : rows_->SeekForPrev(slice(key.view()));
  settle();
}

void TagCursor::settle() {
  valid_ = rows_->Valid();
  if (!valid_) return;
  const TagPrefix prefix = tag_prefix(bounds_.office, tag_);
  if (!view(rows_->key()).starts_with(prefix.view())) {
    valid_ = false;
    return;
  }
  position_ = position_of(view(rows_->key()));
  valid_ = position_ > bounds_.after && position_ <= bounds_.up_to;
}

}  // namespace rollcall::eventstore
