#pragma once
// Signing in, forgotten passwords, new passwords: pages for browsers.

#include <string>
#include <string_view>

#include "api/pages/frame.hpp"

namespace rollcall::api::pages {

// What of a form is shown again. `fault`: what was wrong with what was sent, may be empty.
struct AccountForm {
  Words words;
  std::string_view fault{};
  bool asks_office = false;  // the server has several
  std::string office{};      // its short name, as typed
  std::string email{};
  std::string offer{};  // token of the link to go on to, if any
};

Page sign_in_page(const AccountForm& form);
Page forgot_page(const AccountForm& form);
// The same whatever became of it.
Page link_asked_page(Words words);
Page password_page(Words words, const std::string& token, std::string_view fault);
Page password_set_page(Words words);
// One constant page for every dead or unknown link; the language is the reader's choice.
Page dead_password_page(Words words);
Page signed_in_page(Words words, const std::string& name, const std::string& form_key);
Page cross_site_page(Words words);

}  // namespace rollcall::api::pages
