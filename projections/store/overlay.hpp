#pragma once
// Changes on their way into a view store: what projections write, over the state they started
// from. Reads see the changes.
//
// Threads: one.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "projections/store/row_cache.hpp"
#include "projections/view_store.hpp"

namespace rollcall::projections {

class Overlay final : public ViewWriter {
 public:
  // `cache` may be null; else it knows the same state as `base` and lives longer than this.
  Overlay(std::shared_ptr<const ViewReader> base, RowCache* cache)
      : base_(std::move(base)), cache_(cache) {}

  std::optional<std::string> get(std::string_view key) const override;
  void scan(std::string_view prefix, std::string_view after, const Visit& visit) const override;
  void scan_back(std::string_view prefix, std::string_view before,
                 const Visit& visit) const override;
  bool failed() const override { return base_->failed(); }
  void put(std::string_view key, std::string_view value) override;
  void erase(std::string_view key) override;

  // Forgets the changes, or gives them to `to`, in order of key. Then reads show `base` alone.
  void drop();
  void move_to(std::vector<ViewChange>& to);
  // From now on over another state.
  void rebase(std::shared_ptr<const ViewReader> base) { base_ = std::move(base); }
  // Of the changes, roughly what they take in memory.
  std::size_t bytes() const { return bytes_; }

 private:
  using Changes = std::map<std::string, std::optional<std::string>, std::less<>>;

  void change(std::string_view key, std::optional<std::string_view> value);
  template <class Iterator, class Precedes, class ScanBase>
  void merge(Iterator from, Iterator end, std::string_view prefix, const Precedes& precedes,
             const ScanBase& scan_base, const Visit& visit) const;

  std::shared_ptr<const ViewReader> base_;
  RowCache* cache_;
  Changes changes_;
  std::size_t bytes_ = 0;
};

}  // namespace rollcall::projections
