// What is kept of the feed in the repository is what the program says.

#include <gtest/gtest.h>

#include "api/feed/asyncapi.hpp"
#include "tests/api/feed/rendered.hpp"
#include "tests/api/fixture.hpp"
#include "tests/support/folders.hpp"

namespace rollcall::api::feed::golden_test {
namespace {

const std::filesystem::path kSource = ROLLCALL_SOURCE_DIR;
constexpr std::string_view kHow = "see tests/api/feed/writing/main.cpp";

std::string minified(std::string text) {
  http::Response response;
  response.body = std::move(text);
  return Answer(std::move(response)).json();
}

TEST(FeedGolden, events_are_written_as_they_were) {
  std::string all;
  for (const auto& line : rendered_samples()) all += line + "\n";
  EXPECT_TRUE(all == tests::read_file(kSource / "tests/golden/feed.ndjson")) << kHow;
}

TEST(FeedGolden, the_document_is_the_one_in_docs) {
  const auto kept = tests::read_file(kSource / "docs/asyncapi.json");
  EXPECT_TRUE(minified(asyncapi_document()) == minified(kept)) << kHow;
  Api api;
  EXPECT_EQ(api.get("/asyncapi.json", kNobody).body, asyncapi_document());
}

}  // namespace
}  // namespace rollcall::api::feed::golden_test
