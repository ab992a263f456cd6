#include "api/pages/offer.hpp"

#include "api/pages/forms.hpp"
#include "api/pages/texts.hpp"

namespace rollcall::api::pages {
namespace {

std::string office_of(const FoundOfferLink& link) {
  return link.facts.about.office.settings->name.str();
}

Html press(const std::string& token, std::string_view step, std::string_view text) {
  return form_to("/offer/" + token, hidden("step", step) + button(text));
}

Html next_step(Words words, const FoundOfferLink& link, const std::string& token) {
  switch (link.next()) {
    case OfferStep::open:
      return press(token, "open", words(texts::kOpenOffer));
    case OfferStep::choose_password:
      return paragraph(words(texts::kPasswordFirst)) +
             press(token, "choose", words(texts::kChoosePassword));
    case OfferStep::sign_in:
      break;
  }
  return paragraph(words(texts::kSignInFirst)) +
         html("<p><a href=\"/sign-in?offer={}\">{}</a></p>\n", token, words(texts::kSignIn));
}

}  // namespace

Page offer_link_page(Words words, const FoundOfferLink& link, const std::string& token,
                     std::string_view what_went_wrong) {
  Page page{.words = words, .title = words(texts::kHasOffer, office_of(link))};
  page.content =
      html("<h1>{}</h1>\n", page.title) + fault(what_went_wrong) + next_step(words, link, token);
  return page;
}

Page dead_offer_page(Words words) {
  return message(words, texts::kDeadLink, paragraph(words(texts::kDeadOfferLink)));
}

}  // namespace rollcall::api::pages
