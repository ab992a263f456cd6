#pragma once
// The order of texts for people: Unicode root collation (ICU).

#include <string>

namespace rollcall::domain {

// Bytes that compare as the texts do. An empty text has an empty key, no other has.
std::string collation_key(const std::string& text);

}  // namespace rollcall::domain
