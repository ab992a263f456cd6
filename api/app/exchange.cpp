#include "api/app/exchange.hpp"

#include "api/app/in_flight.hpp"
#include "api/app/timers.hpp"
#include "api/app/waits.hpp"
#include "api/past/past_views.hpp"
#include "replay/as_of.hpp"

namespace rollcall::api {
namespace {

constexpr std::string_view kPosition = "Rollcall-Position";
constexpr std::string_view kMinPosition = "rollcall-min-position";

std::string position_text(eventstore::Position position) {
  return std::to_string(position);
}

http::Response with_position(http::Response response, eventstore::Position position) {
  if (!response.header(kPosition)) {
    response.with(std::string(kPosition), position_text(position));
  }
  return response;
}

// What was is nothing that a write could be conditional on: its tag holds no version.
void mark_as_past(http::Response& response) {
  for (auto& header : response.headers) {
    if (header.name == "ETag") header.value.insert(1, "past-");
  }
}

}  // namespace

Exchange::Exchange(Parts parts) : parts_(std::move(parts)), correlation_(parts_.context.new_id()) {}

Exchange::~Exchange() {
  if (!parts_.idempotency_lock.empty()) parts_.context.in_flight.release(parts_.idempotency_lock);
}

// Signed-in clients learn from every answer, refusals too, how far the views were.
void Exchange::reply(http::Response response) {
  if (is_signed_in() && !response.header(kPosition)) {
    const auto position =
        as_of_ ? as_of_->position : context().projector.snapshot(office()).position;
    response = with_position(std::move(response), position);
  }
  send(std::move(response));
}

bool Exchange::is_signed_in() const {
  const auto& principal = parts_.principal;
  return principal && principal->role != Who::anyone &&
         (principal->role != Who::receiver || !principal->session.uuid.is_nil());
}

void Exchange::send(http::Response response) {
  if (!parts_.idempotency_lock.empty()) {
    parts_.context.in_flight.release(std::exchange(parts_.idempotency_lock, ""));
  }
  std::exchange(parts_.reply, nullptr)(std::move(response));
}

void Exchange::not_found() {
  reply(not_found_response());
}

void Exchange::dead_link(http::Response response) {
  send_at(received_ + context().settings.dead_link_delay, std::move(response));
}

void Exchange::reply_in_step(http::Response response) {
  const auto step = context().settings.account_answer_step;
  const auto passed = std::chrono::steady_clock::now() - received_;
  send_at(received_ + step * (passed / step + 1), std::move(response));
}

// At a moment that depends on `received_` alone: a delay from now, rounded, would let show how long
// the work took.
void Exchange::send_at(std::chrono::steady_clock::time_point due, http::Response response) {
  context().timers.at(due, [self = shared_from_this(), response = std::move(response)]() mutable {
    self->send(std::move(response));
  });
}

void Exchange::invalid(json::Body& body) {
  const auto faults = body.faults();
  reply(wire::invalid_body(body.malformed(), faults));
}

void Exchange::read(std::function<http::Response(const Shown&)> render, Rendering rendering) {
  after_min_position([self = shared_from_this(), render = std::move(render), rendering] {
    self->read_where(rendering, render);
  });
}

void Exchange::after_min_position(std::function<void()> go_on) {
  const auto* wanted = request().header(kMinPosition);
  if (!wanted) return go_on();
  const auto position = parse_position(*wanted);
  if (!position) {
    return reply(wire::problem(400, "invalid_position", "Rollcall-Min-Position is no position."));
  }
  context().waits.until_projected(
      office(), *position, {},
      [self = shared_from_this(), go_on = std::move(go_on)](bool projected) {
        if (!projected) {
          return self->reply(
              wire::problem(503, "position_not_reached", "That position is not projected yet.")
                  .with("Retry-After", "1"));
        }
        self->context().pool.resume(go_on);
      });
}

void Exchange::read_where(Rendering rendering, std::function<http::Response(const Shown&)> render) {
  if (rendering == Rendering::quick && !as_of_) return read_here(render);
  const bool taken = context().files.post(
      [self = shared_from_this(), render = std::move(render)] { self->read_here(render); });
  if (!taken) fail(Failure::busy);
}

eventstore::Result<Exchange::Reading> Exchange::reading() const {
  if (as_of_) return reading_back();
  auto snapshot = context().projector.snapshot(office());
  return Reading{std::move(snapshot.view), snapshot.position, context().commands.now(office())};
}

eventstore::Result<Exchange::Reading> Exchange::reading_back() const {
  auto view = context().past_views.view(office(), route().subjects(*this), as_of_->position);
  if (!view) return tl::make_unexpected(view.error());
  return Reading{std::move(*view), as_of_->position, as_of_->at};
}

void Exchange::read_here(const std::function<http::Response(const Shown&)>& render) {
  const auto reading = this->reading();
  if (!reading) return fail_looking_back(reading.error());
  auto response = render({*reading->view, office(), reading->now});
  if (reading->view->failed()) return fail(Failure::unreadable);
  if (as_of_) mark_as_past(response);
  answer_read(std::move(response), reading->position);
}

void Exchange::answer_read(http::Response response, eventstore::Position position) {
  const auto* tag = response.header("ETag");
  if (tag && conditional_ && response.status == 200 && wire::if_none_match_hits(request(), *tag)) {
    http::Response not_modified;
    not_modified.status = 304;
    not_modified.with("ETag", *tag);
    response = std::move(not_modified);
  }
  reply(with_position(std::move(response), position));
}

void Exchange::fail_looking_back(eventstore::Error error) {
  if (error != eventstore::Error::overloaded) return fail(Failure::unreadable);
  constexpr std::string_view kCode = "as_of_too_large";
  const std::string sentence(json::sentence_of(kCode));
  reply(wire::problem(422, kCode, sentence, {{"/query/asOf", std::string(kCode), sentence}}));
}

Command Exchange::command(Attempt attempt) const {
  Command command{office(), principal().actor, correlation_, std::nullopt, "", std::move(attempt)};
  const auto* key = request().header("idempotency-key");
  if (key && route().method == http::Method::post) {
    const std::string scope = principal().actor.id.to_string() + '\n' + request().path + '\n';
    command.idempotency =
        eventstore::Idempotency{context().vault.keyed_hash(office(), "idempotency", scope + *key),
                                fingerprint(request().target + '\n' + request().body), ""};
    command.idempotency_secret = scope + *key;
  }
  return command;
}

eventstore::Hash Exchange::fingerprint(std::string_view request) const {
  return context().vault.keyed_hash(office(), "fingerprint", request);
}

void Exchange::write(WritePlan plan) {
  auto todo = command(plan.attempt);
  context().commands.run_here(std::move(todo), [self = shared_from_this(), plan = std::move(plan)](
                                                   const CommandOutcome& outcome) {
    if (const auto* denied = std::get_if<Denied>(&outcome)) return self->fail(*denied);
    if (const auto* failure = std::get_if<Failure>(&outcome)) return self->fail(*failure);
    self->written(plan, std::get<Done>(outcome));
  });
}

// A committed write is never answered as an error: if the views are late, the answer comes from the
// log itself.
void Exchange::written(const WritePlan& plan, const Done& done) {
  const bool exact = request().header("idempotency-key") && route().method == http::Method::post;
  context().waits.until_projected(
      office(), done.last, {}, [self = shared_from_this(), plan, done, exact](bool projected) {
        auto& pool =
            plan.rendering == Rendering::slow ? self->context().files : self->context().pool;
        pool.resume([self, plan, done, live = projected && !exact] {
          self->render(plan, done, live);
        });
      });
}

void Exchange::render(const WritePlan& plan, const Done& done, bool live) {
  if (plan.before_rendering) {
    if (auto instead = plan.before_rendering()) {
      return reply_written(with_position(std::move(*instead), done.last));
    }
  }
  live ? render_live(plan, done) : render_as_of(plan, done);
}

void Exchange::render_live(const WritePlan& plan, const Done& done) {
  const auto snapshot = context().projector.snapshot(office());
  auto response = plan.render({*snapshot.view, office(), done.at}, done);
  reply_written(with_position(std::move(response), snapshot.position));
}

void Exchange::render_as_of(const WritePlan& plan, const Done& done) {
  const auto view =
      replay::view_as_of(context().log, context().codec, office(), done.shows, done.last);
  if (!view) return fail(Failure::unreadable);
  reply_written(with_position(plan.render({**view, office(), done.at}, done), done.last));
}

// A write may end what others are shown: whoever reads its answer sees none of that begin.
void Exchange::reply_written(http::Response response) {
  response.is_settling = true;
  reply(std::move(response));
}

std::function<bool()> Exchange::still_signed_in() const {
  return [&context = parts_.context, credential = parts_.credential, role = principal().role] {
    const auto principal = authenticate(context, credential, CredentialUse::none);
    return principal && principal->role == role;
  };
}

void Exchange::fail(const Denied& denied) {
  if (denied.precondition_failed) {
    return reply(wire::problem(412, "precondition_failed",
                               "The resource is no longer the one that If-Match names."));
  }
  reply(wire::refused(denied.refusals));
}

void Exchange::fail(Failure failure) {
  const auto retry = [](std::string_view code, std::string_view detail) {
    return wire::problem(503, code, detail).with("Retry-After", "1");
  };
  switch (failure) {
    case Failure::busy:
      return reply(retry("busy", "Too much at once; nothing was written."));
    case Failure::outcome_unknown:
      return reply(retry("outcome_unknown",
                         "Writing failed half-way. Repeat with the same Idempotency-Key."));
    case Failure::stopped:
      return reply(retry("read_only", "The log takes no writes until a restart."));
    case Failure::key_reused:
      return reply(wire::problem(422, "idempotency_key_reused",
                                 "This Idempotency-Key came with another request before."));
    case Failure::too_large:
      return reply(wire::problem(413, "too_large", "More than one request may write."));
    case Failure::unreadable:
      return reply(retry("storage_unreadable", "The storage could not be read."));
  }
}

http::Response not_found_response() {
  return wire::problem(404, "not_found", "There is nothing here.");
}

http::Response json_response(unsigned status, std::string body) {
  http::Response response;
  response.status = status;
  response.body = std::move(body);
  response.with("Content-Type", "application/json");
  return response;
}

http::Response resource_response(unsigned status, std::string body, std::uint64_t version) {
  const auto tag = wire::entity_tag(version, body);
  auto response = json_response(status, std::move(body));
  return response.with("ETag", tag);
}

tl::unexpected<Denied> stale() {
  return tl::make_unexpected(Denied{{}, true});
}

}  // namespace rollcall::api
