#pragma once
// Menu items as JSON, for the office and for contact persons.

#include <optional>
#include <string>

#include "api/app/exchange.hpp"
#include "api/json/writer.hpp"
#include "domain/customer_web/menu.hpp"

namespace rollcall::api::handlers {

std::string_view name_of(domain::MenuItemKind kind);
std::optional<domain::MenuItemKind> menu_item_kind(std::string_view name);

// An item's Markdown as it was written; nullopt: the blob cannot be read. "" if it has none.
std::optional<std::string> read_body(const Context& context, const eventstore::OfficeId& office,
                                     const domain::MenuItem& item);

// Members of the object at hand that everybody sees: id, kind, title, url, file.
void write_headline(json::Writer& out, const domain::MenuItem& item);
// And body and html, null where the kind has none.
void write_body(json::Writer& out, const domain::MenuItem& item, const std::string& body);

// For the office.
void write_item_headline(json::Writer& out, domain::ProjectId project,
                         const domain::MenuItem& item);
std::string item_json(domain::ProjectId project, const domain::MenuItem& item,
                      const std::string& body);

}  // namespace rollcall::api::handlers
