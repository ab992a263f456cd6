#pragma once
// What a receiver is shown before the code and around the list.

#include <string>

#include "api/pages/frame.hpp"
#include "domain/share.hpp"

namespace rollcall::api::pages {

// Who shares, and the two steps: have a code mailed, enter it.
struct LinkPage {
  enum class State : std::uint8_t {
    asking,
    code_sent,
    code_refused,
    too_soon,  // for another code
    nothing_asked,
    trouble
  };
  const domain::OpeningFacts& facts;
  std::string token;
  Words words;
  State state = State::asking;
  std::string list_path{};  // where the list is open in this browser already; "": nowhere
};
Page link_page(const LinkPage& of);

// One constant page for every dead or unknown link; the language is the reader's choice.
Page dead_page(Words words);

// The share is to be looked at, not taken along.
Page no_file_page(Words words, const std::string& list_path);

Page signed_out_page(Words words);

}  // namespace rollcall::api::pages
