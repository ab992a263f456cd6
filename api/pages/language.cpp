#include "api/pages/language.hpp"

#include <array>
#include <optional>

#include "api/wire/conventions.hpp"

namespace rollcall::api::pages {
namespace {

constexpr std::array<Text, 12> kMonths = {
    Text{"January", "januar"},  Text{"February", "februar"},  Text{"March", "mars"},
    Text{"April", "april"},     Text{"May", "mai"},           Text{"June", "juni"},
    Text{"July", "juli"},       Text{"August", "august"},     Text{"September", "september"},
    Text{"October", "oktober"}, Text{"November", "november"}, Text{"December", "desember"}};
constexpr Text kDate{"{} {} {}", "{}. {} {}"};
constexpr Text kTime{"{} at {:02}:{:02}", "{} kl. {:02}.{:02}"};

std::optional<Language> language_named(const domain::LanguageTag& tag) {
  if (domain::is_norwegian(tag)) return Language::norwegian;
  const bool is_english = tag.str() == "en" || tag.str().starts_with("en-");
  return is_english ? std::optional(Language::english) : std::nullopt;
}

}  // namespace

Language language_of(const http::RequestHead& head) {
  for (const auto& tag : wire::accepted_languages(head)) {
    if (const auto language = language_named(domain::LanguageTag::restore(tag))) return *language;
  }
  return Language::english;
}

Language language_of(const domain::LanguageTag& tag, const http::RequestHead& head) {
  return language_named(tag).value_or(language_of(head));
}

std::string Words::date(domain::Date date) const {
  const auto [year, month, day] = domain::calendar_date(date);
  return (*this)(kDate, day, (*this)(kMonths[month - 1]), year);
}

std::string Words::time(domain::Instant at, const domain::TimeZone& zone) const {
  const auto [day, minute] = domain::local_time(at, zone);
  return (*this)(kTime, date(day), minute / 60, minute % 60);
}

}  // namespace rollcall::api::pages
