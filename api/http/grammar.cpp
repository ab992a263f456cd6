#include "api/http/grammar.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace rollcall::api::http {
namespace {

using Table = std::array<bool, 256>;

constexpr Table make_token_table() {
  Table table{};
  constexpr std::string_view kMarks = "!#$%&'*+-.^_`|~";
  for (unsigned c = '0'; c <= '9'; ++c) table[c] = true;
  for (unsigned c = 'a'; c <= 'z'; ++c) table[c] = true;
  for (unsigned c = 'A'; c <= 'Z'; ++c) table[c] = true;
  for (char c : kMarks) table[static_cast<unsigned char>(c)] = true;
  return table;
}

constexpr Table make_value_table() {
  Table table{};
  for (unsigned c = 0x20; c <= 0xFF; ++c) table[c] = c != 0x7F;
  table['\t'] = true;
  return table;
}

constexpr Table kToken = make_token_table();
constexpr Table kValue = make_value_table();

bool all_in(const Table& table, std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [&table](char c) { return table[static_cast<unsigned char>(c)]; });
}

}  // namespace

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}

bool is_token_char(char c) {
  return kToken[static_cast<unsigned char>(c)];
}

bool is_token(std::string_view text) {
  return !text.empty() && all_in(kToken, text);
}

bool is_field_value(std::string_view text) {
  return all_in(kValue, text);
}

bool is_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool equals_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                            [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::string_view next_element(std::string_view& rest, char separator) {
  const std::size_t end = rest.find(separator);
  const std::string_view element = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  return trimmed(element);
}

}  // namespace rollcall::api::http
