// Share e-mail templates: what there is, which of them serves a language, and what may be saved.
#include "domain/office/share_template.hpp"

#include "tests/domain/given.hpp"

namespace rollcall::domain::given::share_template_test {
namespace {

constexpr auto kOffice = id<OfficeId>(1);

LanguageTag in(const char* tag) {
  return valid<LanguageTag>(tag);
}
MailText text(const char* subject, const char* body = "[resource-link]") {
  return {valid<Subject>(subject), valid<MailBody>(body)};
}
OfficeCreated made(const char* language = "nb") {
  OfficeSettings settings;
  settings.default_language = in(language);
  return {kOffice, settings};
}
ShareEmailTemplateSaved saved(const char* language, const char* subject = "S") {
  return {kOffice, in(language), text(subject)};
}
ShareEmailTemplateRemoved removed(const char* language) {
  return {kOffice, in(language)};
}
ShareTemplates templates(const History& history) {
  return history.fold<ShareTemplates>(facts_of_share_templates(kOffice));
}
When save(const char* language, MailText mail) {
  return [language, mail](const History& history) {
    return decide(templates(history), SaveShareTemplate{kOffice, in(language), mail});
  };
}
When remove(const char* language) {
  return [language](const History& history) {
    return decide(history.fold<OfficeState>(facts_of_office(kOffice)), templates(history),
                  RemoveShareTemplate{kOffice, in(language)});
  };
}
const MailText& built_in(const char* language) {
  return built_in_share_mails().at(in(language));
}

TEST(BuiltInShareMails, are_what_an_office_begins_with) {
  const auto state = templates({made()});
  ASSERT_EQ(state.size(), built_in_share_mails().size());
  for (const auto& [language, each] : state) {
    EXPECT_EQ(each.mail, built_in_share_mails().at(language));
    EXPECT_EQ(each.version, 1u);
  }
  for (const char* tag : {"en", "nb", "nn"}) EXPECT_TRUE(state.contains(in(tag))) << tag;
  EXPECT_TRUE(templates({}).empty());
}

TEST(BuiltInShareMails, pass_the_rules_and_carry_the_link_on_a_line_of_its_own) {
  for (const auto& [language, mail] : built_in_share_mails()) {
    SCOPED_TRACE(language.str());
    EXPECT_TRUE(check_mail_text(mail));
    EXPECT_TRUE(Subject::parse(mail.subject.str()));
    EXPECT_EQ(MailBody::parse(mail.body.str()), mail.body);
    EXPECT_NE(mail.body.str().find("\n\n[resource-link]\n\n"), std::string::npos);
    for (const auto& known : kMailTags) {
      const std::string written = "[" + std::string(known) + "]";
      EXPECT_NE(mail.body.str().find(written), std::string::npos) << written;
    }
  }
}

TEST(BuiltInShareMails, hold_exactly_one_url_once_resolved) {
  for (const auto& [language, text] : built_in_share_mails()) {
    const auto mail = resolve(text, {"https://office.example/s/TOKEN", "Anna", "Rooms", "Kick-off",
                                     "30 June 2026", "Kari", "Fjord & Fest", ""});
    const auto first = mail.body.find("://");
    ASSERT_NE(first, std::string::npos);
    EXPECT_EQ(mail.body.find("://", first + 1), std::string::npos);
    EXPECT_EQ(mail.body.find("www."), std::string::npos);
    EXPECT_EQ(mail.subject.find("://"), std::string::npos);
  }
}

TEST(AShareTemplate, is_saved_if_it_is_another_and_passes_the_rules) {
  check({
      {"over a built-in one", {made()}, save("nb", text("S")), events(saved("nb"))},
      {"of a further language", {made()}, save("de-AT", text("S")), events(saved("de-AT"))},
      {"as it is already", {made(), saved("de")}, save("de", text("S")), nothing()},
      {"as it is built in", {made()}, save("en", built_in("en")), nothing()},
      {"after it was removed",
       {made(), removed("en")},
       save("en", built_in("en")),
       events(ShareEmailTemplateSaved{kOffice, in("en"), built_in("en")})},
      {"without the link",
       {made()},
       save("nb", text("S", "Hei")),
       refused(Reason::resource_link_missing, "/body")},
      {"with an unknown tag",
       {made()},
       save("nb", text("Til [hotel]", "[resource-link] [x]")),
       refused(Refusals{{Reason::unknown_tag, "/subject", {}, "4", 0},
                        {Reason::unknown_tag, "/body", {}, "16", 0}})},
  });
}

TEST(AShareTemplate, is_one_of_so_many) {
  History full{made()};
  for (std::size_t n = built_in_share_mails().size(); n < kMaxShareTemplates; ++n)
    full.add(saved(("de-x-" + std::to_string(n)).c_str()));
  check({
      {"a further one", full, save("fr", text("S")), refused(Reason::out_of_range)},
      {"one that is there", full, save("en", text("S")), events(saved("en"))},
  });
}

TEST(AShareTemplate, is_removed_unless_it_serves_the_default_language) {
  check({
      {"a built-in one", {made("nb")}, remove("en"), events(removed("en"))},
      {"one's own", {made("nb"), saved("de")}, remove("de"), events(removed("de"))},
      {"twice", {made("nb"), removed("en")}, remove("en"), refused(Reason::not_found)},
      {"one that never was", {made("nb")}, remove("de"), refused(Reason::not_found)},
      {"the default language's", {made("nb")}, remove("nb"), refused(Reason::default_template)},
      {"what serves its region", {made("nb-NO")}, remove("nb"), refused(Reason::default_template)},
      {"a wider one of the default language's",
       {made("nb-NO"), saved("nb-NO")},
       remove("nb"),
       events(removed("nb"))},
      {"what serves no", {made("no")}, remove("nb"), refused(Reason::default_template)},
      {"English, although nothing serves the default language",
       {made("de")},
       remove("en"),
       events(removed("en"))},
  });
}

TEST(ServingALanguage, takes_its_own_template_then_a_wider_one_then_other_norwegian) {
  const History history{made(), saved("de"), saved("pt-BR"), saved("zh-Hant-TW")};
  const struct {
    const char* language;
    const char* by;  // "": none
  } rows[] = {
      {"en", "en"},       {"en-GB", "en"}, {"nb-NO", "nb"},      {"nn-NO", "nn"},
      {"no", "nb"},       {"no-NO", "nb"}, {"de-CH-1901", "de"}, {"de-x-fest", "de"},
      {"pt-BR", "pt-BR"}, {"pt", ""},      {"zh-Hant", ""},      {"zh-Hant-TW", "zh-Hant-TW"},
      {"enm", ""},        {"sv-SE", ""},   {"non", ""},
  };
  const auto state = templates(history);
  for (const auto& row : rows) {
    const auto found = serving(state, in(row.language));
    EXPECT_EQ(found == state.end() ? "" : found->first.str(), row.by) << row.language;
  }
  const auto fewer = templates({made(), removed("nb")});
  EXPECT_EQ(serving(fewer, in("nb"))->first, in("nn"));
}

TEST(ComposingAShareMail, takes_the_senders_words_then_the_languages_then_the_fallbacks) {
  const auto all = templates({made(), saved("de")});
  const auto subject = valid<Subject>("S");
  const auto body = valid<MailBody>("B");
  const auto mail = [](const ShareTemplates& from, const char* language, const char* fallback) {
    return share_mail(from, in(language), in(fallback), {}, {});
  };
  EXPECT_EQ(mail(all, "nn", "en"), built_in("nn"));
  EXPECT_EQ(mail(all, "de-CH", "nb"), text("S"));
  EXPECT_EQ(mail(all, "sv", "nb"), built_in("nb"));
  EXPECT_EQ(mail(all, "sv", "fr"), built_in("en"));
  EXPECT_EQ(mail(templates({made(), saved("en", "Ours")}), "sv", "fr"), text("Ours"));
  EXPECT_EQ(mail(templates({made(), removed("en")}), "sv", "fr"), built_in("en"));
  EXPECT_EQ(share_mail(all, in("en"), in("nb"), subject, {}),
            (MailText{subject, built_in("en").body}));
  EXPECT_EQ(share_mail(all, in("en"), in("nb"), subject, body), (MailText{subject, body}));
}

}  // namespace
}  // namespace rollcall::domain::given::share_template_test
