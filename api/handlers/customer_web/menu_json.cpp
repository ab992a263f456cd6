#include "api/handlers/customer_web/menu_json.hpp"

#include <array>

#include "api/content/markdown.hpp"

namespace rollcall::api::handlers {
namespace {

using domain::MenuItemKind;

struct KindName {
  MenuItemKind kind;
  std::string_view name;
};
constexpr std::array kKinds = {
    KindName{MenuItemKind::offer, "offer"}, KindName{MenuItemKind::page, "page"},
    KindName{MenuItemKind::link, "link"}, KindName{MenuItemKind::file, "file"}};

std::string hex_of(const domain::ContentHash& hash) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const auto byte : hash) (text += kDigits[byte >> 4]) += kDigits[byte & 15];
  return text;
}

void write_file(json::Writer& out, const std::optional<domain::MenuFile>& file) {
  if (!file) {
    out.null_field("file");
    return;
  }
  out.begin_object("file").field("name", file->name.str());
  out.field("mediaType", domain::media_type(file->type));
  out.field("size", file->size).field("sha256", hex_of(file->hash)).end_object();
}

void write_for_office(json::Writer& out, domain::ProjectId project, const domain::MenuItem& item) {
  write_headline(out, item);
  out.field("projectId", project.uuid.to_string());
  out.field("order", std::int64_t{item.details.order}).field("published", item.published);
  out.field("addedAt", item.added_at.to_string()).field("changedAt", item.changed_at.to_string());
}

}  // namespace

std::string_view name_of(MenuItemKind kind) {
  for (const auto& each : kKinds) {
    if (each.kind == kind) return each.name;
  }
  return "";
}

std::optional<MenuItemKind> menu_item_kind(std::string_view name) {
  for (const auto& each : kKinds) {
    if (each.name == name) return each.kind;
  }
  return std::nullopt;
}

std::optional<std::string> read_body(const Context& context, const eventstore::OfficeId& office,
                                     const domain::MenuItem& item) {
  if (!item.details.body) return "";
  const auto bytes = context.blobs.open(office, item.details.body->hash);
  if (!bytes || !*bytes) return std::nullopt;
  return std::string(**bytes);
}

void write_headline(json::Writer& out, const domain::MenuItem& item) {
  out.field("id", item.id.uuid.to_string()).field("kind", name_of(item.details.kind));
  out.field("title", item.details.title.str()).key("url");
  item.details.url ? out.value(item.details.url->str()) : out.null();
  write_file(out, item.file);
}

void write_body(json::Writer& out, const domain::MenuItem& item, const std::string& body) {
  if (!item.details.body) {
    out.null_field("body").null_field("html");
    return;
  }
  out.field("body", body).field("html", render_markdown(body));
}

void write_item_headline(json::Writer& out, domain::ProjectId project,
                         const domain::MenuItem& item) {
  out.begin_object();
  write_for_office(out, project, item);
  out.end_object();
}

std::string item_json(domain::ProjectId project, const domain::MenuItem& item,
                      const std::string& body) {
  json::Writer out;
  out.begin_object();
  write_for_office(out, project, item);
  write_body(out, item, body);
  return out.end_object().finish();
}

}  // namespace rollcall::api::handlers
