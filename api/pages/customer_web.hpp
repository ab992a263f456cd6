#pragma once
// Customer web, as a customer's contact person sees it.

#include <optional>
#include <string>
#include <vector>

#include "api/pages/frame.hpp"
#include "domain/values/time.hpp"

namespace rollcall::api::pages {

// Around every page: whose it is and who reads it.
struct VisitorFrame {
  Words words;
  std::string office;
  std::string visitor;   // their name
  std::string form_key;  // of the session it is shown in
};

struct ProjectLink {
  std::string path;
  std::string name;
  domain::Date start;
  std::optional<domain::Date> end;
};
Page projects_page(const VisitorFrame& frame, const std::vector<ProjectLink>& projects);

// What a menu entry leads to: pages of ours stay here, addresses lead away, files are downloads.
struct MenuLink {
  enum class Kind : std::uint8_t { offer, page, link, file, list };
  Kind kind{};
  std::string path;
  std::string title;
};
struct Menu {
  std::string project;
  std::string path;  // of the project
  std::vector<MenuLink> links;
  bool chosen = false;  // among several projects
};
// `current`: the path of the entry shown.
Page menu_page(const VisitorFrame& frame, const Menu& menu);
Page item_page(const VisitorFrame& frame, const Menu& menu, const std::string& current,
               const std::string& title, const Html& content);

// What is not there, or not theirs, alike.
Page not_there_page(const VisitorFrame& frame);

}  // namespace rollcall::api::pages
