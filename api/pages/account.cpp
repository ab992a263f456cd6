#include "api/pages/account.hpp"

#include "api/pages/html.hpp"

namespace rollcall::api::pages {
namespace {

std::string note(std::string_view text) {
  if (text.empty()) return "";
  return "<p class=\"note\" role=\"status\">" + escape(text) + "</p>\n";
}

std::string field(std::string_view label, std::string_view name, std::string_view attributes,
                  std::string_view value = "") {
  const std::string id(name);
  return "<label for=\"" + id + "\">" + escape(label) + "</label>\n<input class=\"wide\" id=\"" +
         id + "\" name=\"" + id + "\" " + std::string(attributes) + " value=\"" + escape(value) +
         "\" required>\n";
}

std::string who_fields(const AccountForm& form) {
  auto html = field("E-mail", "email", "type=\"email\" autocomplete=\"username\" maxlength=\"254\"",
                    form.email);
  if (!form.asks_office) return html;
  return html +
         field("Office", "office", "autocomplete=\"organization\" maxlength=\"40\"", form.office);
}

std::string form_to(std::string_view action, const std::string& fields, std::string_view button) {
  return "<form method=\"post\" action=\"" + escape(action) + "\">\n" + fields +
         "<button type=\"submit\">" + escape(button) + "</button>\n</form>\n";
}

}  // namespace

std::string sign_in_page(const AccountForm& form) {
  const auto fields =
      who_fields(form) +
      field("Password", "password",
            "type=\"password\" autocomplete=\"current-password\" maxlength=\"1024\"");
  return page("Sign in", "<h1>Sign in</h1>\n" + note(form.notice) +
                             form_to("/sign-in", fields, "Sign in") +
                             "<p><a href=\"/forgot\">No password yet, or forgotten?</a></p>\n");
}

std::string forgot_page(const AccountForm& form) {
  return page("Set a password", "<h1>Set a password</h1>\n" + note(form.notice) +
                                    "<p>We mail you a link with which you choose a new one.</p>\n" +
                                    form_to("/forgot", who_fields(form), "Send me a link"));
}

std::string link_asked_page() {
  return page("Look in your mail",
              "<h1>Look in your mail</h1>\n"
              "<p>If the address is known here, a link is on its way. It works once, for an "
              "hour.</p>\n<p><a href=\"/sign-in\">Sign in</a></p>\n");
}

std::string password_page(const std::string& token, std::string_view notice) {
  const auto fields =
      field("New password", "password",
            "type=\"password\" autocomplete=\"new-password\" minlength=\"8\" maxlength=\"1024\"");
  return page("Choose a password", "<h1>Choose a password</h1>\n" + note(notice) +
                                       "<p>At least 8 characters, and none that others would "
                                       "guess. You are signed out everywhere.</p>\n" +
                                       form_to("/password/" + token, fields, "Set the password"));
}

std::string password_set_page() {
  return page("The password is set",
              "<h1>The password is set</h1>\n<p><a href=\"/sign-in\">Sign in</a></p>\n");
}

std::string signed_in_page(const std::string& name, const std::string& form_key) {
  return page("Signed in", "<h1>You are signed in</h1>\n<p>As " + escape(name) + ".</p>\n" +
                               form_to("/sign-in",
                                       "<input type=\"hidden\" name=\"step\" value=\"sign-out\">\n"
                                       "<input type=\"hidden\" name=\"key\" value=\"" +
                                           escape(form_key) + "\">\n",
                                       "Sign out"));
}

std::string cross_site_page() {
  return page("Not from here",
              "<h1>That was sent from another site</h1>\n"
              "<p><a href=\"/sign-in\">Sign in here</a></p>\n");
}

}  // namespace rollcall::api::pages
