#include "api/handlers/customer_web/content.hpp"

#include <algorithm>

#include "api/content/file_type.hpp"
#include "api/handlers/parts/query.hpp"
#include "api/wire/header_text.hpp"

namespace rollcall::api::handlers {
namespace {

// filename of Content-Disposition (RFC 6266): the extended form's bytes, else the plain one's.
std::string disposition_name(const http::RequestHead& head) {
  constexpr std::string_view kPlain = "filename=", kExtended = "filename*=UTF-8''";
  const auto disposition = wire::header_text(head, "content-disposition");
  std::string name;
  for (auto part : wire::split_list(disposition, ';')) {
    bool is_whole = true;
    if (wire::lower_case(part).starts_with(wire::lower_case(kExtended))) {
      return wire::percent_decode(part.substr(kExtended.size()), is_whole);
    }
    if (!wire::lower_case(part).starts_with(kPlain)) continue;
    part.remove_prefix(kPlain.size());
    if (part.size() >= 2 && part.front() == '"' && part.back() == '"') {
      part = part.substr(1, part.size() - 2);
    }
    name = part;
  }
  return name;
}

// "0000000010 018f…": where an item stands in the office's view of its menu.
std::string place_of(const domain::MenuItem& item) {
  auto order = std::to_string(item.details.order);
  order.insert(0, 10 - std::min<std::size_t>(order.size(), 10), '0');
  return order + ' ' + item.id.uuid.to_string();
}

}  // namespace

void store(const std::shared_ptr<Exchange>& exchange, std::string_view bytes,
           std::function<void()> then) {
  auto& context = exchange->context();
  const bool taken = context.files.post([exchange, bytes, then = std::move(then), &context] {
    if (!context.blobs.put(exchange->office(), bytes)) return exchange->fail(Failure::unreadable);
    context.pool.resume(then);
  });
  if (!taken) exchange->fail(Failure::busy);
}

void store_text(const std::shared_ptr<Exchange>& exchange,
                const std::optional<domain::Markdown>& text, std::function<void()> then) {
  if (!text) return then();
  const auto kept = std::make_shared<const std::string>(text->str());
  store(exchange, *kept, [kept, then = std::move(then)] { then(); });
}

std::optional<domain::MenuFile> read_upload(Exchange& exchange) {
  Query query(exchange);
  auto name = query.text("fileName");
  if (query.refused()) return std::nullopt;
  if (name.empty()) name = disposition_name(exchange.request());
  const auto& bytes = exchange.request().body;
  const auto type = file_type_of(bytes, name);
  if (!type) {
    exchange.reply(wire::problem(415, "unsupported_file_type", ""));
    return std::nullopt;
  }
  return domain::MenuFile{eventstore::hash_of_blob(bytes), static_cast<std::uint32_t>(bytes.size()),
                          *type, domain::FileName::cleaned(name, *type)};
}

http::Response content_response(const Context& context, const eventstore::OfficeId& office,
                                const domain::MenuFile& file) {
  auto bytes = context.blobs.open(office, file.hash);
  if (!bytes || !*bytes) return unreadable_blob();
  http::Response response;
  response.file = *std::move(bytes);
  return response.with("Content-Type", std::string(domain::media_type(file.type)))
      .with("Content-Disposition", wire::attachment(file.name.str()))
      .with("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox")
      .with("Cross-Origin-Resource-Policy", "same-origin");
}

http::Response unreadable_blob() {
  return wire::problem(503, "storage_unreadable", "The storage could not be read.")
      .with("Retry-After", "1");
}

projections::Page<domain::MenuItem> page_of_items(domain::CustomerWebState web,
                                                  const projections::PageRequest& request) {
  auto& items = web.items;
  std::sort(items.begin(), items.end(),
            [](const auto& a, const auto& b) { return place_of(a) < place_of(b); });
  std::erase_if(items, [&](const auto& item) { return place_of(item) <= request.after; });
  if (items.size() <= request.limit) return {std::move(items), ""};
  items.resize(request.limit);
  auto next = place_of(items.back());
  return {std::move(items), std::move(next)};
}

}  // namespace rollcall::api::handlers
