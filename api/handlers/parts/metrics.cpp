#include "api/handlers/parts/metrics.hpp"

#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>

#include "api/app/traffic.hpp"
#include "api/mail/mail.hpp"

namespace rollcall::api::handlers {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

ClientMetric sample(MetricType type, double value, std::vector<ClientMetric::Label> labels = {}) {
  ClientMetric metric;
  metric.label = std::move(labels);
  (type == MetricType::Counter ? metric.counter.value : metric.gauge.value) = value;
  return metric;
}

MetricFamily family(std::string name, std::string help, MetricType type) {
  MetricFamily made;
  made.name = std::move(name);
  made.help = std::move(help);
  made.type = type;
  return made;
}

MetricFamily single(std::string name, std::string help, MetricType type, std::uint64_t value) {
  auto made = family(std::move(name), std::move(help), type);
  made.metric.push_back(sample(type, static_cast<double>(value)));
  return made;
}

std::uint64_t all_events(const eventstore::Log& log) {
  std::uint64_t events = 0;
  for (const auto& office : log.offices()) events += log.head(office);
  return events;
}

MetricFamily answers(const Traffic& traffic) {
  auto made =
      family("rollcall_http_answers_total", "Answers by class of status.", MetricType::Counter);
  for (unsigned status_class = 1; status_class < traffic.answers.size(); ++status_class) {
    made.metric.push_back(sample(MetricType::Counter,
                                 static_cast<double>(traffic.answers[status_class].load()),
                                 {{"class", std::to_string(status_class) + "xx"}}));
  }
  return made;
}

MetricFamily sign_ins(const Traffic& traffic) {
  auto made =
      family("rollcall_sign_ins_total", "Tries to sign in by outcome.", MetricType::Counter);
  const auto add = [&](const char* outcome, const std::atomic<std::uint64_t>& count) {
    made.metric.push_back(
        sample(MetricType::Counter, static_cast<double>(count.load()), {{"outcome", outcome}}));
  };
  add("signed_in", traffic.sign_ins);
  add("refused", traffic.sign_ins_refused);
  add("unknown", traffic.sign_ins_unknown);
  return made;
}

MetricFamily mails(const Traffic& traffic) {
  auto made =
      family("rollcall_mails_total", "Tries to hand over a mail by outcome.", MetricType::Counter);
  constexpr std::array kOutcomes = {"sent", "deferred", "refused", "unanswered"};
  static_assert(kOutcomes.size() == std::variant_size_v<mail::Delivery>);
  for (std::size_t i = 0; i < kOutcomes.size(); ++i) {
    made.metric.push_back(sample(MetricType::Counter, static_cast<double>(traffic.mails[i].load()),
                                 {{"outcome", kOutcomes[i]}}));
  }
  return made;
}

// Asked in this order: the log may go on meanwhile, what is settled never goes beyond it.
std::uint64_t mail_lag(const Context& context) {
  const auto settled = context.traffic.mails_settled.load();
  return context.log.last_batch() - settled;
}

// One sample per projection; `value` takes a status.
template <class Value>
MetricFamily per_projection(std::string name, std::string help,
                            const std::vector<projections::ProjectionStatus>& all,
                            const Value& value) {
  auto made = family(std::move(name), std::move(help), MetricType::Gauge);
  for (const auto& status : all) {
    made.metric.push_back(sample(MetricType::Gauge, static_cast<double>(value(status)),
                                 {{"projection", status.name}}));
  }
  return made;
}

}  // namespace

std::string metrics_text(const Context& context) {
  const auto projections = context.projector.status();
  const std::vector<MetricFamily> families = {
      single("rollcall_log_writable", "1 while the log takes writes.", MetricType::Gauge,
             context.log.writable() ? 1 : 0),
      single("rollcall_log_batches_total", "Durable batches.", MetricType::Counter,
             context.log.last_batch()),
      single("rollcall_log_events_total", "Durable events of all offices.", MetricType::Counter,
             all_events(context.log)),
      single("rollcall_offices", "Offices with a log.", MetricType::Gauge,
             context.log.offices().size()),
      single("rollcall_fold_cache_states", "Folded states that are kept.", MetricType::Gauge,
             context.commands.cached_states()),
      answers(context.traffic),
      sign_ins(context.traffic),
      mails(context.traffic),
      single("rollcall_event_streams", "Streams that follow a log live.", MetricType::Gauge,
             context.live.count()),
      single("rollcall_event_streams_slow_total", "Live streams cut for a reader too slow.",
             MetricType::Counter, context.traffic.slow_streams.load()),
      single("rollcall_mail_lag_batches", "Batches since the oldest mail that is open.",
             MetricType::Gauge, mail_lag(context)),
      per_projection("rollcall_projection_lag_batches", "Batches behind the log.", projections,
                     [](const auto& status) { return status.lag; }),
      per_projection("rollcall_projection_running", "1 unless it stopped at a failing event.",
                     projections,
                     [](const auto& status) { return status.stopped_reason.empty() ? 1 : 0; }),
  };
  return prometheus::TextSerializer().Serialize(families);
}

}  // namespace rollcall::api::handlers
