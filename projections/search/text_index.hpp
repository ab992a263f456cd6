#pragma once
// Words for searching, and keys for ordering by name.

#include <string>
#include <string_view>
#include <vector>

namespace rollcall::projections {

// The words of texts: case-folded, split at whatever is neither letter, mark nor digit; sorted,
// each once.
std::vector<std::string> words_of(std::string_view text);
std::vector<std::string> words_of(std::initializer_list<std::string_view> texts);

// Is every one of `wanted` the beginning of one of `words` (sorted)?
bool hold_all(const std::vector<std::string>& words, const std::vector<std::string>& wanted);
// The first of `words` (sorted) that begins with `start`; nullptr if none does.
const std::string* first_with(const std::vector<std::string>& words, std::string_view start);

// Bytes that compare as the texts do in Unicode's root collation (ICU). No zero byte in them.
std::string collation_key(std::string_view text);

}  // namespace rollcall::projections
