// Menu items: what each kind has, and how they are changed.
#include "domain/customer_web/menu.hpp"
#include "tests/domain/customer_web/web_given.hpp"

namespace rollcall::domain::given::items_test {
namespace {

using namespace web_given;

MenuText text(std::uint8_t first) {
  return {{first}, 12};
}
MenuItemDetails page(std::int32_t order = kMenuOrderStep) {
  return {MenuItemKind::page, valid<Name>("Programme"), order, text(1), std::nullopt};
}
MenuItemDetails link(std::int32_t order = kMenuOrderStep) {
  return {MenuItemKind::link, valid<Name>("Weather"), order, std::nullopt,
          valid<WebAddress>("https://yr.example/")};
}
MenuItemDetails file() {
  return {MenuItemKind::file, valid<Name>("Map"), kMenuOrderStep, std::nullopt, std::nullopt};
}
MenuItemAdded made(MenuItemDetails details) {
  return {kItem, kProject, std::move(details)};
}
MenuFile map(std::uint8_t first = 7) {
  return {{first}, 99, FileType::pdf, FileName::cleaned("map.pdf", FileType::pdf)};
}
const MenuItemPublished kPublished{kItem, kProject};
const MenuItemWithdrawn kWithdrawn{kItem, kProject};
const MenuItemDeleted kDeleted{kItem, kProject};
const Then kNotFound = refused(Reason::not_found, "", kItem.uuid);

When add(MenuItemDetails details, std::optional<std::int32_t> order = std::nullopt,
         bool published = true) {
  return [=](const History& history) {
    return decide(history.fold<ProjectState>(facts_of_project(kProject)), web_of(history),
                  AddMenuItem{kItem, kProject, details, order, published});
  };
}
When edit(const EditMenuItem& command) {
  return [command](const History& history) { return decide(web_of(history), command); };
}
template <class Change>
EditMenuItem edit_with(Change change) {
  EditMenuItem command;
  command.item = kItem;
  command.project = kProject;
  change(command);
  return command;
}
When remove() {
  return [](const History& history) {
    return decide(web_of(history), DeleteMenuItem{kItem, kProject});
  };
}
When upload(MenuFile content) {
  return [content](const History& history) {
    return decide(web_of(history), UploadMenuFile{kItem, kProject, content});
  };
}

TEST(AMenuItem, is_added_and_published) {
  check({
      {"a page", project_with(), add(page()), events(made(page()), kPublished)},
      {"a link", project_with(), add(link()), events(made(link()), kPublished)},
      {"a file, its content to come", project_with(), add(file()),
       events(made(file()), kPublished)},
      {"not yet published", project_with(), add(page(), std::nullopt, false), events(made(page()))},
      {"in its place", project_with(), add(page(), 3), events(made(page(3)), kPublished)},
      {"else last", project_with(ticked(25)), add(page()), events(made(page(30)), kPublished)},
      {"no project", {}, add(page()), refused(Reason::not_found, "", kProject.uuid)},
  });
}

TEST(AMenuItem, has_what_its_kind_has) {
  MenuItemDetails bare = page();
  bare.body.reset();
  MenuItemDetails both = link();
  both.body = text(1);
  MenuItemDetails pointed = file();
  pointed.url = valid<WebAddress>("https://yr.example/");
  check({
      {"a page without body", project_with(), add(bare), refused(Reason::required, "/body")},
      {"a link with one", project_with(), add(both), refused(Reason::unknown_value, "/body")},
      {"a file with an address", project_with(), add(pointed, kMaxMenuOrder + 1),
       refused({{Reason::unknown_value, "/url", {}, "", 0},
                {Reason::out_of_range, "/order", {}, "", 0}})},
  });
}

TEST(AMenuItem, is_one_of_a_bounded_number) {
  History full = project_with();
  for (std::uint16_t n = 0; n < kMaxMenuItems; ++n) {
    full.add(MenuItemAdded{id<MenuItemId>(static_cast<std::uint16_t>(100 + n)), kProject, link()});
  }
  History less = full;
  less.add(MenuItemDeleted{id<MenuItemId>(100), kProject});
  check({{"full", full, add(link()), refused(Reason::menu_full)},
         {"one less", less, add(link()), events(made(link(20)), kPublished)}});
}

TEST(AMenuItem, changes_in_what_is_given) {
  const auto renamed = edit_with([](auto& command) { command.title = valid<Name>("Plan"); });
  MenuItemDetails as_renamed = page();
  as_renamed.title = valid<Name>("Plan");
  const auto rewritten = edit_with([](auto& command) {
    command.body = text(2);
    command.order = 4;
    command.published = false;
  });
  MenuItemDetails as_rewritten = page(4);
  as_rewritten.body = text(2);
  const auto same = edit_with([](auto& command) {
    command.body = text(1);
    command.published = true;
  });
  const auto other_kind = edit_with([](auto& command) {
    command.url = valid<WebAddress>("https://yr.example/");
    command.order = -1;
  });
  const History shown = project_with(made(page()), kPublished);
  check({
      {"its title", shown, edit(renamed), events(MenuItemEdited{kItem, kProject, as_renamed})},
      {"several", shown, edit(rewritten),
       events(MenuItemEdited{kItem, kProject, as_rewritten}, kWithdrawn)},
      {"nothing", shown, edit(same), nothing()},
      {"to what it cannot have", shown, edit(other_kind),
       refused({{Reason::unknown_value, "/url", {}, "", 0},
                {Reason::out_of_range, "/order", {}, "", 0}})},
      {"published again", project_with(made(page()), kPublished, kWithdrawn), edit(same),
       events(kPublished)},
      {"deleted", project_with(made(page()), kDeleted), edit(renamed), kNotFound},
      {"no such item", project_with(), edit(renamed), kNotFound},
  });
}

TEST(AMenuItem, is_deleted_once) {
  check({{"there", project_with(made(page())), remove(), events(kDeleted)},
         {"again", project_with(made(page()), kDeleted), remove(), kNotFound}});
}

TEST(AFileItem, takes_a_file) {
  const MenuFileUploaded uploaded{kItem, kProject, map()};
  check({
      {"its first", project_with(made(file())), upload(map()), events(uploaded)},
      {"the same", project_with(made(file()), uploaded), upload(map()), nothing()},
      {"another", project_with(made(file()), uploaded), upload(map(8)),
       events(MenuFileUploaded{kItem, kProject, map(8)})},
      {"a page does not", project_with(made(page())), upload(map()), refused(Reason::not_a_file)},
      {"nobody", project_with(), upload(map()), kNotFound},
  });
}

TEST(AMenu, shows_what_is_published_in_order) {
  const auto second = id<MenuItemId>(9);
  const History history = project_with(
      ticked(20), made(link(20)), kPublished, MenuItemAdded{second, kProject, page(10)},
      MenuItemPublished{second, kProject}, MenuItemAdded{id<MenuItemId>(10), kProject, page(5)},
      MenuItemAdded{id<MenuItemId>(11), kProject, file()},
      MenuItemPublished{id<MenuItemId>(11), kProject});
  const auto web = web_of(history);
  const auto menu = menu_of(web, settings(), ProjectStatus::confirmed);
  ASSERT_EQ(menu.size(), 3u);
  EXPECT_EQ(menu[0].item->id, second);
  EXPECT_EQ(menu[1].list->list, kList);
  EXPECT_EQ(menu[2].item->id, kItem);
  EXPECT_EQ(menu_of(web, settings(true), ProjectStatus::confirmed).size(), 2u);
  EXPECT_EQ(menu_of(web, settings(), ProjectStatus::cancelled).size(), 2u);
}

}  // namespace
}  // namespace rollcall::domain::given::items_test
