#pragma once
// The wire schema as text, to be compared with what is checked in (tests/golden/schema.lock).
//
// A line per member: structs by id, fields with ordinal, type, place and number in the union, enum
// values with number; and per struct and enum a line that counts its members.

#include <string>
#include <vector>

namespace rollcall::codec::test {

// The lines of the schema this build has, sorted.
std::vector<std::string> schema_lines();

std::vector<std::string> lines_of(const std::string& text);
std::string text_of(const std::vector<std::string>& lines);

// Members of `lock` that `current` lacks: what was removed, renamed, retyped or moved. Counts may
// change.
std::vector<std::string> lost(const std::vector<std::string>& lock,
                              const std::vector<std::string>& current);

}  // namespace rollcall::codec::test
