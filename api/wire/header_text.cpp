#include "api/wire/header_text.hpp"

#include <algorithm>

namespace rollcall::api::wire {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

}  // namespace

bool has_header(const http::RequestHead& head, std::string_view lower_case_name) {
  return std::any_of(head.headers.begin(), head.headers.end(),
                     [&](const auto& each) { return each.name == lower_case_name; });
}

std::string header_text(const http::RequestHead& head, std::string_view lower_case_name) {
  std::string text;
  for (const auto& header : head.headers) {
    if (header.name != lower_case_name) continue;
    if (!text.empty()) text += ", ";
    text += header.value;
  }
  return text;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

std::vector<std::string_view> split_list(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  std::size_t start = 0;
  bool quoted = false;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i == text.size() || (!quoted && text[i] == separator)) {
      const auto part = trimmed(text.substr(start, i - start));
      if (!part.empty()) parts.push_back(part);
      start = i + 1;
    } else if (text[i] == '"') {
      quoted = !quoted;
    } else if (quoted && text[i] == '\\' && i + 1 < text.size()) {
      ++i;
    }
  }
  return parts;
}

Tags read_tags(std::string_view text) {
  Tags tags;
  text = trimmed(text);
  tags.any = text == "*";
  while (!tags.any && !text.empty()) {
    Tag tag;
    tag.weak = text.starts_with("W/");
    if (tag.weak) text.remove_prefix(2);
    const auto end = text.starts_with('"') ? text.find('"', 1) : std::string_view::npos;
    if (end == std::string_view::npos) break;
    tag.opaque = std::string(text.substr(1, end - 1));
    tags.tags.push_back(std::move(tag));
    text.remove_prefix(end + 1);
    while (!text.empty() && (is_blank(text.front()) || text.front() == ',')) text.remove_prefix(1);
  }
  return tags;
}

}  // namespace rollcall::api::wire
