# Compiler settings of every target of ours; each links `rollcall_options` privately.
add_library(rollcall_options INTERFACE)
target_include_directories(rollcall_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(rollcall_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion
  "SHELL:-Xclang -fno-pch-timestamp")   # lets ccache keep precompiled headers
target_link_options(rollcall_options INTERFACE -fuse-ld=lld -Wl,-z,relro,-z,now)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
if(CMAKE_BUILD_TYPE STREQUAL "Release")
  target_compile_definitions(rollcall_options INTERFACE _FORTIFY_SOURCE=2)
endif()
if(NOT ROLLCALL_SANITIZE)  # ASan sees more of the stack
  target_compile_options(rollcall_options INTERFACE -fstack-protector-strong)
endif()
# What programs allocate with; sanitizers bring their own.
add_library(rollcall_allocator INTERFACE)
if(NOT ROLLCALL_SANITIZE)
  target_link_libraries(rollcall_allocator INTERFACE PkgConfig::jemalloc)
endif()
if(ROLLCALL_WERROR)
  target_compile_options(rollcall_options INTERFACE -Werror)
endif()
if(ROLLCALL_SANITIZE)
  target_compile_options(rollcall_options INTERFACE
    -fsanitize=${ROLLCALL_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  # Without PIE a sanitized program starts a tenth faster: it has very many addresses to fix.
  target_link_options(rollcall_options INTERFACE -fsanitize=${ROLLCALL_SANITIZE} -no-pie)
endif()
if(ROLLCALL_COVERAGE)
  target_compile_options(rollcall_options INTERFACE -fprofile-instr-generate -fcoverage-mapping)
  target_link_options(rollcall_options INTERFACE -fprofile-instr-generate)
endif()

# One library per folder: its sources are the folder's, its public headers start at the root.
function(rollcall_library name)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "main\\.cpp$")
  add_library(${name} STATIC ${sources})
  target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(${name} PRIVATE rollcall_options)
  target_precompile_headers(${name} PRIVATE
    <algorithm> <array> <chrono> <cstdint> <functional> <map> <memory> <optional>
    <string> <string_view> <unordered_map> <utility> <variant> <vector>)
endfunction()
