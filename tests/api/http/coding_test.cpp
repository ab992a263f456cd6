// gzip and the tags that go with it.

#include <zlib.h>

#include "api/http/content_coding.hpp"
#include "tests/api/http/scripted_app.hpp"

namespace rollcall::tests::coding_test {
namespace {

std::string gunzip(const std::string& coded) {
  z_stream stream{};
  EXPECT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
  std::string plain(std::size_t{8} << 20, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(coded.data()));
  stream.avail_in = static_cast<uInt>(coded.size());
  stream.next_out = reinterpret_cast<Bytef*>(plain.data());
  stream.avail_out = static_cast<uInt>(plain.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  EXPECT_EQ(stream.avail_in, 0U);
  plain.resize(stream.total_out);
  inflateEnd(&stream);
  return plain;
}

TEST_F(ServerTest, compresses_answers_of_every_size_and_back) {
  start();
  RawClient client = connect();
  for (const int bytes : {1024, 60'000, 65'536, 65'537, 131'072, 1'000'000, 5'000'000}) {
    const std::string target = "/sized?bytes=" + std::to_string(bytes);
    const Answer plain = client.get(target);
    const Answer coded = client.get(target, "Accept-Encoding: gzip\r\n");
    EXPECT_EQ(plain.body.size(), static_cast<std::size_t>(bytes));
    EXPECT_FALSE(plain.has("Content-Encoding"));
    EXPECT_EQ(plain.header("Vary"), "Accept-Encoding");
    EXPECT_EQ(plain.header("ETag"), "\"17.abc\"");
    EXPECT_EQ(coded.header("Content-Encoding"), "gzip");
    EXPECT_EQ(coded.header("Vary"), "Accept-Encoding");
    EXPECT_EQ(coded.header("ETag"), "\"17.abc-gzip\"");
    EXPECT_LT(coded.body.size(), plain.body.size());
    EXPECT_TRUE(gunzip(coded.body) == plain.body) << bytes;
  }
}

TEST_F(ServerTest, says_the_compressed_length_to_head) {
  start();
  RawClient client = connect();
  const Answer get = client.get("/sized?bytes=5000", "Accept-Encoding: gzip\r\n");
  client.send("HEAD /sized?bytes=5000 HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n\r\n");
  const Answer head = client.read_answer(true);
  EXPECT_EQ(head.header("Content-Length"), std::to_string(get.body.size()));
  EXPECT_EQ(head.header("ETag"), get.header("ETag"));
}

TEST_F(ServerTest, guards_compressed_answers_too) {
  start();
  RawClient client = connect();
  client.send(
      "GET /guarded?bytes=5000000&chunks=2 HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n\r\n");
  EXPECT_LE(client.read_to_end().size(), 2U * 64 * 1024 + 500);
  EXPECT_EQ(client.end(), End::reset);
}

struct TypeCase {
  const char* type;
  bool coded;
};
class Types : public ServerTest, public ::testing::WithParamInterface<TypeCase> {};

TEST_P(Types, are_compressed_where_it_pays) {
  start();
  RawClient client = connect();
  const std::string target = std::string("/sized?bytes=2000&type=") + GetParam().type;
  const Answer answer = client.get(target, "Accept-Encoding: gzip\r\n");
  EXPECT_EQ(answer.has("Content-Encoding"), GetParam().coded);
  EXPECT_EQ(answer.has("Vary"), GetParam().coded);
  EXPECT_EQ(answer.header("ETag"), GetParam().coded ? "\"17.abc-gzip\"" : "\"17.abc\"");
}

INSTANTIATE_TEST_SUITE_P(
    all, Types,
    ::testing::Values(TypeCase{"application/json", true},
                      TypeCase{"application/problem%2Bjson", true},
                      TypeCase{"text/csv;%20charset=utf-8", true}, TypeCase{"Text/HTML", true},
                      TypeCase{"application/xml", true}, TypeCase{"application/javascript", true},
                      TypeCase{"application/atom%2Bxml", true}, TypeCase{"image/png", false},
                      TypeCase{"application/zip", false}, TypeCase{"application/jsonx", false}));

TEST_F(ServerTest, leaves_small_answers_as_they_are) {
  start();
  const Answer answer = connect().get("/sized?bytes=1023", "Accept-Encoding: gzip\r\n");
  EXPECT_FALSE(answer.has("Content-Encoding"));
  EXPECT_FALSE(answer.has("Vary"));
  EXPECT_EQ(answer.header("ETag"), "\"17.abc\"");
}

TEST_F(ServerTest, takes_its_suffix_off_tags_that_come_back) {
  start();
  RawClient client = connect();
  const Answer answer = client.get(
      "/echo", "If-None-Match: \"17.abc-gzip\", W/\"18-gzip\", \"19\"\r\nIf-Match: \"a-gzip\"\r\n");
  EXPECT_EQ(answer.header("X-Seen-if-none-match"), "\"17.abc\", W/\"18\", \"19\"");
  EXPECT_EQ(answer.header("X-Seen-if-match"), "\"a\"");
}

TEST_F(ServerTest, gives_304_the_tag_it_was_asked_with) {
  app.answers["/same"] = only(304).with("ETag", "\"17\"");
  start();
  RawClient client = connect();
  const Answer coded = client.get("/same", "If-None-Match: \"17-gzip\"\r\n");
  EXPECT_EQ(coded.header("ETag"), "\"17-gzip\"");
  EXPECT_EQ(coded.header("Vary"), "Accept-Encoding");
  EXPECT_EQ(client.get("/same", "If-None-Match: \"17\"\r\n").header("ETag"), "\"17\"");
}

struct WishCase {
  const char* accept_encoding;
  bool gzip;
};

TEST(CodingWish, reads_accept_encoding) {
  const WishCase cases[] = {
      {"gzip", true},
      {"GZip", true},
      {"x-gzip", true},
      {"deflate, gzip, br", true},
      {"gzip;q=0.5", true},
      {"gzip ; Q=1.0", true},
      {"*", true},
      {"*;q=0, gzip;q=0.001", true},
      {"", false},
      {"identity", false},
      {"br", false},
      {"gzip;q=0", false},
      {"gzip;q=0.000", false},
      {"*, gzip;q=0", false},
      {"gzip;q=0, *", false},
      {"*;q=0", false},
      {"gzipped", false},
  };
  for (const auto& [accept_encoding, gzip] : cases) {
    http::RequestHead head;
    head.headers.push_back({"accept-encoding", accept_encoding});
    EXPECT_EQ(http::take_coding_wish(head).gzip, gzip) << accept_encoding;
  }
  http::RequestHead silent;
  EXPECT_FALSE(http::take_coding_wish(silent).gzip);
}

TEST(Compression, adds_to_the_fields_an_answer_has) {
  const std::pair<const char*, const char*> varies[] = {
      {"Cookie", "Cookie, Accept-Encoding"},
      {"*", "*"},
      {"Cookie, accept-encoding", "Cookie, accept-encoding"},
  };
  for (const auto& [before, after] : varies) {
    http::Response response;
    response.with("vary", before).with("ETag", "W/\"17\"");
    http::mark_compressed(response);
    EXPECT_EQ(*response.header("Vary"), after);
    EXPECT_EQ(*response.header("ETag"), "W/\"17\"") << "weak tags mean both forms";
  }
}

TEST(Compression, leaves_coded_answers_alone) {
  http::Response response;
  response.with("Content-Type", "text/css").with("Content-Encoding", "br");
  response.body.assign(5000, 'a');
  EXPECT_FALSE(http::wants_gzip(response, {.gzip = true}));
  EXPECT_EQ(response.header("Vary"), nullptr);
}

}  // namespace
}  // namespace rollcall::tests::coding_test
