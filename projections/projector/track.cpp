#include "projections/projector/track.hpp"

namespace rollcall::projections {

Track::Track(std::unique_ptr<Projection> projection, std::shared_ptr<const ViewReader> base,
             RowCache& cache, bool stands)
    : projection_(std::move(projection)), overlay_(base, &cache) {
  const auto stored = read_checkpoint(*base, projection_->key_space());
  checkpoint_ = stored.value_or(Checkpoint{projection_->version(), 0, false});
  if (!stands || checkpoint_.version != projection_->version()) {
    checkpoint_ = {projection_->version(), 0, true};
  }
  stored_batch_ = checkpoint_.batch;
}

Reached Track::reached() const {
  return {projection_->key_space(), std::string(projection_->name()), projection_->version(),
          checkpoint_.batch, stopped_reason_};
}

void Track::apply(const OfficeId& office, const LoggedEvent& event) {
  std::string reason;
  if (projection_->apply(office, event, overlay_, reason)) return;
  if (reason.empty()) reason = "not understood";
  stop(describe(event.position, domain::type_of(event.event), reason));
}

void Track::move_to(std::vector<ViewChange>& changes) {
  overlay_.move_to(changes);
  if (checkpoint_.batch != stored_batch_) changes.push_back(checkpoint_change());
  stored_batch_ = checkpoint_.batch;
}

ViewChange Track::checkpoint_change() const {
  return {checkpoint_key(projection_->key_space()), pack(checkpoint_)};
}

std::string describe(Position position, domain::EventType type, std::string_view what) {
  return "event " + std::to_string(position) + " of type " + std::to_string(type) + ": " +
         std::string(what);
}

}  // namespace rollcall::projections
