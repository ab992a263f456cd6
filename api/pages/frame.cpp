#include "api/pages/frame.hpp"

#include <array>

#include <sodium.h>

#include "api/pages/texts.hpp"
#include "api/wire/conventions.hpp"

namespace rollcall::api::pages {
namespace {

constexpr std::string_view kPolicy =
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'";

// Its address changes with its content, so that browsers can keep it.
std::string style_sheet_path() {
  static const std::string kPath = [] {
    const auto text = style_sheet();
    std::array<unsigned char, crypto_generichash_BYTES> digest{};
    crypto_generichash(digest.data(), digest.size(),
                       reinterpret_cast<const unsigned char*>(text.data()), text.size(), nullptr,
                       0);
    return "/assets/rollcall.css?" +
           wire::base64url({reinterpret_cast<const char*>(digest.data()), 9});
  }();
  return kPath;
}

Html banner(const Page& page) {
  if (page.office.empty()) return {};
  return html(R"(<header class="banner"><div class="bar"><p class="office">{}</p>{}</div></header>
)",
              page.office, page.aside);
}

Html framed(const Page& page) {
  return html(R"(<!doctype html>
<html lang="{}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="/assets/rollcall.svg" type="image/svg+xml">
<link rel="stylesheet" href="{}">
<title>{}</title>
</head>
<body{}>
{}<main id="content">
{}</main>
</body>
</html>
)",
              page.words.tag(), style_sheet_path(), page.title,
              only_if(page.wide, html(R"( class="wide")")), banner(page), page.content);
}

}  // namespace

http::Response shown(unsigned status, const Page& page) {
  http::Response response;
  response.status = status;
  response.body = framed(page).str();
  response.with("Content-Type", "text/html; charset=utf-8")
      .with("Content-Language", std::string(page.words.tag()))
      .with("Content-Security-Policy", std::string(kPolicy));
  return response;
}

Page message(Words words, const Text& heading, Html content) {
  return {.words = words,
          .title = std::string(words(heading)),
          .content = html("<h1>{}</h1>\n{}", words(heading), content)};
}

http::Response redirect(std::string path) {
  http::Response response;
  response.status = 303;
  return response.with("Location", std::move(path));
}

http::Response asset(std::string_view content, std::string_view type) {
  http::Response response;
  response.body = content;
  return response.with("Content-Type", std::string(type))
      .with("Cache-Control", "public, max-age=86400");
}

}  // namespace rollcall::api::pages
