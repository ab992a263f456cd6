#pragma once
// A project's customer web: the menu of items, the lists that are ticked for it, and who visits it.

#include <optional>
#include <variant>
#include <vector>

#include "domain/contact.hpp"
#include "domain/list.hpp"
#include "domain/office.hpp"
#include "domain/project.hpp"
#include "domain/proposal.hpp"
#include "domain/values/file.hpp"
#include "domain/values/web_address.hpp"

namespace rollcall::domain {

enum class MenuItemKind : std::uint8_t { offer = 1, page = 2, link = 3, file = 4 };
constexpr bool has_body(MenuItemKind kind) {
  return kind == MenuItemKind::offer || kind == MenuItemKind::page;
}

inline constexpr std::size_t kMaxMenuItems = 200;  // of a project
inline constexpr std::int32_t kMaxMenuOrder = 100'000;
inline constexpr std::int32_t kMenuOrderStep = 10;  // between an entry and the next new one

// Markdown, whose bytes lie in the blob folder under their hash: an event cannot hold a long one.
struct MenuText {
  ContentHash hash{};
  std::uint32_t size = 0;  // bytes
  bool operator==(const MenuText&) const = default;
};
// A file of the blob folder.
struct MenuFile {
  ContentHash hash{};
  std::uint32_t size = 0;  // bytes
  FileType type{};
  FileName name;
  bool operator==(const MenuFile&) const = default;
};
struct MenuItemDetails {
  MenuItemKind kind{};
  Name title;
  std::int32_t order = 0;         // ascending in the menu; 0 to kMaxMenuOrder
  std::optional<MenuText> body;   // of offers and pages
  std::optional<WebAddress> url;  // of links
  bool operator==(const MenuItemDetails&) const = default;
};

// ---- Events --------------------------------------------------------------------------------

struct ListPublishedOnCustomerWeb {  // ticked; or, when it was, changed in one of these
  static constexpr EventType kType = 110;
  static constexpr std::string_view kName = "ListPublishedOnCustomerWeb";
  ListId list;
  ProjectId project;
  std::vector<Column> columns;  // what shows; never widens by itself
  std::optional<Name> title;    // in the menu; nullopt: the list's name
  std::int32_t order = 0;
  bool operator==(const ListPublishedOnCustomerWeb&) const = default;
};
enum class WithdrawalCause : std::uint8_t { unticked = 1, list_deleted = 2, project_cancelled = 3 };
struct ListWithdrawnFromCustomerWeb {
  static constexpr EventType kType = 111;
  static constexpr std::string_view kName = "ListWithdrawnFromCustomerWeb";
  ListId list;
  ProjectId project;
  WithdrawalCause cause{};
  bool operator==(const ListWithdrawnFromCustomerWeb&) const = default;
};
struct MenuItemAdded {
  static constexpr EventType kType = 112;
  static constexpr std::string_view kName = "MenuItemAdded";
  MenuItemId item;
  ProjectId project;
  MenuItemDetails details;
  bool operator==(const MenuItemAdded&) const = default;
};
struct MenuItemEdited {
  static constexpr EventType kType = 113;
  static constexpr std::string_view kName = "MenuItemEdited";
  MenuItemId item;
  ProjectId project;
  MenuItemDetails details;
  bool operator==(const MenuItemEdited&) const = default;
};
struct MenuItemPublished {
  static constexpr EventType kType = 114;
  static constexpr std::string_view kName = "MenuItemPublished";
  MenuItemId item;
  ProjectId project;
  bool operator==(const MenuItemPublished&) const = default;
};
struct MenuItemWithdrawn {
  static constexpr EventType kType = 115;
  static constexpr std::string_view kName = "MenuItemWithdrawn";
  MenuItemId item;
  ProjectId project;
  bool operator==(const MenuItemWithdrawn&) const = default;
};
struct MenuItemDeleted {
  static constexpr EventType kType = 116;
  static constexpr std::string_view kName = "MenuItemDeleted";
  MenuItemId item;
  ProjectId project;
  bool operator==(const MenuItemDeleted&) const = default;
};
struct MenuFileUploaded {
  static constexpr EventType kType = 117;
  static constexpr std::string_view kName = "MenuFileUploaded";
  MenuItemId item;
  ProjectId project;
  MenuFile file;
  bool operator==(const MenuFileUploaded&) const = default;
};
using CustomerWebEvent = std::variant<ListPublishedOnCustomerWeb, ListWithdrawnFromCustomerWeb,
                                      MenuItemAdded, MenuItemEdited, MenuItemPublished,
                                      MenuItemWithdrawn, MenuItemDeleted, MenuFileUploaded>;

// ---- State ---------------------------------------------------------------------------------

struct PublishedList {
  ListId list;
  std::vector<Column> columns;
  std::optional<Name> title;
  std::int32_t order = 0;
  Instant changed_at;
  std::uint64_t version = 0;
};
struct MenuItem {
  MenuItemId id;
  MenuItemDetails details;
  std::optional<MenuFile> file;  // of a file item, once there is one
  bool published = false;
  Instant added_at;
  Instant changed_at;
  std::uint64_t version = 0;
  // Contact persons can see it.
  bool shows() const { return published && (details.kind != MenuItemKind::file || file); }
};
struct CustomerWebState {
  std::vector<PublishedList> lists;  // ticked ones, in the order they were ticked
  std::vector<MenuItem> items;       // in the order they were added
  const PublishedList* list(ListId id) const&;
  const PublishedList* list(ListId id) const&& = delete;  // it would point into what is gone
  const MenuItem* item(MenuItemId id) const&;
  const MenuItem* item(MenuItemId id) const&& = delete;
  std::vector<ListId> ticked() const;
};
FactQueries facts_of_customer_web(ProjectId project);
CustomerWebState evolve(CustomerWebState state, const Recorded& recorded);

// Why no list is on the customer web, ticked or not: automatic_offer_login (the office has
// automatic login for offers), project_cancelled. nullopt: ticked lists are.
std::optional<Reason> lists_unavailable(const OfficeSettings& office, ProjectStatus status);

// An entry of the menu as contact persons see it. One of `list` and `item` is set.
struct MenuEntry {
  std::int32_t order = 0;
  const PublishedList* list = nullptr;
  const MenuItem* item = nullptr;
};
// What shows, in order; entries of the same order: lists first, then as they were added. The
// entries point into `web`.
std::vector<MenuEntry> menu_of(const CustomerWebState& web, const OfficeSettings& office,
                               ProjectStatus status);

// ---- Lists ---------------------------------------------------------------------------------

struct CustomerWebFacts {
  OfficeState office;
  ProjectState project;
  CustomerWebState web;
};
struct PublishList {
  ListId list;
  ProjectId project;
  std::optional<std::vector<Column>> columns;  // default: as ticked before, else the list's
  std::optional<Name> title;                   // default: as before
  bool clears_title = false;
  std::optional<std::int32_t> order;  // default: as before, else last
};
// Ticks a list, or changes how it shows. not_found: none of the project's. automatic_offer_login,
// project_cancelled: not now. column_not_in_list, duplicate at /columns/N; out_of_range at /order.
// As it is already: no event.
Result<Proposals> decide(const CustomerWebFacts& facts, const ListState& list,
                         const PublishList& command);

struct WithdrawList {
  ListId list;
  ProjectId project;
};
// Unticks it, at any time. Not ticked: no event.
Result<Proposals> decide(const CustomerWebState& web, const ListState& list,
                         const WithdrawList& command);
// Adds the withdrawal of lists when what they hang on ends: of one, if it is ticked, or of all of a
// project.
void withdraw(const CustomerWebState& web, ListId list, ProjectId project, WithdrawalCause cause,
              Proposals& proposals);
void withdraw_all(const std::vector<ListId>& ticked, ProjectId project, WithdrawalCause cause,
                  Proposals& proposals);

// ---- Items ---------------------------------------------------------------------------------

struct AddMenuItem {
  MenuItemId item;
  ProjectId project;
  MenuItemDetails details;
  std::optional<std::int32_t> order;  // default: last
  bool published = true;
};
// Offers and pages have a body, links a url, and nobody else has: required or unknown_value at
// /body, /url. out_of_range at /order. menu_full: kMaxMenuItems are there.
Result<Proposals> decide(const ProjectState& project, const CustomerWebState& web,
                         const AddMenuItem& command);

struct EditMenuItem {
  MenuItemId item;
  ProjectId project;
  std::optional<Name> title;
  std::optional<std::int32_t> order;
  std::optional<MenuText> body;
  std::optional<WebAddress> url;
  std::optional<bool> published;
};
// Changes what is given, by the same rules. As it was: no event.
Result<Proposals> decide(const CustomerWebState& web, const EditMenuItem& command);

struct DeleteMenuItem {
  MenuItemId item;
  ProjectId project;
};
Result<Proposals> decide(const CustomerWebState& web, const DeleteMenuItem& command);

struct UploadMenuFile {
  MenuItemId item;
  ProjectId project;
  MenuFile file;
};
// not_a_file: the item is of another kind. The same file under the same name: no event.
Result<Proposals> decide(const CustomerWebState& web, const UploadMenuFile& command);

// ---- Visits --------------------------------------------------------------------------------

// Does the project's customer web open to this person? To customers' contact persons who are on the
// project as that, and active; never to suppliers'.
bool may_visit(const ProjectState& project, ContactId contact, const ContactStanding& standing);

}  // namespace rollcall::domain
