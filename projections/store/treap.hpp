#pragma once
// A sorted map that never changes: writing gives a new one that shares what stayed the same. So a
// snapshot costs a pointer, and readers need no lock.
//
// A treap: search tree by key, heap by a hash of the key. Its shape depends only on its keys; the
// depth is logarithmic, as the keys of views are not chosen to collide.

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "projections/view_store.hpp"

namespace rollcall::projections {

class Treap {
 public:
  const std::string* find(std::string_view key) const;
  Treap with(std::string key, std::string value) const;
  Treap without(std::string_view key) const;

  // As in ViewReader.
  void scan(std::string_view prefix, std::string_view after, const ViewReader::Visit& visit) const;
  void scan_back(std::string_view prefix, std::string_view before,
                 const ViewReader::Visit& visit) const;

 private:
  struct Node;
  using Link = std::shared_ptr<const Node>;
  struct Range;

  explicit Treap(Link root) : root_(std::move(root)) {}
  static Link make(const Node& like, Link left, Link right);
  static Link insert(const Link& at, const Link& added);
  static Link erase(const Link& at, std::string_view key);
  static Link join(const Link& left, const Link& right);
  static bool visit_up(const Node* at, const Range& range, const ViewReader::Visit& visit);
  static bool visit_down(const Node* at, const Range& range, const ViewReader::Visit& visit);

  Link root_;

 public:
  Treap() = default;
};

}  // namespace rollcall::projections
