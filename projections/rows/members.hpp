#pragma once
// The members of a plain struct, in order. Their number is said once per struct; a wrong one does
// not compile.

#include <cstddef>
#include <type_traits>

namespace rollcall::projections {

template <class T>
inline constexpr std::size_t kMembers = 0;

inline constexpr std::size_t kMostMembers = 26;

// The same for structs of 14 to 26 members.
template <std::size_t kCount, class T, class Use>
void wide_members_of(T& row, Use&& use) {
  // clang-format off
  if constexpr (kCount == 14) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n] = row;
    use(a, b, c, d, e, f, g, h, i, j, k, l, m, n);
  }
  else if constexpr (kCount == 15) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o] = row;
    use(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o);
  }
  else if constexpr (kCount == 16) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] = row;
    use(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p);
  }
  else if constexpr (kCount == 17) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q] = row;
    use(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q);
  }
  else if constexpr (kCount == 18) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r] = row;
    use(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r);
  }
  else if constexpr (kCount == 19) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s] = row;
    use(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s);
  }
  else if constexpr (kCount == 20) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t] = row;
    use(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t);
  }
  else if constexpr (kCount == 21) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u] = row;
    use(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u);
  }
  else if constexpr (kCount == 22) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v] = row;
    use(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v);
  }
  else if constexpr (kCount == 23) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w] = row;
    use(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w);
  }
  else if constexpr (kCount == 24) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x] = row;
    use(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x);
  }
  else if constexpr (kCount == 25) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y] = row;
    use(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y);
  }
  else if constexpr (kCount == 26) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z] = row;
    use(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z);
  }
  // clang-format on
}

// Calls `use(member…)`. C++20 has no packs in structured bindings, hence the rows.
template <class T, class Use>
void members_of(T& row, Use&& use) {
  constexpr std::size_t kCount = kMembers<std::remove_const_t<T>>;
  static_assert(kCount > 0 && kCount <= kMostMembers, "say how many members it has: kMembers");
  // clang-format off
  if constexpr (kCount == 1) { auto& [a] = row; use(a); }
  else if constexpr (kCount == 2) { auto& [a, b] = row; use(a, b); }
  else if constexpr (kCount == 3) { auto& [a, b, c] = row; use(a, b, c); }
  else if constexpr (kCount == 4) { auto& [a, b, c, d] = row; use(a, b, c, d); }
  else if constexpr (kCount == 5) { auto& [a, b, c, d, e] = row; use(a, b, c, d, e); }
  else if constexpr (kCount == 6) { auto& [a, b, c, d, e, f] = row; use(a, b, c, d, e, f); }
  else if constexpr (kCount == 7) { auto& [a, b, c, d, e, f, g] = row; use(a, b, c, d, e, f, g); }
  else if constexpr (kCount == 8) {
    auto& [a, b, c, d, e, f, g, h] = row;
    use(a, b, c, d, e, f, g, h);
  }
  else if constexpr (kCount == 9) {
    auto& [a, b, c, d, e, f, g, h, i] = row;
    use(a, b, c, d, e, f, g, h, i);
  }
  else if constexpr (kCount == 10) {
    auto& [a, b, c, d, e, f, g, h, i, j] = row;
    use(a, b, c, d, e, f, g, h, i, j);
  }
  else if constexpr (kCount == 11) {
    auto& [a, b, c, d, e, f, g, h, i, j, k] = row;
    use(a, b, c, d, e, f, g, h, i, j, k);
  }
  else if constexpr (kCount == 12) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l] = row;
    use(a, b, c, d, e, f, g, h, i, j, k, l);
  }
  else if constexpr (kCount == 13) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m] = row;
    use(a, b, c, d, e, f, g, h, i, j, k, l, m);
  }
  else { wide_members_of<kCount>(row, use); }
  // clang-format on
}

}  // namespace rollcall::projections
