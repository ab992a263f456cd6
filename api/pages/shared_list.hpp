#pragma once
// The shared list, as its receiver sees it.

#include "api/pages/frame.hpp"
#include "api/pages/list_view.hpp"
#include "domain/office.hpp"
#include "domain/share.hpp"

namespace rollcall::api::pages {

struct SharedListPage {
  ListView view;
  const domain::ShareState& share;
  const domain::OfficeSettings& office;
  domain::Instant as_of;
  std::string form_key;  // of the session it is shown in
  domain::AccessId access;
};
Page shared_list_page(const SharedListPage& of);

// "/l/{shareId}"
std::string shared_list_path(domain::ShareId share);
std::string receipt_path(domain::ShareId share, domain::AccessId access);

}  // namespace rollcall::api::pages
