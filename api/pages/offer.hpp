#pragma once
// What an offer's mailed link shows: what its reader can do next.

#include <string>

#include "api/accounts/offer_links.hpp"
#include "api/pages/frame.hpp"

namespace rollcall::api::pages {

// Says whose offer it is, and nothing of it. `fault`: what went wrong with the press, may be empty.
Page offer_link_page(Words words, const FoundOfferLink& link, const std::string& token,
                     std::string_view fault);
// One constant page for every dead or unknown link; the language is the reader's choice.
Page dead_offer_page(Words words);

}  // namespace rollcall::api::pages
