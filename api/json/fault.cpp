#include "api/json/fault.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include <fmt/format.h>

namespace rollcall::api::json {
namespace {

bool is_number(std::string_view token) {
  return !token.empty() &&
         std::all_of(token.begin(), token.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Takes the first token of a pointer away; it begins with '/'.
std::string_view next_token(std::string_view& pointer) {
  pointer.remove_prefix(1);
  const auto end = std::min(pointer.find('/'), pointer.size());
  const auto token = pointer.substr(0, end);
  pointer.remove_prefix(end);
  return token;
}

// Numbers before words and by value, so that /items/9 stands before /items/10.
int compare_tokens(std::string_view a, std::string_view b) {
  const bool a_number = is_number(a);
  if (a_number != is_number(b)) return a_number ? -1 : 1;
  if (a_number && a.size() != b.size()) return a.size() < b.size() ? -1 : 1;
  return a.compare(b);
}

int compare_pointers(std::string_view a, std::string_view b) {
  while (!a.empty() && !b.empty()) {
    const int order = compare_tokens(next_token(a), next_token(b));
    if (order != 0) return order;
  }
  return static_cast<int>(b.empty()) - static_cast<int>(a.empty());
}

bool stands_before(const Fault& left, const Fault& right) {
  const int order = compare_pointers(left.pointer, right.pointer);
  if (order != 0) return order < 0;
  return std::tie(left.code, left.detail) < std::tie(right.code, right.detail);
}

void cut_pointer(std::string& pointer) {
  while (pointer.size() > kMaxPointerBytes) pointer.resize(pointer.rfind('/'));
}

}  // namespace

void FaultList::add(std::string pointer, std::string code, std::string detail) {
  if (faults_.size() + 1 >= kMaxFaults) {
    ++left_out_;
    return;
  }
  if (!pointer.empty() && pointer.front() != '/') pointer.insert(pointer.begin(), '/');
  cut_pointer(pointer);
  faults_.push_back({std::move(pointer), std::move(code), std::move(detail)});
}

std::vector<Fault> FaultList::take() {
  std::sort(faults_.begin(), faults_.end(), stands_before);
  if (left_out_ > 0) {
    faults_.push_back({"", "more_faults", fmt::format("There are {} more faults.", left_out_)});
  }
  left_out_ = 0;
  return std::exchange(faults_, {});
}

std::string child_pointer(std::string_view parent, std::string_view token) {
  std::string pointer(parent);
  if (parent.size() + 1 + token.size() > kMaxPointerBytes) return pointer;
  pointer += '/';
  for (const char c : token) {
    if (c == '~') {
      pointer += "~0";
    } else if (c == '/') {
      pointer += "~1";
    } else {
      pointer += c;
    }
  }
  return pointer.size() > kMaxPointerBytes ? std::string(parent) : pointer;
}

}  // namespace rollcall::api::json
