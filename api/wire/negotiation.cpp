// What the client sends about media types, languages and cookies.
#include <algorithm>
#include <charconv>

#include "api/wire/conventions.hpp"
#include "api/wire/header_text.hpp"

namespace rollcall::api::wire {
namespace {

// One of what an Accept… header lists.
struct Range {
  std::string value;  // lower case: "text/csv", "text/*", "*/*"; "nb-no", "*"
  int weight = 1000;  // q in thousandths
};

// qvalue of RFC 9110, 12.4.2: 0 to 1 with at most three decimals.
std::optional<int> weight_of(std::string_view text) {
  if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return std::nullopt;
  if (text.size() > 1 && text[1] != '.') return std::nullopt;
  int weight = (text[0] - '0') * 1000;
  int unit = 100;
  for (const char c : text.substr(std::min<std::size_t>(2, text.size()))) {
    if (c < '0' || c > '9') return std::nullopt;
    weight += (c - '0') * unit;
    unit /= 10;
  }
  return weight > 1000 ? std::nullopt : std::optional(weight);
}

// nullopt: not understood, counts as not sent.
std::optional<Range> read_range(std::string_view text) {
  const auto parts = split_list(text, ';');
  if (parts.empty()) return std::nullopt;
  Range range{lower_case(parts.front())};
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const auto part = lower_case(parts[i]);
    if (!part.starts_with("q=")) continue;  // other parameters don't choose between ours
    const auto weight = weight_of(std::string_view(part).substr(2));
    if (!weight) return std::nullopt;
    range.weight = *weight;
  }
  return range;
}

std::vector<Range> ranges_of(const http::RequestHead& head, std::string_view header) {
  std::vector<Range> ranges;
  const auto text = header_text(head, header);
  for (const auto part : split_list(text, ',')) {
    if (auto range = read_range(part)) ranges.push_back(std::move(*range));
  }
  return ranges;
}

// 3 the type itself, 2 its family, 1 anything, 0 no match.
int precision(std::string_view range, std::string_view type) {
  if (range == type) return 3;
  if (range == "*/*") return 1;
  const auto family = type.substr(0, type.find('/') + 1);
  return range.ends_with("/*") && range.substr(0, range.size() - 1) == family ? 2 : 0;
}

// The most precise range decides (RFC 9110, 12.5.1).
int weight_for(const std::vector<Range>& ranges, std::string_view type) {
  int best = 0;
  int weight = 0;
  for (const auto& range : ranges) {
    const int found = precision(range.value, type);
    if (found > best) weight = range.weight;
    best = std::max(best, found);
  }
  return weight;
}

void add_cookies(std::string_view line, std::vector<Cookie>& cookies) {
  while (!line.empty()) {
    const auto end = std::min(line.find(';'), line.size());
    const auto pair = line.substr(0, end);
    line.remove_prefix(std::min(end + 1, line.size()));
    const auto equals = pair.find('=');
    if (equals == std::string_view::npos) continue;
    cookies.push_back({trimmed(pair.substr(0, equals)), trimmed(pair.substr(equals + 1))});
  }
}

}  // namespace

std::optional<std::string_view> negotiate(const http::RequestHead& head,
                                          const std::vector<std::string_view>& offered) {
  auto ranges = ranges_of(head, "accept");
  std::erase_if(ranges,
                [](const Range& range) { return range.value.find('/') == range.value.npos; });
  if (offered.empty()) return std::nullopt;
  if (ranges.empty()) return offered.front();
  std::optional<std::string_view> best;
  int best_weight = 0;
  for (const auto type : offered) {
    const int weight = weight_for(ranges, media_type(type));
    if (weight > best_weight) best = type;
    best_weight = std::max(best_weight, weight);
  }
  return best;
}

std::vector<std::string> accepted_languages(const http::RequestHead& head) {
  auto ranges = ranges_of(head, "accept-language");
  std::erase_if(ranges, [](const Range& range) { return range.weight == 0; });
  std::stable_sort(ranges.begin(), ranges.end(),
                   [](const Range& a, const Range& b) { return a.weight > b.weight; });
  std::vector<std::string> tags;
  for (auto& range : ranges) tags.push_back(std::move(range.value));
  return tags;
}

std::string media_type(std::string_view content_type) {
  return lower_case(trimmed(content_type.substr(0, content_type.find(';'))));
}

std::vector<Cookie> cookies(const http::RequestHead& head) {
  std::vector<Cookie> all;
  for (const auto& header : head.headers) {
    if (header.name == "cookie") add_cookies(header.value, all);
  }
  return all;
}

std::string cookie(const http::RequestHead& head, std::string_view name) {
  const auto all = cookies(head);
  const auto found = std::find_if(all.begin(), all.end(),
                                  [name](const Cookie& each) { return each.name == name; });
  return found == all.end() ? "" : std::string(found->value);
}

}  // namespace rollcall::api::wire
