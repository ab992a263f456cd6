#pragma once
// The conventions of api.md that every route shares: entity tags, media types, cursors, file names.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/message.hpp"
#include "domain/values/result.hpp"
#include "domain/values/time.hpp"

namespace rollcall::api::wire {

// A resource's strong entity tag: its version, and a hash of what was sent, so that equal tags mean
// equal bytes (RFC 9110, 8.8.3) while If-Match asks only whether the resource itself changed.
// With the double quotes, as it stands in the header.
std::string entity_tag(std::uint64_t version, std::string_view body);  // "17.9f86d081884c7d65"
std::string version_tag(std::uint64_t version);                        // "17": shares' revision

// If-Match (RFC 9110, 13.1.1): true if absent, *, or one of the strong tags has this version.
bool if_match_holds(const http::RequestHead& head, std::uint64_t version);
// The same, of what may not be there: nullopt, which nothing matches, not even *.
bool if_match_holds(const http::RequestHead& head, const std::optional<std::uint64_t>& version);
bool has_if_match(const http::RequestHead& head);
// If-None-Match (13.1.2): true if this very tag (weak comparison) or * is listed.
bool if_none_match_hits(const http::RequestHead& head, std::string_view tag);

// Which of `offered` (most liked first) the Accept header prefers (RFC 9110, 12.5.1, with q-values
// and wildcards); nullopt if none is acceptable. No header: the first.
std::optional<std::string_view> negotiate(const http::RequestHead& head,
                                          const std::vector<std::string_view>& offered);
// The language tags that the Accept-Language header lists (RFC 9110, 12.5.4), in lower case, most
// liked first.
std::vector<std::string> accepted_languages(const http::RequestHead& head);
// Media type without parameters, lower case; "" if there is none.
std::string media_type(std::string_view content_type);

// Cursors: opaque (encrypted: sort keys are personal data and can be of hidden columns), URL-safe,
// authenticated (keyed BLAKE2b), so that a forged one is refused. Equal content, equal cursor.
using CursorKey = std::array<std::uint8_t, 32>;
std::string seal_cursor(const CursorKey& key, std::string_view content);
std::optional<std::string> open_cursor(const CursorKey& key, std::string_view cursor);

// ?limit= (1 to 500, default 100); nullopt: out of range or no number.
std::optional<std::size_t> page_limit(const http::RequestHead& head);

// Content-Disposition: attachment with both forms of RFC 6266 (ASCII fallback, UTF-8 filename*).
std::string attachment(std::string_view file_name);

std::string base64url(std::string_view bytes);                     // no padding
std::optional<std::string> from_base64url(std::string_view text);  // strict
// `ok` says whether every % was followed by two hex digits. + stays; the bytes need not be UTF-8.
std::string percent_decode(std::string_view text, bool& ok);

// Cookies of a request, in its order; views point into it.
struct Cookie {
  std::string_view name;
  std::string_view value;
};
std::vector<Cookie> cookies(const http::RequestHead& head);
// By name: "" if absent; the first if doubled.
std::string cookie(const http::RequestHead& head, std::string_view name);

}  // namespace rollcall::api::wire
