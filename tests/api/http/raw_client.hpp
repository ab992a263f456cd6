#pragma once
// A client that sends exactly the bytes it is given. Blocking; a server that does not answer or
// close within ten seconds fails the test that waits for it.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rollcall::tests {

struct Answer {
  int status = 0;  // 0: the connection ended instead
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;

  std::string header(std::string_view name) const;  // "" if absent; as sent, case-sensitive
  bool has(std::string_view name) const;
};

enum class End { open, closed, reset };

class RawClient {
 public:
  explicit RawClient(std::uint16_t port, const char* from = "127.0.0.1");
  ~RawClient();
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  // False if the server has closed already.
  bool send(std::string_view bytes) const;
  Answer read_answer(bool to_head = false);
  Answer ask(std::string_view request) { return send(request) ? read_answer() : Answer{}; }
  // Whether bytes of the server's are there to be read, without waiting for any.
  bool has_bytes() const;
  Answer get(std::string_view target, std::string_view fields = "");
  // Everything up to the connection's end.
  std::string read_to_end();
  End end() const { return end_; }
  bool is_ended();  // waits: no more bytes, but the end
  void finish_sending() const;
  void reset();  // leaves without a goodbye

 private:
  bool read_more();

  int socket_ = -1;
  std::string received_;
  End end_ = End::open;
};

// True if a connection to the port is accepted.
bool can_connect(std::uint16_t port);

}  // namespace rollcall::tests
