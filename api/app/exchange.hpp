#pragma once
// One request being answered: what a handler sees of it, and the conventions of api.md every answer
// follows. A handler calls exactly one of reply, read and write.
//
// Threads: one at a time; it moves between pool, committer and projector.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "api/app/context.hpp"
#include "api/app/principal.hpp"
#include "api/app/route.hpp"
#include "api/json/body.hpp"
#include "api/past/as_of.hpp"
#include "api/wire/problem.hpp"

namespace rollcall::api {

// What an answer is rendered from.
struct Shown {
  const projections::ViewReader& view;
  eventstore::OfficeId office{};
  domain::Instant now;  // by which expiry is computed
};

// Where an answer is rendered: what takes long has a pool of its own, so that it holds up no
// command.
enum class Rendering { quick, slow };

struct WritePlan {
  Attempt attempt;
  // Renders what was done. With an Idempotency-Key it is given the resources as that commit left
  // them, now and at every repeat; without, the views as they are.
  std::function<http::Response(const Shown& shown, const Done& done)> render;
  Rendering rendering = Rendering::quick;
  // Runs before it, while no view is held: what waits for views to be let go would wait for itself.
  // What it gives is answered instead.
  std::function<std::optional<http::Response>()> before_rendering = {};
};

class Exchange : public std::enable_shared_from_this<Exchange> {
 public:
  struct Parts {
    Context& context;
    const Route& route;
    http::Request request;
    std::vector<std::string> params;  // of the pattern's {names}, decoded, in order
    std::optional<Principal> principal;
    http::Reply reply;
    std::string idempotency_lock;  // held in Context until the answer; "" if none
    std::string credential;        // that `principal` was found by
  };
  explicit Exchange(Parts parts);
  ~Exchange();

  Context& context() const { return parts_.context; }
  const http::Request& request() const { return parts_.request; }
  const Route& route() const { return parts_.route; }
  const Principal& principal() const { return *parts_.principal; }
  const eventstore::OfficeId& office() const { return parts_.principal->office; }
  const domain::Uuid& correlation() const { return correlation_; }
  const std::vector<std::string>& params() const { return parts_.params; }
  const std::string& param(std::size_t index) const { return parts_.params[index]; }

  // The path's id; nil if it is no UUID (which no resource has: looking it up gives 404).
  template <class Id>
  Id id(std::size_t index) const {
    return Id{domain::Uuid::parse(param(index)).value_or(domain::Uuid{})};
  }

  // For routes below a mailed link: whose office it turned out to be.
  void become(Principal principal) { parts_.principal = std::move(principal); }
  // For pages: who the browser's cookie says it is.
  void become(Principal principal, std::string credential) {
    become(std::move(principal));
    parts_.credential = std::move(credential);
  }

  // Which moment is read; nullopt: now. Of a route that has Route::subjects; call before read().
  const std::optional<AsOf>& as_of() const { return as_of_; }
  void look_back(const AsOf& moment) { as_of_ = moment; }

  void reply(http::Response response);
  void not_found();
  // The neutral answer of dead and unknown links, a fixed time after the request came.
  void dead_link(http::Response response = wire::dead_link());
  // An answer about accounts: at the next multiple of Settings::account_answer_step after the
  // request came, so that no cause shows in the time.
  void reply_in_step(http::Response response);
  // Faults of the body or the query, all of them.
  void invalid(json::Body& body);

  // Reads the views, after what Rollcall-Min-Position asks for is projected; or, looking back, what
  // they were, on the pool of what takes long. Answers HEAD, ETag and If-None-Match; adds
  // Rollcall-Position.
  void read(std::function<http::Response(const Shown&)> render,
            Rendering rendering = Rendering::quick);
  void write(WritePlan plan);

  // What an answer is rendered from, and what Rollcall-Position says of it: the views as they are;
  // or, looking back, as they were, which takes long and belongs on the pool for that.
  struct Reading {
    std::shared_ptr<const projections::ViewReader> view;
    eventstore::Position position = 0;
    domain::Instant now;
  };
  eventstore::Result<Reading> reading() const;

  // Goes on once what Rollcall-Min-Position asks for is projected; else answers why not.
  void after_min_position(std::function<void()> go_on);

  // The command that `attempt` makes, with this request's actor, correlation and idempotency.
  Command command(Attempt attempt) const;
  // What a request with an Idempotency-Key must have in common with its repeats. Keyed, as bodies
  // hold data about persons: the log alone does not let one test a guess.
  eventstore::Hash fingerprint(std::string_view request) const;
  // Answers what a command denied or failed at.
  void fail(const Denied& denied);
  void fail(Failure failure);
  // What looking back failed at.
  void fail_looking_back(eventstore::Error error);

  // For Response::still_allowed: does the credential still stand, in the same role? Ends running
  // answers. Asking is no use of a session: it does not keep one from idling out.
  std::function<bool()> still_signed_in() const;

  // Shares are no-store and never answer 304; call before read().
  void never_not_modified() { conditional_ = false; }

 private:
  bool is_signed_in() const;
  void send(http::Response response);
  void send_at(std::chrono::steady_clock::time_point due, http::Response response);
  void read_where(Rendering rendering, std::function<http::Response(const Shown&)> render);
  eventstore::Result<Reading> reading_back() const;
  void read_here(const std::function<http::Response(const Shown&)>& render);
  void answer_read(http::Response response, eventstore::Position position);
  void written(const WritePlan& plan, const Done& done);
  void reply_written(http::Response response);
  void render(const WritePlan& plan, const Done& done, bool live);
  void render_live(const WritePlan& plan, const Done& done);
  void render_as_of(const WritePlan& plan, const Done& done);

  Parts parts_;
  const domain::Uuid correlation_;
  const std::chrono::steady_clock::time_point received_ = std::chrono::steady_clock::now();
  bool conditional_ = true;
  std::optional<AsOf> as_of_;
};

// 404 in a read.
http::Response not_found_response();
// 200 with JSON and, for single resources, an ETag of that version.
http::Response json_response(unsigned status, std::string body);
http::Response resource_response(unsigned status, std::string body, std::uint64_t version);

// True if If-Match holds or is absent; in an attempt: `if (!matches(...)) return stale();`
tl::unexpected<Denied> stale();

}  // namespace rollcall::api
