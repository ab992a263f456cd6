#pragma once
// What the text formats of proofs have in common: lines, base64 (RFC 4648, section 4), hexadecimal,
// numbers. Each value has one way to be written; whatever is written otherwise is refused. Pure;
// any thread.

#include <optional>
#include <string>
#include <string_view>

#include "eventstore/types.hpp"

namespace rollcall::eventstore {

std::string base64_of(std::string_view bytes);
std::string base64_of(const Hash& hash);
std::string hex_of(std::string_view bytes);
std::string hex_of(const Hash& hash);
std::optional<Bytes> from_base64(std::string_view text);
std::optional<Hash> read_hash(std::string_view text);

// Decimal: no sign, no leading zero.
std::optional<std::uint64_t> read_decimal(std::string_view text);

// Takes the next line off, without its break; nullopt if none ends any more.
std::optional<std::string_view> take_line(std::string_view& text);

}  // namespace rollcall::eventstore
