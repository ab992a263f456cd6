#include "api/pages/customer_web.hpp"

#include "api/pages/forms.hpp"
#include "api/pages/texts.hpp"

namespace rollcall::api::pages {
namespace {

Page framed(const VisitorFrame& frame, std::string title, Html content) {
  const auto sign_out =
      form_to("/sign-in", hidden("step", "sign-out") + hidden("key", frame.form_key) +
                              button(frame.words(texts::kSignOut), Weight::quiet));
  return {.words = frame.words,
          .title = std::move(title),
          .office = frame.office,
          .aside = html("<div class=\"visitor\"><span>{}</span>{}</div>", frame.visitor, sign_out),
          .content = std::move(content),
          .wide = true};
}

Html project_entry(Words words, const ProjectLink& project) {
  const auto days = project.end && *project.end != project.start
                        ? words(texts::kFromTo, words.date(project.start), words.date(*project.end))
                        : words.date(project.start);
  return html("<li><a href=\"{}\">{}</a><span>{}</span></li>\n", project.path, project.name, days);
}

const Text& kind_text(MenuLink::Kind kind) {
  switch (kind) {
    case MenuLink::Kind::offer:
      return texts::kOfferKind;
    case MenuLink::Kind::page:
      return texts::kPageKind;
    case MenuLink::Kind::link:
      return texts::kLinkKind;
    case MenuLink::Kind::file:
      return texts::kFileKind;
    case MenuLink::Kind::list:
      break;
  }
  return texts::kListKind;
}

Html menu_link(Words words, const MenuLink& link, const std::string& current) {
  const bool leads_away = link.kind == MenuLink::Kind::link;
  return html("<li><a href=\"{}\"{}{}>{}</a><span>{}</span></li>\n", link.path,
              only_if(leads_away, html(R"( rel="noopener noreferrer nofollow external")")),
              only_if(link.path == current, html(R"( aria-current="page")")), link.title,
              words(kind_text(link.kind)));
}

Html menu_list(const VisitorFrame& frame, const Menu& menu, const std::string& current) {
  Html links;
  for (const auto& link : menu.links) links += menu_link(frame.words, link, current);
  return html("<ul>\n{}</ul>\n", links);
}

Html other_projects(const VisitorFrame& frame, const Menu& menu) {
  return only_if(menu.chosen, html("<p class=\"aside\"><a href=\"/customer-web\">{}</a></p>\n",
                                   frame.words(texts::kOtherProjects)));
}

}  // namespace

Page projects_page(const VisitorFrame& frame, const std::vector<ProjectLink>& projects) {
  const auto title = frame.words(projects.empty() ? texts::kNoProjects : texts::kYourProjects);
  auto content = html("<h1>{}</h1>\n", title);
  if (projects.empty()) content += paragraph(frame.words(texts::kNoProjectsWhy));
  Html entries;
  for (const auto& project : projects) entries += project_entry(frame.words, project);
  content += only_if(!projects.empty(), html("<ul class=\"entries\">\n{}</ul>\n", entries));
  return framed(frame, std::string(title), content);
}

Page menu_page(const VisitorFrame& frame, const Menu& menu) {
  const auto links =
      menu.links.empty()
          ? html("<p class=\"empty\">{}</p>\n", frame.words(texts::kNothingPublished))
          : html("<nav class=\"entries\" aria-label=\"{}\">\n{}</nav>\n", frame.words(texts::kMenu),
                 menu_list(frame, menu, ""));
  return framed(frame, menu.project,
                html("<h1>{}</h1>\n", menu.project) + links + other_projects(frame, menu));
}

Page item_page(const VisitorFrame& frame, const Menu& menu, const std::string& current,
               const std::string& title, const Html& content) {
  return framed(frame, title + " · " + menu.project,
                html(R"(<div class="web">
<nav class="side" aria-label="{}">
<p><a href="{}">{}</a></p>
{}{}</nav>
<article>
<h1>{}</h1>
{}</article>
</div>
)",
                     frame.words(texts::kMenu), menu.path, menu.project,
                     menu_list(frame, menu, current), other_projects(frame, menu), title, content));
}

Page not_there_page(const VisitorFrame& frame) {
  const auto title = frame.words(texts::kNotThere);
  return framed(frame, std::string(title),
                html("<h1>{}</h1>\n<p>{}</p>\n<p><a href=\"/customer-web\">{}</a></p>\n", title,
                     frame.words(texts::kNotThereWhy), frame.words(texts::kToStart)));
}

}  // namespace rollcall::api::pages
