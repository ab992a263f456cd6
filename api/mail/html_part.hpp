#pragma once
// A mail's text as HTML: the same words, its link to press. Loads nothing from anywhere.

#include <string>

#include "api/mail/mail.hpp"

namespace rollcall::api::mail {

std::string html_of(const Mail& mail);

}  // namespace rollcall::api::mail
