#include "api/pages/html.hpp"

#include <algorithm>

#include "api/wire/conventions.hpp"

namespace rollcall::api::pages {

const std::string_view kStyleSheet = R"(
:root { color-scheme: light dark; font-family: system-ui, sans-serif; line-height: 1.5; }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem; }
h1 { font-size: 1.5rem; line-height: 1.25; }
form { margin: 1rem 0; }
label { display: block; font-weight: 600; margin-bottom: 0.25rem; }
input, button { font: inherit; padding: 0.6rem 0.8rem; border-radius: 0.4rem; }
input { border: 1px solid #767676; letter-spacing: 0.1em; width: 12rem; max-width: 100%; }
input.wide { display: block; letter-spacing: normal; margin-bottom: 1rem; width: 24rem; }
button { border: 0; background: #1d4ed8; color: #fff; cursor: pointer; }
input:focus-visible, button:focus-visible, a:focus-visible {
  outline: 3px solid #f59e0b; outline-offset: 2px;
}
.note { border-left: 4px solid #f59e0b; padding: 0.5rem 1rem; }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td {
  text-align: left; vertical-align: top; padding: 0.4rem 0.6rem;
  border-bottom: 1px solid #9996; white-space: pre-line;
}
@media print { form, .actions { display: none; } }
)";

std::string escape(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string page(std::string_view title, std::string_view content) {
  std::string html =
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"robots\" content=\"noindex\">\n"
      "<link rel=\"stylesheet\" href=\"/assets/rollcall.css\">\n<title>";
  html += escape(title);
  html += "</title>\n</head>\n<body>\n<main>\n";
  html += content;
  return html + "</main>\n</body>\n</html>\n";
}

http::Response html_response(unsigned status, std::string body) {
  http::Response response;
  response.status = status;
  response.body = std::move(body);
  response.with("Content-Type", "text/html; charset=utf-8")
      .with("Content-Security-Policy",
            "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; "
            "frame-ancestors 'none'");
  return response;
}

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

}  // namespace rollcall::api::pages
