#include "api/pages/account.hpp"

#include "api/pages/forms.hpp"
#include "api/pages/texts.hpp"

namespace rollcall::api::pages {
namespace {

Html who_fields(const AccountForm& form) {
  auto fields =
      field({.name = "email",
             .label = form.words(texts::kEmail),
             .attributes = html(R"(type="email" autocomplete="username" maxlength="254")"),
             .value = form.email});
  if (!form.asks_office) return fields;
  return fields +
         field({.name = "office",
                .label = form.words(texts::kOffice),
                .attributes = html(R"(type="text" autocomplete="organization" maxlength="40")"),
                .value = form.office,
                .hint = form.words(texts::kOfficeForm)});
}

Html to_sign_in(Words words) {
  return html("<p><a href=\"/sign-in\">{}</a></p>\n", words(texts::kToSignIn));
}

}  // namespace

Page sign_in_page(const AccountForm& form) {
  const auto& words = form.words;
  const auto password = field(
      {.name = "password",
       .label = words(texts::kPassword),
       .attributes = html(R"(type="password" autocomplete="current-password" maxlength="1024")")});
  return message(
      words, texts::kSignIn,
      fault(form.fault) +
          form_to("/sign-in", who_fields(form) + password +
                                  only_if(!form.offer.empty(), hidden("offer", form.offer)) +
                                  button(words(texts::kSignIn))) +
          html("<p class=\"aside\"><a href=\"/forgot\">{}</a></p>\n", words(texts::kForgotten)));
}

Page forgot_page(const AccountForm& form) {
  const auto& words = form.words;
  return message(words, texts::kSetPassword,
                 fault(form.fault) + paragraph(words(texts::kWeMailLink)) +
                     form_to("/forgot", who_fields(form) + button(words(texts::kSendLink))) +
                     to_sign_in(words));
}

Page link_asked_page(Words words) {
  return message(
      words, texts::kLookInMail,
      paragraph(words(texts::kLinkAsked)) + paragraph(words(texts::kNoMail)) + to_sign_in(words));
}

Page password_page(Words words, const std::string& token, std::string_view fault) {
  const auto password =
      field({.name = "password",
             .label = words(texts::kNewPassword),
             .attributes = html(
                 R"(type="password" autocomplete="new-password" minlength="8" maxlength="1024")"),
             .hint = words(texts::kPasswordForm),
             .fault = fault});
  return message(words, texts::kChoosePassword,
                 form_to("/password/" + token, password + button(words(texts::kSavePassword))) +
                     html("<p class=\"aside\">{}</p>\n", words(texts::kSignedOutEverywhere)));
}

Page password_set_page(Words words) {
  return message(words, texts::kPasswordSet, to_sign_in(words));
}

Page dead_password_page(Words words) {
  return message(words, texts::kDeadLink,
                 paragraph(words(texts::kDeadPasswordLink)) +
                     html("<p><a href=\"/forgot\">{}</a></p>\n", words(texts::kSendLink)));
}

Page signed_in_page(Words words, const std::string& name, const std::string& form_key) {
  return message(words, texts::kSignedIn,
                 paragraph(words(texts::kSignedInAs, name)) +
                     form_to("/sign-in", hidden("step", "sign-out") + hidden("key", form_key) +
                                             button(words(texts::kSignOut), Weight::quiet)));
}

Page cross_site_page(Words words) {
  return message(words, texts::kFromElsewhere,
                 html("<p><a href=\"/sign-in\">{}</a></p>\n", words(texts::kSignInHere)));
}

}  // namespace rollcall::api::pages
