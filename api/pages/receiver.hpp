#pragma once
// The receiver's pages as HTML. Nothing of a list shows before the code.

#include <string>

#include "api/looks/look_cache.hpp"
#include "domain/share.hpp"

namespace rollcall::api::pages {

// Who shares, and the two steps: have a code mailed, enter it. `notice`: plain text, may be empty.
std::string link_page(const domain::OpeningFacts& facts, const std::string& token,
                      std::string_view notice);

// One constant page for every dead or unknown link.
std::string dead_page();

// The list as a table, with data-as-of time and, where allowed, a download.
struct ListPage {
  std::string office;
  domain::Instant now;
  std::string form_key;  // of the session it is shown in
};
std::string list_page(const ListTable& table, const domain::ShareState& share, const ListPage& of);

// The share is to be looked at, not taken along.
std::string no_file_page(const std::string& share_id);

std::string signed_out_page();

}  // namespace rollcall::api::pages
