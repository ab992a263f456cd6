#include <cstddef>
#include <cstdint>
#include <string_view>

#include "tests/fuzz/markdown_check.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  rollcall::tests::check_markdown({reinterpret_cast<const char*>(data), size});
  return 0;
}
