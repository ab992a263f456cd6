#pragma once
// From a request to its handler: route, credential, role, body kind, idempotency lock. Adds the
// headers that every answer has.

#include <optional>
#include <string>
#include <vector>

#include "api/app/context.hpp"
#include "api/app/principal.hpp"
#include "api/app/route.hpp"
#include "api/http/message.hpp"

namespace rollcall::api {

struct Match : http::Application::Found {
  const Route* route = nullptr;     // nullptr: no such path, or not with this method
  std::vector<std::string> params;  // decoded
  std::string allowed;              // methods of the path, for 405; "" if the path is unknown
};
Match match_route(std::span<const std::span<const Route>> tables, http::Method method,
                  std::string_view path);

class Router : public http::Application {
 public:
  explicit Router(Context& context) : context_(context) {}

  Admission admit(const http::RequestHead& head) override;
  void handle(http::Request request, std::unique_ptr<Found> found, http::Reply reply) override;

 private:
  struct Incoming;
  void receive(const std::shared_ptr<Incoming>& incoming);
  void dispatch(const std::shared_ptr<Incoming>& incoming);
  void deny(const std::shared_ptr<Incoming>& incoming, const Principal& principal);
  std::optional<http::Response> refuse(const http::RequestHead& head, const Match& match) const;

  Context& context_;
};

}  // namespace rollcall::api
