// Bodies that are made while they are sent.

#include <deque>
#include <future>

#include "tests/api/http/scripted_app.hpp"

namespace rollcall::tests::stream_test {
namespace {

using End = http::BodyStream::End;
using Then = http::Piece::Then;

constexpr std::chrono::seconds kPatience{10};
constexpr int kTooMany = 500;  // pieces, for what the kernel holds

// Gives the pieces that it is told to give, and remembers how it ended.
class TestStream : public http::BodyStream {
 public:
  explicit TestStream(bool endless = false) : endless_(endless) {}

  void next(std::function<void(http::Piece)> give) override {
    {
      const std::lock_guard lock(mutex_);
      ++asked_;
      changed_.notify_all();
      if (pieces_.empty()) {
        give_ = std::move(give);
        return;
      }
    }
    give(taken());
  }
  bool endless() const override { return endless_; }
  void ended(End how) override { end_.set_value(how); }

  void put(std::string bytes, Then then = Then::more) {
    std::function<void(http::Piece)> give;
    {
      const std::lock_guard lock(mutex_);
      pieces_.push_back({std::move(bytes), then});
      give = std::exchange(give_, nullptr);
    }
    if (give) give(taken());
  }
  void drop() { std::exchange(give_, nullptr); }

  void wait_until_asked(int times) {
    std::unique_lock lock(mutex_);
    EXPECT_TRUE(changed_.wait_for(lock, kPatience, [&] { return asked_ >= times; }));
  }
  int asked() {
    const std::lock_guard lock(mutex_);
    return asked_;
  }
  End end() {
    auto end = end_.get_future();
    if (end.wait_for(kPatience) == std::future_status::ready) return end.get();
    ADD_FAILURE() << "the stream was not ended";
    return {};
  }

 private:
  http::Piece taken() {
    const std::lock_guard lock(mutex_);
    auto piece = std::move(pieces_.front());
    pieces_.pop_front();
    return piece;
  }

  const bool endless_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<http::Piece> pieces_;
  std::function<void(http::Piece)> give_;
  int asked_ = 0;
  std::promise<End> end_;
};

class StreamTest : public ServerTest {
 protected:
  void serve(std::function<bool()> still_allowed = nullptr) {
    http::Response response;
    response.with("Content-Type", "text/plain");
    response.stream = stream;
    response.still_allowed = std::move(still_allowed);
    app.answers["/stream"] = std::move(response);
    start();
  }
  static void ask(const RawClient& client, std::string_view version = "1.1") {
    client.send("GET /stream HTTP/" + std::string(version) + "\r\nHost: x\r\n\r\n");
  }
  static void ask_and_close(const RawClient& client) {
    client.send("GET /stream HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  }
  static std::string body_of(const std::string& answer) {
    return answer.substr(answer.find("\r\n\r\n") + 4);
  }

  std::shared_ptr<TestStream> stream = std::make_shared<TestStream>();
};

TEST_F(StreamTest, sends_pieces_as_chunks) {
  serve();
  RawClient client = connect();
  ask_and_close(client);
  stream->wait_until_asked(1);
  stream->put("first ");
  stream->put("and then what is longer than ten bytes");
  stream->put("", Then::end);
  const auto answer = client.read_to_end();
  EXPECT_NE(answer.find("\r\nTransfer-Encoding: chunked\r\n"), answer.npos) << answer;
  EXPECT_EQ(answer.find("Content-Length"), answer.npos);
  EXPECT_EQ(body_of(answer),
            "6\r\nfirst \r\n26\r\nand then what is longer than ten bytes\r\n0\r\n\r\n");
  EXPECT_EQ(client.end(), tests::End::closed);
  EXPECT_EQ(stream->end(), End::whole);
}

TEST_F(StreamTest, goes_on_with_the_next_request) {
  serve();
  RawClient client = connect();
  stream->put("all", Then::end);
  ask(client);
  client.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  const auto answer = client.read_to_end();
  EXPECT_NE(answer.find("3\r\nall\r\n0\r\n\r\nHTTP/1.1 200 OK\r\n"), answer.npos) << answer;
  EXPECT_TRUE(answer.ends_with("hello"));
}

TEST_F(StreamTest, asks_for_a_piece_when_the_last_one_is_out) {
  serve();
  RawClient client = connect();
  ask(client);
  stream->wait_until_asked(1);
  EXPECT_EQ(stream->asked(), 1);
  stream->put("x");
  stream->wait_until_asked(2);
  EXPECT_EQ(stream->asked(), 2);
}

TEST_F(StreamTest, that_breaks_is_reset) {
  serve();
  RawClient client = connect();
  ask(client);
  stream->put("half");
  stream->put("", Then::broken);
  EXPECT_EQ(client.read_to_end().find("0\r\n\r\n"), std::string::npos);
  EXPECT_EQ(client.end(), tests::End::reset);
  EXPECT_EQ(stream->end(), End::cut);
}

TEST_F(StreamTest, that_is_given_up_is_reset) {
  serve();
  RawClient client = connect();
  ask(client);
  stream->wait_until_asked(1);
  stream->drop();
  EXPECT_EQ(client.read_to_end(), "");
  EXPECT_EQ(client.end(), tests::End::reset);
}

TEST_F(StreamTest, ends_before_a_piece_that_is_no_longer_allowed) {
  std::atomic<bool> allowed{true};
  serve([&] { return allowed.load(); });
  RawClient client = connect();
  ask(client);
  stream->put("public");
  stream->wait_until_asked(2);
  allowed = false;
  stream->put("secret", Then::end);
  EXPECT_EQ(client.read_to_end().find("secret"), std::string::npos);
  EXPECT_EQ(client.end(), tests::End::reset);
  EXPECT_EQ(stream->end(), End::cut);
}

TEST_F(StreamTest, is_not_asked_by_a_head_request) {
  serve();
  RawClient client = connect();
  client.send("HEAD /stream HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.read_answer(true).header("Transfer-Encoding"), "chunked");
  EXPECT_EQ(client.get("/").body, "hello");
  EXPECT_EQ(stream->asked(), 0);
}

TEST_F(StreamTest, goes_to_http_1_0_up_to_the_end_of_the_connection) {
  serve();
  RawClient client = connect();
  stream->put("one ");
  stream->put("two", Then::end);
  ask(client, "1.0");
  const auto answer = client.read_to_end();
  EXPECT_EQ(answer.find("chunked"), answer.npos);
  EXPECT_EQ(body_of(answer), "one two");
  EXPECT_EQ(client.end(), tests::End::closed);
}

// Nothing is asked of the stream that the client has no room for.
TEST_F(StreamTest, cuts_a_reader_that_takes_nothing) {
  options.write_deadline = kShort;
  serve();
  const std::string large(60'000, 'x');  // one step of the deadline
  for (int piece = 0; piece < kTooMany; ++piece) stream->put(large);
  RawClient client = connect();
  ask(client);
  EXPECT_EQ(stream->end(), End::too_slow);
  EXPECT_LT(stream->asked(), kTooMany);
}

TEST_F(StreamTest, notices_that_its_reader_left) {
  serve();
  {
    RawClient client = connect();
    ask(client);
    stream->wait_until_asked(1);
  }
  EXPECT_EQ(stream->end(), End::cut);
}

TEST_F(StreamTest, without_an_end_is_ended_by_a_stop) {
  stream = std::make_shared<TestStream>(true);
  serve();
  RawClient client = connect();
  ask(client);
  stream->put("x");
  stream->wait_until_asked(2);
  server->stop(kLong);
  EXPECT_TRUE(body_of(client.read_to_end()).ends_with("1\r\nx\r\n0\r\n\r\n"));
  EXPECT_EQ(stream->end(), End::whole);
}

TEST_F(StreamTest, with_an_end_is_waited_for_by_a_stop) {
  serve();
  RawClient client = connect();
  ask(client);
  stream->put("x");
  stream->wait_until_asked(2);
  std::thread stop([this] { server->stop(kLong); });
  stream->put("y", Then::end);
  EXPECT_TRUE(body_of(client.read_to_end()).ends_with("1\r\ny\r\n0\r\n\r\n"));
  stop.join();
}

TEST_F(StreamTest, is_cut_when_the_grace_is_over) {
  serve();
  RawClient client = connect();
  ask(client);
  stream->put("x");
  stream->wait_until_asked(2);
  server->stop(std::chrono::milliseconds(0));
  EXPECT_FALSE(client.read_to_end().ends_with("0\r\n\r\n"));
  EXPECT_EQ(stream->end(), End::cut);
  stream->put("to nobody");
}

}  // namespace
}  // namespace rollcall::tests::stream_test
