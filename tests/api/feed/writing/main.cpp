// Prints what the repository keeps of the feed, after an event was added or changed:
//
//   build/release/feed_files events > tests/golden/feed.ndjson
//   build/release/feed_files asyncapi | python3 -m json.tool --indent 2 --no-ensure-ascii \
//     > docs/asyncapi.json

#include <cstdio>
#include <string_view>

#include "api/feed/asyncapi.hpp"
#include "tests/api/feed/rendered.hpp"

int main(int argc, char** argv) {
  namespace feed = rollcall::api::feed;
  const std::string_view what = argc == 2 ? argv[1] : "";
  if (what == "asyncapi") return std::puts(feed::asyncapi_document().c_str()) < 0;
  if (what != "events") {
    std::fputs("feed_files events | asyncapi\n", stderr);
    return 64;
  }
  for (const auto& line : feed::rendered_samples()) std::puts(line.c_str());
  return 0;
}
