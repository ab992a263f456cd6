#pragma once
// The grammar of header values: lists, entity tags, parameters. Views point into the text given.

#include <string>
#include <string_view>
#include <vector>

#include "api/http/message.hpp"

namespace rollcall::api::wire {

bool has_header(const http::RequestHead& head, std::string_view lower_case_name);
// All lines of a list-valued header as one list (RFC 9110, 5.3); "" if there is none.
std::string header_text(const http::RequestHead& head, std::string_view lower_case_name);

std::string_view trimmed(std::string_view text);  // of spaces and tabs
std::string lower_case(std::string_view text);    // ASCII only

// Parts between separators outside of quoted strings (RFC 9110, 5.6.4), trimmed; never empty ones.
std::vector<std::string_view> split_list(std::string_view text, char separator);

// Entity tags (RFC 9110, 8.8.3). What follows something that is no tag is not read.
struct Tag {
  bool weak = false;
  std::string opaque;  // without the quotes
};
struct Tags {
  bool any = false;  // *
  std::vector<Tag> tags;
};
Tags read_tags(std::string_view text);

}  // namespace rollcall::api::wire
