#pragma once
// Signing in, forgotten passwords, new passwords: pages for browsers, as HTML.

#include <string>
#include <string_view>

namespace rollcall::api::pages {

// What of a form is shown again. `notice`: plain text, may be empty.
struct AccountForm {
  std::string_view notice;
  bool asks_office = false;  // the server has several
  std::string office;        // its short name, as typed
  std::string email;
};

std::string sign_in_page(const AccountForm& form);
std::string forgot_page(const AccountForm& form);
// The same whatever became of it.
std::string link_asked_page();
std::string password_page(const std::string& token, std::string_view notice);
std::string password_set_page();
std::string signed_in_page(const std::string& name, const std::string& form_key);
std::string cross_site_page();

}  // namespace rollcall::api::pages
