#include "projections/store/treap.hpp"

#include <functional>

namespace rollcall::projections {

struct Treap::Node {
  std::shared_ptr<const std::pair<std::string, std::string>> entry;
  std::size_t priority = 0;
  Link left;
  Link right;

  std::string_view key() const { return entry->first; }
};

// Keys with the prefix, and strictly within a bound ("": none).
struct Treap::Range {
  std::string_view prefix;
  std::string_view after;
  std::string_view before;

  bool is_below(std::string_view key) const {
    return key < prefix || (!after.empty() && key <= after);
  }
  bool is_above(std::string_view key) const {
    return (key > prefix && !key.starts_with(prefix)) || (!before.empty() && key >= before);
  }
};

const std::string* Treap::find(std::string_view key) const {
  const Node* at = root_.get();
  while (at != nullptr && at->key() != key) {
    at = key < at->key() ? at->left.get() : at->right.get();
  }
  return at == nullptr ? nullptr : &at->entry->second;
}

Treap Treap::with(std::string key, std::string value) const {
  auto added = std::make_shared<Node>();
  added->priority = std::hash<std::string>{}(key);
  added->entry =
      std::make_shared<const std::pair<std::string, std::string>>(std::move(key), std::move(value));
  return Treap(insert(root_, added));
}

Treap Treap::without(std::string_view key) const {
  return find(key) == nullptr ? *this : Treap(erase(root_, key));
}

void Treap::scan(std::string_view prefix, std::string_view after,
                 const ViewReader::Visit& visit) const {
  visit_up(root_.get(), {prefix, after, {}}, visit);
}

void Treap::scan_back(std::string_view prefix, std::string_view before,
                      const ViewReader::Visit& visit) const {
  visit_down(root_.get(), {prefix, {}, before}, visit);
}

Treap::Link Treap::make(const Node& like, Link left, Link right) {
  return std::make_shared<const Node>(
      Node{like.entry, like.priority, std::move(left), std::move(right)});
}

// `added` is a leaf. Rotates where the heap order wants it.
Treap::Link Treap::insert(const Link& at, const Link& added) {
  if (!at) return added;
  if (added->key() == at->key()) return make(*added, at->left, at->right);
  if (added->key() < at->key()) {
    Link left = insert(at->left, added);
    if (left->priority <= at->priority) return make(*at, std::move(left), at->right);
    return make(*left, left->left, make(*at, left->right, at->right));
  }
  Link right = insert(at->right, added);
  if (right->priority <= at->priority) return make(*at, at->left, std::move(right));
  return make(*right, make(*at, at->left, right->left), right->right);
}

Treap::Link Treap::erase(const Link& at, std::string_view key) {
  if (key == at->key()) return join(at->left, at->right);
  if (key < at->key()) return make(*at, erase(at->left, key), at->right);
  return make(*at, at->left, erase(at->right, key));
}

// Every key of `left` is smaller than every key of `right`.
Treap::Link Treap::join(const Link& left, const Link& right) {
  if (!left) return right;
  if (!right) return left;
  if (left->priority > right->priority) return make(*left, left->left, join(left->right, right));
  return make(*right, join(left, right->left), right->right);
}

bool Treap::visit_up(const Node* at, const Range& range, const ViewReader::Visit& visit) {
  if (at == nullptr) return true;
  const bool below = range.is_below(at->key());
  const bool above = range.is_above(at->key());
  if (!below && !visit_up(at->left.get(), range, visit)) return false;
  if (!below && !above && !visit(at->key(), at->entry->second)) return false;
  return above || visit_up(at->right.get(), range, visit);
}

bool Treap::visit_down(const Node* at, const Range& range, const ViewReader::Visit& visit) {
  if (at == nullptr) return true;
  const bool below = range.is_below(at->key());
  const bool above = range.is_above(at->key());
  if (!above && !visit_down(at->right.get(), range, visit)) return false;
  if (!below && !above && !visit(at->key(), at->entry->second)) return false;
  return below || visit_down(at->left.get(), range, visit);
}

}  // namespace rollcall::projections
