#pragma once
// What menu items hold outside of the log: storing it before a command names it, and sending it.

#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "api/app/exchange.hpp"
#include "domain/customer_web/menu.hpp"
#include "projections/paging.hpp"

namespace rollcall::api::handlers {

// Stores bytes on the files' pool, durably, then goes on with `then` on the commands'. 503 if that
// cannot be done now. `bytes` live as long as the exchange.
void store(const std::shared_ptr<Exchange>& exchange, std::string_view bytes,
           std::function<void()> then);
// The same of a text, if there is one.
void store_text(const std::shared_ptr<Exchange>& exchange,
                const std::optional<domain::Markdown>& text, std::function<void()> then);

// The file that a request brings, not stored yet; nullopt and answered (415) if it is of no kind
// that is taken. Its name: ?fileName=, else that of Content-Disposition.
std::optional<domain::MenuFile> read_upload(Exchange& exchange);

// The file as a download that runs nowhere.
http::Response content_response(const Context& context, const eventstore::OfficeId& office,
                                const domain::MenuFile& file);
http::Response unreadable_blob();  // 503

// A page of a menu as the office sees it, in its order.
projections::Page<domain::MenuItem> page_of_items(domain::CustomerWebState web,
                                                  const projections::PageRequest& request);

}  // namespace rollcall::api::handlers
