#include "api/pages/forms.hpp"

#include <algorithm>

#include "api/wire/conventions.hpp"

namespace rollcall::api::pages {

std::map<std::string, std::string> form_fields(std::string_view body) {
  std::map<std::string, std::string> fields;
  while (!body.empty()) {
    const auto pair = body.substr(0, body.find('&'));
    body.remove_prefix(std::min(pair.size() + 1, body.size()));
    const auto split = std::min(pair.find('='), pair.size());
    std::string value(pair.substr(std::min(split + 1, pair.size())));
    std::replace(value.begin(), value.end(), '+', ' ');
    bool ok = true;
    value = wire::percent_decode(value, ok);
    if (ok) fields.emplace(pair.substr(0, split), std::move(value));
  }
  return fields;
}

Html button(std::string_view text, Weight weight) {
  return html("<button type=\"submit\"{}>{}</button>\n",
              only_if(weight == Weight::quiet, html(R"( class="quiet")")), text);
}

Html hidden(std::string_view name, std::string_view value) {
  return html("<input type=\"hidden\" name=\"{}\" value=\"{}\">\n", name, value);
}

Html form_to(std::string_view action, const Html& content) {
  return html("<form method=\"post\" action=\"{}\">\n{}</form>\n", action, content);
}

namespace {

Html described_by(const Field& field) {
  if (field.hint.empty() && field.fault.empty()) return {};
  return html(R"( aria-describedby="{}{}")",
              only_if(!field.fault.empty(), html("{}-fault ", field.name)),
              only_if(!field.hint.empty(), html("{}-hint", field.name)));
}

}  // namespace

Html field(const Field& field) {
  const auto hint = only_if(!field.hint.empty(), html(R"(<p class="hint" id="{}-hint">{}</p>
)",
                                                      field.name, field.hint));
  const auto fault = only_if(!field.fault.empty(), html(R"(<p class="fault" id="{}-fault">{}</p>
)",
                                                        field.name, field.fault));
  return html(R"(<div class="field">
<label for="{0}">{1}</label>
{2}{3}<input id="{0}" name="{0}" {4} value="{5}" required{6}{7}>
</div>
)",
              field.name, field.label, hint, fault, field.attributes, field.value,
              described_by(field),
              only_if(!field.fault.empty(), html(R"( aria-invalid="true" autofocus)")));
}

Html note(std::string_view text) {
  return only_if(!text.empty(), html(R"(<p class="note" role="status">{}</p>
)",
                                     text));
}

Html fault(std::string_view text) {
  return only_if(!text.empty(), html(R"(<p class="note warning" role="alert">{}</p>
)",
                                     text));
}

Html paragraph(std::string_view text) {
  return html("<p>{}</p>\n", text);
}

std::string url_encoded(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) || std::string_view("-._~").find(c) != std::string_view::npos) {
      out += c;
      continue;
    }
    out += '%';
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
  return out;
}

}  // namespace rollcall::api::pages
