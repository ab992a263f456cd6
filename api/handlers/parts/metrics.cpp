#include "api/handlers/parts/metrics.hpp"

#include <fmt/format.h>

namespace rollcall::api::handlers {
namespace {

void describe(std::string& out, std::string_view name, std::string_view type,
              std::string_view text) {
  out += fmt::format("# HELP {} {}\n# TYPE {} {}\n", name, text, name, type);
}

void gauge(std::string& out, std::string_view name, std::string_view text, std::uint64_t value) {
  describe(out, name, "gauge", text);
  out += fmt::format("{} {}\n", name, value);
}

void counter(std::string& out, std::string_view name, std::string_view text, std::uint64_t value) {
  describe(out, name, "counter", text);
  out += fmt::format("{} {}\n", name, value);
}

std::uint64_t all_events(const eventstore::Log& log) {
  std::uint64_t events = 0;
  for (const auto& office : log.offices()) events += log.head(office);
  return events;
}

// One line per projection; `value` takes a status.
template <class Value>
void per_projection(std::string& out, std::string_view name, std::string_view text,
                    const std::vector<projections::ProjectionStatus>& all, const Value& value) {
  describe(out, name, "gauge", text);
  for (const auto& status : all) {
    out += fmt::format("{}{{projection=\"{}\"}} {}\n", name, status.name, value(status));
  }
}

}  // namespace

std::string metrics_text(const Context& context) {
  std::string out;
  gauge(out, "rollcall_log_writable", "1 while the log takes writes.",
        context.log.writable() ? 1 : 0);
  counter(out, "rollcall_log_batches_total", "Durable batches.", context.log.last_batch());
  counter(out, "rollcall_log_events_total", "Durable events of all offices.",
          all_events(context.log));
  gauge(out, "rollcall_offices", "Offices with a log.", context.log.offices().size());
  gauge(out, "rollcall_fold_cache_states", "Folded states that are kept.",
        context.commands.cached_states());
  const auto projections = context.projector.status();
  per_projection(out, "rollcall_projection_lag_batches", "Batches behind the log.", projections,
                 [](const auto& status) { return status.lag; });
  per_projection(out, "rollcall_projection_running", "1 unless it stopped at a failing event.",
                 projections,
                 [](const auto& status) { return status.stopped_reason.empty() ? 1 : 0; });
  return out;
}

}  // namespace rollcall::api::handlers
