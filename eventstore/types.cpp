#include "eventstore/types.hpp"

#include "eventstore/check.hpp"

namespace rollcall::eventstore {

std::string_view to_string(Error error) {
  switch (error) {
    case Error::conflict:
      return "conflict";
    case Error::key_reused:
      return "key_reused";
    case Error::overloaded:
      return "overloaded";
    case Error::outcome_unknown:
      return "outcome_unknown";
    case Error::stopped:
      return "stopped";
    case Error::invalid:
      return "invalid";
    case Error::io:
      return "io";
    case Error::corrupt:
      return "corrupt";
  }
  CHECK(false);
}

}  // namespace rollcall::eventstore
