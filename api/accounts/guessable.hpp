#pragma once
// Passwords that are easy to guess: common ones, names, keyboard rows, dates, repetitions, and
// what is known of the person.

#include <string>
#include <string_view>
#include <vector>

namespace rollcall::api {

// `about`: names, address and so on of whose password it is.
bool is_guessable(std::string_view password, const std::vector<std::string>& about);

}  // namespace rollcall::api
