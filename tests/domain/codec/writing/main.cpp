// codec_files goldens FOLDER   adds the goldens that are missing; changes none
// codec_files lock FILE        brings the schema lock up to date, unless members were lost
// codec_files seeds FOLDER     writes inputs for the fuzzer of event decoding

#include <cstdio>
#include <fstream>

#include "tests/domain/codec/golden_files.hpp"
#include "tests/domain/codec/samples.hpp"
#include "tests/domain/codec/schema_lock.hpp"
#include "tests/domain/codec/test_keys.hpp"

namespace rollcall::codec::test {
namespace {

namespace fs = std::filesystem;

bool write_file(const fs::path& file, const std::string& bytes) {
  if (file.has_parent_path()) fs::create_directories(file.parent_path());
  std::ofstream out(file, std::ios::binary);
  out << bytes;
  return out.good();
}

bool add_goldens(const fs::path& folder) {
  for (const auto& sample : samples()) {
    const auto file = golden_path(folder, sample);
    if (fs::exists(file)) continue;
    const auto payload = encode(sample.event, event_id_of(sample.event), TestKeys{});
    if (!payload || !write_file(file, to_hex(*payload))) return false;
    std::printf("added %s\n", file.c_str());
  }
  return true;
}

bool update_lock(const fs::path& file) {
  const auto current = schema_lines();
  const auto gone = lost(lines_of(read_text(file)), current);
  for (const auto& line : gone)
    std::fprintf(stderr, "refused: the schema lost '%s'\n", line.c_str());
  return gone.empty() && write_file(file, text_of(current));
}

// A fuzzer's input: the type's two bytes, then the payload.
bool write_seeds(const fs::path& folder) {
  for (const auto& sample : samples()) {
    const auto type = domain::type_of(sample.event);
    const auto payload = encode(sample.event, event_id_of(sample.event), OpenKeys{});
    const std::string prefix{static_cast<char>(type >> 8), static_cast<char>(type & 0xff)};
    const auto file = folder / std::string(domain::name_of(sample.event));
    if (!payload || !write_file(file, prefix + *payload)) return false;
  }
  return true;
}

}  // namespace
}  // namespace rollcall::codec::test

int main(int argc, char** argv) {
  using namespace rollcall::codec::test;
  const std::string what = argc == 3 ? argv[1] : "";
  if (what == "goldens") return add_goldens(argv[2]) ? 0 : 1;
  if (what == "lock") return update_lock(argv[2]) ? 0 : 1;
  if (what == "seeds") return write_seeds(argv[2]) ? 0 : 1;
  std::fprintf(stderr, "usage: codec_files goldens FOLDER | lock FILE | seeds FOLDER\n");
  return 2;
}
