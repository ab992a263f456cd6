#include "projections/store/overlay.hpp"

#include <iterator>

namespace rollcall::projections {
namespace {

constexpr std::size_t kBytesPerChange = 128;  // about what the map itself takes

}  // namespace

std::optional<std::string> Overlay::get(std::string_view key) const {
  if (const auto at = changes_.find(key); at != changes_.end()) return at->second;
  if (cache_ == nullptr) return base_->get(key);
  if (const auto* known = cache_->find(key)) return *known;
  auto value = base_->get(key);
  if (value) cache_->keep(std::string(key), value);
  return value;
}

// Shows the changes in [from, end) and the base's rows as one sequence.
template <class Iterator, class Precedes, class ScanBase>
void Overlay::merge(Iterator from, Iterator end, std::string_view prefix, const Precedes& precedes,
                    const ScanBase& scan_base, const Visit& visit) const {
  bool going = true;
  const auto is_pending = [&] { return from != end && from->first.starts_with(prefix); };
  const auto show_change = [&] {
    if (from->second) going = visit(from->first, *from->second);
    ++from;
  };
  scan_base([&](std::string_view key, std::string_view value) {
    while (going && is_pending() && precedes(from->first, key)) show_change();
    if (!going) return false;
    if (is_pending() && from->first == key) {
      show_change();
    } else {
      going = visit(key, value);
    }
    return going;
  });
  while (going && is_pending()) show_change();
}

void Overlay::scan(std::string_view prefix, std::string_view after, const Visit& visit) const {
  const auto from = after < prefix ? changes_.lower_bound(prefix) : changes_.upper_bound(after);
  merge(
      from, changes_.end(), prefix, std::less<std::string_view>(),
      [&](const Visit& each) { base_->scan(prefix, after, each); }, visit);
}

void Overlay::scan_back(std::string_view prefix, std::string_view before,
                        const Visit& visit) const {
  auto end = changes_.lower_bound(prefix);
  while (end != changes_.end() && end->first.starts_with(prefix) &&
         (before.empty() || end->first < before)) {
    ++end;
  }
  merge(
      std::make_reverse_iterator(end), changes_.rend(), prefix, std::greater<std::string_view>(),
      [&](const Visit& each) { base_->scan_back(prefix, before, each); }, visit);
}

void Overlay::put(std::string_view key, std::string_view value) {
  change(key, value);
}

void Overlay::erase(std::string_view key) {
  change(key, std::nullopt);
}

void Overlay::change(std::string_view key, std::optional<std::string_view> value) {
  auto at = changes_.lower_bound(key);
  if (at == changes_.end() || at->first != key) {
    at = changes_.emplace_hint(at, std::string(key), std::nullopt);
    bytes_ += kBytesPerChange + key.size();
  }
  std::optional<std::string>& kept = at->second;
  bytes_ -= kept ? kept->size() : 0;
  if (!value) {
    kept.reset();
  } else if (kept) {
    kept->assign(*value);
  } else {
    kept.emplace(*value);
  }
  bytes_ += kept ? kept->size() : 0;
}

void Overlay::drop() {
  changes_.clear();
  bytes_ = 0;
}

void Overlay::move_to(std::vector<ViewChange>& to) {
  while (!changes_.empty()) {
    auto node = changes_.extract(changes_.begin());
    to.push_back({std::move(node.key()), std::move(node.mapped())});
  }
  bytes_ = 0;
}

}  // namespace rollcall::projections
