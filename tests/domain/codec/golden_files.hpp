#pragma once
// Golden files: VERSION/NAME.hex, an event's payload in hexadecimal, 32 bytes a line.

#include <filesystem>
#include <optional>
#include <string>

#include "tests/domain/codec/samples.hpp"

namespace rollcall::codec::test {

std::filesystem::path golden_path(const std::filesystem::path& folder, const Sample& sample);

std::string to_hex(const std::string& bytes);
// nullopt: not hexadecimal.
std::optional<std::string> from_hex(const std::string& text);

// "" if there is none.
std::string read_text(const std::filesystem::path& file);

}  // namespace rollcall::codec::test
