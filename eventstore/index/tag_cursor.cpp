#include "eventstore/index/tag_cursor.hpp"

#include <algorithm>

#include "eventstore/rocksdb/status.hpp"

namespace rollcall::eventstore {
namespace {

// A step costs a tenth of a seek: try that many before seeking.
constexpr int kStepsBeforeSeek = 8;

}  // namespace

void TagCursor::aim(const Tag& tag, const Bounds& bounds) {
  tag_ = tag_prefix(bounds.office, tag);
  bounds_ = indexed_bounds_ = bounds;
  valid_ = false;
  rows_.clear();
  at_ = 0;
  if (bounds.empty()) return;
  rows_ = recent_.find(tag_, bounds.after, bounds.up_to);
  // Rows that were just indexed are found in both: from the first recent one on, those count.
  if (!rows_.empty()) indexed_bounds_.up_to = rows_.front().position - 1;
  jump(bounds.forward() ? bounds.after + 1 : bounds.up_to);
}

void TagCursor::advance_to(Position position) {
  const auto before = [&] {
    return bounds_.forward() ? position_ < position : position_ > position;
  };
  for (int i = 0; i < kStepsBeforeSeek && valid_ && before(); ++i) next();
  if (valid_ && before()) jump(position);
}

void TagCursor::next() {
  if (!among_recent()) {
    bounds_.forward() ? indexed_->Next() : indexed_->Prev();
    settle_indexed();
  } else if (bounds_.forward()) {
    enter_recent(at_ + 1);
  } else if (at_ > 0) {
    enter_recent(at_ - 1);
  } else {
    enter_indexed(indexed_bounds_.up_to);
  }
}

Result<Position> TagCursor::last_indexed(OfficeNumber office, const Tag& tag) {
  tag_ = tag_prefix(office, tag);
  bounds_ = indexed_bounds_ = {office, 0, ~Position{0}, Direction::backward};
  rows_.clear();
  enter_indexed(bounds_.up_to);
  if (auto ok = status(); !ok) return tl::unexpected(ok.error());
  return valid_ ? position_ : 0;
}

Result<EventType> TagCursor::type() const {
  if (among_recent()) return rows_[at_].type;
  return decode_type(view(indexed_->value()));
}

Result<void> TagCursor::status() const {
  if (indexed_ && !indexed_->status().ok()) return tl::unexpected(read_error(indexed_->status()));
  return {};
}

// To the first row at `position` or beyond it, on whichever side that lies.
void TagCursor::jump(Position position) {
  const auto beyond = std::ranges::lower_bound(rows_, position, {}, &IndexRow::position);
  if (bounds_.forward()) {
    if (beyond != rows_.begin())
      return enter_recent(static_cast<std::size_t>(beyond - rows_.begin()));
    return enter_indexed(position);
  }
  const bool exact = beyond != rows_.end() && beyond->position == position;
  const auto count = static_cast<std::size_t>(beyond - rows_.begin()) + (exact ? 1 : 0);
  if (count > 0) return enter_recent(count - 1);
  enter_indexed(std::min(position, indexed_bounds_.up_to));
}

void TagCursor::enter_recent(std::size_t at) {
  at_ = at;
  valid_ = among_recent();
  if (valid_) position_ = rows_[at_].position;
}

void TagCursor::enter_indexed(Position position) {
  at_ = rows_.size();
  valid_ = false;
  if (!indexed_bounds_.empty()) {
    if (!indexed_) indexed_ = database_.iterate_tag();
    const TagKey key = tag_key(tag_, position);
    bounds_.forward() ? indexed_->Seek(slice(key.view()))
                      : indexed_->SeekForPrev(slice(key.view()));
  }
  settle_indexed();
}

void TagCursor::settle_indexed() {
  valid_ = !indexed_bounds_.empty() && indexed_->Valid() &&
           view(indexed_->key()).starts_with(tag_.view());
  if (valid_) {
    position_ = position_of(view(indexed_->key()));
    valid_ = position_ > indexed_bounds_.after && position_ <= indexed_bounds_.up_to;
  }
  if (!valid_ && bounds_.forward() && status()) enter_recent(0);
}

}  // namespace rollcall::eventstore
