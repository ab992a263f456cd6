#pragma once
// Faults of what a client sent, and the words for them.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "domain/values/result.hpp"

namespace rollcall::api::json {

inline constexpr std::size_t kMaxFaults = 1'000;      // of one answer
inline constexpr std::size_t kMaxPointerBytes = 512;  // a fault below points at its nearest parent

// One fault. `code` is stable and for machines; `detail` for people, without values.
struct Fault {
  std::string pointer;  // RFC 6901
  std::string code;     // required, type, unknown_field, … or a domain reason's name
  std::string detail;
  bool operator==(const Fault&) const = default;
};

// Keeps the first kMaxFaults - 1 faults and counts the rest, so that no input can make an answer
// much larger than itself. Not thread-safe.
class FaultList {
 public:
  void add(std::string pointer, std::string code, std::string detail);
  bool empty() const { return faults_.empty(); }
  // All of them in order of pointer (numbers by value); if some were left out, the last one has the
  // code more_faults and says how many. Leaves the list empty.
  std::vector<Fault> take();

 private:
  std::vector<Fault> faults_;
  std::size_t left_out_ = 0;
};

// `parent` and one more token, escaped (RFC 6901, 3); `parent` alone if that would be too long.
std::string child_pointer(std::string_view parent, std::string_view token);

// The stable word for a reason of the domain, and a sentence for people about any code of ours
// ("" for one it does not know). Neither names anything that was sent.
std::string_view code_of(domain::Reason reason);
std::string_view sentence_of(std::string_view code);
// The sentence, and the refusal's own closed word or number.
std::string sentence_of(const domain::Refusal& refusal);

}  // namespace rollcall::api::json
