#pragma once
// A streamed answer, read as a connection reads it.

#include <chrono>
#include <future>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "api/http/message.hpp"

namespace rollcall::api {

// An event of text/event-stream, or (no type) what only has an id: the opening, a heartbeat.
struct Block {
  std::string id;
  std::string type;
  std::string data;
};

class Pulled {
 public:
  explicit Pulled(std::shared_ptr<http::BodyStream> stream) : stream_(std::move(stream)) {}
  explicit Pulled(const http::Response& response) : Pulled(response.stream) {}
  ~Pulled() { leave(); }
  Pulled(const Pulled&) = delete;
  Pulled& operator=(const Pulled&) = delete;

  // What the client was told last, however it ended.
  bool is_broken() const { return then_ == http::Piece::Then::broken; }
  bool is_over() const { return then_ != http::Piece::Then::more; }

  std::string next() {
    auto promise = std::make_shared<std::promise<http::Piece>>();
    auto piece = promise->get_future();
    stream_->next([promise](http::Piece given) { promise->set_value(std::move(given)); });
    if (piece.wait_for(std::chrono::seconds(10)) != std::future_status::ready) {
      ADD_FAILURE() << "the stream keeps silent";
      then_ = http::Piece::Then::broken;
      return "";
    }
    auto given = piece.get();
    then_ = given.then;
    return std::move(given.bytes);
  }

  std::string all() {
    std::string bytes;
    while (!is_over()) bytes += next();
    return bytes;
  }
  std::vector<std::string> lines() {
    std::vector<std::string> lines;
    const auto bytes = all();
    for (std::size_t at = 0; at < bytes.size(); at = bytes.find('\n', at) + 1) {
      lines.push_back(bytes.substr(at, bytes.find('\n', at) - at));
    }
    return lines;
  }

  // The next block of a live stream.
  Block block() {
    while (rest_.find("\n\n") == rest_.npos && !is_over()) rest_ += next();
    const auto end = rest_.find("\n\n");
    if (end == rest_.npos) return {};
    const auto text = rest_.substr(0, end + 1);
    rest_.erase(0, end + 2);
    return {field_of(text, "id: "), field_of(text, "event: "), field_of(text, "data: ")};
  }
  // The next that has data.
  Block event() {
    while (!is_over()) {
      if (auto found = block(); !found.type.empty()) return found;
    }
    return {};
  }

  void leave(http::BodyStream::End how = http::BodyStream::End::cut) {
    if (stream_) stream_->ended(how);
    stream_ = nullptr;
  }

 private:
  static std::string field_of(const std::string& text, const std::string& name) {
    const auto at = text.starts_with(name) ? 0 : text.find("\n" + name);
    if (at == text.npos) return "";
    const auto start = text.find(name, at) + name.size();
    return text.substr(start, text.find('\n', start) - start);
  }

  std::shared_ptr<http::BodyStream> stream_;
  std::string rest_;
  http::Piece::Then then_ = http::Piece::Then::more;
};

}  // namespace rollcall::api
