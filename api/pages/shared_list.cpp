#include "api/pages/shared_list.hpp"

#include "api/pages/forms.hpp"
#include "api/pages/list_head.hpp"
#include "api/pages/texts.hpp"

namespace rollcall::api::pages {

Page shared_list_page(const SharedListPage& of) {
  const auto& [words, table, path, cursor, leafing, zone, changes] = of.view;
  return {.words = words,
          .title = table.name,
          .office = of.office.name.str(),
          .aside = form_to(path, hidden("step", "sign-out") + hidden("key", of.form_key) +
                                     button(words(texts::kSignOut), Weight::quiet)),
          .content =
              html("<h1>{}</h1>\n", table.name) +
              list_head({words, path, of.office, of.as_of, table.changed_at, of.share.valid_until,
                         of.share.may_download, receipt_path(of.share.id, of.access)}) +
              list_view(of.view),
          .wide = true};
}

std::string shared_list_path(domain::ShareId share) {
  return "/l/" + share.uuid.to_string();
}

std::string receipt_path(domain::ShareId share, domain::AccessId access) {
  return shared_list_path(share) + "/receipts/" + access.uuid.to_string();
}

}  // namespace rollcall::api::pages
