#pragma once
// Where entries stand in a menu. Of domain/customer_web only.

#include <algorithm>

#include "domain/customer_web/menu.hpp"

namespace rollcall::domain {

// Of an entry that is added without saying where: after all others.
inline std::int32_t last_order(const CustomerWebState& web) {
  std::int32_t last = 0;
  for (const PublishedList& list : web.lists) last = std::max(last, list.order);
  for (const MenuItem& item : web.items) last = std::max(last, item.details.order);
  return std::min(last / kMenuOrderStep * kMenuOrderStep + kMenuOrderStep, kMaxMenuOrder);
}

inline Refusals faults_of_order(const std::optional<std::int32_t>& order) {
  Refusals faults;
  if (order && (*order < 0 || *order > kMaxMenuOrder)) add(faults, Reason::out_of_range, "/order");
  return faults;
}

}  // namespace rollcall::domain
