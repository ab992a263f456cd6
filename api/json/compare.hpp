#pragma once
// Where two JSON texts say different things.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rollcall::api::json {

// RFC 6901 pointers of every value of `given` that is not as in `expected`, that is missing in it,
// or that `expected` does not have; in the order of `expected`. White space and the order of
// members say nothing. nullopt: one of them is no JSON object that a request body could be.
std::optional<std::vector<std::string>> differences(std::string_view given,
                                                    std::string_view expected);

}  // namespace rollcall::api::json
