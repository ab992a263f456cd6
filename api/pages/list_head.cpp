#include "api/pages/list_head.hpp"

#include "api/pages/texts.hpp"

namespace rollcall::api::pages {
namespace {

Html fact(std::string_view name, const Html& value) {
  return html("<div><dt>{}</dt><dd>{}</dd></div>\n", name, value);
}

Html moment(const ListHead& of, domain::Instant at) {
  return html(R"(<time datetime="{}">{}</time>)", at.to_string(),
              of.words.time(at, of.office.time_zone));
}

Html until(const ListHead& of) {
  if (!of.valid_until) return {};
  return fact(of.words(texts::kYoursUntil),
              html(R"(<time datetime="{}">{}</time>)", of.valid_until->to_string(),
                   of.words.date(*of.valid_until)));
}

Html downloads(const ListHead& of) {
  if (!of.may_download) return {};
  return html(R"(<p class="downloads"><a href="{0}?format=xlsx">{1}</a>
<a href="{0}?format=csv">{2}</a></p>
)",
              of.path, of.words(texts::kXlsx), of.words(texts::kCsv));
}

Html receipt(const ListHead& of) {
  return html(R"(<p class="receipt"><a href="{}" download>{}</a> {}</p>
)",
              of.receipt, of.words(texts::kReceipt), of.words(texts::kReceiptHint));
}

}  // namespace

Html list_head(const ListHead& of) {
  const auto newest =
      html(R"(<a class="newest" href="{}">{}</a>)", of.path, of.words(texts::kNewest));
  return html(R"(<dl class="facts">
{}{}{}</dl>
<p class="hint">{} {}</p>
{}{})",
              fact(of.words(texts::kAsOf), moment(of, of.as_of) + newest),
              fact(of.words(texts::kLastChanged), moment(of, of.changed_at)), until(of),
              of.words(texts::kTimesOf, of.office.time_zone.name()),
              of.words(texts::kLooksRecorded, of.office.name.str()), receipt(of), downloads(of));
}

}  // namespace rollcall::api::pages
