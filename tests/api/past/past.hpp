#pragma once
// An office with a past: what was said of it before and after it changed.

#include "tests/api/sharing/sharing.hpp"

namespace rollcall::api {

inline std::string as_of(const std::string& path, const std::string& moment) {
  return path + (path.find('?') == path.npos ? "?" : "&") + "asOf=" + moment;
}
inline std::string as_of(const std::string& path, eventstore::Position position) {
  return as_of(path, std::to_string(position));
}

}  // namespace rollcall::api
