#include "tests/api/http/raw_client.hpp"

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <gtest/gtest.h>

namespace rollcall::tests {
namespace {

constexpr int kPatienceSeconds = 10;

sockaddr_in endpoint(const char* address, std::uint16_t port) {
  sockaddr_in endpoint{};
  endpoint.sin_family = AF_INET;
  endpoint.sin_port = htons(port);
  inet_pton(AF_INET, address, &endpoint.sin_addr);
  return endpoint;
}

int connected(std::uint16_t port, const char* from) {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in here = endpoint(from, 0);
  const sockaddr_in there = endpoint("127.0.0.1", port);
  if (::bind(fd, reinterpret_cast<const sockaddr*>(&here), sizeof here) == 0 &&
      ::connect(fd, reinterpret_cast<const sockaddr*>(&there), sizeof there) == 0) {
    return fd;
  }
  ::close(fd);
  return -1;
}

}  // namespace

std::string Answer::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (key == name) return value;
  }
  return "";
}

bool Answer::has(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (key == name) return true;
  }
  return false;
}

RawClient::RawClient(std::uint16_t port, const char* from) : socket_(connected(port, from)) {
  EXPECT_GE(socket_, 0) << "no connection";
  const timeval patience{kPatienceSeconds, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  const int on = 1;
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

RawClient::~RawClient() {
  if (socket_ >= 0) ::close(socket_);
}

void RawClient::finish_sending() const {
  ::shutdown(socket_, SHUT_WR);
}

void RawClient::reset() {
  const linger abortive{1, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &abortive, sizeof abortive);
  ::close(socket_);
  socket_ = -1;
}

bool RawClient::send(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool RawClient::has_bytes() const {
  char byte = 0;
  return !received_.empty() || ::recv(socket_, &byte, 1, MSG_PEEK | MSG_DONTWAIT) > 0;
}

bool RawClient::read_more() {
  if (end_ != End::open) return false;
  std::array<char, 65536> piece;
  const ssize_t size = ::recv(socket_, piece.data(), piece.size(), 0);
  if (size > 0) {
    received_.append(piece.data(), static_cast<std::size_t>(size));
    return true;
  }
  EXPECT_FALSE(size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) << "the server keeps silent";
  end_ = size == 0 ? End::closed : End::reset;
  return false;
}

Answer RawClient::get(std::string_view target, std::string_view fields) {
  std::string request = "GET ";
  request.append(target).append(" HTTP/1.1\r\nHost: test\r\n").append(fields).append("\r\n");
  return ask(request);
}

Answer RawClient::read_answer(bool to_head) {
  std::size_t end = 0;
  while ((end = received_.find("\r\n\r\n")) == std::string::npos) {
    if (!read_more()) return {};
  }
  Answer answer;
  answer.status = std::atoi(received_.c_str() + sizeof "HTTP/1.1");
  std::size_t at = received_.find("\r\n") + 2;
  while (at < end + 2) {
    const std::size_t line_end = received_.find("\r\n", at);
    const std::size_t colon = received_.find(": ", at);
    answer.headers.emplace_back(received_.substr(at, colon - at),
                                received_.substr(colon + 2, line_end - colon - 2));
    at = line_end + 2;
  }
  received_.erase(0, end + 4);
  if (to_head) return answer;
  const auto length = static_cast<std::size_t>(std::atol(answer.header("Content-Length").c_str()));
  while (received_.size() < length && read_more()) {
  }
  answer.body = received_.substr(0, length);
  received_.erase(0, length);
  return answer;
}

std::string RawClient::read_to_end() {
  while (read_more()) {
  }
  return std::exchange(received_, {});
}

bool RawClient::is_ended() {
  return read_to_end().empty() && end_ != End::open;
}

bool can_connect(std::uint16_t port) {
  const int fd = connected(port, "127.0.0.1");
  if (fd >= 0) ::close(fd);
  return fd >= 0;
}

}  // namespace rollcall::tests
