#include "api/pages/receiver.hpp"

#include "api/pages/forms.hpp"
#include "api/pages/texts.hpp"

namespace rollcall::api::pages {
namespace {

using State = LinkPage::State;

std::string masked_address(const LinkPage& of) {
  const auto& addressed = of.facts.share.sending.addressed.known;
  return addressed ? addressed->email.masked() : std::string(of.words(texts::kYourAddress));
}

Html send_form(const LinkPage& of, const Text& text, Weight weight) {
  return form_to("/s/" + of.token, hidden("step", "send") + button(of.words(text), weight));
}

// Takes the code in any of its forms: pasted with spaces, dashes or in small letters.
Html code_form(const LinkPage& of, Weight weight) {
  const Field code{.name = "code",
                   .label = of.words(texts::kCode),
                   .attributes = html(
                       R"(class="code" type="text" inputmode="text" autocomplete="one-time-code" )"
                       R"(autocapitalize="characters" spellcheck="false" maxlength="40")"),
                   .hint = of.words(texts::kCodeForm),
                   .fault = of.state == State::code_refused ? of.words(texts::kCodeRefused) : ""};
  return form_to("/s/" + of.token,
                 hidden("step", "open") + field(code) + button(of.words(texts::kOpen), weight));
}

Html news(const LinkPage& of) {
  switch (of.state) {
    case State::asking:
    case State::code_refused:
      return {};
    case State::code_sent:
      return note(of.words(texts::kCodeSent, masked_address(of)));
    case State::too_soon:
      return fault(of.words(texts::kTooManyCodes));
    case State::nothing_asked:
      return fault(of.words(texts::kNothingAsked));
    case State::trouble:
      return fault(of.words(texts::kTryAgain));
  }
  return {};
}

Html ask_first(const LinkPage& of) {
  return paragraph(of.words(texts::kProveMailbox, masked_address(of))) +
         send_form(of, texts::kSendCode, Weight::primary) +
         html("<h2>{}</h2>\n", of.words(texts::kHaveCode)) + code_form(of, Weight::quiet);
}

Html enter_code(const LinkPage& of) {
  return code_form(of, Weight::primary) +
         html("<p class=\"aside\">{}</p>\n", of.words(texts::kNoMail)) +
         send_form(of, texts::kSendNewCode, Weight::quiet);
}

bool has_code(const LinkPage& of) {
  return of.state == State::code_sent || of.state == State::code_refused ||
         of.state == State::too_soon;
}

}  // namespace

Page link_page(const LinkPage& of) {
  const auto& office = of.facts.office.settings->name.str();
  const auto heading = of.words(texts::kSharesWithYou, office);
  auto content = html("<h1>{}</h1>\n", heading);
  if (!of.list_path.empty()) {
    content += html(R"(<p class="note">{} <a href="{}">{}</a></p>
)",
                    of.words(texts::kIsOpen), of.list_path, of.words(texts::kGoToList));
  }
  content += news(of);
  content += has_code(of) ? enter_code(of) : ask_first(of);
  return {.words = of.words, .title = heading, .office = office, .content = std::move(content)};
}

Page dead_page(Words words) {
  return message(
      words, texts::kDeadLink,
      paragraph(words(texts::kDeadLinkWhy)) + paragraph(words(texts::kDeadLinkWhatToDo)));
}

Page no_file_page(Words words, const std::string& list_path) {
  return message(words, texts::kNoFile,
                 html("<p><a href=\"{}\">{}</a></p>\n", list_path, words(texts::kBackToList)));
}

Page signed_out_page(Words words) {
  return message(words, texts::kSignedOut, paragraph(words(texts::kOpenAgain)));
}

}  // namespace rollcall::api::pages
