#pragma once
// What every page has around its content, and the headers it is sent with.

#include <string>

#include "api/http/message.hpp"
#include "api/pages/html.hpp"
#include "api/pages/language.hpp"

namespace rollcall::api::pages {

struct Page {
  Words words;
  std::string title;
  std::string office{};  // whose page it is; "": not said
  Html aside{};          // beside the office's name: signing out
  Html content{};
  bool wide = false;  // for tables
};

// With a Content-Security-Policy that allows our own style sheet and forms, and nothing else.
http::Response shown(unsigned status, const Page& page);

// A short message: a heading and sentences.
Page message(Words words, const Text& heading, Html content);

http::Response redirect(std::string path);  // 303

// Files of this folder, as they were when the program was built (cmake/embed.cmake).
std::string_view style_sheet();  // rollcall.css
std::string_view icon();         // rollcall.svg
http::Response asset(std::string_view content, std::string_view type);

}  // namespace rollcall::api::pages
