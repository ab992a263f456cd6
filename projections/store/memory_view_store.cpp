// The view store in memory, for tests and as-of views.

#include <mutex>

#include "projections/store/treap.hpp"
#include "projections/view_store.hpp"

namespace rollcall::projections {
namespace {

class MemoryReader final : public ViewReader {
 public:
  explicit MemoryReader(Treap rows) : rows_(std::move(rows)) {}

  std::optional<std::string> get(std::string_view key) const override {
    const std::string* value = rows_.find(key);
    return value == nullptr ? std::nullopt : std::optional(*value);
  }
  void scan(std::string_view prefix, std::string_view after, const Visit& visit) const override {
    rows_.scan(prefix, after, visit);
  }
  void scan_back(std::string_view prefix, std::string_view before,
                 const Visit& visit) const override {
    rows_.scan_back(prefix, before, visit);
  }

  const Treap& rows() const { return rows_; }

 private:
  const Treap rows_;
};

class MemoryViewStore final : public ViewStore {
 public:
  std::shared_ptr<const ViewReader> snapshot() const override { return current(); }

  bool write(const std::vector<ViewChange>& changes) override {
    Treap rows = current()->rows();
    for (const ViewChange& change : changes) {
      rows = change.value ? rows.with(change.key, *change.value) : rows.without(change.key);
    }
    auto written = std::make_shared<const MemoryReader>(std::move(rows));
    const std::lock_guard lock(mutex_);
    current_.swap(written);
    return true;
  }

  bool flush() override { return true; }
  bool rewrite(const std::vector<std::string>&) override { return true; }

 private:
  std::shared_ptr<const MemoryReader> current() const {
    const std::lock_guard lock(mutex_);
    return current_;
  }

  mutable std::mutex mutex_;
  std::shared_ptr<const MemoryReader> current_ = std::make_shared<const MemoryReader>(Treap());
};

}  // namespace

std::unique_ptr<ViewStore> make_memory_view_store() {
  return std::make_unique<MemoryViewStore>();
}

}  // namespace rollcall::projections
