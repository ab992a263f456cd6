#include "eventstore/rocksdb/offices.hpp"

#include <mutex>

#include "eventstore/check.hpp"

namespace rollcall::eventstore {

std::size_t Offices::HashId::operator()(const OfficeId& id) const {
  return std::hash<std::string_view>()({reinterpret_cast<const char*>(id.data()), id.size()});
}

Office* Offices::find(const OfficeId& id) const {
  const std::shared_lock lock(mutex_);
  const auto it = by_id_.find(id);
  return it == by_id_.end() ? nullptr : it->second;
}

Office* Offices::find(OfficeNumber number) const {
  const std::shared_lock lock(mutex_);
  if (number == 0 || number > by_number_.size()) return nullptr;
  return const_cast<Office*>(&by_number_[number - 1]);
}

Office& Offices::add(const OfficeId& id) {
  const std::unique_lock lock(mutex_);
  CHECK(!by_id_.contains(id));
  Office& office = by_number_.emplace_back();
  office.id = id;
  office.number = static_cast<OfficeNumber>(by_number_.size());
  by_id_.emplace(id, &office);
  return office;
}

std::vector<OfficeId> Offices::with_events() const {
  const std::shared_lock lock(mutex_);
  std::vector<OfficeId> ids;
  for (const Office& office : by_number_) {
    if (office.head.load(std::memory_order_acquire) > 0) ids.push_back(office.id);
  }
  return ids;
}

std::size_t Offices::size() const {
  const std::shared_lock lock(mutex_);
  return by_number_.size();
}

}  // namespace rollcall::eventstore
